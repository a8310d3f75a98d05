import { clients, exportFolder } from './testExportFolder.ts'

const { put, readAll, reasons } = exportFolder()

const HEADER = 'id,name,ccc_no,dob,village,ward,county,country'
const row = (id: number, village = 'Block Q'): string => `R${id},Ann,${id},2000-01-01,${village},North,Nairobi,Kenya`

const putRows = (...rows: string[]): Promise<void> => put([HEADER, ...rows, ''].join('\n'))
const ids = async (): Promise<readonly string[]> => (await readAll()).rows.map(({ sourceRecordId }) => sourceRecordId)

const swallowed = async (record: number): Promise<void> => {
    const { rows, problems } = await readAll()
    expect(rows).toEqual([])
    expect(new Set(problems.map(({ reason, detail }) => `${reason}: ${detail}`))).toEqual(
        new Set([`FILE_INCOMPLETE: record ${record} has others inside: a quote in it is not closed`])
    )
}

describe('a quote that is never closed', () => {
    test('swallows what is below it up to the next quote: the file waits, and the record is named', async () => {
        await putRows(row(1), row(2, '"Block Q'), row(3), row(4), row(5, '"Block Q'), row(6))
        await swallowed(2)
        await putRows(row(1), row(2, '"Block Q'), row(3, '"Block Q'), row(4))
        await swallowed(2)
        await putRows(row(1), row(2), row(3, '"Block Q'), row(4), row(5, '"Block Q,\nnear the mill"'), row(6))
        await swallowed(3)
    })

    test('swallows the rest of the file', async () => {
        await putRows(row(1), row(2, '"Block Q'), row(3), row(4))
        await swallowed(2)
    })

    test('is none in the middle of a cell', async () => {
        await putRows(row(1), row(2, '6" pipe'), row(3), row(4, 'the 6" pipe'), row(5))
        expect(await ids()).toEqual(['R1', 'R2', 'R3', 'R4', 'R5'])
    })

    test('is not suspected where a cell has many lines and commas', async () => {
        await putRows(row(1), row(2, '"Block Q, a, b, c,\nnear the mill, d, e\nand the well, f, g"'), row(3))
        expect(await ids()).toEqual(['R1', 'R2', 'R3'])
    })
})

describe('a line break without quotes', () => {
    test('tears a record: both parts wait, and nothing is delivered without its other half', async () => {
        await putRows(row(1), row(2, 'Block Q\nnear the mill'), row(3), row(4, 'Block Q\nnear\nthe mill'), row(5))
        expect(await ids()).toEqual(['R1', 'R3', 'R5'])
        expect(await reasons()).toEqual([2, 3, 5, 6, 7].map((place) => [place, 'HEADER_UNKNOWN']))
    })

    test('is not suspected where records are short because their last cells are empty', async () => {
        await putRows('R1,Ann,1,2000-01-01', 'R2,Bea,2,2000-01-02,Block Q', 'R3,Cia,3,2000-01-03', 'R4,Dea,4,2000-01-04,Block Q')
        await put([HEADER, ...Array.from({ length: 9 }, (_, id) => `R${id},Ann,1,2000-01-01${id % 3 ? '' : ',Block Q'}`), ''].join('\n'))
        expect(await ids()).toHaveLength(9)
    })
})

test('a page that says why there is no export is no export without records', async () => {
    await put('<html><body><h1>504 Gateway Time-out</h1></body></html>')
    expect(await reasons()).toEqual([[0, 'FILE_INCOMPLETE']])
    await put('id,name,dob\n')
    expect(await reasons()).toEqual([])
})

test('what stands below a table is no record: totals under any name, with a number in the place of the id', async () => {
    const footers = [
        'Total,5',
        'GRAND TOTAL:,5',
        'Jumla kuu,5,,,,',
        'Count: 5,,x',
        'Idadi: 5,,x',
        '(5 rows affected),,x',
        'End of report,,x',
        'Page 1 of 2,,x',
    ]
    await put(['name,id,ccc_no,dob', 'Ann,R1,1,2000-01-01', ...footers, 'Total Care,77,1,2000-01-01', ''].join('\n'))
    expect(await reasons()).toEqual(footers.map((_, index) => [index + 2, 'TOTAL_ROW']))
    expect(await ids()).toEqual(['R1', '77'])
    expect((await readAll(clients)).rows).toHaveLength(2)
})
