import { field } from './answer.ts'
import { section, stage } from './stage.ts'
import type { Field, Program, Stage } from './types.ts'

const SPOKEN = ['SWAHILI', 'ENGLISH', 'DHOLUO', 'KIKUYU', 'LUHYA', 'KAMBA', 'KALENJIN', 'SOMALI', 'KISII', 'OTHER'] as const

const languageNames: Readonly<Record<(typeof SPOKEN)[number], readonly [en: string, sw: string]>> = {
    SWAHILI: ['Speaks Kiswahili', 'Anaongea Kiswahili'],
    ENGLISH: ['Speaks English', 'Anaongea Kiingereza'],
    DHOLUO: ['Speaks Dholuo', 'Anaongea Kijaluo'],
    KIKUYU: ['Speaks Gikuyu', 'Anaongea Kikikuyu'],
    LUHYA: ['Speaks Luhya', 'Anaongea Kiluhya'],
    KAMBA: ['Speaks Kikamba', 'Anaongea Kikamba'],
    KALENJIN: ['Speaks Kalenjin', 'Anaongea Kikalenjin'],
    SOMALI: ['Speaks Somali', 'Anaongea Kisomali'],
    KISII: ['Speaks Ekegusii', 'Anaongea Kikisii'],
    OTHER: ['Speaks another language', 'Anaongea lugha nyingine'],
}

const languages = SPOKEN.map((code) => field(`LANGUAGES_${code}`, 'TRUE_ONLY', languageNames[code]))

const score = (domain: string, en: string, sw: string): Field =>
    field(`WELLBEING_SCORE_${domain}`, 'INTEGER_POSITIVE', [`Well-being 1–5, ${en}`, `Hali njema 1–5, ${sw}`])

/** One to five in each domain of the mothers2mothers self-care form. */
const wellBeing: readonly Field[] = [
    score('PHYSICAL', 'body', 'mwili'),
    score('EMOTIONAL', 'feelings', 'hisia'),
    score('SPIRITUAL', 'spirit', 'roho'),
    score('PROFESSIONAL', 'work', 'kazi'),
    score('SOCIAL', 'people around', 'watu wa karibu'),
    score('FINANCIAL', 'money', 'fedha'),
    score('PSYCHOLOGICAL', 'mind', 'akili'),
]

/** Questions about Mentor Mothers at work. None asks about health: their status is implied by the job and never recorded. */
export const staffFields: readonly Field[] = [
    field('CADRE', 'OS_CADRE', ['Cadre', 'Kada'], { timeline: true }),
    field('LINKED_FACILITY', 'ORGANISATION_UNIT', ['Facility of work', 'Kituo cha kazi']),
    field('CHU_CODES', 'TEXT', ['Community units served', 'Vitengo vya jamii anavyohudumia']),
    field('EMPLOYMENT_TYPE', 'OS_EMPLOYMENT_TYPE', ['Employment', 'Ajira']),
    field('STIPEND_PAID_UP_TO_DATE', 'BOOLEAN', ['Pay up to date?', 'Malipo yako sawa?']),
    ...languages,
    field('DEVICE_SERIAL', 'TEXT', ['Number of the device', 'Nambari ya kifaa']),
    field('TRAINING', 'OS_TRAINING', ['Training', 'Mafunzo'], { timeline: true }),
    field('START_DATE', 'DATE', ['Started on', 'Yalianza tarehe']),
    field('DAYS', 'INTEGER_POSITIVE', ['Days', 'Siku']),
    field('PRE_SCORE', 'PERCENTAGE', ['Score before, %', 'Alama kabla, %']),
    field('POST_SCORE', 'PERCENTAGE', ['Score after, %', 'Alama baada, %']),
    field('CERTIFIED', 'BOOLEAN', ['Certified?', 'Amepata cheti?'], { timeline: true }),
    field('DEBRIEF_DATE', 'DATE', ['Date of debrief', 'Tarehe ya kikao']),
    field('DEBRIEF_TYPE', 'OS_DEBRIEF_TYPE', ['Kind of debrief', 'Aina ya kikao'], { timeline: true }),
    ...wellBeing,
    field('ACTION_AGREED', 'LONG_TEXT', ['Agreed', 'Makubaliano']),
    field('OBSERVED_SKILL_SCORE', 'PERCENTAGE', ['Observed skill, %', 'Ujuzi ulioonekana, %'], { timeline: true }),
    field('STAFF_EXIT', 'OS_STAFF_EXIT', ['Reason of leaving work', 'Sababu ya kuacha kazi'], { timeline: true }),
    field('IGA_TRAINED', 'BOOLEAN', ['Trained to earn an income?', 'Amefunzwa kujipatia kipato?']),
    field('IGA_TYPE', 'TEXT', ['Kind of income', 'Aina ya kipato']),
]

const staffStages: readonly Stage[] = [
    stage({
        code: 'KMMP_S_PROFILE',
        name: ['Staff profile', 'Maelezo ya mhudumu'],
        neutralName: ['Profile', 'Maelezo'],
        description: ['Where and how a Mentor Mother works', 'Mama Mshauri anafanya kazi wapi na vipi'],
        repeatable: false,
        sections: [
            section('work', ['Work', 'Kazi'], 'CADRE LINKED_FACILITY CHU_CODES EMPLOYMENT_TYPE STIPEND_PAID_UP_TO_DATE DEVICE_SERIAL'),
            section('languages', ['Languages', 'Lugha'], SPOKEN.map((code) => `LANGUAGES_${code}`).join(' ')),
        ],
        source: 'domain brief B7 S1; A22, A58',
    }),
    stage({
        code: 'KMMP_S_TRAIN',
        name: ['Training', 'Mafunzo'],
        neutralName: ['Training', 'Mafunzo'],
        description: ['One training', 'Mafunzo mamoja'],
        repeatable: true,
        sections: [section('training', ['Training', 'Mafunzo'], 'TRAINING START_DATE DAYS PRE_SCORE POST_SCORE CERTIFIED')],
        source: 'domain brief B7 S2',
    }),
    stage({
        code: 'KMMP_S_DEBRIEF',
        name: ['Debrief', 'Kikao cha faraja'],
        neutralName: ['Debrief', 'Kikao'],
        description: ['How the Mentor Mother herself is', 'Hali ya Mama Mshauri mwenyewe'],
        repeatable: true,
        standardInterval: 90,
        sections: [
            section('debrief', ['Debrief', 'Kikao'], 'DEBRIEF_DATE DEBRIEF_TYPE ACTION_AGREED'),
            section(
                'wellbeing',
                ['Well-being, 1 to 5', 'Hali njema, 1 hadi 5'],
                wellBeing.map(({ code }) => code.replace(/^KMMP_/, '')).join(' ')
            ),
        ],
        source: 'domain brief B7 S3; domains of the mothers2mothers self-care form',
    }),
    stage({
        code: 'KMMP_S_SUPERV',
        name: ['Observed at work', 'Kuangaliwa kazini'],
        neutralName: ['Observation', 'Uangalizi'],
        description: ['A supervisor watched her at work', 'Msimamizi alimwangalia akifanya kazi'],
        repeatable: true,
        sections: [section('skill', ['Skill', 'Ujuzi'], 'OBSERVED_SKILL_SCORE')],
        source: 'domain brief B7 S4',
    }),
    stage({
        code: 'KMMP_S_EXIT',
        name: ['Leaving work', 'Kuacha kazi'],
        neutralName: ['Leaving', 'Kuondoka'],
        description: ['Why and when she left the work', 'Sababu na tarehe ya kuacha kazi'],
        repeatable: false,
        sections: [section('exit', ['Leaving', 'Kuondoka'], 'STAFF_EXIT EXIT_DATE IGA_TRAINED IGA_TYPE')],
        source: 'domain brief B7 S5; A24',
    }),
]

const asked = (stems: string) => stems.split(' ').map((stem) => ({ code: `KMMP_${stem}` }))

/** Mentor Mothers and coordinators: one enrollment for each employment. Closed: no look from outside, not even with a reason. */
export const staffProgram: Program = {
    code: 'KMMP_STAFF',
    audience: 'staff',
    name: { en: 'KMMP Staff', sw: 'KMMP Wahudumu' },
    description: { en: 'Mentor Mothers and coordinators at work', sw: 'Akina Mama Washauri na waratibu kazini' },
    trackedEntityType: 'KMMP_STAFF',
    accessLevel: 'CLOSED',
    enrollmentDateLabel: { en: 'Date of hire', sw: 'Tarehe ya kuajiriwa' },
    incidentDateLabel: { en: 'Started at this facility', sw: 'Alianza katika kituo hiki' },
    attributes: [
        { code: 'KMMP_STAFF_ID', mandatory: true, searchable: true },
        { code: 'KMMP_GIVEN_NAME', searchable: true },
        { code: 'KMMP_FAMILY_NAME', searchable: true },
        { code: 'KMMP_CADRE', searchable: true },
        ...asked('PREFERRED_NAME SEX DATE_OF_BIRTH DOB_ESTIMATED PHONE_NUMBER PHONE_OWNER PHONE_CONTACT_OK SMS_SAFE'),
        ...asked('M2M_CLIENT_ID M2M_CASE_ID EMPLOYER_PARTNER HIRE_DATE DHIS2_USERNAME'),
    ],
    stages: staffStages,
}
