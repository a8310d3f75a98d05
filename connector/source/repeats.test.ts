import type { SourceRow } from '../records.ts'
import { planHeader } from './csv/header.ts'
import { numbered, problemFile, rowFiles, withRepeats } from './repeats.ts'
import type { Source, StreamShape } from './source.ts'

const infants: StreamShape = {
    name: 'infants',
    file: 'register.csv',
    key: 'id',
    columns: ['id', 'mother', 'dob', 'sex'].map((name) => ({ name, aliases: [], needed: false })),
    repeat: { columns: ['dob', 'sex'], most: 3 },
}

const recordsOf = async (row: Pick<SourceRow, 'cells' | 'lacks'>): Promise<SourceRow[]> => {
    const source: Source = {
        check: async () => ({ absent: [], notes: [] }),
        discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
        read: async function* () {
            yield { rows: [{ file: 'register.csv', row: 1, sourceRecordId: 'R1', ...row }], problems: [], state: {} }
        },
    }
    const records: SourceRow[] = []
    for await (const page of withRepeats(source).read(infants)) {
        records.push(...page.rows)
    }
    return records
}

it('tells the rows of a further stream of the same table apart from those of the first, and what is no record once', async () => {
    const source: Source = {
        check: async () => ({ absent: [], notes: [] }),
        discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
        read: async function* ({ file }) {
            const place = (row: number) => ({ file, row, sourceRecordId: '' })
            const problems = [
                { place: place(2), reason: 'TOTAL_ROW' as const },
                { place: place(3), reason: 'FILE_INCOMPLETE' as const },
            ]
            yield { rows: [{ ...place(1), cells: {} }], problems, state: {} }
        },
    }
    const visits: StreamShape = { name: 'visits', file: infants.file, key: 'id', columns: infants.columns }
    const placesOf = async (stream: StreamShape) => {
        const places: string[] = []
        for await (const { rows, problems } of withRepeats(source).read(stream)) {
            places.push(...rows.map(({ file, row }) => `${file} ${row}`), ...problems.map(({ place, reason }) => `${place.file} ${reason}`))
        }
        return places
    }
    expect(await placesOf(visits)).toEqual(['register.csv 1', 'register.csv TOTAL_ROW', 'register.csv FILE_INCOMPLETE'])
    const further = { ...visits, further: true }
    expect(await placesOf(further)).toEqual(['register.csv/visits 1', 'register.csv/visits FILE_INCOMPLETE'])
    expect([rowFiles(further), problemFile(further)]).toEqual([['register.csv/visits'], 'register.csv/visits'])
})

it('finds them under words of their own where there are no numbers', () => {
    const repeat = { columns: ['dob'], most: 2, places: ['FIRST CHILD', 'TWIN (2)'] }
    const columns = [{ name: 'dob', aliases: ['# Born'], needed: true }]
    const header = ['Born', 'FIRST CHILD Born', 'TWIN (2) Born']
    expect(planHeader(header, numbered({ ...infants, columns, repeat })).cells).toEqual([
        { name: 'dob_1', index: 1 },
        { name: 'dob_2', index: 2 },
    ])
})

it('gives each record in a row its own id and cells, and none for an empty place', async () => {
    const cells = { id: 'R1', mother: 'M1', dob_1: '2026-01-01', sex_1: 'F', dob_2: '', sex_2: '-', dob_3: '2026-02-02', sex_3: 'N/A' }
    expect((await recordsOf({ cells })).map((record) => [record.sourceRecordId, record.cells])).toEqual([
        ['R1/1', { id: 'R1/1', mother: 'M1', dob: '2026-01-01', sex: 'F' }],
        ['R1/3', { id: 'R1/3', mother: 'M1', dob: '2026-02-02', sex: 'N/A' }],
    ])
})

it('tells which columns a record lacks at its place', async () => {
    const cells = { id: 'R1', mother: '', dob_1: '2026-01-01', sex_1: 'F', dob_2: '2026-01-01', sex_2: '' }
    const records = await recordsOf({ cells, lacks: new Set(['mother', 'sex_2']) })
    expect(records.map(({ lacks }) => [...(lacks ?? [])])).toEqual([['mother'], ['mother', 'sex']])
})
