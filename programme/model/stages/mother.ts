import { visitTopicCodes, virtualTopicCodes } from '../fields/topics.ts'
import { section, stage } from '../stage.ts'
import type { Section, Stage } from '../types.ts'
import { supportStages } from './support.ts'

const topics = (codes: readonly string[]): Section => ({
    id: 'topics',
    title: { en: 'Topics', sw: 'Mada' },
    fields: codes,
    optional: true,
})
const nextVisit = section('next', ['Next visit', 'Ziara ijayo'], 'NEXT_APPT_DATE')

/** Stages of KMMP_MOTHER (numbers M1 to M15 are those of that paper). */
export const motherStages: readonly Stage[] = [
    stage({
        code: 'KMMP_M_ENROL',
        name: ['Enrolment', 'Usajili'],
        neutralName: ['Registration', 'Usajili'],
        description: [
            'Intake of the mother, once per pregnancy or breastfeeding episode',
            'Kumsajili mama, mara moja kwa kila ujauzito au kipindi cha kunyonyesha',
        ],
        repeatable: false,
        sections: [
            section('arrival', ['How she came', 'Alivyokuja'], 'ENTRY_POINT REFERRED_BY TI_FACILITY TI_DATE SOURCE_PARTNER'),
            section(
                'treatment',
                ['Status and treatment', 'Hali na matibabu'],
                'HIV_STATUS_ENTRY HIV_DX_DATE ART_STATUS ART_START_DATE ART_REGIMEN'
            ),
            section('pregnancy', ['Pregnancy', 'Ujauzito'], 'GRAVIDA PARITY LMP_DATE EDD_DATE GA_AT_FIRST_ANC FIRST_ANC_DATE ANC_NUMBER'),
            section('home', ['Home', 'Nyumbani'], 'MARITAL EDUCATION INCOME_SOURCE FOOD_SECURITY', { optional: true }),
            section(
                'risk',
                ['Close follow-up', 'Ufuatiliaji wa karibu'],
                'RISK_UNSUPPRESSED RISK_LATE_ART RISK_ADOLESCENT RISK_DEFAULTED_BEFORE HIGH_RISK_PAIR AGE_BAND_AT_ENTRY CASE_MANAGER_ASSIGNED'
            ),
        ],
        source: 'domain brief B5 M1; ANC register MOH 405',
    }),
    stage({
        code: 'KMMP_M_ANC',
        name: ['Antenatal contact', 'Ziara ya ujauzito'],
        neutralName: ['Visit before birth', 'Ziara kabla ya kujifungua'],
        description: ['A contact before birth', 'Ziara kabla ya kujifungua'],
        repeatable: true,
        standardInterval: 28,
        sections: [
            section('contact', ['This contact', 'Ziara hii'], 'ANC_CONTACT_NO GA_WEEKS CLINIC_ATTENDED'),
            section(
                'treatment',
                ['Treatment today', 'Matibabu leo'],
                'ON_ART_TODAY PILLS_MISSED_7D ADHERENCE CTX_OR_DAPSONE INFANT_PROPH_DISPENSED'
            ),
            section('tb', ['TB', 'Kifua kikuu'], 'TB_STATUS TPT'),
            section(
                'counsel',
                ['Counselling', 'Ushauri'],
                'BIRTH_PLAN FEEDING_COUNSEL PPFP_COUNSEL DANGER_SIGNS_TAUGHT NET_GIVEN IFAS_GIVEN',
                { optional: true }
            ),
            topics(visitTopicCodes),
            nextVisit,
        ],
        source: 'domain brief B5 M2; contact weeks 12, 20, 26, 30, 34, 36, 38, 40',
    }),
    stage({
        code: 'KMMP_M_DELIVERY',
        name: ['Delivery', 'Kujifungua'],
        neutralName: ['Birth', 'Kujifungua'],
        description: ['The birth and how mother and babies came through it', 'Kujifungua na hali ya mama na watoto'],
        repeatable: false,
        compulsory: ['DELIVERY_DATE'],
        sections: [
            section('birth', ['Birth', 'Kujifungua'], 'DELIVERY_DATE DELIVERY_PLACE DELIVERY_MODE SKILLED_ATTENDANT'),
            section('babies', ['Babies', 'Watoto'], 'N_LIVE N_STILL BIRTH_OUTCOME BIRTH_WEIGHT_G BF_INITIATED_1H'),
            section('mother', ['Mother', 'Mama'], 'MATERNAL_OUTCOME ART_AT_DELIVERY VL_AT_DELIVERY_KNOWN'),
            section(
                'prophylaxis',
                ['Medicine for the baby', 'Dawa ya mtoto'],
                'INFANT_PROPH_STARTED INFANT_PROPH_REGIMEN INFANT_PROPH_DATE'
            ),
        ],
        source: 'domain brief B5 M3; maternity register MOH 333',
    }),
    stage({
        code: 'KMMP_M_PNC',
        name: ['Postnatal contact', 'Ziara baada ya kujifungua'],
        neutralName: ['Visit after birth', 'Ziara baada ya kujifungua'],
        description: ['A contact with the mother after birth', 'Ziara ya mama baada ya kujifungua'],
        repeatable: true,
        standardInterval: 28,
        sections: [
            section('contact', ['This contact', 'Ziara hii'], 'PNC_BAND BREASTFEEDING_NOW BF_STOP_DATE'),
            section('treatment', ['Treatment today', 'Matibabu leo'], 'ON_ART_TODAY PILLS_MISSED_7D ADHERENCE'),
            section('tb', ['TB', 'Kifua kikuu'], 'TB_STATUS TPT'),
            section('family', ['Family planning', 'Uzazi wa mpango'], 'FP_METHOD PREGNANT_AGAIN'),
            section('screens', ['Health checks', 'Uchunguzi wa afya'], 'CACX_SCREEN MENTAL_SCREEN', { optional: true }),
            topics(visitTopicCodes),
            nextVisit,
        ],
        source: 'domain brief B5 M4; PNC register MOH 406; missed doses and topics as partners record them after birth too',
    }),
    stage({
        code: 'KMMP_M_VL',
        name: ['Viral load', 'Kiasi cha virusi'],
        neutralName: ['Blood test', 'Kipimo cha damu'],
        description: ['A viral load sample and its result', 'Sampuli ya kiasi cha virusi na matokeo yake'],
        repeatable: true,
        compulsory: ['VL_SAMPLE_DATE'],
        sections: [
            section('sample', ['Sample', 'Sampuli'], 'VL_REASON VL_SAMPLE_DATE VL_SAMPLE_ID'),
            section('result', ['Result', 'Matokeo'], 'VL_RESULT_DATE VL_LDL VL_VALUE VL_SUPPRESSED_200 VL_SUPPRESSED_1000 RESULT_GIVEN'),
            section('action', ['Action', 'Hatua'], 'EAC_SESSION_NO REGIMEN_SWITCHED', { optional: true }),
            section('labs', ['Other results', 'Matokeo mengine'], 'HB CD4', { optional: true }),
        ],
        source: 'domain brief B5 M5; handing over of results: app design 0.3',
    }),
    stage({
        code: 'KMMP_M_TEST',
        name: ['HIV, syphilis or hepatitis B test', 'Kipimo cha VVU, kaswende au homa ya ini B'],
        neutralName: ['Test', 'Kipimo'],
        description: ['One test of the mother', 'Kipimo kimoja cha mama'],
        repeatable: true,
        compulsory: ['TEST_DATE'],
        sections: [
            section('test', ['Test', 'Kipimo'], 'TEST_TYPE TEST_POINT CONSENT_TEST TESTED_AS TEST_DATE'),
            section('result', ['Result', 'Matokeo'], 'TEST_RESULT HIV_FINAL RESULT_GIVEN'),
            section('treatment', ['Treatment', 'Matibabu'], 'SYPH_TREATED HBV_TREATED', { optional: true }),
        ],
        source: 'domain brief B5 M6',
    }),
    stage({
        code: 'KMMP_M_HOMEVISIT',
        name: ['Home visit', 'Ziara ya nyumbani'],
        neutralName: ['Home visit', 'Ziara ya nyumbani'],
        description: ['A visit to the client’s home', 'Kumtembelea mteja nyumbani'],
        repeatable: true,
        standardInterval: 90,
        sections: [
            section('visit', ['This visit', 'Ziara hii'], 'VISIT_PURPOSE PERSON_SEEN VISIT_GPS'),
            section(
                'home',
                ['What you saw', 'Ulichoona'],
                'ARV_STORED_WELL PILLS_SEEN BASIC_NEEDS_MET HOME_SAFE_SPACE PLAY_CORNER HANDWASH_POINT'
            ),
            section(
                'family',
                ['Family', 'Familia'],
                'HOUSEHOLD_MEMBERS UNDER3_COUNT FAMILY_MEMBER_REACHED_M FAMILY_MEMBER_REACHED_F FAMILY_MEMBER_REACHED_CHILD',
                { optional: true }
            ),
            topics(visitTopicCodes),
        ],
        source: 'domain brief B5 M8; MOH 514; topics as partners record them at home',
    }),
    stage({
        code: 'KMMP_M_ECONTACT',
        name: ['Contact at a distance', 'Mawasiliano ya mbali'],
        neutralName: ['Contact at a distance', 'Mawasiliano ya mbali'],
        description: ['A contact by phone, message or video', 'Mawasiliano kwa simu, ujumbe au video'],
        repeatable: true,
        sections: [
            section(
                'contact',
                ['This contact', 'Mawasiliano haya'],
                'ECONTACT_CHANNEL ECONTACT_DIRECTION IDENTITY_CONFIRMED DURATION_MIN FOLLOW_UP_NEEDED'
            ),
            topics(virtualTopicCodes),
        ],
        source: 'domain brief B5 M9',
    }),
    ...supportStages,
    stage({
        code: 'KMMP_M_EXIT',
        name: ['Exit', 'Kutoka kwenye programu'],
        neutralName: ['Close follow-up', 'Funga ufuatiliaji'],
        description: ['Why and when follow-up of the mother ended', 'Sababu na tarehe ya kumaliza ufuatiliaji wa mama'],
        repeatable: false,
        sections: [section('exit', ['Leaving', 'Kutoka'], 'MOTHER_EXIT EXIT_DATE DEATH_DATE TO_FACILITY TO_VERIFIED EXIT_VL_SUPPRESSED')],
        source: 'domain brief B5 M15',
    }),
]
