import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { adviceOn } from '../advice/advice.ts'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import type { History, RowHistory } from '../ledger/history.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { writePrivateFile } from '../privateFile.ts'
import { correctionFile } from '../run/correctionFile.ts'
import { planHeader } from '../source/csv/header.ts'
import { cellsInRow, numbered } from '../source/repeats.ts'
import type { StreamShape } from '../source/source.ts'
import { table } from '../table.ts'
import { csvLine } from './csvLine.ts'
import { withHistory, type Asking } from './openHistory.ts'
import { headersOf } from './partnerHeaders.ts'
import { waitingRows, type WaitingFilter } from './waitingRows.ts'
import { countOf } from '#dhis2/outcome.ts'

/** So many rows are shown; the CSV holds all. */
const SHOWN = 100

/** Columns that are added to the partner's own. They are not read when the file is given back. */
const ADDED = ['kmmp_state', 'kmmp_reason', 'kmmp_column', 'kmmp_advice']

/** `kmmp rejects`: parked and refused rows as a table; or, with `csv`, as files in the partner's own columns that can be corrected. */
export const showRejects = (
    config: Config,
    { secret, csv, ...filter }: Asking & WaitingFilter & { csv?: string },
    out: Console
): Promise<number> =>
    withHistory(config, secret, async (history) => {
        if (csv !== undefined) {
            await writeRejects(config, history, { folder: csv, filter, out })
            return EXIT.done
        }
        const rows = (await waitingRows(config, history, filter)).map((row) => ({ ...row, advice: adviceOn(row.reason ?? '') }))
        out.show(
            'rejects',
            { rows: rows.map((row) => ({ ...row, key: undefined })) },
            rejectsText(await inPartnersWords(config, history, rows.slice(0, SHOWN)), rows.length)
        )
        return EXIT.done
    })

/** The columns that keep rows back under the partner's names, where the cells of a row are kept. */
const inPartnersWords = async <T extends RowHistory>(config: Config, history: History, rows: readonly T[]): Promise<T[]> => {
    const shapes = new Map<string, Shape | undefined>()
    const told: T[] = []
    for (const row of rows) {
        const body = history.body(row.key)
        const place = `${row.source}/${body?.stream}`
        if (body !== undefined && !shapes.has(place)) {
            shapes.set(place, await shapeIfNamed(config, row.source, body.stream))
        }
        const shape = shapes.get(place)
        told.push(body && shape ? { ...row, column: headerOf(row.column ?? '', body.sourceRecordId, shape) } : row)
    }
    return told
}

const NONE = 'No parked or refused row fits.'

const rejectsText = (rows: readonly (RowHistory & { advice: string })[], all: number): string[] => {
    if (rows.length === 0) {
        return [NONE]
    }
    const lines = rows.map(({ file, row, outcome, reason = '', column = '', detail = '', advice }) => {
        return [`${file} ${row}`, countOf[outcome], reason, column, detail, advice]
    })
    const more = all - rows.length
    return [
        ...table([['row', 'state', 'reason', 'column', 'detail', 'advice'], ...lines]),
        ...(more > 0 ? [`… and ${more} more: kmmp rejects --csv FOLDER writes all.`] : []),
    ]
}

interface Writing {
    folder: string
    filter: WaitingFilter
    out: Console
}

/** Writes one file for each of the partner's files, readable by its owner only: it holds what the partner sent. */
const writeRejects = async (config: Config, history: History, { folder, filter, out }: Writing): Promise<void> => {
    const rows = await waitingRows(config, history, filter)
    refuseSeveral(rows)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const shapes = new Map<string, Shape>()
    const files = new Map<string, string[]>()
    let expired = 0
    for (const row of rows) {
        const body = history.body(row.key)
        if (body === undefined) {
            expired++
            continue
        }
        const place = `${row.source}/${body.stream}`
        const shape = shapes.get(place) ?? (await shapeOf(config, row.source, body.stream))
        shapes.set(place, shape)
        const added = [
            countOf[row.outcome],
            row.reason ?? '',
            headerOf(row.column ?? '', body.sourceRecordId, shape),
            adviceOn(row.reason ?? ''),
        ]
        const lines = files.get(shape.file) ?? [csvLine([...shape.headers.map(({ header }) => header), ...ADDED])]
        const cells = cellsInRow(body, shape.stream)
        lines.push(csvLine([...shape.headers.map(({ name }) => cells[name] ?? ''), ...added]))
        files.set(shape.file, lines)
    }
    const written = [...files].map(([name, lines]) => {
        const file = join(folder, name)
        writePrivateFile(file, `\uFEFF${lines.join('')}`)
        return { file, rows: lines.length - 1 }
    })
    out.show('corrections', { files: written, notKept: expired }, [
        ...written.map(({ file, rows: count }) => `${count} rows in ${file}`),
        files.size === 0 ? NONE : 'Correct them there, leave the added columns, and give them back: kmmp sync --corrections FOLDER',
        ...(expired === 0
            ? []
            : [`${expired} more rows wait whose cells are not kept (a file as a whole, or longer than the retention): see kmmp rejects.`]),
    ])
}

/** Partners give their files the same names, and rows are given back one source at a time. */
const refuseSeveral = (rows: readonly RowHistory[]): void => {
    const sources = [...new Set(rows.map(({ source }) => source))]
    if (sources.length > 1) {
        throw new Failure({
            kind: 'configuration',
            what: 'Rows of several sources wait, and each source has files of its own.',
            where: 'kmmp rejects --csv',
            next: `Add --source: ${sources.join(' or ')}.`,
        })
    }
}

interface Shape {
    stream: StreamShape
    file: string
    headers: readonly { name: string; header: string }[]
}

/** Undefined for a stream that the configuration does not name any more. */
const shapeIfNamed = async (config: Config, sourceName: string, streamName: string): Promise<Shape | undefined> => {
    const source = config.sources.get(sourceName)
    const streams = source === undefined ? [] : (await loadMapping(source.mapping)).streams
    const stream = streams.find(({ name }) => name === streamName)
    return source === undefined || stream === undefined
        ? undefined
        : { stream, file: correctionFile(stream, streams), headers: namedAsPartner(numbered(stream), await headersOf(source, stream)) }
}

const shapeOf = async (config: Config, sourceName: string, streamName: string): Promise<Shape> => {
    const shape = await shapeIfNamed(config, sourceName, streamName)
    if (shape === undefined) {
        throw new Failure({
            kind: 'configuration',
            what: `Rows wait of the stream ${streamName} of ${sourceName}, which the configuration does not name any more.`,
            where: config.file,
            next: 'Put the source or stream back, or ask for another one with --source or --file.',
        })
    }
    return shape
}

/** The partner's name of the column that keeps a row back; of one that stands side by side with others, of that at its place. */
const headerOf = (column: string, sourceRecordId: string, { headers }: Shape): string => {
    const names = [column, `${column}_${sourceRecordId.split('/').at(-1) ?? ''}`]
    return headers.find(({ name }) => names.includes(name))?.header ?? column
}

/** The columns of a stream under the names and in the order of the partner, where the export can be read. */
const namedAsPartner = (stream: StreamShape, headers: readonly string[]): Shape['headers'] => {
    const plan = planHeader(headers, stream)
    const present = plan.cells.filter(({ index }) => index >= 0).sort((a, b) => a.index - b.index)
    return present.length === 0
        ? stream.columns.map(({ name }) => ({ name, header: name }))
        : present.map(({ name, index }) => ({ name, header: headers[index] ?? name }))
}
