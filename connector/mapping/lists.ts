import type { ListFile } from './language.ts'
import { plainWord } from './transforms/marks.ts'

/** All words of a mapping, from all its list files together, as `plainWord` writes them; placeholders in small letters. */
export interface Words {
    lists: ReadonlyMap<string, ReadonlyMap<string, string>>
    sentinels: ReadonlySet<string>
    placeholders: ReadonlySet<string>
    months: ReadonlyMap<string, number>
    weekdays: ReadonlySet<string>
    /** the name that DHIS2 uses, by other names of a place */
    places: ReadonlyMap<string, string>
    /** the code that DHIS2 uses, by the names and codes of a facility in the partner's system */
    facilities: ReadonlyMap<string, string>
}

/** Joins list files; a later file adds to an earlier one. */
export const wordsOf = (files: readonly ListFile[]): Words => {
    const lists = new Map<string, Map<string, string>>()
    for (const file of files) {
        for (const [name, values] of Object.entries(file.lists)) {
            lists.set(name, new Map([...(lists.get(name) ?? []), ...wordsToValues(values)]))
        }
        for (const [name, values] of Object.entries(file.answers)) {
            const own = Object.entries(values).map(([word, value]): [string, string] => [plainWord(word), value])
            lists.set(name, new Map([...(lists.get(name) ?? []), ...own]))
        }
    }
    return {
        lists,
        sentinels: new Set(files.flatMap(({ sentinels }) => sentinels.map(plainWord))),
        placeholders: new Set(files.flatMap(({ placeholders }) => placeholders.map((day) => day.toLowerCase()))),
        months: new Map(files.flatMap(({ months }) => inverted(months)).map(([word, month]) => [word, Number(month)])),
        weekdays: new Set(files.flatMap(({ weekdays }) => weekdays.map(plainWord))),
        places: new Map(files.flatMap(({ places }) => inverted(places))),
        facilities: new Map(files.flatMap(({ facilities }) => Object.entries(facilities))),
    }
}

const wordsToValues = (values: ListFile['lists'][string]): [string, string][] =>
    Object.entries(values).flatMap(([value, words]) =>
        (Array.isArray(words) ? words : Object.values(words).flat()).map((word): [string, string] => [plainWord(word), value])
    )

const inverted = (entries: Readonly<Record<string, readonly string[]>>): [string, string][] =>
    Object.entries(entries).flatMap(([value, words]) => words.map((word): [string, string] => [plainWord(word), value]))
