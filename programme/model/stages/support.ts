import { section, stage } from '../stage.ts'
import type { Section, Stage } from '../types.ts'

const tracing: readonly Section[] = [
    section('attempt', ['This attempt', 'Jaribio hili'], 'MISSED_APPT_DATE TRACE_ATTEMPT_NO TRACE_METHOD TRACE_RESULT NO_CONTACT_REASON'),
    section('reached', ['What she said', 'Alichosema'], 'MISSED_REASON PROMISED_DATE RETURN_DATE'),
    section('outcome', ['Outcome', 'Matokeo'], 'TRUE_STATUS FINAL_OUTCOME_REACHED'),
]

const referral: readonly Section[] = [
    section(
        'referral',
        ['Referral', 'Rufaa'],
        'REFERRAL_SERVICE REFERRAL_DIRECTION REFERRED_TO_OU REFERRED_TO_TEXT REFERRAL_DATE ESCORTED'
    ),
    section('return', ['What came of it', 'Matokeo'], 'REFERRAL_OUTCOME OUTCOME_DATE'),
]

/** Stages of support between visits. Appointments are plans of the stage to be done, so M10 is none. */
export const supportStages: readonly Stage[] = [
    stage({
        code: 'KMMP_M_PSS',
        name: ['Psychosocial support', 'Msaada wa kisaikolojia'],
        neutralName: ['Talk', 'Mazungumzo'],
        description: ['How she is, who knows, and whether she is safe', 'Hali yake, nani anajua, na kama yuko salama'],
        repeatable: true,
        standardInterval: 90,
        sections: [
            section('privacy', ['Privacy', 'Faragha'], 'PRIVATE_SPACE'),
            section(
                'disclosure',
                ['Telling others', 'Kuwaambia wengine'],
                'DISCLOSED_TO DISCLOSURE_SUPPORT_WANTED STIGMA_HOME STIGMA_FACILITY'
            ),
            section(
                'mood',
                ['Well-being, last two weeks', 'Hali ya moyo, wiki mbili zilizopita'],
                'PHQ2_1 PHQ2_2 PHQ9_3 PHQ9_4 PHQ9_5 PHQ9_6 PHQ9_7 PHQ9_8 PHQ9_9 PHQ9_SCORE PHQ9_BAND',
                { optional: true }
            ),
            section('safety', ['Safety', 'Usalama'], 'GBV_PHYSICAL GBV_THREAT GBV_SEXUAL GBV_SAFE_NOW GBV_ACTION', { optional: true }),
            section(
                'needs',
                ['Needs and prevention', 'Mahitaji na kinga'],
                'FOOD_SECURITY ALCOHOL_RISK PWP_CONDOM PWP_PARTNER_TEST PWP_STI',
                {
                    optional: true,
                }
            ),
        ],
        source: 'domain brief B5 M7; items of the depression and violence screens are worded by us',
        unverified: 'Screening questions are to be approved by NASCOP; their order and branching follow KenyaEMR forms.',
    }),
    stage({
        code: 'KMMP_M_TRACE',
        name: ['Tracing', 'Kumtafuta mteja'],
        neutralName: ['Follow-up call', 'Ufuatiliaji'],
        description: ['One attempt to find a client who missed a visit', 'Jaribio moja la kumtafuta mteja aliyekosa kliniki'],
        repeatable: true,
        sections: tracing,
        source: 'domain brief B5 M11; defaulter tracing form of KenyaEMR',
    }),
    stage({
        code: 'KMMP_M_REFERRAL',
        name: ['Referral', 'Rufaa'],
        neutralName: ['Referral', 'Rufaa'],
        description: ['A referral and what came of it', 'Rufaa na matokeo yake'],
        repeatable: true,
        compulsory: ['REFERRAL_DATE'],
        sections: referral,
        source: 'domain brief B5 M12; community referral form MOH 100',
        unverified: 'The layout of MOH 100 has not been seen.',
    }),
    stage({
        code: 'KMMP_M_PARTNER',
        name: ['Partner and family testing', 'Upimaji wa mwenzi na familia'],
        neutralName: ['Family', 'Familia'],
        description: ['One partner or family member offered a test, without a name', 'Mwenzi au mwanafamilia mmoja, bila jina'],
        repeatable: true,
        sections: [
            section('safety', ['First', 'Kwanza'], 'IPV_SCREEN_BEFORE_NOTIFY'),
            section('contact', ['Contact', 'Mtu'], 'CONTACT_RELATION CONTACT_AGE CONTACT_KNOWN_STATUS'),
            section('test', ['Test', 'Kipimo'], 'CONTACT_TESTED_DATE CONTACT_RESULT CONTACT_LINKED_ART'),
        ],
        source: 'domain brief B5 M13',
    }),
    stage({
        code: 'KMMP_M_GROUP',
        name: ['Support group attendance', 'Mahudhurio ya kikundi'],
        neutralName: ['Group', 'Kikundi'],
        description: ['The client’s attendance of one group session', 'Mahudhurio ya mteja kwenye kikao kimoja'],
        repeatable: true,
        compulsory: ['SESSION_DATE'],
        sections: [
            section('session', ['Session', 'Kikao'], 'GROUP_CODE SESSION_DATE SESSION_TOPIC ATTENDED BROUGHT_PARTNER BROUGHT_CHILD'),
        ],
        source: 'domain brief B5 M14',
    }),
]

/** The same of the child. */
export const childSupportStages: readonly Stage[] = [
    stage({
        code: 'KMMP_C_REFERRAL',
        name: ['Referral of the child', 'Rufaa ya mtoto'],
        neutralName: ['Referral', 'Rufaa'],
        description: ['A referral of the child and what came of it', 'Rufaa ya mtoto na matokeo yake'],
        repeatable: true,
        compulsory: ['REFERRAL_DATE'],
        sections: referral,
        source: 'domain brief B6 C6',
    }),
    stage({
        code: 'KMMP_C_TRACE',
        name: ['Tracing of the child', 'Kumtafuta mtoto'],
        neutralName: ['Follow-up call', 'Ufuatiliaji'],
        description: ['One attempt to find a child who missed a visit', 'Jaribio moja la kumtafuta mtoto aliyekosa kliniki'],
        repeatable: true,
        sections: tracing,
        source: 'domain brief B6 C7',
    }),
]
