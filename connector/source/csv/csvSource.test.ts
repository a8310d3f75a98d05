import { rename, utimes } from 'node:fs/promises'
import fc from 'fast-check'
import { Failure } from '../../failure.ts'
import type { StreamShape } from '../source.ts'
import { testSource } from '../testSource.ts'
import { csv } from './csvSource.ts'
import { clients, exportFolder } from './testExportFolder.ts'

const { path, put, manifest, open, readAll, cells, reasons } = exportFolder()

describe.each([
    ['without a quote', ''],
    ['with quoted line breaks', '"'],
])('a large file %s', (_, quote) => {
    testSource('csv', async () => {
        const keys = Array.from({ length: 9000 }, (__, index) => `R${index}`)
        await put(
            ['id,name,ccc_no,dob', ...keys.map((key) => `${key},${quote}Nam${quote && '\n'}e${quote},1307700001,2000-01-01`)].join('\r\n')
        )
        return { source: open(), stream: clients, keys, absent: { ...clients, file: 'visits.csv' } }
    })
})

describe('records without a number of their own', () => {
    const visits = { ...clients, key: 'visit', join: ['id', 'dob'], columns: clients.columns }

    test('are known by several columns together', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,,2000-01-01\n R1 ,Ann,,2000-02-01\nR1,Ann,,\n,Ann,1,\n')
        const { rows } = await readAll(visits)
        expect(rows.map(({ sourceRecordId }) => sourceRecordId)).toEqual(['R1 2000-01-01', 'R1 2000-02-01', 'R1 ', ''])
        expect(rows[0]?.cells['visit']).toBe('R1 2000-01-01')
    })

    test('may hold a hash of what nobody should read there', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann  Bea,,2000-01-01\nR1,ann bea,,2000-01-01\nR1,Eve,,2000-01-01\nR1,,,2000-01-01\n')
        const { rows } = await readAll({ ...visits, join: ['id', 'name'], hashed: new Set(['name']) })
        const [first, same, other, none] = rows.map(({ sourceRecordId }) => sourceRecordId)
        expect(first).toMatch(/^R1 [0-9a-f]{8}$/)
        expect(same).toBe(first)
        expect(other).not.toBe(first)
        expect(none).toBe('R1 ')
    })

    test('say what stands in columns that nothing reads: twins may differ there alone', async () => {
        await put('id,name,ccc_no,dob,baby,_index\nR1,Ann,,2000-01-01,Baby 1,1\nR1,Ann,,2000-01-01,Baby 2,2\n')
        const { rows } = await readAll(visits)
        expect(new Set(rows.map(({ cells }) => JSON.stringify(cells))).size).toBe(1)
        expect(new Set(rows.map(({ unread }) => unread)).size).toBe(2)
        expect((await readAll()).rows.map(({ unread }) => unread)).toEqual([undefined, undefined])
    })

    test('wait when the header lacks one of them', async () => {
        await put('id,name\nR1,Ann\n')
        expect((await readAll(visits)).problems).toMatchObject([{ reason: 'HEADER_UNKNOWN', column: 'dob' }])
    })
})

describe('what is no record', () => {
    test('a repeated header and a total are told apart, and still count as rows', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nid,name,ccc_no,dob\nR2,Bea,2,2000-01-02\n')
        expect(await reasons()).toEqual([[2, 'REPEATED_HEADER']])
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nID,Name,CCC No,DOB\n')
        expect(await reasons()).toEqual([[2, 'REPEATED_HEADER']])
        await put('name,id,ccc_no,dob\nAnn,R1,1,2000-01-01\nGrand Total,,1,\n')
        expect(await reasons()).toEqual([[2, 'TOTAL_ROW']])
        await put('name,id,ccc_no,dob\nAnn,R1,1,2000-01-01\nJUMLA,,1,\n')
        expect(await reasons()).toEqual([[2, 'TOTAL_ROW']])
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nTotal: 1,,,\n')
        expect(await reasons()).toEqual([[2, 'TOTAL_ROW']])
        await put('name,id,ccc_no,dob\nAnn,R1,1,2000-01-01\n,Jumla,,1\n')
        expect(await reasons()).toEqual([[2, 'TOTAL_ROW']])
        await put('name,id,ccc_no,dob\nAnn,R1,1,2000-01-01\nTotal 1\n')
        expect(await reasons()).toEqual([[2, 'TOTAL_ROW']])
    })

    test('lines between the records are none: the name of a month, a number written ahead', async () => {
        await put('no,id,name,ccc_no,dob\n1,R1,Ann,1,2000-01-01\nMay 2026\n,,JUNE 2026,,\n2,R2,Bea,2,2000-01-02\n3\n4,,,,\n')
        expect(await reasons()).toEqual([
            [2, 'TOTAL_ROW'],
            [3, 'TOTAL_ROW'],
            [5, 'TOTAL_ROW'],
            [6, 'TOTAL_ROW'],
        ])
    })

    test('a record without its number is one, if it says anything else', async () => {
        await put('id,name,dob\n,Ann,2000-01-01\nR2,Bea,\n')
        expect(await reasons()).toEqual([])
    })

    test('a file with fewer records than promised waits whole', async () => {
        await put('name,id,ccc_no,dob\nAnn,R1,1,2000-01-01\nname,id,ccc_no,dob\nTotal,,,\n')
        await manifest(2)
        expect(await reasons()).toEqual([
            [1, 'FILE_INCOMPLETE'],
            [2, 'FILE_INCOMPLETE'],
            [3, 'FILE_INCOMPLETE'],
        ])
        await manifest(1)
        expect((await readAll()).rows).toHaveLength(1)
    })

    test('a file that breaks off inside a cell waits whole', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nR2,"Be')
        const { rows, problems } = await readAll()
        expect(rows).toEqual([])
        expect(new Set(problems.map(({ reason }) => reason))).toEqual(new Set(['FILE_INCOMPLETE']))
    })

    test('a file that breaks off in a record shorter than all others waits whole', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nR2,Be')
        expect(await reasons()).toEqual([
            [1, 'FILE_INCOMPLETE'],
            [2, 'FILE_INCOMPLETE'],
        ])
        await put('id,name,ccc_no,dob\nR1,Ann,1\nR2,Be')
        expect(await reasons()).toEqual([])
    })

    test('a short line at the end does not count against a file that has all that was promised before it', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nprinted by the clinic')
        await manifest(2)
        expect(await reasons()).toHaveLength(2)
        await manifest(1)
        expect((await readAll()).rows.map(({ sourceRecordId }) => sourceRecordId)).toEqual(['R1'])
    })

    test('the manifest may name a table by another kind of file, count in text, and write its moment with a blank', async () => {
        await put('id\tdob\nR1\t2000-01-01\n', 'clients.tsv')
        await put('{ "exported_on": "2026-10-31 23:30:00Z", "files": { "Clients.TSV": { "rows": "2" } } }', 'manifest.json')
        expect(await reasons()).toEqual([[1, 'FILE_INCOMPLETE']])
        expect(await open().discover()).toMatchObject({ asOf: '2026-11-01' })
    })

    test('an empty file gives one line', async () => {
        await put('')
        expect(await reasons()).toEqual([[0, 'FILE_INCOMPLETE']])
    })

    test('a file of which only the header was written gives one line when more was promised', async () => {
        await put('id,name,ccc_no,dob\n')
        expect(await readAll()).toEqual({ rows: [], problems: [] })
        await manifest(5)
        expect(await reasons()).toEqual([[0, 'FILE_INCOMPLETE']])
    })

    test('without a needed column all rows wait, and the column is named', async () => {
        await put('id,name,ccc_no,when born\nR1,Ann,1,2000-01-01\n')
        expect(await reasons()).toEqual([[1, 'HEADER_UNKNOWN', 'dob']])
    })

    test('a column twice with other values keeps that row back', async () => {
        await put('id,name,ccc_no,dob,date_of_birth\nR1,Ann,1,2000-01-01,2000-01-01\nR2,Bea,2,2000-01-02,2001-01-02\n')
        expect(await reasons()).toEqual([[2, 'HEADER_UNKNOWN', 'dob']])
    })
})

describe('before reading', () => {
    test('the day of the export is that of the manifest, in the zone of the programme', async () => {
        await put('id,name,ccc_no,dob\n')
        await manifest(0)
        expect(await open().discover()).toMatchObject({ asOf: '2026-11-01', fullExport: true })
    })

    test('without a manifest it is the day on which the newest file was written', async () => {
        await put('id,name,ccc_no,dob\n')
        await utimes(path(), new Date('2026-05-01T22:00:00Z'), new Date('2026-05-01T22:00:00Z'))
        expect(await open().discover()).toMatchObject({ asOf: '2026-05-02', fullExport: false })
    })

    test('each file has its day: the manifest’s, else that in its name; when it was written says nothing', async () => {
        const day = async () => (await open().check([clients])).days?.get('clients.csv')
        await put('id,name,ccc_no,dob\n')
        expect(await day()).toBeUndefined()
        await rename(path(), path('clients_2026-04-30.csv'))
        expect(await day()).toEqual({ day: '2026-04-30', by: 'name' })
        await manifest(0)
        expect(await day()).toEqual({ day: '2026-11-01', by: 'manifest' })
    })

    test('unknown columns are named, and do not stop', async () => {
        await put('id,name,ccc_no,dob,shoe size\n')
        expect(await open().check([clients])).toMatchObject({
            absent: [],
            notes: [],
            unread: [{ what: expect.stringContaining('"shoe size"'), next: expect.any(String) }],
        })
    })

    test('of a file without a header line no cell is told', async () => {
        await put('R1,Bralruk,1,2000-01-01\nR2,Zin,2,2000-01-02\n')
        const { notes, unread } = await open().check([clients])
        expect([notes, unread]).toMatchObject([[expect.anything()], []])
        expect(JSON.stringify([notes, unread])).not.toContain('Bralruk')
    })

    test('a missing folder, and a manifest that is none, say where and what to do', async () => {
        const nowhere = csv.open(csv.spec.parse({ type: 'csv', path: path('nowhere') }))
        await expect(nowhere.check([clients])).rejects.toMatchObject({ where: path('nowhere'), next: expect.any(String) })
        await put('{ "files": 3 }', 'manifest.json')
        await expect(open().discover()).rejects.toMatchObject({ where: path('manifest.json'), next: expect.any(String) })
        await put('not json', 'manifest.json')
        await expect(open().discover()).rejects.toBeInstanceOf(Failure)
    })
})

describe('a file that is not in the export', () => {
    const visits = { ...clients, name: 'visits', file: 'visits.csv' }
    const faults = async (manifestOf: object | undefined, stream: StreamShape = visits) => {
        await put('id,name,ccc_no,dob\n')
        if (manifestOf !== undefined) {
            await put(JSON.stringify({ exported_on: '2026-10-31', ...manifestOf }), 'manifest.json')
        }
        const { absent } = await open().check([clients, stream])
        return absent.map(({ file, fault }) => [file, fault !== undefined])
    }

    test.each([
        ['is a fault where nothing is said of the export', undefined, true],
        ['is a fault in a full export', { full_export: true }, true],
        ['is none in an export of what changed', { full_export: false }, false],
        ['is a fault there too when the manifest announces it', { full_export: false, files: { 'visits.csv': { rows: 3 } } }, true],
    ])('%s', async (_, manifestOf, fault) => {
        expect(await faults(manifestOf)).toEqual([['visits.csv', fault]])
    })

    test('is none when it is optional, unless the manifest announces it', async () => {
        const optional = { ...visits, optional: true }
        expect(await faults({ full_export: true }, optional)).toEqual([['visits.csv', false]])
        expect(await faults({ files: { 'visits.csv': { rows: 1 } } }, optional)).toEqual([['visits.csv', true]])
    })
})

describe('a file with the day of the export in its name', () => {
    const clientsOf = async (): Promise<readonly string[]> =>
        (await readAll()).rows.map(({ file, sourceRecordId }) => `${file} ${sourceRecordId}`)

    test('is the same file every night', async () => {
        await put('id,dob\nR1,2000-01-01\n', 'Clients_-_2026-10-31-05-00-12.csv')
        expect(await clientsOf()).toEqual(['clients.csv R1'])
        expect((await open().discover()).streams).toEqual([{ file: 'Clients.csv', headers: ['id', 'dob'] }])
        await rename(path('Clients_-_2026-10-31-05-00-12.csv'), path('Clients_-_2026-11-01-05-00-09.csv'))
        expect(await clientsOf()).toEqual(['clients.csv R1'])
    })

    test('of which two lie there: a person must say which, and is told so', async () => {
        await put('id,dob\nR1,2000-01-01\n', 'clients_2026-10-31.csv')
        await put('id,dob\nR1,2000-01-02\n', 'clients_2026-11-01.csv')
        const { absent } = await open().check([clients])
        expect(absent[0]?.fault).toEqual({
            what: expect.stringContaining('clients_2026-10-31.csv, clients_2026-11-01.csv'),
            next: expect.stringContaining('Leave only the newest'),
        })
    })
})

test('whatever a file holds, reading ends and no two rows share a number', async () => {
    const piece = fc.oneof(fc.constantFrom(',', ';', '"', '\n', '\r\n', 'Total', 'id', ' '), fc.string())
    await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
            await put(`id,name,ccc_no,dob\n${pieces.join('')}`)
            const { rows, problems } = await readAll()
            const numbers = [...rows.map(({ row }) => row), ...problems.map(({ place }) => place.row)]
            expect(new Set(numbers).size).toBe(numbers.length)
        }),
        { numRuns: 150 }
    )
})

test('what was written as CSV comes back as it was', async () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => !/total/i.test(text))
    await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (pairs) => {
            const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
            await put(['id,name,ccc_no,dob', ...pairs.map(([name, ccc], row) => `R${row},${quoted(name)},${quoted(ccc)},x`)].join('\n'))
            expect((await cells()).map(({ name, ccc_no: ccc }) => [name, ccc])).toEqual(pairs)
        }),
        { numRuns: 100 }
    )
})

test('a file that is replaced after it was checked is read as it is then', async () => {
    await put('id,name,dob\nR1,Ann,2000-01-01\n')
    const source = open()
    await source.check([clients])
    await put('id;name;dob\nR1;Ann;2000-01-01\nR2;Bea;2000-01-02\n')
    const ids: string[] = []
    for await (const { rows } of source.read(clients)) {
        ids.push(...rows.map(({ sourceRecordId }) => sourceRecordId))
    }
    expect(ids).toEqual(['R1', 'R2'])
})
