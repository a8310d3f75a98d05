import { removeAll } from './cleanUp.ts'
import { Records } from './records.ts'
import { Server } from './server.ts'
import { targetsOf } from './target.ts'

describe.each(targetsOf({}))('What a run leaves on $name', (target) => {
    const server = new Server(target)
    const make = new Records(server)
    beforeAll(() => server.open())
    afterAll(() => server.stop())

    it('is nothing, whatever it made', async () => {
        await make.store('somebody', { visits: [make.visit('somebody')] })
        await make.store('child')
        await server.track('connector', { relationships: [make.link('somebody', 'child')] })
        await server.ask('worker', 'POST', '/api/dataValueSets', {
            body: {
                dataSet: server.uid('set monthly'),
                period: server.month(-1),
                orgUnit: server.uid('alpha'),
                attributeOptionCombo: server.combos.none,
                dataValues: [{ dataElement: server.uid('figure visits'), categoryOptionCombo: server.combos.none, value: '3' }],
            },
        })
        await server.ask('worker', 'POST', `/api/dataStore/${server.prefix}/entry`, { body: { a: 1 } })
        const others = await count()
        expect(await removeAll(server)).toEqual([])
        for (const type of ['programs', 'users', 'dataElements', 'organisationUnits']) {
            expect(await named(type)).toEqual([])
        }
        expect((await server.get('given', '/api/dataStore')).body).not.toContain(server.prefix)
        expect(await count()).toEqual(others)
    })

    const named = async (type: string) => {
        const { body } = await server.get('given', `/api/${type}`, { paging: 'false', fields: 'name' })
        return (body as Record<string, { name: string }[]>)[type]?.filter(({ name }) => name.startsWith(server.prefix))
    }
    /** Objects of others: what DHIS2 has by itself. */
    const count = async () => {
        const types = ['userRoles', 'categoryCombos', 'categoryOptions', 'categoryOptionCombos']
        const answers = await Promise.all(types.map((type) => server.get('given', `/api/${type}`, { paging: 'false', fields: 'name' })))
        return answers.map(
            ({ body }, place) =>
                (body as Record<string, { name: string }[]>)[types[place] ?? '']?.filter(({ name }) => !name.startsWith(server.prefix))
                    .length
        )
    }
})

test('a run that broke off before it had its users leaves nothing either, and says what went wrong', async () => {
    const [target] = targetsOf({})
    const server = new Server(target!)
    await server.open()
    await server.ask('given', 'DELETE', `/api/users/${server.uid('user chief')}`)
    await expect(removeAll(server)).rejects.toThrow('did not go as it should')
    const { body } = await server.get('given', '/api/programs', { paging: 'false', fields: 'name' })
    expect((body as { programs: unknown[] }).programs).toEqual([])
    await server.stop()
})
