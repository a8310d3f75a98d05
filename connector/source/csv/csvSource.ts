import { stat } from 'node:fs/promises'
import * as z from 'zod'
import { Failure } from '../../failure.ts'
import type {
    AbsentStream,
    DiscoveredStream,
    Discovery,
    FileDay,
    Page,
    Source,
    SourceKind,
    SourceNote,
    SourceState,
    StreamShape,
} from '../source.ts'
import { exportFiles, filesLike, placeOf, tablesOf, type ExportFiles } from './exportFiles.ts'
import { dayInName } from './fileName.ts'
import { isHeaderOf, planHeader } from './header.ts'
import { promisedRows, readManifest, type Manifest } from './manifest.ts'
import { readFile } from './readFile.ts'
import { surveyor } from './survey.ts'
import { openTable, type Table, type TablePlace } from './table.ts'
import { dayInZone, isZone, type Day } from '#dhis2/day.ts'

const CsvSpec = z.strictObject({
    type: z.literal('csv'),
    /** folder that holds the files of one export, or its only file */
    path: z.string().min(1),
    /** one character; found from the header when not given */
    delimiter: z.string().length(1).optional(),
    /** time zone in which the export's day is meant */
    zone: z.string().refine(isZone, 'is no time zone such as Africa/Nairobi').default('Africa/Nairobi'),
})
export type CsvSpec = z.infer<typeof CsvSpec>

/** CSV, TSV and XLSX files, one file or sheet for each stream, with `manifest.json` beside them if the partner writes one. */
export const csv: SourceKind<CsvSpec> = { type: 'csv', spec: CsvSpec, open: (spec) => openExport(withTables(spec)) }

/** A configuration with the means to open the tables that it names. */
interface Export extends CsvSpec {
    open(place: TablePlace): Promise<Table>
}

const withTables = (spec: CsvSpec): Export => {
    const survey = surveyor()
    return { ...spec, open: (place) => openTable(place, spec.delimiter, survey) }
}

const openExport = (spec: Export): Source => ({
    check: async (streams) => {
        const files = await exportFiles(spec.path)
        const manifest = await readManifest(files.folder, spec.zone)
        const isThere = ({ file }: StreamShape): boolean => placeOf(files, file) !== undefined
        const told = await Promise.all(streams.filter(isThere).map((stream) => notesOn(spec, files, { stream, streams })))
        return {
            absent: streams.filter((stream) => !isThere(stream)).map((stream) => absentStream(files, stream, manifest)),
            notes: told.flatMap(({ lacking }) => lacking),
            unread: told.flatMap(({ unread }) => unread),
            days: daysOf(files, streams, manifest),
        }
    },
    discover: () => discover(spec),
    read: (stream, state) => read(spec, stream, state),
})

const placeFor = (files: ExportFiles, stream: StreamShape): TablePlace | undefined => {
    const place = placeOf(files, stream.file)
    return place && { ...place, isWanted: (headers) => isHeaderOf(headers, stream) }
}

async function* read(spec: Export, stream: StreamShape, state: SourceState = {}): AsyncIterable<Page> {
    const files = await exportFiles(spec.path)
    const place = placeFor(files, stream)
    if (place === undefined) {
        throw new Failure({ kind: 'source', ...missing(files, stream.file) })
    }
    const { size, mtimeMs } = await stat(place.path)
    const stamp = { bytes: size, modified: mtimeMs }
    const sameFile = state['bytes'] === stamp.bytes && state['modified'] === stamp.modified
    const manifest = await readManifest(files.folder, spec.zone)
    yield* readFile(
        {
            table: await spec.open(place),
            promised: manifest && promisedRows(manifest, stream.file),
            after: sameFile ? Number(state['row'] ?? 0) : 0,
            stateAt: (row) => ({ ...stamp, row }),
        },
        stream
    )
}

const discover = async (spec: Export): Promise<Discovery> => {
    const files = await exportFiles(spec.path)
    const manifest = await readManifest(files.folder, spec.zone)
    const tables = tablesOf(files)
    return {
        asOf: await asOfDay(spec, manifest, tables),
        fullExport: manifest?.fullExport ?? false,
        streams: await Promise.all(tables.map(async ({ file, place }) => ({ file, ...(await headersOf(spec, place)) }))),
    }
}

/** The day that a file says of itself: the manifest's, else that in its name. When it was written says nothing: copying changes that. */
const dayOf = (path: string, manifest: Manifest | undefined): FileDay | undefined => {
    if (manifest) {
        return { day: manifest.exportedOn, by: 'manifest' }
    }
    const named = dayInName(path)
    return named === undefined ? undefined : { day: named, by: 'name' }
}

const daysOf = (files: ExportFiles, streams: readonly StreamShape[], manifest: Manifest | undefined): Map<string, FileDay> => {
    const days = new Map<string, FileDay>()
    for (const { file } of streams) {
        const path = placeOf(files, file)?.path
        const found = path === undefined ? undefined : dayOf(path, manifest)
        if (found !== undefined) {
            days.set(file, found)
        }
    }
    return days
}

/** The manifest's export day, else the day on which the newest file was written. */
const asOfDay = async ({ zone }: CsvSpec, manifest: Manifest | undefined, tables: readonly { place: TablePlace }[]): Promise<Day> => {
    if (manifest) {
        return manifest.exportedOn
    }
    const stats = await Promise.all(tables.map(({ place }) => stat(place.path)))
    return dayInZone(new Date(Math.max(0, ...stats.map(({ mtimeMs }) => mtimeMs))), zone)
}

interface Asked {
    stream: StreamShape
    streams: readonly StreamShape[]
}

interface Told {
    lacking: readonly SourceNote[]
    unread: readonly SourceNote[]
}

const notesOn = async (spec: Export, files: ExportFiles, { stream, streams }: Asked): Promise<Told> => {
    const place = placeFor(files, stream)
    const { headers, closed } = place === undefined ? { headers: [] } : await headersOf(spec, place)
    if (closed !== undefined) {
        return { lacking: [closedNote(stream, closed)], unread: [] }
    }
    const { missing: absent } = planHeader(headers, stream)
    const unknown = unknownIn(headers, { stream, streams })
    return {
        lacking: place === undefined || absent.length === 0 ? [] : [headerNote(stream, absent)],
        unread: unknown.length === 0 ? [] : [unreadNote(stream, unknown)],
    }
}

const unreadNote = ({ file, name }: StreamShape, unknown: readonly string[]): SourceNote => ({
    what: `${file}: not read, as the mapping does not know it: ${unknown.map((header) => `"${header}"`).join(', ')}.`,
    next: `If one means something, write it under aliases of its column in stream ${name}; else nothing is to be done.`,
})

/** Columns that no stream of the file knows; told once, with the first of them. */
const unknownIn = (headers: readonly string[], { stream, streams }: Asked): readonly string[] => {
    // without the key it may be no header at all, but a record that names a person
    const [first, ...others] = streams.filter((other) => other.file === stream.file && isHeaderOf(headers, other))
    const unknownTo = (one: StreamShape): readonly string[] => planHeader(headers, one).unknown
    return first?.name === stream.name ? unknownTo(stream).filter((header) => others.every((one) => unknownTo(one).includes(header))) : []
}

const headerNote = ({ file, name }: StreamShape, absent: readonly string[]): SourceNote => ({
    what: `${file}: ${absent.join(', ')} not found in the header. All its rows wait as HEADER_UNKNOWN.`,
    next: `If the partner renamed a column, add its new name to the aliases of stream ${name}.`,
})

const closedNote = ({ file }: StreamShape, closed: string): SourceNote => ({
    what: `${file} cannot be read: ${closed}.`,
    next: 'All its rows wait until it can be read; ask the partner to send it so.',
})

const headersOf = async (spec: Export, place: TablePlace): Promise<Pick<DiscoveredStream, 'headers' | 'closed'>> => {
    const table = await spec.open(place)
    for await (const [header] of table.batches()) {
        return { headers: (header ?? []).map((cell) => cell.replace(/^\uFEFF/, '')) }
    }
    return { headers: [], ...(table.cutOff !== undefined && { closed: table.cutOff }) }
}

/** What the manifest announces must be there; else an export of what changed, and an optional stream, may leave a file out. */
const absentStream = (files: ExportFiles, { name, file, optional }: StreamShape, manifest: Manifest | undefined): AbsentStream => {
    const announced = manifest !== undefined && promisedRows(manifest, file) !== undefined
    const mayBeAbsent = optional || manifest?.fullExport === false
    return { stream: name, file, ...((announced || !mayBeAbsent) && { fault: missing(files, file) }) }
}

const missing = (files: ExportFiles, file: string): { what: string; next: string } => {
    const { folder, names } = files
    const alike = filesLike(files, file)
    if (alike.length > 1) {
        return {
            what: `${file} may be any of several files in ${folder}: ${alike.join(', ')}.`,
            next: 'Leave only the newest there and run again: the folder holds one export.',
        }
    }
    return {
        what: `${file} is not in ${folder}.`,
        next:
            names.length === 0
                ? 'The folder holds no CSV, TSV or XLSX file.'
                : `Put it there and run again. If the partner may leave it out: optional: true in its stream, or "full_export": false in manifest.json. There are: ${names.join(', ')}.`,
    }
}
