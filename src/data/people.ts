import type { Metadata } from './metadata.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'

/** Attribute values of a person by code without `KMMP_`; a row without value counts as absent (2.41 and 2.42 keep such rows). */
export const attributesOf = (person: Pick<TrackedEntity, 'attributes'>, { book }: Metadata): Record<string, string> =>
    Object.fromEntries(
        (person.attributes ?? []).flatMap(({ attribute, value }) => {
            const code = book.attributes.get(attribute)
            return code !== undefined && value ? [[code, value]] : []
        })
    )
