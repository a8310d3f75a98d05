import type { Check, Given } from './finding.ts'
import { each, idOf, idsOf, isRecord, listOf, records, repeated, text, when } from './finding.ts'

const oneOf = (value: unknown, words: string): boolean => words.split(' ').includes(text(value))

/** Value types that DHIS2 2.40 to 2.43 have in common, as far as questions of people use them. */
const VALUE_TYPES =
    'TEXT LONG_TEXT LETTER PHONE_NUMBER EMAIL BOOLEAN TRUE_ONLY DATE DATETIME TIME NUMBER UNIT_INTERVAL PERCENTAGE INTEGER INTEGER_POSITIVE INTEGER_NEGATIVE INTEGER_ZERO_OR_POSITIVE USERNAME COORDINATE ORGANISATION_UNIT AGE'
const NUMERIC = 'NUMBER UNIT_INTERVAL PERCENTAGE INTEGER INTEGER_POSITIVE INTEGER_NEGATIVE INTEGER_ZERO_OR_POSITIVE'
const AGGREGATIONS = 'SUM AVERAGE AVERAGE_SUM_ORG_UNIT LAST LAST_IN_PERIOD LAST_AVERAGE_ORG_UNIT FIRST COUNT MIN MAX NONE'

/** Enumerations: on a word of their own, servers up to 2.42 answer 500 and take nothing (Q43). */
const valueTypes: Check = (given) => {
    const sets = new Map(listOf(given, 'optionSets').map(({ id, valueType }) => [id, valueType]))
    const checked = (type: string) =>
        each(given, type, ({ valueType, aggregationType, optionSet }) => [
            ...when(!oneOf(valueType, VALUE_TYPES), 'ENUM', 'valueType'),
            ...when(!oneOf(aggregationType, AGGREGATIONS), 'ENUM', 'aggregationType'),
            ...when(!oneOf(aggregationType, 'NONE COUNT') && !oneOf(valueType, NUMERIC), 'AGGREGATION', text(valueType)),
            ...when(idOf(optionSet) !== '' && sets.get(idOf(optionSet)) !== valueType, 'OPTION_SET', text(valueType)),
        ])
    return [
        ...checked('dataElements'),
        ...checked('trackedEntityAttributes'),
        ...each(given, 'dataElements', ({ domainType }) => when(!oneOf(domainType, 'TRACKER AGGREGATE'), 'ENUM', 'domainType')),
    ]
}

/** OptionObjectBundleHook.checkDuplicateOption: neither code nor name twice in a set (E4028). */
const options: Check = (given) =>
    each(given, 'optionSets', ({ id }) => {
        const own = listOf(given, 'options').filter(({ optionSet }) => idOf(optionSet) === id)
        return ['code', 'name'].flatMap((property) =>
            repeated(own.map((option) => text(option[property]))).map((value) => ['E4028', value] as const)
        )
    })

/** TrackedEntityAttributeObjectBundleHook: generated values are texts (E4010) with one generated segment (E4019, E4021). */
const attributes: Check = (given) =>
    each(given, 'trackedEntityAttributes', ({ generated, pattern, valueType, unique }) => {
        if (generated !== true) {
            return when(pattern !== undefined, 'DROPPED', 'pattern')
        }
        const segments = text(pattern).split(' + ')
        const known = segments.every((segment) => /^(?:"[^"]*"|ORG_UNIT_CODE\(\.+\)|SEQUENTIAL\(#+\)|RANDOM\([#Xx*]+\))$/.test(segment))
        const made = segments.filter((segment) => /^(?:SEQUENTIAL|RANDOM)/.test(segment))
        return [
            ...when(valueType !== 'TEXT', 'E4010', text(valueType)),
            ...when(!known, 'E4019', text(pattern)),
            ...when(made.length !== 1, 'E4021', text(pattern)),
            ...when(unique !== true, 'UNIQUE', 'generated values are unique'),
        ]
    })

const programs: Check = (given) =>
    each(
        given,
        'programs',
        ({ programType, trackedEntityType, programStages, accessLevel, programTrackedEntityAttributes, featureType }) => {
            const registers = programType === 'WITH_REGISTRATION'
            return [
                ...when(!oneOf(programType, 'WITH_REGISTRATION WITHOUT_REGISTRATION'), 'ENUM', 'programType'),
                ...when(!oneOf(accessLevel, 'OPEN AUDITED PROTECTED CLOSED'), 'ENUM', 'accessLevel'),
                ...when(featureType !== undefined && !oneOf(featureType, 'NONE POINT POLYGON'), 'ENUM', 'featureType'),
                ...when(registers !== (idOf(trackedEntityType) !== ''), 'PROGRAM', 'trackedEntityType'),
                ...when(!registers && idsOf(programStages).length !== 1, 'PROGRAM', 'one stage'),
                ...when(!registers && programTrackedEntityAttributes !== undefined, 'PROGRAM', 'attributes'),
                ...linkErrors(programTrackedEntityAttributes, 'trackedEntityAttribute'),
            ]
        }
    )

/** Links of a list: to something, to nothing twice, numbered from 1 without gaps. */
const linkErrors = (links: unknown, to: string) => {
    const [targets, numbers] = [records(links).map((link) => idOf(link[to])), records(links).map(({ sortOrder }) => sortOrder)]
    return [
        ...targets.flatMap((target) => when(target === '', 'E4000', to)),
        ...repeated(targets).map((target) => ['E5007', target] as const),
        ...when(
            numbers.some((number, place) => number !== undefined && number !== place + 1),
            'ORDER',
            to
        ),
    ]
}

/** Each stage asks tracker elements, once; sections show elements of their stage, each in one section. */
const stages: Check = (given) => {
    const elements = new Map(listOf(given, 'dataElements').map((element) => [element.id, element]))
    return each(given, 'programStages', ({ id, programStageDataElements, validationStrategy, program }) => {
        const asked = records(programStageDataElements)
        const shown = listOf(given, 'programStageSections')
            .filter(({ programStage }) => idOf(programStage) === id)
            .flatMap(({ dataElements }) => idsOf(dataElements))
        const own = new Set(asked.map(({ dataElement }) => idOf(dataElement)))
        return [
            ...when(idOf(program) === '', 'E4053', 'program'),
            ...when(!oneOf(validationStrategy, 'ON_COMPLETE ON_UPDATE_AND_INSERT'), 'ENUM', 'validationStrategy'),
            ...linkErrors(programStageDataElements, 'dataElement'),
            ...[...own].flatMap((element) => when(elements.get(element)?.domainType !== 'TRACKER', 'STAGE', element)),
            ...asked.flatMap(({ dataElement, allowFutureDate }) =>
                when(allowFutureDate === true && elements.get(idOf(dataElement))?.valueType !== 'DATE', 'STAGE', 'allowFutureDate')
            ),
            ...[...repeated(shown), ...shown.filter((element) => !own.has(element))].map((element) => ['SECTION', element] as const),
        ]
    })
}

/** RelationshipTypeObjectBundleHook: E4023, E4024. */
const relationships: Check = (given) =>
    each(given, 'relationshipTypes', ({ fromConstraint, toConstraint }) => [fromConstraint, toConstraint].flatMap(constraintErrors))

const NEEDS: Readonly<Record<string, { needed: string; forbidden: readonly string[] }>> = {
    TRACKED_ENTITY_INSTANCE: { needed: 'trackedEntityType', forbidden: ['programStage'] },
    PROGRAM_INSTANCE: { needed: 'program', forbidden: ['trackedEntityType', 'programStage'] },
    PROGRAM_STAGE_INSTANCE: { needed: 'programStage', forbidden: ['trackedEntityType'] },
}

const constraintErrors = (constraint: unknown) => {
    const side = isRecord(constraint) ? constraint : {}
    const rule = NEEDS[text(side.relationshipEntity)]
    return rule
        ? [
              ...when(idOf(side[rule.needed]) === '', 'E4024', rule.needed),
              ...rule.forbidden.flatMap((property) => when(side[property] !== undefined, 'E4023', property)),
          ]
        : [['ENUM', 'relationshipEntity'] as const]
}

/** Elements asked by the stages of a program, by program. */
export const elementsOfProgram = (given: Given): Map<string, Set<string>> => {
    const asked = new Map<string, Set<string>>()
    for (const { program, programStageDataElements } of listOf(given, 'programStages')) {
        const known = asked.get(idOf(program)) ?? new Set()
        records(programStageDataElements).forEach(({ dataElement }) => known.add(idOf(dataElement)))
        asked.set(idOf(program), known)
    }
    return asked
}

export const programChecks: readonly Check[] = [valueTypes, options, attributes, programs, stages, relationships]
