import { optionSet } from '../optionSet.ts'

/** Tests of mother and child. */
export const testingOptionSets = [
    optionSet('HIV_STATUS_ENTRY', 'HIV status at entry', 'hali ya VVU alipoingia', {
        KNOWN_POSITIVE: ['Known positive', 'Alijulikana ana VVU'],
        NEW_POSITIVE_ANC: ['New positive in antenatal care', 'Amegundulika kliniki ya wajawazito'],
        NEW_POSITIVE_LD: ['New positive at birth', 'Amegundulika wakati wa kujifungua'],
        NEW_POSITIVE_PNC6W: ['New positive within 6 weeks after birth', 'Amegundulika ndani ya wiki 6 baada ya kujifungua'],
        NEW_POSITIVE_PNC6M: ['New positive 6 weeks to 6 months after birth', 'Amegundulika wiki 6 hadi miezi 6 baada ya kujifungua'],
        NEGATIVE: ['Negative', 'Hana VVU'],
        UNKNOWN: ['Unknown', 'Haijulikani'],
        DECLINED: ['Declined test', 'Amekataa kupimwa'],
    }),
    optionSet('VL_REASON', 'reason of viral load', 'sababu ya kupima virusi', {
        BASELINE: ['Baseline', 'Kipimo cha mwanzo'],
        FIRST_3M: ['First, 3 months on treatment', 'Cha kwanza, miezi 3 kwenye dawa'],
        ROUTINE_6M: ['Routine, every 6 months', 'Cha kawaida, kila miezi 6'],
        REPEAT_3M: ['Repeat after 3 months', 'Rudio baada ya miezi 3'],
        PRE_ART: ['Before treatment', 'Kabla ya dawa'],
        CLINICAL: ['Clinical reason', 'Sababu ya kitabibu'],
    }),
    optionSet('TEST_TYPE', 'kind of test', 'aina ya kipimo', {
        HIV_INITIAL: ['HIV, first test', 'VVU, kipimo cha kwanza'],
        HIV_RETEST: ['HIV, retest', 'VVU, kupimwa tena'],
        DUAL_HIV_SYPHILIS: ['HIV and syphilis', 'VVU na kaswende'],
        SYPHILIS: ['Syphilis', 'Kaswende'],
        HBSAG: ['Hepatitis B', 'Homa ya ini B'],
        SELF_TEST: ['Self-test', 'Kujipima'],
    }),
    optionSet('TEST_POINT', 'point of test', 'wakati wa kipimo', {
        ANC: ['Antenatal care', 'Kliniki ya wajawazito'],
        LD: ['Labour and delivery', 'Wakati wa kujifungua'],
        PNC_LE6W: ['Up to 6 weeks after birth', 'Hadi wiki 6 baada ya kujifungua'],
        PNC_6W_6M: ['6 weeks to 6 months after birth', 'Wiki 6 hadi miezi 6 baada ya kujifungua'],
        OTHER: ['Other', 'Nyingine'],
    }),
    optionSet('TESTED_AS', 'tested as', 'alipimwa kama', { INDIVIDUAL: ['Alone', 'Peke yake'], COUPLE: ['As a couple', 'Na mwenzi wake'] }),
    optionSet('TEST_RESULT', 'test result', 'matokeo ya kipimo', {
        REACTIVE: ['Reactive', 'Kimeonyesha maambukizi'],
        NON_REACTIVE: ['Non-reactive', 'Hakikuonyesha maambukizi'],
        INCONCLUSIVE: ['Inconclusive', 'Hayako wazi'],
        INVALID: ['Invalid', 'Batili'],
    }),
    optionSet('HIV_FINAL', 'final HIV result', 'matokeo ya mwisho ya VVU', {
        POSITIVE: ['Positive', 'Ana VVU'],
        NEGATIVE: ['Negative', 'Hana VVU'],
        INCONCLUSIVE: ['Inconclusive', 'Hayako wazi'],
    }),
    optionSet('CTEST_KIND', 'kind of child test', 'aina ya kipimo cha mtoto', {
        PCR: ['PCR', 'PCR'],
        ANTIBODY: ['Antibody', 'Kingamwili'],
    }),
    optionSet('CTEST_POINT', 'point of child test', 'wakati wa kipimo cha mtoto', {
        BIRTH: ['Birth', 'Kuzaliwa'],
        W6: ['6 weeks', 'Wiki 6'],
        M6: ['6 months', 'Miezi 6'],
        M12: ['12 months', 'Miezi 12'],
        M18: ['18 months', 'Miezi 18'],
        M24: ['24 months', 'Miezi 24'],
        BF_END: ['6 weeks after breastfeeding, PCR', 'Wiki 6 baada ya kuacha kunyonya, PCR'],
        BF_END_6W: ['6 weeks after breastfeeding, antibody', 'Wiki 6 baada ya kuacha kunyonya, kingamwili'],
        CONFIRMATORY: ['Confirmatory', 'Cha kuthibitisha'],
        OTHER: ['Other', 'Nyingine'],
    }),
    optionSet('LAB_RESULT', 'laboratory result', 'matokeo ya maabara', {
        POSITIVE: ['Positive', 'Chanya'],
        NEGATIVE: ['Negative', 'Hasi'],
        INDETERMINATE: ['Indeterminate', 'Hayako wazi'],
        REJECTED: ['Sample rejected', 'Sampuli imekataliwa'],
        PENDING: ['Waiting', 'Yanasubiriwa'],
    }),
]
