import { adviceOnFigures } from '../../connector/aggregate/advice.ts'
import type { Change } from '../../connector/aggregate/changes.ts'
import { registerComplete } from '../../connector/aggregate/completeness.ts'
import { sendValues } from '../../connector/aggregate/sendValues.ts'
import { readCompleteness, readStoredValues } from '../../connector/aggregate/storedValues.ts'
import { Dhis2Client } from '../../connector/dhis2/client.ts'
import type { User } from './suite/fixture.ts'
import { Server } from './suite/server.ts'
import { targetsOf } from './suite/target.ts'

/** What the connector does about each quirk of data values, on the sandbox in each dialect. */
describe.each(targetsOf({}))('The figures of the connector on $name', (target) => {
    const server = new Server(target)
    let client: Dhis2Client

    beforeAll(async () => {
        await server.open()
        client = await clientOf('connector')
    })
    afterAll(() => server.close())

    const clientOf = (account: User) => {
        const { username: user, password } = server.credentials(account)
        return Dhis2Client.connect({ url: server.url, user, password })
    }
    const place = () => ({ dataSet: server.uid('set monthly'), orgUnit: server.uid('alpha') })
    const figure = (month: string, element: string, number: number, before = false): Change => ({
        period: month,
        dataElement: server.uid(`figure ${element}`),
        categoryOptionCombo: server.combos.none,
        attributeOptionCombo: server.combos.none,
        value: number,
        before,
    })
    const figures = (month: string, changes: Change[], where = place()) =>
        sendValues(client, { period: month, attributeOptionCombo: server.combos.none, changes }, where)

    it('Q33, Q34, Q37, Q42: a vanished zero is told, an unchanged value is none, and what is stored can be read', async () => {
        const month = server.month(-2)
        const zero = await figures(month, [figure(month, 'visits', 0)])
        expect([...zero.codes.keys()]).toEqual(server.pick<string[]>(['VANISHED'], ['VANISHED'], ['VANISHED'], []))
        for (const before of [false, true]) {
            expect(await figures(month, [figure(month, 'visits', 7, before)])).toMatchObject({ refused: 0 })
        }
        const stored = await readStoredValues(client, { ...place(), until: server.today })
        expect(stored).toEqual([expect.objectContaining({ period: month, dataElement: server.uid('figure visits'), value: '7' })])
    })

    it('Q35, Q36: a figure that does not belong is refused and told, never stored in a wrong place', async () => {
        const month = server.month(-3)
        const sent = await figures(month, [figure(month, 'stray', 1), figure(month, 'visits', 2)])
        expect([...sent.codes.keys()]).toEqual(server.pick(['E7633'], ['E7633'], ['E7633'], ['E8020']))
        const unit = await figures(month, [figure(month, 'visits', 1)], { ...place(), orgUnit: server.uid('gamma') })
        expect([...unit.codes.keys()]).toEqual(server.pick(['E7636'], ['E7636'], ['E7636'], ['E8022']))
    })

    it('Q38, Q41: approved and locked months are left as they are, and told', async () => {
        const month = server.month(-4)
        const approving = { ...place(), dataSet: server.uid('set approving') }
        await figures(month, [figure(month, 'approved', 5)], approving)
        const query = { wf: server.uid('workflow'), pe: month, ou: server.uid('alpha') }
        await server.ask('chief', 'POST', '/api/dataApprovals', { query })
        const approved = await figures(month, [figure(month, 'approved', 6, true)], approving)
        expect([...approved.codes.keys()]).toEqual(server.pick(['E7642'], ['E7642'], ['E7642'], ['E8033']))
        await server.ask('chief', 'DELETE', '/api/dataApprovals', { query })
        const locked = await figures(month, [figure(month, 'locked', 1)], { ...place(), dataSet: server.uid('set locking') })
        expect([...locked.codes.keys()]).toEqual(server.pick(['E7640'], ['E7640'], ['E7640'], ['E8030']))
    })

    it('Q52: a partner whom the account may not write for is refused with advice that says so', async () => {
        const month = server.month(-15)
        const sent = await sendValues(
            await clientOf('worker'),
            { period: month, attributeOptionCombo: server.combos.M, changes: [figure(month, 'visits', 1)] },
            place()
        )
        const codes = [...sent.codes.keys()]
        expect(codes).toEqual(server.pick(['E7604'], ['E7604'], ['E7604'], ['E8012']))
        expect(codes.map(adviceOnFigures)).toEqual([expect.stringContaining('may not write for')])
    })

    it('Q53: where the account captures no data nothing is known of completeness', async () => {
        const elsewhere = { ...place(), orgUnit: server.uid('beta'), until: server.today }
        expect(await readCompleteness(await clientOf('worker'), elsewhere)).toBeUndefined()
        expect(await readCompleteness(client, elsewhere)).toEqual(new Set())
    })

    it('Q39, Q40: months are registered as complete at the first try, and with a date', async () => {
        const month = server.month(-21)
        const months = [{ period: month, attributeOptionCombo: server.combos.none }]
        expect(await registerComplete(client, months, { ...place(), on: server.today })).toBe(1)
        const query = { dataSet: place().dataSet, orgUnit: place().orgUnit, period: month }
        const { body } = await server.get('connector', '/api/completeDataSetRegistrations', query)
        expect(body).toMatchObject({ completeDataSetRegistrations: [{ period: month, completed: true }] })
    })
})
