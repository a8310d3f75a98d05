import { DEFAULT_COMBO } from '../../metadata/prepare.ts'
import { start, type Running } from '../../testing/start.ts'
import type { Dialect } from '#dhis2/version.ts'

/** UIDs of a small made-up program: one stage that is always checked, one that is checked when its event is completed. */
export const UNIT = 'UnitUnit001'
export const PROGRAM = 'ProgProg001'
export const ALWAYS = 'StagAlways1'
export const ON_COMPLETE = 'StagOnComp1'
export const WEIGHT = 'ElemWeight1'
export const NOTE = 'ElemNote001'
export const REGIMEN = 'ElemRegime1'
/** a program without registration, and its stage */
export const TALKS = 'ProgTalks01'
export const TALK = 'StagTalk001'
/** a data element of no stage */
export const ELSEWHERE = 'ElemElsewh1'
export const PARITY = 'AttrParity1'
const TYPE = 'TypeType001'
const NAME = 'AttrName001'
const OPTIONS = 'OptsOpts001'

const element = (id: string, valueType: string, rest: object = {}) => ({
    id,
    name: id,
    shortName: id,
    valueType,
    domainType: 'TRACKER',
    aggregationType: 'NONE',
    categoryCombo: { id: DEFAULT_COMBO },
    ...rest,
})

const attribute = (id: string, valueType: string) => ({ id, name: id, shortName: id, valueType, aggregationType: 'NONE' })

const stage = (id: string, validationStrategy: string, program = PROGRAM) => ({
    id,
    name: id,
    program: { id: program },
    repeatable: true,
    validationStrategy,
    programStageDataElements: [WEIGHT, NOTE, REGIMEN].map((uid) => ({ dataElement: { id: uid } })),
})

const METADATA = {
    organisationUnits: [{ id: UNIT, name: 'Clinic', shortName: 'Clinic', code: 'CLINIC', openingDate: '2020-01-01' }],
    organisationUnitGroups: [{ id: 'GrouGroup01', name: 'Urban', shortName: 'Urban', code: 'URBAN', organisationUnits: [{ id: UNIT }] }],
    optionSets: [{ id: OPTIONS, name: 'Regimens', valueType: 'TEXT', options: [{ id: 'OptnTdf0001' }] }],
    options: [{ id: 'OptnTdf0001', name: 'Tenofovir', code: 'TDF', optionSet: { id: OPTIONS } }],
    trackedEntityAttributes: [attribute(NAME, 'TEXT'), attribute(PARITY, 'INTEGER')],
    trackedEntityTypes: [{ id: TYPE, name: 'Person', shortName: 'Person' }],
    dataElements: [
        element(WEIGHT, 'NUMBER'),
        element(NOTE, 'TEXT'),
        element(REGIMEN, 'TEXT', { optionSet: { id: OPTIONS } }),
        element(ELSEWHERE, 'TEXT'),
    ],
    programs: [
        {
            id: PROGRAM,
            name: 'Follow-up',
            shortName: 'Follow-up',
            programType: 'WITH_REGISTRATION',
            trackedEntityType: { id: TYPE },
            organisationUnits: [{ id: UNIT }],
            programStages: [{ id: ALWAYS }, { id: ON_COMPLETE }],
            programTrackedEntityAttributes: [NAME, PARITY].map((uid) => ({ trackedEntityAttribute: { id: uid } })),
        },
        {
            id: TALKS,
            name: 'Talks',
            shortName: 'Talks',
            programType: 'WITHOUT_REGISTRATION',
            organisationUnits: [{ id: UNIT }],
            programStages: [{ id: TALK }],
        },
    ],
    programStages: [stage(ALWAYS, 'ON_UPDATE_AND_INSERT'), stage(ON_COMPLETE, 'ON_COMPLETE'), stage(TALK, 'ON_UPDATE_AND_INSERT', TALKS)],
    programRuleVariables: [
        { name: 'weight', programRuleVariableSourceType: 'DATAELEMENT_CURRENT_EVENT', dataElement: { id: WEIGHT } },
        { name: 'note', programRuleVariableSourceType: 'DATAELEMENT_CURRENT_EVENT', dataElement: { id: NOTE } },
        { name: 'newest weight', programRuleVariableSourceType: 'DATAELEMENT_NEWEST_EVENT_PROGRAM', dataElement: { id: WEIGHT } },
        { name: 'earlier weight', programRuleVariableSourceType: 'DATAELEMENT_PREVIOUS_EVENT', dataElement: { id: WEIGHT } },
        { name: 'regimen', programRuleVariableSourceType: 'DATAELEMENT_CURRENT_EVENT', dataElement: { id: REGIMEN } },
        { name: 'parity', programRuleVariableSourceType: 'TEI_ATTRIBUTE', trackedEntityAttribute: { id: PARITY } },
        { name: 'double', programRuleVariableSourceType: 'CALCULATED_VALUE', valueType: 'NUMBER' },
        {
            name: 'newest talk',
            program: { id: TALKS },
            programRuleVariableSourceType: 'DATAELEMENT_NEWEST_EVENT_PROGRAM',
            dataElement: { id: WEIGHT },
        },
    ].map((variable, place) => ({ id: `VariVari00${place}`, program: { id: PROGRAM }, ...variable })),
}

/** A rule as a test writes it. */
export interface TestRule {
    when: string
    action: string
    /** UID of a data element or attribute, by its first letters */
    at?: string
    data?: string
    content?: string
    program?: string
    stage?: string
    priority?: number
}

/** The metadata of the program with these rules. */
const metadataWith = (rules: readonly TestRule[]): object => ({
    ...METADATA,
    programRules: rules.map(({ when, program = PROGRAM, stage: of, priority }, place) => ({
        id: `RuleRule00${place}`,
        name: `Rule ${place}`,
        program: { id: program },
        condition: when,
        priority,
        ...(of !== undefined && { programStage: { id: of } }),
        programRuleActions: [{ id: `ActnActn00${place}` }],
    })),
    programRuleActions: rules.map(({ action, at, data, content }, place) => ({
        id: `ActnActn00${place}`,
        programRule: { id: `RuleRule00${place}` },
        programRuleActionType: action,
        data,
        content,
        ...(at !== undefined && (at.startsWith('Attr') ? { trackedEntityAttribute: { id: at } } : { dataElement: { id: at } })),
    })),
})

/** A sandbox that knows the program and its rules, asked as `admin`. */
export const startWith = async (rules: readonly TestRule[], dialect: Dialect = '2.42'): Promise<Running> => {
    const sandbox = await start({ empty: true, dialect })
    const answer = await sandbox.ask('admin', 'POST', '/api/metadata', metadataWith(rules))
    if (answer.status !== 200) {
        throw new Error(JSON.stringify(answer.body))
    }
    return sandbox
}

/** A person with an enrollment and, below it, events. */
export const person = (part: { attributes?: object[]; enrollment?: object; events?: object[] }): object => ({
    trackedEntities: [
        {
            trackedEntity: 'PersPerson1',
            trackedEntityType: TYPE,
            orgUnit: UNIT,
            attributes: part.attributes ?? [],
            enrollments: [
                {
                    enrollment: 'EnroEnroll1',
                    program: PROGRAM,
                    orgUnit: UNIT,
                    status: 'ACTIVE',
                    enrolledAt: '2026-10-01',
                    occurredAt: '2026-10-01',
                    ...part.enrollment,
                    events: part.events ?? [],
                },
            ],
        },
    ],
})

/** An event of the enrollment of `person`. */
export const event = (values: Record<string, string | null>, rest: object = {}): object => ({
    event: 'EvenEvent01',
    program: PROGRAM,
    programStage: ALWAYS,
    enrollment: 'EnroEnroll1',
    orgUnit: UNIT,
    status: 'ACTIVE',
    occurredAt: '2026-11-01',
    dataValues: Object.entries(values).map(([dataElement, value]) => ({ dataElement, value })),
    ...rest,
})
