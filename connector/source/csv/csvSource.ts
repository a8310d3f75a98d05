import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Failure } from '../../failure.ts'
import type { Discovery, Page, Source, SourceKind, SourceNote, SourceState, StreamShape } from '../source.ts'
import { planHeader } from './header.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { readFile } from './readFile.ts'
import { recordsOf } from './records.ts'
import { survey } from './survey.ts'
import { dayInZone, type Day } from '#dhis2/day.ts'

const CsvSpec = z.strictObject({
    type: z.literal('csv'),
    /** folder that holds the files of one export */
    path: z.string().min(1),
    /** one character; found from the header when not given */
    delimiter: z.string().length(1).optional(),
    /** time zone in which the export's day is meant */
    zone: z.string().default('Africa/Nairobi'),
})
export type CsvSpec = z.infer<typeof CsvSpec>

/** A folder of CSV or TSV files, one for each stream, with `manifest.json` beside them if the partner writes one. */
export const csv: SourceKind<CsvSpec> = { type: 'csv', spec: CsvSpec, open: (spec) => openFolder(spec) }

const openFolder = (spec: CsvSpec): Source => ({
    check: async (streams) => (await Promise.all(streams.map((stream) => notesOn(spec, stream)))).flat(),
    discover: () => discover(spec),
    read: (stream, state) => read(spec, stream, state),
})

async function* read(spec: CsvSpec, stream: StreamShape, state: SourceState = {}): AsyncIterable<Page> {
    const path = join(spec.path, stream.file)
    const { size, mtimeMs } = await statOf(path)
    const stamp = { bytes: size, modified: mtimeMs }
    const sameFile = state['bytes'] === stamp.bytes && state['modified'] === stamp.modified
    const manifest = await readManifest(spec.path, spec.zone)
    yield* readFile(
        {
            path,
            survey: await survey(path, spec.delimiter),
            promised: manifest?.rows.get(stream.file),
            after: sameFile ? Number(state['row'] ?? 0) : 0,
            stateAt: (row) => ({ ...stamp, row }),
        },
        stream
    )
}

const discover = async (spec: CsvSpec): Promise<Discovery> => {
    const names = await namesIn(spec.path)
    const files = names.filter((name) => /\.(csv|tsv|txt)$/i.test(name)).sort()
    const manifest = await readManifest(spec.path, spec.zone)
    return {
        asOf: await asOfDay(spec, manifest, files),
        fullExport: manifest?.fullExport ?? false,
        streams: await Promise.all(files.map(async (file) => ({ file, headers: await headersOf(spec, file) }))),
    }
}

/** The manifest's export day, else the day on which the newest file was written (architecture.md §11.21). */
const asOfDay = async ({ path, zone }: CsvSpec, manifest: Manifest | undefined, files: readonly string[]): Promise<Day> => {
    if (manifest) {
        return manifest.exportedOn
    }
    const stats = await Promise.all(files.map((file) => statOf(join(path, file))))
    return dayInZone(new Date(Math.max(0, ...stats.map(({ mtimeMs }) => mtimeMs))), zone)
}

const notesOn = async (spec: CsvSpec, stream: StreamShape): Promise<SourceNote[]> => {
    const names = await namesIn(spec.path)
    if (!names.includes(stream.file)) {
        return [{ level: 'stop', ...missing(spec.path, stream.file, names) }]
    }
    const { missing: absent, unknown } = planHeader(await headersOf(spec, stream.file), stream)
    const notes: SourceNote[] = unknown.map((header) => ({
        level: 'note',
        what: `${stream.file}: the mapping does not know the column "${header}"; it is not read.`,
        next: `If it means something, add it to stream ${stream.name} of the mapping, or to its aliases.`,
    }))
    return absent.length === 0 ? notes : [...notes, headerNote(stream, absent)]
}

const headerNote = ({ file, name }: StreamShape, absent: readonly string[]): SourceNote => ({
    level: 'note',
    what: `${file}: ${absent.join(', ')} not found in the header. All its rows wait as HEADER_UNKNOWN.`,
    next: `If the partner renamed a column, add its new name to the aliases of stream ${name}.`,
})

const headersOf = async (spec: CsvSpec, file: string): Promise<string[]> => {
    const path = join(spec.path, file)
    for await (const [header] of recordsOf(path, await survey(path, spec.delimiter))) {
        return (header ?? []).map((cell) => cell.replace(/^\uFEFF/, ''))
    }
    return []
}

const namesIn = async (folder: string): Promise<string[]> =>
    readdir(folder).catch((cause: unknown) => {
        throw new Failure(
            {
                kind: 'source',
                what: 'The folder of the export cannot be read.',
                where: folder,
                next: 'Check the path of this source in kmmp.yaml; it is relative to that file.',
            },
            { cause }
        )
    })

const statOf = async (path: string): Promise<{ size: number; mtimeMs: number }> =>
    stat(path).catch((cause: unknown) => {
        throw new Failure(
            {
                kind: 'source',
                what: 'A file that the mapping reads is not in the export.',
                where: path,
                next: 'Put the file there, or take its stream out of the mapping.',
            },
            { cause }
        )
    })

const missing = (folder: string, file: string, names: readonly string[]): { what: string; next: string } => ({
    what: `${file} is not in ${folder}.`,
    next:
        names.length === 0
            ? 'The folder is empty.'
            : `Put the file there, or take its stream out of the mapping. There are: ${names.join(', ')}.`,
})
