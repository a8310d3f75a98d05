import { field, neutral } from '../answer.ts'
import type { Field } from '../types.ts'

const test = neutral('Test', 'Kipimo')
const medicine = neutral('Medicine', 'Dawa')
const medicineSince = neutral('Medicine since', 'Dawa tangu')

/** Registration, visits, tests and outcome of the child. */
export const childFields: readonly Field[] = [
    field('EXPOSED', 'OS_YNU', ['HIV exposed?', 'Aliathiriwa na VVU vya mama?'], neutral('Group', 'Kundi')),
    field('MOTHER_LINKED', 'BOOLEAN', ['Mother in the programme?', 'Mama yuko kwenye programu?']),
    field('MOTHER_ALIVE', 'OS_YNU', ['Is the mother alive?', 'Mama yuko hai?']),
    field('CAREGIVER', 'OS_CAREGIVER', ['Who cares for the child?', 'Nani anamlea mtoto?'], { timeline: true }),
    field('GESTATION_BIRTH', 'NUMBER', ['Weeks of pregnancy at birth', 'Wiki za ujauzito alipozaliwa']),
    field('BIRTH_ORDER', 'INTEGER_POSITIVE', ['Birth order', 'Nafasi ya kuzaliwa']),
    field('MULTIPLE_BIRTH', 'BOOLEAN', ['Twin or more?', 'Pacha au zaidi?']),
    field('PLACE_OF_BIRTH', 'OS_DELIVERY_PLACE', ['Where was the child born?', 'Mtoto alizaliwa wapi?']),
    field('PROPH_REGIMEN', 'OS_INFANT_PROPH', ['Preventive medicine', 'Dawa ya kinga'], { timeline: true, ...medicine }),
    field('PROPH_START_DATE', 'DATE', ['Preventive medicine since', 'Dawa ya kinga tangu'], { timeline: true, ...medicineSince }),
    field('CTX_START_DATE', 'DATE', ['Cotrimoxazole since', 'Cotrimoxazole tangu'], medicineSince),
    field(
        'MOTHER_ON_ART',
        'OS_YNU',
        ['Is the mother on treatment?', 'Mama anatumia dawa?'],
        neutral('Mother’s medicine?', 'Dawa ya mama?')
    ),
    field(
        'MOTHER_VL_LAST',
        'INTEGER_ZERO_OR_POSITIVE',
        ['Mother’s last viral load', 'Kiasi cha mwisho cha virusi vya mama'],
        neutral('Mother’s blood test', 'Kipimo cha damu cha mama')
    ),
    field('AGE_AT_ENROL_DAYS', 'INTEGER_ZERO_OR_POSITIVE', ['Age at registration, days', 'Umri aliposajiliwa, siku'], { derived: true }),
    field('SPECIAL_CARE_LOW_WEIGHT', 'TRUE_ONLY', ['Low birth weight', 'Uzito mdogo wa kuzaliwa']),
    field('SPECIAL_CARE_TWIN', 'TRUE_ONLY', ['Twin', 'Pacha']),
    field('SPECIAL_CARE_ORPHAN', 'TRUE_ONLY', ['Orphan', 'Yatima']),
    field('SPECIAL_CARE_DISABILITY', 'TRUE_ONLY', ['Disability', 'Ulemavu']),
    field('SPECIAL_CARE_TEEN_MOTHER', 'TRUE_ONLY', ['Teenage mother', 'Mama kijana']),
    field('SPECIAL_CARE_NEGLECT', 'TRUE_ONLY', ['Neglect', 'Kutelekezwa']),
    field('VISIT_POINT', 'OS_VISIT_POINT', ['Which visit?', 'Ziara ipi?'], { timeline: true }),
    field('WEIGHT_KG', 'NUMBER', ['Weight, kg', 'Uzito, kg'], { timeline: true }),
    field('LENGTH_CM', 'NUMBER', ['Length, cm', 'Urefu, cm']),
    field('MUAC_CM', 'NUMBER', ['Arm circumference, cm', 'Mzingo wa mkono, cm']),
    field('WEIGHT_CATEGORY', 'OS_WEIGHT_CAT', ['Weight for age', 'Uzito kwa umri']),
    field('STUNTING', 'OS_STUNTING', ['Length for age', 'Urefu kwa umri']),
    field('DANGER_SIGN', 'OS_DANGER_SIGN', ['Danger sign', 'Dalili ya hatari'], { timeline: true }),
    field('FEEDING', 'OS_FEEDING', ['Feeding now', 'Anakula nini sasa'], { timeline: true }),
    field('NVP_TODAY', 'BOOLEAN', ['Nevirapine given today?', 'Amepewa nevirapine leo?'], neutral('Medicine A today?', 'Dawa A leo?')),
    field('AZT_TODAY', 'BOOLEAN', ['Zidovudine given today?', 'Amepewa zidovudine leo?'], neutral('Medicine B today?', 'Dawa B leo?')),
    field(
        'CTX_TODAY',
        'BOOLEAN',
        ['Cotrimoxazole given today?', 'Amepewa cotrimoxazole leo?'],
        neutral('Medicine C today?', 'Dawa C leo?')
    ),
    field('IMMUNISATION_UP_TO_DATE', 'OS_YNU', ['Immunisations up to date?', 'Chanjo zimekamilika kwa umri wake?']),
    field('VIT_A', 'OS_DONE', ['Vitamin A', 'Vitamini A']),
    field('DEWORMED', 'OS_DONE', ['Dewormed', 'Dawa ya minyoo']),
    field('CTEST_KIND', 'OS_CTEST_KIND', ['PCR or antibody?', 'PCR au kingamwili?'], { timeline: true, ...test }),
    field('CTEST_POINT', 'OS_CTEST_POINT', ['Which test of the child?', 'Kipimo kipi cha mtoto?'], { timeline: true, ...test }),
    field('SAMPLE_DATE', 'DATE', ['Sample taken on', 'Sampuli ilichukuliwa'], { timeline: true }),
    field('SAMPLE_ID', 'TEXT', ['Sample number', 'Nambari ya sampuli']),
    field('RESULT_DATE', 'DATE', ['Result on', 'Matokeo tarehe'], { timeline: true }),
    field('RESULT_TO_CAREGIVER_DATE', 'DATE', ['Result given to caregiver on', 'Mlezi alipewa matokeo tarehe'], { timeline: true }),
    field('CTEST_RESULT', 'OS_LAB_RESULT', ['Result', 'Matokeo'], { timeline: true }),
    field('AGE_AT_SAMPLE_DAYS', 'INTEGER_ZERO_OR_POSITIVE', ['Age at sample, days', 'Umri sampuli ilipochukuliwa, siku'], {
        derived: true,
    }),
    field('ART_STARTED', 'BOOLEAN', ['Treatment started?', 'Matibabu yameanza?'], neutral('Medicine started?', 'Dawa zimeanza?')),
    field(
        'BASELINE_VL_DONE',
        'BOOLEAN',
        ['First viral load done?', 'Kipimo cha kwanza cha virusi kimefanyika?'],
        neutral('Blood test done?', 'Kipimo cha damu kimefanyika?')
    ),
    field('FINAL_HIV', 'OS_FINAL_HIV', ['Final HIV status of the child', 'Hali ya mwisho ya VVU ya mtoto'], {
        timeline: true,
        ...neutral('Final status', 'Hali ya mwisho'),
    }),
    field('HEI_OUTCOME', 'OS_HEI_OUTCOME', ['Outcome', 'Matokeo ya ufuatiliaji'], { timeline: true }),
    field('OUTCOME_DATE', 'DATE', ['Date of outcome', 'Tarehe ya matokeo ya ufuatiliaji'], { timeline: true }),
    field('BF_STOPPED', 'BOOLEAN', ['Breastfeeding stopped?', 'Ameacha kunyonya?']),
    field(
        'FINAL_AB_DATE',
        'DATE',
        ['Date of last antibody test', 'Tarehe ya kipimo cha mwisho cha kingamwili'],
        neutral('Date of last test', 'Tarehe ya kipimo cha mwisho')
    ),
    field('CHILD_CCC_NUMBER', 'TEXT', ['CCC number of the child', 'Nambari ya CCC ya mtoto'], neutral('Care number', 'Nambari ya huduma')),
]
