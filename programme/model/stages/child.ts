import { section, stage } from '../stage.ts'
import type { Stage } from '../types.ts'
import { developmentStages } from './development.ts'
import { childSupportStages } from './support.ts'

/** Stages of KMMP_CHILD (numbers C1 to C9 are those of that paper). */
export const childStages: readonly Stage[] = [
    stage({
        code: 'KMMP_C_ENROL',
        name: ['Child registration', 'Usajili wa mtoto'],
        neutralName: ['Registration', 'Usajili'],
        description: ['Registration of the child for follow-up', 'Kumsajili mtoto kwa ufuatiliaji'],
        repeatable: false,
        sections: [
            section('pair', ['Mother and caregiver', 'Mama na mlezi'], 'EXPOSED MOTHER_LINKED MOTHER_ALIVE CAREGIVER SOURCE_PARTNER'),
            section(
                'birth',
                ['Birth', 'Kuzaliwa'],
                'BIRTH_WEIGHT_G GESTATION_BIRTH BIRTH_ORDER MULTIPLE_BIRTH PLACE_OF_BIRTH DELIVERY_MODE'
            ),
            section('prophylaxis', ['Medicine', 'Dawa'], 'PROPH_REGIMEN PROPH_START_DATE CTX_START_DATE'),
            section('mother', ['Mother', 'Mama'], 'MOTHER_ON_ART MOTHER_VL_LAST', { optional: true }),
            section('feeding', ['Feeding', 'Ulishaji'], 'FEEDING BF_STOP_DATE', { optional: true }),
            section(
                'special',
                ['Special care', 'Uangalizi maalum'],
                'AGE_AT_ENROL_DAYS SPECIAL_CARE_LOW_WEIGHT SPECIAL_CARE_TWIN SPECIAL_CARE_ORPHAN SPECIAL_CARE_DISABILITY SPECIAL_CARE_TEEN_MOTHER SPECIAL_CARE_NEGLECT',
                { optional: true }
            ),
        ],
        source: 'domain brief B6 C1; HEI card MOH 408; feeding as partners record it with the child',
    }),
    stage({
        code: 'KMMP_C_FUP',
        name: ['Child visit', 'Ziara ya mtoto'],
        neutralName: ['Child visit', 'Ziara ya mtoto'],
        description: ['A follow-up visit of the child', 'Ziara ya ufuatiliaji wa mtoto'],
        repeatable: true,
        standardInterval: 28,
        sections: [
            section('growth', ['Growth', 'Ukuaji'], 'VISIT_POINT WEIGHT_KG LENGTH_CM MUAC_CM WEIGHT_CATEGORY STUNTING DANGER_SIGN'),
            section('feeding', ['Feeding', 'Ulishaji'], 'FEEDING'),
            section('medicine', ['Medicine', 'Dawa'], 'NVP_TODAY AZT_TODAY CTX_TODAY'),
            section('services', ['Services', 'Huduma'], 'TB_STATUS IMMUNISATION_UP_TO_DATE VIT_A DEWORMED', { optional: true }),
            section('next', ['Next visit', 'Ziara ijayo'], 'NEXT_APPT_DATE'),
        ],
        source: 'domain brief B6 C2; HEI register',
    }),
    stage({
        code: 'KMMP_C_TEST',
        name: ['HIV test of the child', 'Kipimo cha VVU cha mtoto'],
        neutralName: ['Test', 'Kipimo'],
        description: ['One sample of the child and its result', 'Sampuli moja ya mtoto na matokeo yake'],
        repeatable: true,
        compulsory: ['SAMPLE_DATE'],
        sections: [
            section('sample', ['Sample', 'Sampuli'], 'CTEST_KIND CTEST_POINT SAMPLE_DATE SAMPLE_ID AGE_AT_SAMPLE_DAYS'),
            section('result', ['Result', 'Matokeo'], 'CTEST_RESULT RESULT_DATE RESULT_TO_CAREGIVER_DATE'),
            section('positive', ['If positive', 'Kama ana VVU'], 'ART_STARTED ART_START_DATE BASELINE_VL_DONE', { optional: true }),
        ],
        source: 'domain brief B6 C3',
    }),
    ...developmentStages,
    ...childSupportStages,
    stage({
        code: 'KMMP_C_OUTCOME',
        name: ['Final outcome', 'Matokeo ya mwisho'],
        neutralName: ['Close follow-up', 'Funga ufuatiliaji'],
        description: ['The outcome of follow-up at 18 to 24 months, or earlier', 'Matokeo ya ufuatiliaji miezi 18 hadi 24, au mapema'],
        repeatable: false,
        sections: [
            section('outcome', ['Outcome', 'Matokeo'], 'FINAL_HIV HEI_OUTCOME OUTCOME_DATE FINAL_AB_DATE CHILD_CCC_NUMBER'),
            section('feeding', ['Feeding', 'Ulishaji'], 'BF_STOPPED BF_STOP_DATE'),
            section('leaving', ['Leaving', 'Kutoka'], 'DEATH_DATE TO_FACILITY', { optional: true }),
        ],
        source: 'domain brief B6 C9',
    }),
]
