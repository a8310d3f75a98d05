import type { Api } from './api.ts'
import { AppError } from './appError.ts'
import type { Metadata } from './metadata.ts'
import { trackedEntities } from './trackerList.ts'
import type { Relationship, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Attribute values of a person by code without `KMMP_`; a row without value counts as absent (2.41 and 2.42 keep such rows). */
export const attributesOf = (person: Pick<TrackedEntity, 'attributes'>, { book }: Metadata): Record<string, string> =>
    Object.fromEntries(
        (person.attributes ?? []).flatMap(({ attribute, value }) => {
            const code = book.attributes.get(attribute)
            return code !== undefined && value ? [[code, value]] : []
        })
    )

/** The program's UID, or the error that it is not installed. */
export const programId = (metadata: Metadata, code: string): Uid => {
    const program = metadata.programs.get(code)
    if (!program) {
        throw new AppError('gone', `NO_${code}`)
    }
    return program.id
}

/** The people at the other end of links of a type in which a person stands at one end. */
export const linked = (links: readonly Relationship[], type: Uid | undefined, person: Uid, end: 'from' | 'to'): Uid[] => {
    const other = end === 'from' ? 'to' : 'from'
    return links
        .filter((link) => link.relationshipType === type && link[end].trackedEntity?.trackedEntity === person)
        .flatMap((link) => link[other].trackedEntity?.trackedEntity ?? [])
}

/** People by UID, as one program shows them. */
export const peopleByUid = (
    api: Api,
    { uids, program, fields }: { uids: readonly Uid[]; program: Uid; fields: string }
): Promise<TrackedEntity[]> => trackedEntities(api, { program, [api.names.trackedEntities]: uids.join(api.names.separator), fields })
