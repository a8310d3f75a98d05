import { start, type Running } from '../testing/start.ts'

describe('analytics', () => {
    let sandbox: Running
    const unit = (id: string, parent?: string) => ({
        id,
        name: id,
        shortName: id,
        openingDate: '2020-01-01',
        ...(parent && { parent: { id: parent } }),
    })
    beforeAll(async () => {
        sandbox = await start({ empty: true })
        const element = {
            id: 'elementVisi',
            name: 'Visits',
            shortName: 'Visits',
            valueType: 'INTEGER',
            domainType: 'AGGREGATE',
            aggregationType: 'SUM',
        }
        await sandbox.ask('admin', 'POST', '/api/metadata', {
            organisationUnits: [unit('countyAbcde'), unit('facilityOne', 'countyAbcde'), unit('facilityTwo', 'countyAbcde')],
            dataElements: [element],
        })
        const value = (orgUnit: string, period: string, given: string) => ({ dataElement: element.id, orgUnit, period, value: given })
        const dataValues = [value('facilityOne', '202609', '3'), value('facilityTwo', '202609', '4'), value('facilityTwo', '202610', '5')]
        await sandbox.ask('admin', 'POST', '/api/dataValueSets', { dataValues })
    })
    afterAll(() => sandbox.close())

    const read = (query: string) => sandbox.ask('admin', 'GET', `/api/analytics?dimension=dx:elementVisi&${query}`)
    const rows = async (query: string) => ((await read(query)).body as { rows: string[][] }).rows

    it('has nothing to read before its tables were made', async () => {
        expect(await read('dimension=pe:202609&dimension=ou:countyAbcde')).toMatchObject({ status: 409, body: { errorCode: 'E7144' } })
    })

    it('sums what was stored over the org units below and the periods within; what nobody stored has no row', async () => {
        const made = await sandbox.ask('admin', 'POST', '/api/resourceTables/analytics')
        expect(made.status).toBe(200)
        expect(await rows('dimension=pe:202609;202612&dimension=ou:countyAbcde')).toEqual([['elementVisi', '202609', 'countyAbcde', '7.0']])
        expect(await rows('filter=pe:2026Q3;2026Q4&dimension=ou:facilityTwo')).toEqual([['elementVisi', 'facilityTwo', '9.0']])
    })

    it('says of what it does not sum that it does not', async () => {
        expect((await read('dimension=pe:LAST_12_MONTHS&dimension=ou:countyAbcde')).status).toBe(501)
        expect((await read('dimension=pe:202609&dimension=ou:LEVEL-2')).status).toBe(501)
    })

    it('refuses a dimension without valid items', async () => {
        expect(await read('dimension=pe:soon&dimension=ou:countyAbcde')).toMatchObject({ status: 409, body: { errorCode: 'E7124' } })
    })
})
