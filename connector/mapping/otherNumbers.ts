import type { Subject, SubjectIndex } from '../records.ts'

/** Under this kind it is remembered of whose rows a number of a column is: the keys of its holders, by the records that told of them. */
const kindByNumber = (kind: string, column: string): string => `${kind} by ${column}`

/** Two systems rarely agree on the case of the letters in a number. */
export const plainNumber = (number: string): string => number.toLowerCase()

/** The fact of a subject that tells its number of a column now. */
export const numberFact = (column: string): string => `also_${column}`

/** A number that more have is one that forms fill in by themselves: it is nobody's, whoever gives it up. */
const MOST_HOLDERS = 8
const NOBODY = ''

/** A record that tells the number of a subject. */
interface Holder {
    kind: string
    key: string
    record: string
}

/** Remembers under which other number rows to come may speak of a subject. */
export const rememberHolder = (index: SubjectIndex, { kind, key, record }: Holder, column: string, number: string): void => {
    const name = { kind: kindByNumber(kind, column), key: plainNumber(number) }
    const holders = index.get(name.kind, name.key)?.facts ?? {}
    const isFull = !(record in holders) && Object.keys(holders).length >= MOST_HOLDERS
    const [by, who] = isFull ? [NOBODY, ''] : [record, key]
    if (holders[by] !== who) {
        index.remember({ ...name, standing: 'loaded', facts: { ...holders, [by]: who } }, [])
    }
}

/** The subject whose own rows have a number in a column. A number that two of them have leads to neither. */
export const subjectByNumber = (index: SubjectIndex, kind: string, column: string, number: string): Subject | undefined => {
    const plain = plainNumber(number)
    const holders = index.get(kindByNumber(kind, column), plain)?.facts ?? {}
    const [only, ...others] = [...new Set(Object.values(holders))]
        .map((key) => index.get(kind, key))
        .filter((subject) => (subject?.facts[numberFact(column)] ?? plain) === plain)
    return others.length === 0 ? only : undefined
}
