import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The live metadata of a DHIS2 that mappings refer to, by code. Built by `connector/dhis2/readMetadata.ts`. */
export interface Metadata {
    trackedEntityTypes: ReadonlyMap<string, { id: Uid }>
    attributes: ReadonlyMap<string, LiveAttribute>
    dataElements: ReadonlyMap<string, LiveElement>
    programs: ReadonlyMap<string, LiveProgram>
    programStages: ReadonlyMap<string, LiveStage>
    relationshipTypes: ReadonlyMap<string, { id: Uid }>
    /** option codes by option set code */
    optionSets: ReadonlyMap<string, readonly string[]>
    orgUnits: readonly LiveOrgUnit[]
}

export interface LiveAttribute {
    id: Uid
    code: string
    valueType: string
    optionSet?: string
    unique: boolean
}

export interface LiveElement {
    id: Uid
    code: string
    valueType: string
    optionSet?: string
}

export interface LiveProgram {
    id: Uid
    code: string
    /** as people know it; for reports */
    name?: string
    /** codes of its attributes, with whether each is mandatory */
    attributes: ReadonlyMap<string, boolean>
    /** UIDs of the org units it is assigned to */
    orgUnits: ReadonlySet<Uid>
}

export interface LiveStage {
    id: Uid
    code: string
    program: string
    repeatable: boolean
    /** codes of its data elements, with whether each is compulsory */
    dataElements: ReadonlyMap<string, boolean>
}

export interface LiveOrgUnit {
    id: Uid
    code?: string
    name: string
    /** names of the units above it, from the top */
    ancestors: readonly string[]
    closedDate?: Day
}

/** Codes of all that a field or an object can be of, by UID. */
export const codesOf = ({ attributes, dataElements, programs, programStages }: Metadata): Map<Uid, string> =>
    new Map(
        [attributes, dataElements, programs, programStages].flatMap((list) =>
            [...list.values()].map(({ id, code }): [Uid, string] => [id, code])
        )
    )

/** UIDs of the attributes whose values no two persons share. */
export const uniqueAttributes = ({ attributes }: Metadata): ReadonlySet<Uid> =>
    new Set([...attributes.values()].filter(({ unique }) => unique).map(({ id }) => id))
