import { startSandbox } from '../../sandbox/server.ts'
import { codesIn, Records } from './suite/records.ts'
import { Server, sessionIn } from './suite/server.ts'
import { targetsOf } from './suite/target.ts'
import { DIALECTS } from '#dhis2/version.ts'

/** What only the sandbox can be told to do: no real server fails on request. */
describe.each(targetsOf({}))('Switches of $name', (target) => {
    const server = new Server(target)
    const make = new Records(server)
    beforeAll(() => server.open())
    afterAll(() => server.close())
    afterEach(() => faults())

    const faults = (...given: object[]) => server.send('POST', '/sandbox/faults', { body: { faults: given } })
    const onImport = { method: 'POST', path: '/api/tracker', times: 1 }
    const isStored = async (name: string) =>
        (await server.get('connector', `/api/tracker/trackedEntities/${server.uid(`person ${name}`)}`)).status === 200
    const send = (name: string) => server.track('connector', { trackedEntities: [make.person(name)] })

    it('Q7, §13.8: a failure of the database is told in a way of each version, never object by object', async () => {
        await faults({ kind: 'database-failure', ...onImport })
        const answer = await send('failed')
        expect(answer.status).toBe(server.pick(409, 500, 409, 500))
        expect('validationReport' in (answer.body as object)).toBe(server.pick(true, false, false, false))
        expect(answer.body).toMatchObject({ status: 'ERROR', message: expect.any(String) as unknown })
        expect(codesIn(answer)).toEqual([])
        expect(await isStored('failed')).toBe(false)
    })

    it('§13.8: an answer can be lost after everything was done', async () => {
        await faults({ kind: 'cut-after', ...onImport })
        await expect(send('answerless')).rejects.toThrow('fetch failed')
        expect(await isStored('answerless')).toBe(true)
    })

    it.each([400, 404, 500, 502])('§13.8: a page with status %i can stand for an answer', async (status) => {
        await faults({ kind: 'page', status, ...onImport })
        const answer = await send(`page ${status}`)
        expect([answer.status, answer.type]).toEqual([status, 'text/html'])
        expect(await isStored(`page ${status}`)).toBe(false)
    })

    it('§13.8: nothing at all can be answered, with 200', async () => {
        await faults({ kind: 'empty', ...onImport })
        const answer = await send('empty')
        expect([answer.status, answer.type, answer.body]).toEqual([200, '', ''])
        expect(await isStored('empty')).toBe(false)
    })
})

describe.each(DIALECTS)('A sandbox %s told to be strict', (dialect) => {
    it('Q20, §13.11: refuses a parameter that its version does not know, by name', async () => {
        const { url, close } = await startSandbox({ port: 0, store: ':memory:', dialect, empty: true, strict: true })
        try {
            const authorization = `Basic ${Buffer.from('admin:district').toString('base64')}`
            const ask = (query: string) => fetch(`${url}/api/me?${query}`, { headers: { authorization } })
            expect((await ask('fields=id')).status).toBe(200)
            const refused = await ask('fieldz=id')
            expect(refused.status).toBe(400)
            expect(await refused.text()).toContain('fieldz')
        } finally {
            await close()
        }
    })

    it('§13.10: has the clock and the zone that it was given', async () => {
        const given = { clock: '2026-11-21T12:00', zone: 'America/Lima' }
        const { url, close } = await startSandbox({ port: 0, store: ':memory:', dialect, empty: true, ...given })
        try {
            const authorization = `Basic ${Buffer.from('admin:district').toString('base64')}`
            const answer = await fetch(`${url}/api/system/info`, { headers: { authorization } })
            expect(sessionIn({ status: 200, headers: answer.headers, type: '', body: '' })).toBeDefined()
            expect(await answer.json()).toMatchObject({
                serverDate: expect.stringMatching(/^2026-11-21T12:00/) as unknown,
                serverTimeZoneId: 'America/Lima',
            })
        } finally {
            await close()
        }
    })
})
