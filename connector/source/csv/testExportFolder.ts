import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceRow } from '../../records.ts'
import type { RowProblem, SourceState, StreamShape } from '../source.ts'
import { csv } from './csvSource.ts'

const column = (name: string, aliases: readonly string[] = [], needed = false) => ({ name, aliases, needed })

/** A stream with few columns. */
export const clients: StreamShape = {
    name: 'clients',
    file: 'clients.csv',
    key: 'id',
    columns: [column('id', ['record_id'], true), column('name'), column('ccc_no', ['CCC number']), column('dob', ['date_of_birth'], true)],
}

/** A folder for the export of one test, made anew before each. Call it once in a test file. */
export const exportFolder = () => {
    let folder = ''
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'csv-source-'))
    })
    afterEach(() => rm(folder, { recursive: true }))

    const path = (file = 'clients.csv'): string => join(folder, file)
    const put = (text: string | Buffer, file?: string): Promise<void> => writeFile(path(file), text)
    const manifest = (rows: number): Promise<void> =>
        put(JSON.stringify({ exported_on: '2026-10-31T23:30:00Z', full_export: true, files: { 'clients.csv': { rows } } }), 'manifest.json')
    const open = (delimiter?: string) => csv.open(csv.spec.parse({ type: 'csv', path: folder, delimiter }))

    const readAll = async (stream = clients, state?: SourceState): Promise<{ rows: SourceRow[]; problems: RowProblem[] }> => {
        const all: { rows: SourceRow[]; problems: RowProblem[] } = { rows: [], problems: [] }
        for await (const { rows, problems } of open().read(stream, state)) {
            all.rows.push(...rows)
            all.problems.push(...problems)
        }
        return all
    }
    const cells = async (): Promise<SourceRow['cells'][]> => (await readAll()).rows.map((row) => row.cells)
    const reasons = async (): Promise<[number, string, string?][]> =>
        (await readAll()).problems.map(({ place, reason, column: name }) =>
            name === undefined ? [place.row, reason] : [place.row, reason, name]
        )
    return { path, put, manifest, open, readAll, cells, reasons }
}
