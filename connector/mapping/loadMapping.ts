import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, normalize, relative } from 'node:path'
import type * as z from 'zod'
import { Failure } from '../failure.ts'
import { kindWord } from '../source/mixedTable.ts'
import type { ColumnShape, RowsTaken, StreamShape } from '../source/source.ts'
import { referencesIn } from './expressions.ts'
import { ListFile, MappingFile, type Column, type Stream } from './language.ts'
import { lintMapping } from './lintMapping.ts'
import { wordsOf, type Words } from './lists.ts'
import { locate, MappingMistakes, mistakesOf, type Located } from './mistakes.ts'

/** A mapping read, checked in itself, and able to say where each of its parts stands. */
export interface Mapping {
    /** the folder it came from */
    folder: string
    file: MappingFile
    words: Words
    /** changes with every change of the mapping or one of its lists */
    version: string
    /** what the source must find, stream by stream, in the order in which they are to be read */
    streams: readonly StreamShape[]
    located: Located
}

const NAME = 'mapping.yaml'

/**
 * Reads the mapping of a folder with its lists.
 *
 * @throws MappingMistakes with file, line and column of everything that is wrong; Failure when a file cannot be read
 */
export const loadMapping = async (folder: string): Promise<Mapping> => {
    const main = await readYaml(folder, NAME, MappingFile)
    const lists = await Promise.all(main.value.lists.map((name) => readYaml(folder, name, ListFile)))
    const words = wordsOf(lists.map(({ value }) => value))
    const mistakes = lintMapping(main.value, words, main.located)
    if (mistakes.length > 0) {
        throw new MappingMistakes(mistakes)
    }
    return {
        folder,
        file: main.value,
        words,
        version: hash('sha256', [main, ...lists].map(({ text }) => text).join('\0'), 'hex').slice(0, 12),
        streams: shapesOf(main.value),
        located: main.located,
    }
}

interface Yaml<T> {
    value: T
    text: string
    located: Located
}

const readYaml = async <T>(folder: string, name: string, shape: z.ZodType<T>): Promise<Yaml<T>> => {
    const path = normalize(join(folder, name))
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
        throw notThere(path, cause)
    })
    const located = locate(relative('.', path), text)
    const parsed = shape.safeParse(located.value)
    if (!parsed.success) {
        throw new MappingMistakes(mistakesOf(located, parsed.error.issues))
    }
    return { value: parsed.data, text, located }
}

const notThere = (path: string, cause: unknown): Failure =>
    new Failure(
        {
            kind: 'configuration',
            what: 'A file of the mapping cannot be read.',
            where: path,
            next: `Check "mapping" of this source in kmmp.yaml (a folder with ${NAME}), and "lists" in the mapping.`,
        },
        { cause }
    )

/** All columns of a stream: those of every stream first. */
export const columnsOf = (file: MappingFile, stream: Stream): [string, readonly Column[]][] =>
    Object.entries({ ...file.columns, ...stream.columns })

/** True for a column that stands in the partner's file. */
export const isRead = ([first]: readonly Column[]): boolean =>
    first?.cel === undefined && first?.from === undefined && first?.join === undefined

/** The columns whose cells together name a record of the stream, where it has no number of its own. */
export const joinOf = (file: MappingFile, stream: Stream): readonly string[] | undefined =>
    columnsOf(file, stream).find(([column]) => column === stream.key)?.[1][0]?.join

const shapesOf = (file: MappingFile): StreamShape[] => {
    const earlier = new Map<string, Stream[]>()
    return Object.entries(file.streams).map(([name, stream]) => {
        const before = earlier.get(stream.file) ?? []
        if (stream.repeat === undefined) {
            earlier.set(stream.file, [...before, stream])
        }
        return shapeOf(name, stream, { file, further: stream.repeat === undefined && before.some((other) => shareRows(stream, other)) })
    })
}

/** True unless two streams of a table of several kinds take different rows of it. */
const shareRows = ({ rows }: Stream, { rows: others }: Stream): boolean =>
    rows === undefined || others === undefined || wordsOfRows(rows).some((word) => wordsOfRows(others).includes(word))

type Rows = NonNullable<Stream['rows']>

const wordsOfRows = ({ are }: Rows): string[] => are.map(kindWord)

const isHashed = (name: string, stream: Stream, file: MappingFile): boolean =>
    columnsOf(file, stream).some(([column, ways]) => column === name && ways.some(({ hashed }) => hashed === true))

/** The rows of a stream in a table of several kinds. The first stream about whole rows takes what none takes. */
const rowsTaken = (name: string, rows: Rows, { streams }: MappingFile): RowsTaken => {
    const { file } = streams[name] ?? {}
    const sharing = Object.entries(streams).filter(([, other]) => other.file === file)
    return {
        column: rows.column,
        words: new Set(wordsOfRows(rows)),
        others: new Set(sharing.flatMap(([other, { rows: its }]) => (other === name || its === undefined ? [] : wordsOfRows(its)))),
        rest: sharing.find(([, { repeat }]) => repeat === undefined)?.[0] === name,
    }
}

const shapeOf = (name: string, stream: Stream, { file, further }: { file: MappingFile; further: boolean }): StreamShape => {
    const asked = stream.checks.filter(({ always }) => always).flatMap(({ must }) => referencesIn(must))
    const place = stream.orgUnit === 'parent' ? [] : [file.orgUnit.code ?? file.orgUnit.name ?? '']
    const join = joinOf(file, stream)
    const needed = new Set([
        ...(join ?? [stream.key]),
        ...place,
        ...(stream.rows ? [stream.rows.column] : []),
        ...asked.filter(({ of }) => of === 'row').map(({ name: column }) => column),
    ])
    return {
        name,
        file: stream.file,
        optional: stream.optional,
        ...(further && { further }),
        ...(stream.repeat && { repeat: stream.repeat }),
        ...(stream.rows && { rows: rowsTaken(name, stream.rows, file) }),
        key: stream.key,
        ...(join && { join, hashed: new Set(join.filter((column) => isHashed(column, stream, file))) }),
        columns: columnsOf(file, stream)
            .filter(([, ways]) => isRead(ways))
            .map(([column, ways]): ColumnShape => ({
                name: column,
                aliases: [...(file.aliases[column] ?? []), ...ways.flatMap(({ aliases }) => aliases)],
                needed: needed.has(column) || ways.some(({ required }) => required === true),
            })),
    }
}
