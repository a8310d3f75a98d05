import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs, { type CellValue } from 'exceljs'
import type { SourceRow } from '../../records.ts'
import type { RowProblem, StreamShape } from '../source.ts'
import { testSource } from '../testSource.ts'
import { csv } from './csvSource.ts'

const column = (name: string, needed = false) => ({ name, aliases: [], needed })
const clients: StreamShape = {
    name: 'clients',
    file: 'register.xlsx#Mothers',
    key: 'id',
    columns: [column('id', true), column('name'), column('phone'), column('dob', true)],
}

let folder: string
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbook-'))
})
afterEach(() => rm(folder, { recursive: true }))

type Sheets = Record<string, readonly (readonly CellValue[])[]>

const put = async (sheets: Sheets, file = 'register.xlsx'): Promise<void> => {
    const workbook = new exceljs.Workbook()
    for (const [name, rows] of Object.entries(sheets)) {
        workbook.addWorksheet(name).addRows(rows.map((row) => [...row]))
    }
    await workbook.xlsx.writeFile(join(folder, file))
}

const open = (path = folder) => csv.open(csv.spec.parse({ type: 'csv', path }))

const readAll = async (stream = clients, path = folder): Promise<{ rows: SourceRow[]; problems: RowProblem[] }> => {
    const all: { rows: SourceRow[]; problems: RowProblem[] } = { rows: [], problems: [] }
    for await (const { rows, problems } of open(path).read(stream)) {
        all.rows.push(...rows)
        all.problems.push(...problems)
    }
    return all
}
const cells = async (): Promise<SourceRow['cells'][]> => (await readAll()).rows.map((row) => row.cells)

const HEADER = ['ID', 'Name', 'Phone', 'DOB']
const ANN = ['R1', 'Ann', '0712345678', '2000-01-01']
const ANNS_CELLS = { id: 'R1', name: 'Ann', phone: '0712345678', dob: '2000-01-01' }

testSource('a workbook', async () => {
    const keys = Array.from({ length: 1200 }, (_, index) => `R${index}`)
    await put({ Notes: [['made by hand']], Mothers: [HEADER, ...keys.map((key) => [key, 'Name', '', '2000-01-01'])] })
    return { source: open(), stream: clients, keys, absent: { ...clients, file: 'visits.xlsx' } }
})

describe('a workbook', () => {
    test('its cells come as text: days as days, numbers plain, formulas as their result', async () => {
        await put({
            Mothers: [
                HEADER,
                ['R1', { richText: [{ text: 'A' }, { text: 'nn' }] }, 712345678, new Date('2000-01-01')],
                [2, { formula: 'UPPER("bea")', result: 'BEA' }, { error: '#N/A' }, new Date('2000-01-02T22:30:00Z')],
                ['R3', { text: 'Cleo', hyperlink: 'https://example.org' }, true, 36529],
                ['R4', { formula: 'T("")', result: '' }, null, { formula: 'TODAY()' }],
            ],
        })
        expect(await cells()).toEqual([
            { id: 'R1', name: 'Ann', phone: '712345678', dob: '2000-01-01' },
            { id: '2', name: 'BEA', phone: '#N/A', dob: '2000-01-02T22:30:00' },
            { id: 'R3', name: 'Cleo', phone: 'true', dob: '36529' },
            // what a program wrote and did not work out is not known, and not empty either
            { id: 'R4', name: '', phone: '', dob: '#FORMULA' },
        ])
    })

    test('empty rows are none; a header again and a total are told apart', async () => {
        await put({ Mothers: [HEADER, ANN, [], ['', ' ', '', ''], HEADER, ['Total', '', '', '']].map((row) => [...row]) })
        const { rows, problems } = await readAll({ ...clients, key: 'phone', columns: [...clients.columns] })
        expect(rows).toHaveLength(1)
        expect(problems.map(({ place, reason }) => [place.row, reason])).toEqual([
            [2, 'REPEATED_HEADER'],
            [3, 'TOTAL_ROW'],
        ])
    })

    test('without a sheet in the mapping the first one is read', async () => {
        await put({ First: [HEADER, ANN], Second: [['id']] })
        expect((await readAll({ ...clients, file: 'register.xlsx' })).rows.map((row) => row.cells)).toEqual([ANNS_CELLS])
    })

    test('nor one that is hidden: the first that people see', async () => {
        const workbook = new exceljs.Workbook()
        workbook.addWorksheet('Lists', { state: 'hidden' }).addRow(['Yes'])
        workbook.addWorksheet('Codes', { state: 'veryHidden' }).addRow(['Yes'])
        workbook.addWorksheet('Register').addRows([HEADER, ANN])
        await workbook.xlsx.writeFile(join(folder, 'register.xlsx'))
        expect((await readAll({ ...clients, file: 'register.xlsx' })).rows.map((row) => row.cells)).toEqual([ANNS_CELLS])
    })

    test('nor one that explains the others: the first with the header of the records', async () => {
        await put({
            'Read me': [
                ['Tab', 'What is in it'],
                ['Data', 'Mothers'],
            ],
            Data: [HEADER, ANN],
            Old: [HEADER, ['R9', 'Eve', '', '2000-01-01']],
        })
        expect((await readAll({ ...clients, file: 'register.xlsx' })).rows.map((row) => row.cells)).toEqual([ANNS_CELLS])
    })

    test('notes and groups of columns above the header are left out, merged cells or not', async () => {
        const workbook = new exceljs.Workbook()
        const sheet = workbook.addWorksheet('Mothers')
        sheet.addRows([['Register of October'], [], ['Client', '', 'Other', ''], HEADER, ANN, ['R2', 'Bea', '', '2000-01-02']])
        sheet.mergeCells('A1:D1')
        sheet.mergeCells('A3:B3')
        await workbook.xlsx.writeFile(join(folder, 'register.xlsx'))
        const { rows } = await readAll()
        expect(rows.map(({ row, sourceRecordId }) => [row, sourceRecordId])).toEqual([
            [1, 'R1'],
            [2, 'R2'],
        ])
        expect(rows[0]?.cells).toEqual(ANNS_CELLS)
    })

    test('names that stand several times are told apart by the groups of columns above them', async () => {
        const workbook = new exceljs.Workbook()
        const sheet = workbook.addWorksheet('Mothers')
        sheet.addRows([
            ['Register'],
            ['', '', 'CHILD 1', '', 'CHILD 2', ''],
            ['id', 'name', 'Name', 'dob', 'Name', 'dob'],
            ['R1', 'Ann', 'x', '1', 'y', '2'],
        ])
        sheet.addRow(['id', 'name', 'Name', 'dob', 'Name', 'dob'])
        sheet.mergeCells('C2:D2')
        sheet.mergeCells('E2:F2')
        await workbook.xlsx.writeFile(join(folder, 'register.xlsx'))
        const children = ['CHILD 1 dob', 'CHILD 2 dob'].map((name) => ({ name, aliases: [], needed: false }))
        const { rows, problems } = await readAll({
            ...clients,
            file: 'register.xlsx',
            columns: [...clients.columns.slice(0, 1), ...children],
        })
        expect(rows.map((row) => row.cells)).toEqual([{ id: 'R1', 'CHILD 1 dob': '1', 'CHILD 2 dob': '2' }])
        expect(problems.map(({ reason }) => reason)).toEqual(['REPEATED_HEADER'])
    })

    test('characters that XML cannot hold are read as they are', async () => {
        await put({ Mothers: [HEADER, ['R1', 'Block Q_x000D_\nnear the mill', '', '2000-01-01']] })
        expect((await cells())[0]?.['name']).toBe('Block Q\r\nnear the mill')
    })

    test('a sheet that is not there says so', async () => {
        await put({ Mamas: [HEADER, ANN] })
        await expect(readAll()).rejects.toMatchObject({ what: expect.stringContaining('"Mothers"'), next: expect.any(String) })
    })

    test('each sheet is found, with its headers', async () => {
        await put({ Mothers: [HEADER, ANN], Visits: [['id', 'day']] })
        expect((await open().discover()).streams).toEqual([
            { file: 'register.xlsx#Mothers', headers: HEADER },
            { file: 'register.xlsx#Visits', headers: ['id', 'day'] },
        ])
    })

    test('one that was cut off while being written waits whole', async () => {
        await put({ Mothers: [HEADER, ANN] })
        const whole = await readFile(join(folder, 'register.xlsx'))
        await writeFile(join(folder, 'register.xlsx'), whole.subarray(0, whole.length - 200))
        expect((await readAll()).problems.map(({ place, reason }) => [place.row, reason])).toEqual([[0, 'FILE_INCOMPLETE']])
    })

    test('one with fewer records than promised waits whole', async () => {
        await put({ Mothers: [HEADER, ANN, HEADER] })
        const promise = (rows: number) =>
            writeFile(join(folder, 'manifest.json'), JSON.stringify({ exported_on: '2026-10-31', files: { [clients.file]: { rows } } }))
        await promise(2)
        expect((await readAll()).problems.map(({ reason }) => reason)).toEqual(['FILE_INCOMPLETE', 'FILE_INCOMPLETE'])
        await promise(1)
        expect((await readAll()).rows).toHaveLength(1)
    })
})

describe('other ways to write a workbook', () => {
    test('texts in the cells themselves, places left out, formats of dates of one’s own and of shares', async () => {
        const workbook = new exceljs.stream.xlsx.WorkbookWriter({
            filename: join(folder, 'register.xlsx'),
            useSharedStrings: false,
            useStyles: true,
        })
        const sheet = workbook.addWorksheet('Mothers')
        sheet.addRow(HEADER).commit()
        const row = sheet.addRow(['R1', 'Ann & Bea <3', 0.1, 45292])
        row.getCell(4).numFmt = '"born" dd.mm.yy'
        row.commit()
        const other = sheet.addRow(['R2', undefined, 700000000000, 45292])
        other.getCell(4).numFmt = '0 "days"'
        other.commit()
        const scores = sheet.addRow(['R3', 0.07, 0.665, 0.66])
        scores.getCell(2).numFmt = '0%'
        scores.getCell(3).numFmt = '0.00%'
        scores.getCell(4).numFmt = '0.0 "%"'
        scores.commit()
        await workbook.commit()
        expect(await cells()).toEqual([
            { id: 'R1', name: 'Ann & Bea <3', phone: '0.1', dob: '2024-01-01' },
            { id: 'R2', name: '', phone: '700000000000', dob: '45292' },
            { id: 'R3', name: '7%', phone: '66.5%', dob: '0.66' },
        ])
    })

    test('days counted from 1904', async () => {
        const workbook = new exceljs.Workbook()
        workbook.properties.date1904 = true
        workbook.addWorksheet('Mothers').addRows([HEADER, ['R1', 'Ann', '', new Date('2000-01-01')]])
        await workbook.xlsx.writeFile(join(folder, 'register.xlsx'))
        expect(await cells()).toEqual([{ ...ANNS_CELLS, phone: '' }])
    })

    test('what only looks like a workbook stops the run with a reason', async () => {
        const end = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)])
        await writeFile(join(folder, 'register.xlsx'), Buffer.concat([Buffer.from('PK\u0003\u0004no workbook'), end]))
        await expect(readAll()).rejects.toMatchObject({ kind: 'source', what: 'The workbook cannot be read.', next: expect.any(String) })
    })
})

describe('an export', () => {
    test('may be one file, whatever it is called', async () => {
        await put({ Mothers: [HEADER, ANN] }, 'Register October 2026.xlsx')
        const { rows } = await readAll(clients, join(folder, 'Register October 2026.xlsx'))
        expect(rows).toMatchObject([{ file: 'register.xlsx#Mothers', cells: ANNS_CELLS }])
    })

    test('may hold a file in another format or with other capitals than the mapping says', async () => {
        await put({ Sheet1: [HEADER, ANN] }, 'Clients.XLSX')
        expect((await readAll({ ...clients, file: 'clients.csv' })).rows).toMatchObject([{ file: 'clients.csv', cells: ANNS_CELLS }])
        await put({ Sheet1: [HEADER, ANN] }, 'renamed.csv')
        expect((await readAll({ ...clients, file: 'renamed.csv' })).rows).toMatchObject([{ file: 'renamed.csv', cells: ANNS_CELLS }])
        await writeFile(join(folder, 'VISITS.tsv'), 'id\tdob\nV1\t2000-01-01\n')
        expect((await readAll({ ...clients, file: 'visits.csv' })).rows).toMatchObject([{ sourceRecordId: 'V1' }])
        await put({ Sheet1: [HEADER, ANN] }, 'old.xls')
        expect((await readAll({ ...clients, file: 'old.csv' })).rows).toMatchObject([{ cells: ANNS_CELLS }])
    })

    test('that is text, as programs write it for Excel, is read as text', async () => {
        await writeFile(join(folder, 'table.xls'), 'id\tname\tphone\tdob\nR1\tAnn\t0712345678\t2000-01-01\n')
        expect((await readAll({ ...clients, file: 'table.csv' })).rows).toMatchObject([{ sourceRecordId: 'R1', cells: { name: 'Ann' } }])
    })

    test('of the old kind, or with a password, waits and says why', async () => {
        await writeFile(join(folder, 'old.xls'), Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600, 7)]))
        expect((await readAll({ ...clients, file: 'old.csv' })).problems).toMatchObject([
            { place: { row: 0 }, reason: 'FILE_INCOMPLETE', detail: expect.stringContaining('save it as .xlsx') },
        ])
    })

    test.each([
        ['HTML', Buffer.from('\uFEFF\n<html xmlns:x="urn"><table><tr><td>id</td></tr></table></html>')],
        ['HTML in UTF-16', Buffer.from('\uFEFF<table><tr><td>id</td></tr></table>', 'utf16le')],
        ['XML', Buffer.from('<?xml version="1.0"?><Workbook/>')],
    ])('that is %s under the name of a workbook waits and says why', async (_, bytes) => {
        await writeFile(join(folder, 'old.xls'), bytes)
        const stream = { ...clients, file: 'old.csv' }
        expect((await readAll(stream)).problems).toMatchObject([
            { reason: 'FILE_INCOMPLETE', detail: expect.stringContaining('save it as .xlsx') },
        ])
        expect((await open().discover()).streams).toMatchObject([{ headers: [], closed: expect.stringContaining('save it as .xlsx') }])
        expect((await open().check([stream])).notes).toMatchObject([{ what: expect.stringContaining('cannot be read') }])
    })

    test('may be one workbook with a sheet for each file', async () => {
        await put(
            {
                Cover: [['October']],
                Clients: [HEADER, ANN],
                Visits: [
                    ['id', 'dob'],
                    ['V1', '2000-01-01'],
                ],
            },
            'export.xlsx'
        )
        for (const path of [folder, join(folder, 'export.xlsx')]) {
            expect((await readAll({ ...clients, file: 'clients.csv' }, path)).rows).toMatchObject([
                { file: 'clients.csv', cells: ANNS_CELLS },
            ])
            expect((await readAll({ ...clients, file: 'visits.csv' }, path)).rows).toMatchObject([{ sourceRecordId: 'V1' }])
        }
        expect((await open().check([{ ...clients, file: 'tests.csv' }])).absent).toHaveLength(1)
    })
})
