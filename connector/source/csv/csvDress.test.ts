import { stat } from 'node:fs/promises'
import { plainCell } from '../../plainCell.ts'
import { clients, exportFolder } from './testExportFolder.ts'

const { path, put, manifest, readAll, cells, reasons } = exportFolder()

describe('files as partners write them', () => {
    test.each([
        ['commas', 'id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\n'],
        ['semicolons', 'id;name;ccc_no;dob\nR1;Ann;1;2000-01-01\n'],
        ['tabs', 'id\tname\tccc_no\tdob\nR1\tAnn\t1\t2000-01-01\n'],
        ['a line that names the separator', 'sep=;\nid;name;ccc_no;dob\nR1;Ann;1;2000-01-01\n'],
        ['bars', 'id|name|ccc_no|dob\nR1|Ann|1|2000-01-01\n'],
        ['a byte order mark', '\uFEFFid,name,ccc_no,dob\nR1,Ann,1,2000-01-01\n'],
        ['carriage returns', 'id,name,ccc_no,dob\r\nR1,Ann,1,2000-01-01\r\n'],
        ['line ends of old computers', 'id,name,ccc_no,dob\rR1,Ann,1,2000-01-01\r'],
        ['no line end at the end', 'id,name,ccc_no,dob\nR1,Ann,1,2000-01-01'],
        ['blank lines', 'id,name,ccc_no,dob\n\nR1,Ann,1,2000-01-01\n\n'],
        ['quotes', '"id","name","ccc_no","dob"\n"R1","Ann","1","2000-01-01"\n'],
        ['other names of columns', 'Record ID,NAME,CCC Number,Date of birth\nR1,Ann,1,2000-01-01\n'],
        ['another order of columns', 'dob,name,id,ccc_no\n2000-01-01,Ann,R1,1\n'],
        ['a column twice with equal values', 'id,name,ccc_no,dob,dob\nR1,Ann,1,2000-01-01,2000-01-01\n'],
        ['a column twice that differs by blanks', 'id,name,ccc_no,dob,dob\nR1,Ann,1,2000-01-01, 2000-01-01\n'],
        ['a title above the header', 'Clients of October, 2026\n\nid;name;ccc_no;dob\nR1;Ann;1;2000-01-01\nR2;;;\n'],
        ['groups of columns above the header', 'Client;;Numbers;\nid;name;ccc_no;dob\nR1;Ann;1;2000-01-01\nR2;;;\n'],
        ['a title in quotes over two lines', '"Clients\nof October",,,\nid,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nR2,,,\n'],
        ['many commas in its cells', 'id;name;ccc_no;dob\nR1;Ann;1;2000-01-01\nR2;a,b,c,d,e,f,g;;\n'],
        ['delimiters at the end of rows', 'id,name,ccc_no,dob\nR1,Ann,1,2000-01-01,,,\n'],
        ['commas in the header and semicolons below it', 'id,name,ccc_no,dob\nR1;Ann;1;2000-01-01\nR2;"a;b";;\n'],
        ['tabs in a quoted header and commas below it', '"id"\t"name"\t"ccc_no"\t"dob"\n"R1","Ann","1","2000-01-01"\nR2,,,\n'],
        ['names in brackets, with hints and numbers', '[id],Q2. Name,3) CCC No *,DOB (dd/mm/yyyy)\nR1,Ann,1,2000-01-01\n'],
        ['names with their sections', 'form/id,form/name,form/numbers/ccc_no,properties.dob\nR1,Ann,1,2000-01-01\n'],
        ['names of full width', 'ｉｄ,ｎａｍｅ,ccc_no,dob\nR1,Ann,1,2000-01-01\n'],
        ['an empty column between any two', 'id,,name,,ccc_no,,dob,\nR1,,Ann,,1,,2000-01-01,\nR2,,,,,,,\n'],
        ['many empty columns at the end', `id,name,ccc_no,dob${','.repeat(30)}\nR1,Ann,1,2000-01-01${','.repeat(30)}\nR2,,,\n`],
        ['a column twice of which one is empty', 'id,name,ccc_no,dob,Date of birth\nR1,Ann,1,,2000-01-01\n'],
        ['blanks after commas, before quotes too', 'id, name, ccc_no, dob\nR1, "Ann", "1", 2000-01-01\n'],
        ['quotes around quotes', '"id","name","ccc_no","dob"\n"""R1""","""Ann""",1,2000-01-01\n'],
        ['a quote in a cell near the top', 'id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nR2,6" pipe,2,2000-01-02\nR3,Bea,3,2000-01-03\n'],
        ['characters that nobody sees at the end', `id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\n\u001a${'\0'.repeat(50)}`],
        ['a byte order mark that was encoded twice', 'ï»¿id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\n'],
        ['a column that nobody knows', 'id,name,shoe size,ccc_no,dob\nR1,Ann,38,1,2000-01-01\n'],
    ])('with %s', async (_, text) => {
        await put(text)
        const { rows, problems } = await readAll()
        const [first = { row: 0, cells: {} }] = rows
        expect({
            row: first.row,
            ...Object.fromEntries(Object.entries(first.cells).map(([name, cell]) => [name, plainCell(cell)])),
        }).toEqual({
            row: 1,
            id: 'R1',
            name: 'Ann',
            ccc_no: '1',
            dob: '2000-01-01',
        })
        expect(problems.filter(({ reason }) => reason !== 'TOTAL_ROW')).toEqual([])
    })

    const accented = 'id,name,ccc_no,dob\nR1,Ang’iya Café,1,2000-01-01\n'
    test.each([
        ['UTF-8', Buffer.from(accented)],
        ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${accented}`)],
        ['UTF-16, little end first', Buffer.from(`\uFEFF${accented}`, 'utf16le')],
        ['UTF-16 without a byte order mark', Buffer.from(accented, 'utf16le')],
        ['UTF-16, big end first', Buffer.from(`\uFEFF${accented}`, 'utf16le').swap16()],
        ['Windows-1252', Buffer.from(accented.replace('’', '\x92').replace('é', '\xe9'), 'latin1')],
        ['UTF-8 encoded twice', Buffer.from(accented.replace('’', 'â€™').replace('é', 'Ã©'))],
    ])('in %s', async (_, bytes) => {
        await put(bytes)
        expect((await cells())[0]?.['name']).toBe('Ang’iya Café')
    })

    test('lines of Windows-1252 in a file of UTF-8, its byte order mark included, are read as what they are', async () => {
        const line = (id: string, name: Buffer) => Buffer.concat([Buffer.from(`${id},`), name, Buffer.from(',1,2000-01-01\n')])
        const [utf8, windows] = [Buffer.from('Ng’endo'), Buffer.from('Ang\x92iya Caf\xe9', 'latin1')]
        await put(Buffer.concat([Buffer.from('\uFEFFid,name,ccc_no,dob\n'), line('R1', utf8), line('R2', windows), line('R3', utf8)]))
        expect((await cells()).map(({ name }) => name)).toEqual(['Ng’endo', 'Ang’iya Café', 'Ng’endo'])
    })

    test('letters that only look as if they were encoded twice stay', async () => {
        await put('id,name,ccc_no,dob\nR1,SÃO Ânia,1,2000-01-01\n')
        expect((await cells())[0]?.['name']).toBe('SÃO Ânia')
    })

    test('columns that the header does not name are told, and their cells are empty', async () => {
        await put('id,name,dob\nR1,Ann,2000-01-01\n')
        expect((await readAll()).rows[0]).toMatchObject({ cells: { id: 'R1', ccc_no: '' }, lacks: new Set(['ccc_no']) })
    })

    test('a short row has empty cells; one with more filled cells than names waits, for its cells may have moved', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann\nR2,Block Q, near the mill,2,2000-01-02\n')
        expect(await cells()).toEqual([{ id: 'R1', name: 'Ann', ccc_no: '', dob: '' }])
        expect(await reasons()).toEqual([[2, 'HEADER_UNKNOWN']])
    })

    test('a row that another delimiter separates is no line with one cell: it waits', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\nR2;Bea;2;2000-01-02\nMay;June\n')
        expect(await reasons()).toEqual([
            [2, 'HEADER_UNKNOWN'],
            [3, 'TOTAL_ROW'],
        ])
    })

    test('rows of delimiters alone are none, like blank lines', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\n,,,\nR2,Bea,2,2000-01-02\n"","",,\n , ,,\n')
        await manifest(3)
        expect(await reasons()).toEqual([
            [1, 'FILE_INCOMPLETE'],
            [2, 'FILE_INCOMPLETE'],
        ])
        await manifest(2)
        expect((await readAll()).rows.map(({ row, sourceRecordId }) => [row, sourceRecordId])).toEqual([
            [1, 'R1'],
            [2, 'R2'],
        ])
    })

    test('a file whose own header lacks a needed column waits whole, whatever stands in a second one', async () => {
        await put('id,name,ccc_no,when born\nR1,Ann,1,2000-01-01\nid,name,ccc_no,dob\nR2,Bea,2,2000-01-02\n')
        expect(await reasons()).toEqual([
            [1, 'HEADER_UNKNOWN', 'dob'],
            [2, 'HEADER_UNKNOWN', 'dob'],
            [3, 'HEADER_UNKNOWN', 'dob'],
        ])
    })

    test('where two exports were joined, the rows below the second header are read by it', async () => {
        await put('id,name,ccc_no,dob\nR1,Ann,1,2000-01-01\n\uFEFFDate of birth,Record ID,Name\n2000-01-02,R2,Bea\n')
        expect(await reasons()).toEqual([[2, 'REPEATED_HEADER']])
        expect((await cells())[1]).toEqual({ id: 'R2', name: 'Bea', ccc_no: '', dob: '2000-01-02' })
        const { mtimeMs, size } = await stat(path())
        const { rows } = await readAll(clients, { bytes: size, modified: mtimeMs, row: 2 })
        expect(rows).toMatchObject([{ row: 3, sourceRecordId: 'R2' }])
    })

    test('a line break inside quotes does not start a record; the next row keeps its number', async () => {
        await put('id,name,ccc_no,dob\nR1,"Block Q,\nnear the ""mill""",1,2000-01-01\nR2,Bea,2,2000-01-02\n')
        const { rows } = await readAll()
        expect(rows.map(({ row }) => row)).toEqual([1, 2])
        expect(rows[0]?.cells['name']).toBe('Block Q,\nnear the "mill"')
    })
})
