import fc from 'fast-check'
import type { File } from './cleanExport.ts'

/** One row of an export made dirty, and what must become of it. */
export interface Dirt {
    file: File
    /** cells in the place of those of the first row of the file */
    cells: Readonly<Record<string, string>>
    /** adds a row beside the first one instead of changing it */
    beside?: boolean
    outcome: 'load' | 'load_warn' | 'park' | 'reject' | 'skip' | 'void'
    reason?: string
    /** what cells must come out as */
    values?: Readonly<Record<string, string>>
}

/** A cell as somebody wrote it, and what it means. */
type Written = [text: string, value: string]

export const load = (file: File, column: string, [text, value]: Written): Dirt => ({
    file,
    cells: { [column]: text },
    outcome: 'load',
    values: { [column]: value },
})

export const dropped = (file: File, column: string, { text, reason }: { text: string; reason: string }): Dirt => ({
    file,
    cells: { [column]: text },
    outcome: 'load_warn',
    reason,
    values: { [column]: '' },
})

export const stopped = (
    file: File,
    cells: Record<string, string>,
    [outcome, reason]: ['park' | 'reject' | 'skip' | 'void', string]
): Dirt => ({
    file,
    cells,
    outcome,
    reason,
})

/** The same text in small letters, capitals, with a capital first, and with blanks around it. */
export const anyCase = (word: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
        .tuple(
            word,
            fc.constantFrom(
                (text: string) => text.toLowerCase(),
                (text: string) => text.toUpperCase(),
                (text: string) => (text[0] ?? '').toUpperCase() + text.slice(1).toLowerCase()
            ),
            fc.constantFrom('', ' ', '  ')
        )
        .map(([text, dress, blanks]) => blanks + dress(text) + blanks)
