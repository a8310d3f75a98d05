import type { Uid } from '#dhis2/uid.ts'

/** A metadata object as lists give it. Objects without a code are none of ours. */
interface Coded {
    id: Uid
    code?: string
}

/** The metadata lists that a code book is made from; what is left out stays empty. */
export interface CodedMetadata {
    trackedEntityAttributes?: readonly Coded[]
    dataElements?: readonly Coded[]
    programStages?: readonly Coded[]
    programs?: readonly Coded[]
    relationshipTypes?: readonly Coded[]
}

/**
 * Our words for the UIDs of a server. Attributes and data elements are named without `KMMP_`, as the programme's papers write them; stages,
 * programmes and relationship types keep their whole code.
 */
export interface CodeBook {
    attributes: ReadonlyMap<Uid, string>
    dataElements: ReadonlyMap<Uid, string>
    stages: ReadonlyMap<Uid, string>
    programs: ReadonlyMap<Uid, string>
    relationshipTypes: ReadonlyMap<Uid, string>
}

/**
 * The code book of a server from its metadata.
 *
 * @param standIns our code for each server code that stands for one of ours, e.g. `{ MOH_CCC: 'KMMP_CCC_NUMBER' }`, where the
 *   configuration points a code of ours at a national object
 */
export const codeBookFrom = (metadata: CodedMetadata, standIns: Readonly<Record<string, string>> = {}): CodeBook => {
    const named = (list: readonly Coded[] = []): Map<Uid, string> =>
        new Map(list.flatMap(({ id, code }) => (code === undefined ? [] : [[id, standIns[code] ?? code] as const])))
    return {
        attributes: withoutPrefix(named(metadata.trackedEntityAttributes)),
        dataElements: withoutPrefix(named(metadata.dataElements)),
        stages: named(metadata.programStages),
        programs: named(metadata.programs),
        relationshipTypes: named(metadata.relationshipTypes),
    }
}

const withoutPrefix = (codes: ReadonlyMap<Uid, string>): Map<Uid, string> =>
    new Map([...codes].map(([id, code]) => [id, code.replace(/^KMMP_/, '')]))
