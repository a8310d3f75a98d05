import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Failure } from '../../failure.ts'
import { stem, undated } from './fileName.ts'
import { dayInZone, type Day } from '#dhis2/day.ts'

/** A moment with a blank where ISO has its T is one, too. */
const Moment = z.preprocess(
    (text) => (typeof text === 'string' ? text.trim().replace(/(?<=\d) (?=\d)/, 'T') : text),
    z.iso.datetime({ offset: true, local: true }).or(z.iso.date())
)
const Count = z.preprocess((count) => (typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count), z.int().nonnegative())

const ManifestFile = z.object({
    exported_on: Moment,
    full_export: z.boolean().optional(),
    files: z.record(z.string(), z.object({ rows: Count })).default({}),
})

/** What the partner says of an export: its day, whether it is complete, and how many records each file should hold. */
export interface Manifest {
    exportedOn: Day
    /** true when it holds all records, false when only what is new or changed; undefined when it does not say */
    fullExport: boolean | undefined
    rows: ReadonlyMap<string, number>
}

/** How many records the manifest promises for a table, whatever kind of file the partner chose: `clients.tsv` speaks of `clients.csv`, too. */
export const promisedRows = ({ rows }: Manifest, file: string): number | undefined =>
    rows.get(file) ?? [...rows].find(([name]) => tableName(name) === tableName(file))?.[1]

const tableName = (file: string): string => {
    const [name = '', ...sheet] = file.split('#')
    return [stem(undated(name)), ...sheet].join('#').toLowerCase()
}

const NAME = 'manifest.json'

/**
 * Reads `manifest.json` of an export folder; undefined when there is none.
 *
 * @param zone time zone in which the export's day is meant
 * @throws Failure when the file is there but is not a manifest
 */
export const readManifest = async (folder: string, zone: string): Promise<Manifest | undefined> => {
    const where = join(folder, NAME)
    const text = await readFile(where, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
            return undefined
        }
        throw new Failure(
            { kind: 'source', what: `${NAME} cannot be read.`, where, next: 'Check the rights of the file.' },
            { cause: error }
        )
    })
    if (text === undefined) {
        return undefined
    }
    const parsed = ManifestFile.safeParse(jsonOf(text, where))
    if (!parsed.success) {
        throw notAManifest(where, parsed.error.issues[0])
    }
    const { exported_on: at, full_export: fullExport, files } = parsed.data
    const rows = new Map(Object.entries(files).map(([file, { rows: count }]) => [file, count]))
    return { exportedOn: dayOf(at, zone), fullExport, rows }
}

const dayOf = (at: string, zone: string): Day => (/(Z|[+-]\d\d:?\d\d)$/.test(at) ? dayInZone(new Date(at), zone) : at.slice(0, 10))

const jsonOf = (text: string, where: string): unknown => {
    try {
        return JSON.parse(text.replace(/^\uFEFF/, ''))
    } catch (cause) {
        throw new Failure({ kind: 'source', what: `${NAME} is not JSON.`, where, next: 'Ask the partner to export again.' }, { cause })
    }
}

const notAManifest = (where: string, issue: z.core.$ZodIssue | undefined): Failure =>
    new Failure({
        kind: 'source',
        what: `${NAME} does not say what an export manifest must.`,
        where,
        why: issue && `${issue.path.join('.')}: ${issue.message}`,
        next: 'It needs exported_on, and for each file the number of rows (docs/mapping.md, Exports).',
    })
