import { rowText, type SourceRow, type Subject, type SubjectIndex } from '../records.ts'

/** A subject index that forgets when the process ends: for trying a mapping on a file without a ledger. */
export const memoryIndex = (): SubjectIndex => {
    const subjects = new Map<string, Subject>()
    const holders = new Map<string, Set<string>>()
    const marks = new Map<string, readonly string[]>()
    const nameOf = (kind: string, key: string): string => `${kind}\0${key}`
    return {
        get: (kind, key) => subjects.get(nameOf(kind, key)),
        marked: (kind, wanted) => {
            const found = new Set(wanted.flatMap((mark) => [...(holders.get(nameOf(kind, mark)) ?? [])]))
            return [...found].flatMap((name) => subjects.get(name) ?? [])
        },
        remember: (subject, said, more) => {
            const name = nameOf(subject.kind, subject.key)
            const given = more === true ? [...said, ...(marks.get(name) ?? [])] : said
            for (const mark of marks.get(name) ?? []) {
                holders.get(nameOf(subject.kind, mark))?.delete(name)
            }
            for (const mark of given) {
                const place = nameOf(subject.kind, mark)
                holders.set(place, (holders.get(place) ?? new Set()).add(name))
            }
            subjects.set(name, subject)
            marks.set(name, given)
        },
    }
}

/** Marks a row that says word by word what an earlier one of its stream said, or has its record id and says something else; for trials as well. */
export const copyMarker = (): ((stream: string, source: SourceRow) => SourceRow) => {
    const [texts, ids] = [new Set<string>(), new Set<string>()]
    return (stream, source) => {
        const [text, id] = [`${stream}\0${rowText(source)}\0${source.unread ?? ''}`, `${stream}\0${source.sourceRecordId}`]
        const copy = texts.has(text)
        const again = !copy && source.sourceRecordId !== '' && ids.has(id)
        texts.add(text)
        ids.add(id)
        return { ...source, copy, again }
    }
}
