import { optionSet } from '../optionSet.ts'

/** Birth and the child: outcome, prophylaxis, growth, feeding, final status. */
export const birthOptionSets = [
    optionSet('DELIVERY_PLACE', 'place of birth', 'mahali pa kujifungua', {
        FACILITY: ['Facility', 'Kituo cha afya'],
        HOME: ['Home', 'Nyumbani'],
        BORN_BEFORE_ARRIVAL: ['On the way', 'Njiani'],
    }),
    optionSet('DELIVERY_MODE', 'mode of birth', 'njia ya kujifungua', {
        SVD: ['Normal birth', 'Kawaida'],
        CS: ['Caesarean', 'Upasuaji'],
        BREECH: ['Breech', 'Mtoto ametanguliza matako'],
        ASSISTED: ['Assisted', 'Kwa msaada wa vifaa'],
    }),
    optionSet('BIRTH_OUTCOME', 'birth outcome', 'matokeo ya uzazi', {
        LIVE: ['Live birth', 'Mtoto hai'],
        FRESH_STILLBIRTH: ['Fresh stillbirth', 'Mfu, karibuni'],
        MACERATED_STILLBIRTH: ['Macerated stillbirth', 'Mfu, muda umepita'],
        MISCARRIAGE: ['Miscarriage', 'Mimba imeharibika'],
        NEONATAL_DEATH: ['Newborn death', 'Mtoto mchanga amefariki'],
    }),
    optionSet('MATERNAL_OUTCOME', 'mother after birth', 'hali ya mama baada ya kujifungua', {
        ALIVE: ['Alive', 'Hai'],
        DIED: ['Died', 'Amefariki'],
    }),
    {
        ...optionSet('INFANT_PROPH', 'infant prophylaxis', 'dawa ya kinga ya mtoto', {
            AZT_NVP_6W_THEN_NVP_TO_BF_END: [
                'AZT + NVP 6 weeks, then NVP while breastfeeding',
                'AZT + NVP wiki 6, kisha NVP akiendelea kunyonya',
            ],
            AZT_NVP_6W_THEN_NVP_6W: ['AZT + NVP 6 weeks, then NVP 6 weeks', 'AZT + NVP wiki 6, kisha NVP wiki 6'],
            NVP_12W: ['NVP 12 weeks', 'NVP wiki 12'],
            NVP_6W: ['NVP 6 weeks', 'NVP wiki 6'],
            AZT_6W: ['AZT 6 weeks', 'AZT wiki 6'],
            AZT_12W: ['AZT 12 weeks', 'AZT wiki 12'],
            ENHANCED_ABC_3TC_DTG_14W: ['ABC + 3TC + DTG 14 weeks', 'ABC + 3TC + DTG wiki 14'],
            NONE: ['None', 'Hakuna'],
            OTHER: ['Other', 'Nyingine'],
        }),
        unverified: 'The 14-week line with dolutegravir is said to come from the 2026 guideline; its text has not been seen.',
    },
    optionSet('VISIT_POINT', 'child visit point', 'wakati wa ziara ya mtoto', {
        W6: ['6 weeks', 'Wiki 6'],
        W10: ['10 weeks', 'Wiki 10'],
        W14: ['14 weeks', 'Wiki 14'],
        M6: ['6 months', 'Miezi 6'],
        M9: ['9 months', 'Miezi 9'],
        M12: ['12 months', 'Miezi 12'],
        M15: ['15 months', 'Miezi 15'],
        M18: ['18 months', 'Miezi 18'],
        M24: ['24 months', 'Miezi 24'],
        UNSCHEDULED: ['Unplanned', 'Haikupangwa'],
    }),
    optionSet('WEIGHT_CAT', 'weight category', 'kundi la uzito', {
        NORMAL: ['Normal', 'Kawaida'],
        UNDERWEIGHT: ['Underweight', 'Uzito mdogo'],
        SEVERELY_UNDERWEIGHT: ['Severely underweight', 'Uzito mdogo sana'],
        OVERWEIGHT: ['Overweight', 'Uzito mkubwa'],
        OBESE: ['Obese', 'Uzito mkubwa sana'],
    }),
    optionSet('STUNTING', 'stunting', 'kudumaa', {
        NORMAL: ['Normal', 'Kawaida'],
        STUNTED: ['Stunted', 'Amedumaa'],
        SEVERELY_STUNTED: ['Severely stunted', 'Amedumaa sana'],
    }),
    optionSet('DANGER_SIGN', 'danger sign', 'dalili ya hatari', {
        NONE: ['None', 'Hakuna'],
        CANNOT_FEED: ['Cannot feed', 'Hawezi kula'],
        CANNOT_DRINK: ['Cannot drink', 'Hawezi kunywa'],
        VOMITS_ALL: ['Vomits everything', 'Anatapika kila kitu'],
        BLOODY_DIARRHOEA: ['Bloody diarrhoea', 'Anaharisha damu'],
        OEDEMA: ['Swelling', 'Kuvimba'],
        CONVULSING: ['Convulsions', 'Degedege'],
    }),
    optionSet('FEEDING', 'infant feeding', 'ulishaji wa mtoto', {
        EBF: ['Breast milk only', 'Maziwa ya mama pekee'],
        ERF: ['Replacement milk only', 'Maziwa mbadala pekee'],
        MF: ['Mixed', 'Mchanganyiko'],
        BF: ['Breast milk with food', 'Maziwa ya mama na chakula'],
        NBF: ['Not breastfeeding', 'Hanyonyi'],
    }),
    optionSet('FINAL_HIV', 'final HIV status of child', 'hali ya mwisho ya VVU ya mtoto', {
        POSITIVE: ['Positive', 'Ana VVU'],
        NEGATIVE_NOT_BREASTFEEDING: ['Negative, no longer breastfeeding', 'Hana VVU, hanyonyi tena'],
        UNKNOWN: ['Unknown', 'Haijulikani'],
    }),
    optionSet('HEI_OUTCOME', 'outcome of child follow-up', 'matokeo ya ufuatiliaji wa mtoto', {
        NEG_18M_PLUS: ['Negative at 18 months or later', 'Hana VVU miezi 18 au zaidi'],
        CONFIRMED_POSITIVE: ['Confirmed positive', 'Imethibitishwa ana VVU'],
        LTFU: ['Lost to follow-up', 'Amepotea kwenye ufuatiliaji'],
        DIED: ['Died', 'Amefariki'],
        TRANSFER_OUT: ['Transferred out', 'Amehamia kituo kingine'],
        STILL_BREASTFEEDING_AT_24M: ['Still breastfeeding at 24 months', 'Bado ananyonya miezi 24'],
        UNKNOWN: ['Unknown', 'Haijulikani'],
    }),
]
