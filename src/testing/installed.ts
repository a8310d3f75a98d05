import type { ServerOption, ServerStage } from '../data/metadata.ts'
import { metadataOf } from './place.tsx'
import { fields } from '#programme/model/fields.ts'
import { optionSets } from '#programme/model/optionSets.ts'
import { programs } from '#programme/model/programs.ts'

/** UIDs of a test: a short word and a number, eleven characters. */
const uid = (word: string, place: number): string => `${word}${String(place).padStart(11 - word.length, '0')}`

const COMMON = ['KMMP_SERVICE_POINT', 'KMMP_ATTENDING_MM', 'KMMP_REMARKS', 'KMMP_SOURCE_SYSTEM']

const serverField = (code: string) => {
    const field = fields.find((candidate) => candidate.code === code)
    if (!field) {
        throw new Error(`no field ${code}`)
    }
    const set = optionSets.findIndex((candidate) => candidate.code === field.optionSet)
    return {
        id: uidOf(code),
        code,
        name: field.formName.en,
        valueType: field.valueType,
        optionSet: set < 0 ? undefined : uid('os', set),
        compulsory: false,
    }
}

/** The UID under which the test server knows a data element. */
export const uidOf = (code: string): string =>
    uid(
        'de',
        fields.findIndex((field) => field.code === code)
    )

const stagesOf = (program: string): ServerStage[] =>
    (programs.find(({ code }) => code === program)?.stages ?? []).map((stage) => ({
        id: stageUid(stage.code),
        code: stage.code,
        name: stage.name.en,
        writable: true,
        fields: [...stage.sections.flatMap((section) => section.fields), ...COMMON].map(serverField),
    }))

/** The UID under which the test server knows a stage. */
export const stageUid = (code: string): string =>
    uid(
        'st',
        programs.flatMap((program) => program.stages).findIndex((stage) => stage.code === code)
    )

const ATTRIBUTES = [
    'GIVEN_NAME',
    'FAMILY_NAME',
    'PREFERRED_NAME',
    'DATE_OF_BIRTH',
    'M2M_CLIENT_ID',
    'PHONE_NUMBER',
    'VILLAGE',
    'CLIENT_TYPE',
    'HEI_NUMBER',
]

/** The UID under which the test server knows an attribute, by its code without `KMMP_`. */
export const attributeUid = (stem: string): string => uid('at', ATTRIBUTES.indexOf(stem))

/** The whole programme, installed. */
export const installed = metadataOf({
    mother: stagesOf('KMMP_MOTHER'),
    child: stagesOf('KMMP_CHILD'),
    attributes: Object.fromEntries(ATTRIBUTES.map((stem) => [`KMMP_${stem}`, attributeUid(stem)])),
})

/** The answer of the server to a question for all option sets. */
export const optionSetsAnswer = {
    optionSets: optionSets.map((set, place) => ({
        id: uid('os', place),
        options: set.options.map((option, order): Omit<ServerOption, 'name'> & { displayName: string; sortOrder: number } => ({
            code: option.code,
            displayName: option.name.en,
            sortOrder: order,
        })),
    })),
}
