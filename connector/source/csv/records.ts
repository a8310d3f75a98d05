import { once } from 'node:events'
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { utf8Chunks } from './encoding.ts'
import { withGroups } from './groups.ts'
import { cellsOf } from './layout.ts'
import type { Survey } from './survey.ts'

/** Cells of one record. `undefined` stands for a record that could not be told apart: it was cut off. */
export type Record = readonly string[] | undefined

/** A record that grows beyond this (bytes) is a quote that was never closed. */
const LARGEST_RECORD = 1 << 20

/** The records of a surveyed file in batches, the header first. A record that cannot be read comes as undefined, at its place. */
export const recordsOf = (path: string, survey: Survey): AsyncIterable<Record[]> => {
    const { delimiter, headerDelimiter, before } = survey
    const readHeader = (header: Record): Record =>
        headerDelimiter === undefined ? header : header && cellsOf(header.join(delimiter), headerDelimiter)
    return fromHeader(survey.quotes ? parsed(path, survey) : split(path, survey), before, readHeader)
}

/** True for a record in which no cell is filled, as spreadsheets write below a table: it is none, like a blank line. */
export const isBlank = (record: Record): boolean => record?.every((cell) => !VISIBLE.test(cell)) ?? false

/** Old systems fill the end of a file with characters that nobody sees. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u

/** The records that are filled, without so many before the header. */
async function* fromHeader(
    batches: AsyncIterable<Record[]>,
    before: number,
    readHeader: (header: Record) => Record
): AsyncIterable<Record[]> {
    let notes = before
    let above: Record
    let isHeaderDone = false
    for await (const batch of batches) {
        const filled = batch.some(isBlank) ? batch.filter((record) => !isBlank(record)) : batch
        const rest = notes > 0 ? filled.slice(notes) : filled
        notes -= filled.length - rest.length
        above = filled[filled.length - rest.length - 1] ?? above
        if (rest.length > 0) {
            yield isHeaderDone ? rest : withHeader([readHeader(rest[0]), ...rest.slice(1)], above)
            isHeaderDone = true
        }
    }
}

/** The records with the header, their first, as the groups above it complete it. */
export const withHeader = ([header, ...records]: readonly Record[], above: Record): Record[] => [
    header && withGroups(header, above),
    ...records,
]

/** Without a quote in the whole file, lines and delimiters are all there is: several times as fast as a parser. */
async function* split(path: string, { encoding, delimiter }: Survey): AsyncIterable<Record[]> {
    const decoder = new TextDecoder('utf-8')
    let rest = ''
    for await (const chunk of utf8Chunks(path, encoding)) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n?|\n/)
        rest = lines.pop() ?? ''
        yield lines.filter((line) => line !== '').map((line) => line.split(delimiter))
    }
    const last = rest + decoder.decode()
    if (last !== '') {
        yield [last.split(delimiter)]
    }
}

async function* parsed(path: string, { encoding, delimiter }: Survey): AsyncIterable<Record[]> {
    let broken = 0
    let failed: unknown
    const parser = parse({
        bom: true,
        delimiter,
        // a quote opens a cell after blanks, too
        ltrim: true,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        skip_records_with_error: true,
        max_record_size: LARGEST_RECORD,
    })
    parser.on('skip', () => broken++)
    pipeline(Readable.from(utf8Chunks(path, encoding), { objectMode: false }), parser, (error) => (failed = error))
    try {
        while (!parser.readableEnded && !parser.destroyed) {
            const batch: Record[] = []
            for (let record = read(parser); record !== undefined; record = read(parser)) {
                batch.push(record)
            }
            if (batch.length > 0) {
                yield batch
            } else if (!parser.readableEnded) {
                await progress(parser)
            }
        }
    } finally {
        // who wants no more than the header leaves the file
        parser.destroy()
    }
    if (failed instanceof Error) {
        throw failed
    }
    if (broken > 0) {
        yield Array<Record>(broken).fill(undefined)
    }
}

const read = (parser: NodeJS.ReadableStream): string[] | undefined => {
    const record: unknown = parser.read()
    return Array.isArray(record) ? record : undefined
}

/** Waits until there is more to read, or nothing more to come. */
const progress = async (parser: NodeJS.ReadableStream): Promise<void> => {
    const stop = new AbortController()
    try {
        await Promise.race([once(parser, 'readable', { signal: stop.signal }), once(parser, 'end', { signal: stop.signal })])
    } finally {
        stop.abort()
    }
}
