import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import * as z from 'zod'
import { locate, MappingMistakes, mistakesOf } from '../mapping/mistakes.ts'

const Words = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String))
const File = z.strictObject({
    files: z.record(z.string(), Words),
    subjects: z.record(z.string(), Words),
    headings: z.record(z.string(), Words),
    words: z.record(z.string(), z.record(z.string(), Words)),
    kinds: z.record(z.string(), Words),
    results: z.record(z.string(), z.record(z.string(), z.string())),
    second_choice: z.record(z.string(), Words),
    stand_ins: z.record(
        z.string(),
        z.strictObject({
            headings: Words,
            from: z.string(),
            columns: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.boolean()]))),
            several_words: z.boolean().default(false),
            above: Words,
            says: z.string(),
        })
    ),
    lacks: z.record(z.string(), z.strictObject({ if: z.string(), write: z.string() })),
    tools: Words,
    references: Words,
    row_numbers: Words,
    abbreviations: z.record(z.string(), z.string()),
})

/**
 * By which words an export is recognised that no mapping knows yet: `files` and `subjects` by stream of the template, `headings` by column (or
 * `stream.column`), `words` by list or option set and the value that they stand for; `kinds`: short words for kinds of persons, by the
 * value; `results`: of which kind of person a kind of test is, where its result stands in other rows, by the list of these kinds; `second_choice`: headings of tools by the column for which they
 * stand where the export has no better one; `stand_ins` and `lacks`: what is written, or may be, where it has none, by `stream.column`
 * (with `several_words` also where a heading over several words would be taken for it); `tools`:
 * columns that tools for forms add by themselves; `references`: those by which they name the form around a repeat; `row_numbers`: headings over the numbers of rows; `abbreviations` in the names of facilities.
 */
export type Vocabulary = z.infer<typeof File>

/**
 * Reads the vocabulary that ships with the mappings.
 *
 * @throws MappingMistakes with line and column
 */
export const readVocabulary = (packageRoot: string): Vocabulary => {
    const path = join(packageRoot, 'mappings/shared/vocabulary.yaml')
    const located = locate(relative('.', path), readFileSync(path, 'utf8'))
    const read = File.safeParse(located.value)
    if (!read.success) {
        throw new MappingMistakes(mistakesOf(located, read.error.issues))
    }
    return read.data
}

/** The headings by which a column of a stream is known. */
export const headingsOf = ({ headings }: Vocabulary, stream: string, column: string): readonly string[] => [
    ...(headings[`${stream}.${column}`] ?? []),
    ...(headings[column] ?? []),
]
