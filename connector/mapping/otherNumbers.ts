import type { Subject, SubjectIndex } from '../records.ts'

/** Under this kind it is remembered whose number of a column a number is. */
export const kindByNumber = (kind: string, column: string): string => `${kind} by ${column}`

/** Two systems rarely agree on the case of the letters in a number. */
export const plainNumber = (number: string): string => number.toLowerCase()

/** The subject whose own rows have a number in a column. */
export const subjectByNumber = (index: SubjectIndex, kind: string, column: string, number: string): Subject | undefined => {
    const key = index.get(kindByNumber(kind, column), plainNumber(number))?.facts['key'] ?? ''
    return key === '' ? undefined : index.get(kind, key)
}
