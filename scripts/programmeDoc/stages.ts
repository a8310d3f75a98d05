import { doubt, paragraphs, table } from './markdown.ts'
import { allFields, stageOwners, trackerPrograms } from '#programme/model/allPrograms.ts'
import { attributes, optionalNumbers } from '#programme/model/attributes.ts'
import { commonFields } from '#programme/model/fields.ts'
import { optionSets } from '#programme/model/optionSets.ts'
import { relationshipTypes } from '#programme/model/programs.ts'
import { eventPrograms } from '#programme/model/sessions.ts'
import type { Attribute, Field, Program, Stage, Text, ValueType } from '#programme/model/types.ts'

const fieldsByCode = new Map(allFields.map((field) => [field.code, field]))
const attributesByCode = new Map(attributes.map((attribute) => [attribute.code, attribute]))
const setsByCode = new Map(optionSets.map((set) => [set.code, set]))

const KINDS: Readonly<Record<ValueType, string>> = {
    TEXT: 'text',
    LONG_TEXT: 'long text',
    DATE: 'date',
    BOOLEAN: 'yes or no',
    TRUE_ONLY: 'tick',
    INTEGER_ZERO_OR_POSITIVE: 'whole number from 0',
    INTEGER_POSITIVE: 'whole number from 1',
    NUMBER: 'number',
    PERCENTAGE: 'percentage',
    PHONE_NUMBER: 'phone number',
    ORGANISATION_UNIT: 'facility',
    COORDINATE: 'place on the map',
    USERNAME: 'user name',
}

/** Lists as short as this stand where they are asked. */
const SHORT_LIST = 6

const answersOf = ({ valueType, optionSet }: Field | Attribute): string => {
    const set = setsByCode.get(optionSet ?? '')
    if (!set) {
        return KINDS[valueType]
    }
    const names = set.options.map(({ name }) => name.en)
    return names.length <= SHORT_LIST ? names.join('; ') : `[list ${set.code}](#${set.code.toLowerCase()})`
}

const PRIVATE: Readonly<Record<NonNullable<Field['sensitive']>, string>> = {
    gbv: 'private: violence',
    phq: 'private: well-being',
    partner: 'private: partner and family',
    loss: 'private: loss',
}

const marksOf = (field: Field, compulsory: boolean): string =>
    [
        compulsory && 'compulsory',
        field.derived && 'worked out',
        field.hidden && 'kept for the machine',
        field.sensitive && PRIVATE[field.sensitive],
        field.unverified && `unverified: ${field.unverified}`,
    ]
        .filter((mark) => typeof mark === 'string')
        .join('; ')

const fieldRow = (stage: Stage | undefined, code: string, heading: string): string[] => {
    const field = fieldsByCode.get(code)
    if (!field) {
        throw new Error(`${code} is asked but is not among the fields`)
    }
    const { formName } = field
    return [heading, formName.en, formName.sw, answersOf(field), marksOf(field, stage?.compulsory?.includes(code) ?? false), code]
}

const FIELD_HEAD = ['Part', 'Question', 'Swali', 'Answers', 'Marks', 'Code']

const stageText = (stage: Stage): string =>
    paragraphs(
        `#### ${stage.name.en} (${stage.code})`,
        `${stage.description.en}. *${stage.description.sw}.*`,
        `${stage.repeatable ? 'Recorded as often as it happens.' : 'Recorded once.'}${
            stage.standardInterval ? ` Usual interval: ${stage.standardInterval} days.` : ''
        } Source: ${stage.source}.`,
        doubt(stage.unverified),
        table(
            FIELD_HEAD,
            stage.sections.flatMap((section) =>
                section.fields.map((code, place) => fieldRow(stage, code, place === 0 ? section.title.en : ''))
            )
        )
    )

const attributesText = (program: Program): string =>
    table(
        ['About the person', 'Kuhusu mtu', 'Answers', 'Marks', 'Code'],
        program.attributes.map(({ code, mandatory, searchable }) => {
            const attribute = attributesByCode.get(code)
            if (!attribute) {
                throw new Error(`${code} is asked but is not among the attributes`)
            }
            const marks = [
                mandatory && 'compulsory',
                searchable && 'searched by',
                attribute.unique && 'unique',
                doubt(attribute.unverified),
            ]
            return [
                attribute.formName.en,
                attribute.formName.sw,
                answersOf(attribute),
                marks.filter((mark) => typeof mark === 'string').join('; '),
                code,
            ]
        })
    )

const programText = (program: Program): string =>
    paragraphs(
        `### ${program.name.en} (${program.code})`,
        bilingual(program.description),
        `Access: ${program.accessLevel}. Enrollment date: ${program.enrollmentDateLabel.en}; incident date: ${program.incidentDateLabel.en}.`,
        attributesText(program),
        ...program.stages.map(stageText)
    )

const bilingual = ({ en, sw }: Text): string => `${en}. *${sw}.*`

/** All programmes with their attributes, stages and questions. */
export const programsText = (): string =>
    paragraphs(
        '## Programmes',
        'In every stage of mothers and children are also asked:',
        table(
            FIELD_HEAD,
            commonFields.map(({ code }) => fieldRow(undefined, code, ''))
        ),
        `Off unless a configuration switches them on, as numbers of clients: ${optionalNumbers.map(({ name, code }) => `${name.en} (${code})`).join(', ')}.`,
        ...trackerPrograms.map(programText),
        '### Sessions, which name nobody',
        ...eventPrograms.map(({ stage }) => stageText(stage))
    )

/** How persons are linked. */
export const linksText = (): string =>
    paragraphs(
        '## Links',
        table(
            ['Link', 'From', 'To', 'Code'],
            relationshipTypes.map(({ name, fromToName, toFromName, code }) => [name.en, fromToName.en, toFromName.en, code])
        )
    )

/** All lists of answers with their options. */
export const listsText = (): string =>
    paragraphs(
        '## Lists of answers',
        ...optionSets.map((set) =>
            paragraphs(
                `<a id="${set.code.toLowerCase()}"></a>`,
                `#### ${set.name.en} (${set.code})`,
                doubt(set.unverified),
                table(
                    ['Code', 'Answer', 'Jibu'],
                    set.options.map(({ code, name }) => [code, name.en, name.sw])
                )
            )
        )
    )

/** Everything marked as unverified in the model, for the list at the top. */
export const doubts = (): string[] => [
    ...[...attributes, ...optionalNumbers].flatMap(({ name, unverified }) => (unverified ? [`${name.en}: ${unverified}`] : [])),
    ...stageOwners.flatMap(({ stages }) => stages.flatMap(({ name, unverified }) => (unverified ? [`${name.en}: ${unverified}`] : []))),
    ...optionSets.flatMap(({ name, unverified }) => (unverified ? [`${name.en}: ${unverified}`] : [])),
]
