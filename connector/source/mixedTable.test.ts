import { withMixedTables } from './mixedTable.ts'
import type { Page, RowsTaken, Source, StreamShape } from './source.ts'

const kinds = ['M', 'i', ' m ', 'I', 'X', '']
const page: Page = {
    rows: kinds.map((kind, at) => ({ file: 'patients.csv', row: at + 1, sourceRecordId: `R${at + 1}`, cells: { kind } })),
    problems: [
        { place: { file: 'patients.csv', row: 7, sourceRecordId: '' }, reason: 'TOTAL_ROW' },
        { place: { file: 'patients.csv', row: 8, sourceRecordId: '' }, reason: 'HEADER_UNKNOWN' },
    ],
    state: {},
}
const table: Source = {
    check: async () => ({ absent: [], notes: [] }),
    discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
    read: async function* () {
        yield page
    },
}

const stream = (name: string, rows: Pick<RowsTaken, 'words' | 'others' | 'rest'>): StreamShape => ({
    name,
    file: 'patients.csv',
    key: 'id',
    columns: [{ name: 'kind', aliases: [], needed: true }],
    rows: { column: 'kind', ...rows },
})

const told = async (shape: StreamShape): Promise<[rows: number[], problems: string[]]> => {
    const pages: Page[] = []
    for await (const each of withMixedTables(table).read(shape)) {
        pages.push(each)
    }
    return [
        pages.flatMap(({ rows }) => rows.map(({ row }) => row)),
        pages.flatMap(({ problems }) => problems.map(({ place, reason }) => `${place.file} ${place.row} ${reason}`)),
    ]
}

test('each stream gets the rows with its words, and the first also those that none takes', async () => {
    const [mother, infant] = [new Set(['m']), new Set(['i'])]
    expect(await told(stream('mothers', { words: mother, others: infant, rest: true }))).toEqual([
        [1, 3, 5, 6],
        ['patients.csv 7 TOTAL_ROW', 'patients.csv 8 HEADER_UNKNOWN'],
    ])
    expect(await told(stream('infants', { words: infant, others: mother, rest: false }))).toEqual([
        [2, 4],
        ['patients.csv/infants 8 HEADER_UNKNOWN'],
    ])
})
