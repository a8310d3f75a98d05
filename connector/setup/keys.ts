import type { Mapping } from '../mapping/loadMapping.ts'
import { FORM } from './forms.ts'
import { wordsOf } from './headings.ts'
import type { Matched } from './matchTables.ts'
import { countsRows, isOfTool } from './ofTool.ts'
import { isUnique, type Profile } from './profile.ts'
import { wantedColumns, type Found, type Recognising } from './recognise.ts'

/** What names the records of a table: a heading, or several columns together; `also` is the column of the person whom it names as well. */
export type Key = { heading: string; also?: string } | { join: readonly string[]; more?: More; also?: string } | undefined

/** A column that nothing else reads, without which two records would have the same key: the name of a twin. */
interface More {
    heading: string
    column: string
}

/** A table with what names its records. */
export interface Keyed extends Matched {
    key: Key
}

const headingOf = (found: readonly Found[], column: string): string | undefined => found.find((one) => one.column === column)?.heading

/**
 * Finds what names the records of a table: the column that is called so, if no value comes twice; else the number of the person whom the
 * table is about; else another column in which no value comes twice; else the needed columns together.
 */
export const withKey = (matched: Matched, { mapping, vocabulary }: Recognising): Keyed => {
    const { stream, table, found, form } = matched
    const { key = '', subject, parent = [] } = mapping.file.streams[stream] ?? {}
    const isKey = (heading: string): boolean => isUnique(table.columns.find((one) => one.heading === heading) ?? { cells: [], rows: 0 })
    const isEmpty = table.columns.every(({ rows }) => rows === 0)
    const named = headingOf(found, key)
    if (named !== undefined && (isEmpty || isKey(named))) {
        const also = subject !== undefined && headingOf(found, subject.id) === undefined ? { also: subject.id } : {}
        return { ...matched, key: { heading: named, ...also } }
    }
    const others = found.filter(({ column }) => column !== key)
    const person = subject && headingOf(others, subject.id)
    if (subject !== undefined && person !== undefined && (isEmpty || isKey(person))) {
        return { ...matched, found: without(others, person), key: { heading: person, also: subject.id } }
    }
    const numbered = table.columns.find(
        (profile) =>
            isNumber(profile, { others, mapping, stream }) &&
            isKey(profile.heading) &&
            profile.heading !== form?.heading &&
            !countsRows(profile) &&
            !isOfTool(profile, vocabulary)
    )
    const isNamed = subject === undefined || headingOf(others, subject.id) !== undefined
    if (numbered !== undefined) {
        const key = { heading: numbered.heading, ...(!isNamed && { also: subject.id }) }
        return { ...matched, found: without(others, numbered.heading), key }
    }
    const asked = wantedColumns(mapping, stream).filter(({ name, needed }) => needed && name !== key && name !== mapping.file.orgUnit.code)
    const parts = [FORM, ...parent.map(({ id }) => id), ...asked.map(({ name }) => name)]
    const ofForm: Found[] = form === undefined ? [] : [{ heading: form.heading, column: FORM, ground: 'content' }]
    const readable = [...others, ...ofForm]
    const join = [...new Set(parts)].filter((column) => headingOf(readable, column) !== undefined)
    const more = tellingApart(matched, { join, others: readable }, vocabulary)
    const together = { join: [...join, ...(more ? [more.column] : [])], ...(more && { more }), ...(!isNamed && { also: subject.id }) }
    return { ...matched, found: others, key: join.length > 1 ? together : undefined }
}

interface Joining {
    join: readonly string[]
    others: readonly Found[]
}

/** Of the columns that nothing reads, the one that tells most of the records apart that have the same cells in those under join. */
const tellingApart = ({ table }: Matched, { join, others }: Joining, vocabulary: Recognising['vocabulary']): More | undefined => {
    const headings = join.map((column) => headingOf(others, column) ?? '')
    const different = (more: readonly string[]): number =>
        new Set(table.records.map((cells) => [...headings, ...more].map((heading) => cells[heading] ?? '').join('\u001f'))).size
    const records = new Set(table.records.map((cells) => JSON.stringify(cells))).size
    const alone = different([])
    if (alone === records) {
        return undefined
    }
    const [best] = table.columns
        .filter(
            (profile) =>
                others.every(({ heading }) => heading !== profile.heading) && !isOfTool(profile, vocabulary) && !countsRows(profile)
        )
        .map(({ heading }) => ({ heading, different: different([heading]) }))
        .toSorted((one, other) => other.different - one.different)
    return best && best.different > alone ? { heading: best.heading, column: nameFor(best.heading) } : undefined
}

/** A name in the mapping for a heading that it has none for: of `infants/infant_name` its last part. */
const nameFor = (heading: string): string =>
    `own_${wordsOf(heading.split('/').at(-1) ?? '')
        .trim()
        .replace(/[^a-z0-9]+/g, '_')}`

const without = (found: readonly Found[], heading: string): Found[] => found.filter((one) => one.heading !== heading)

interface Asking {
    others: readonly Found[]
    mapping: Mapping
    stream: string
}

/** A heading that may stand over numbers of records: what is read as something else than plain text is none, nor is what tells of a person. */
const isNumber = ({ heading }: Profile, { others, mapping, stream }: Asking): boolean => {
    const column = others.find((one) => one.heading === heading)?.column
    if (column === undefined) {
        return NUMBER.test(heading)
    }
    const way = mapping.file.streams[stream]?.columns[column]?.[0]
    const { names = [] } = mapping.file.streams[stream]?.identity?.person ?? {}
    return way?.as === 'text' && !names.includes(column) && NUMBER.test(heading)
}

/** What names of numbers have in common. */
const NUMBER = /(?:^|[^\p{L}])(?:id|no|nr|num|number|code|key|uuid|serial|namba|nambari)(?:$|[^\p{L}])|ID$|#/iu
