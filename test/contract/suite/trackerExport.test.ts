import { Records } from './records.ts'
import { describeServers, type Caller } from './server.ts'

/** How far a zone is ahead of UTC, in hours. */
const hoursAhead = (zone: string): number => {
    const inZone = (timeZone: string) => new Date(new Date().toLocaleString('en-US', { timeZone })).getTime()
    return Math.round((inZone(zone) - inZone('UTC')) / 3_600_000)
}

describeServers('Tracker export', (server) => {
    const make = new Records(server)
    const below = (place: string) => ({ [server.names.orgUnits]: server.uid(place), [server.names.orgUnitMode]: 'DESCENDANTS' })
    const at = (place: string) => ({ [server.names.orgUnits]: server.uid(place) })
    const eventsBelow = (place: string) => ({ orgUnit: server.uid(place), [server.names.orgUnitMode]: 'DESCENDANTS' })
    const program = (name: string) => ({ program: server.uid(`program ${name}`) })
    const people = async (caller: Caller, query: Record<string, string>) =>
        (await server.list(caller, 'trackedEntities', { fields: 'trackedEntity', pageSize: '200', ...query })).map(
            ({ trackedEntity }) => trackedEntity
        )
    const uidsOf = (...names: string[]) => names.map((name) => server.uid(`person ${name}`))
    const read = (caller: Caller, resource: string, name: string, query: Record<string, string> = {}) =>
        server.get(caller, `/api/tracker/${resource}/${server.uid(name)}`, query)

    const transfer = (who: string, to: string, of: string, orgUnit = server.names.transferTo) =>
        server.ask('connector', 'PUT', '/api/tracker/ownership/transfer', {
            query: { [server.names.transferOf]: server.uid(`person ${who}`), ...program(of), [orgUnit]: server.uid(to) },
        })

    /** Somebody of a programme at a place, with a visit. */
    const registered = async (name: string, programName: string, place: string) => {
        const orgUnit = server.uid(place)
        const inProgram = { ...program(programName), orgUnit }
        const stages: Record<string, string> = { main: 'visit' }
        const programStage = server.uid(`stage ${stages[programName] ?? programName}`)
        await make.store(name, {
            person: { orgUnit },
            enrollment: inProgram,
            visits: [make.visit(name, { ...inProgram, programStage })],
        })
    }

    beforeAll(async () => {
        await registered('alpha', 'main', 'alpha')
        await registered('beta', 'main', 'beta')
        await registered('gamma', 'main', 'gamma')
        await registered('held', 'protected', 'beta')
        await registered('shut', 'closed', 'beta')
        for (const [place, name] of ['first', 'second', 'third'].entries()) {
            await make.store(name, { enrollment: { ...program('once'), enrolledAt: server.day(place - 10) } })
        }
        await make.store('deleted')
        await server.track(
            'connector',
            { trackedEntities: [{ trackedEntity: server.uid('person deleted') }] },
            { importStrategy: 'DELETE' }
        )
    })

    it('Q19, §13.10: updatedWithin is shifted by the zone of the server: always for events, on 2.43 for all', async () => {
        const ahead = hoursAhead(server.zone)
        const shifted = ahead < 1
        const within = (hours: number) => ({ updatedWithin: `${hours}h` })
        const query = { ...eventsBelow('root'), ...program('main'), fields: 'event' }
        expect((await server.list('connector', 'events', { ...query, ...within(1) })).length > 0).toBe(shifted)
        expect((await server.list('connector', 'events', { ...query, ...within(Math.max(ahead, 0) + 1) })).length).toBeGreaterThan(0)
        const entities = await people('connector', { ...below('root'), ...program('main'), ...within(1) })
        expect(entities.length > 0).toBe(server.pick(true, true, true, shifted))
    })

    it('Q19, §13.10: updatedAfter is read in the zone of the server, or in the one it names', async () => {
        const query = { ...below('root'), ...program('main') }
        const local = server.now.slice(0, 19)
        const utc = new Date(Date.parse(`${local}Z`) - hoursAhead(server.zone) * 3_600_000).toISOString()
        expect((await people('connector', { ...query, updatedAfter: local })).length).toBeGreaterThan(0)
        expect((await people('connector', { ...query, updatedAfter: utc })).length).toBeGreaterThan(0)
        expect(await people('connector', { ...query, updatedAfter: `${server.day(1)}T00:00:00` })).toEqual([])
    })

    it('Q49: of several doubled slashes in a filter 2.40 and 2.41 put some in wrong places; single ones stay', async () => {
        const numbers = ['N/0/1', 'N/0/2', 'N/0/3', 'N/0/4'].map((number) => `${server.prefix}/${number}`)
        for (const [place, number] of numbers.entries()) {
            const attributes = [make.attribute('given', 'Given'), make.attribute('partnerId', number)]
            await make.store(`numbered ${place}`, { person: { attributes } })
        }
        const found = (slash: string) => {
            const list = numbers.map((number) => number.replaceAll('/', slash)).join(';')
            const filter = `${server.uid('attribute partnerId')}:in:${list}`
            return people('connector', { trackedEntityType: server.uid('type person'), [server.names.orgUnitMode]: 'ACCESSIBLE', filter })
        }
        expect(await found('/')).toHaveLength(4)
        expect((await found('//')).length === 4).toBe(server.pick(false, false, true, true))
    })

    it('Q20, §13.11: a parameter with the name of another version filters nothing, or is refused on 2.40', async () => {
        const otherName = server.pick('orgUnits', 'orgUnit', 'orgUnit', 'orgUnit')
        const query = { ...program('main'), [otherName]: server.uid('alpha'), fields: 'trackedEntity' }
        const answer = await server.get('connector', '/api/tracker/trackedEntities', query)
        expect(answer.status).toBe(server.pick(409, 200, 200, 200))
        if (answer.status === 200) {
            const found = JSON.stringify(answer.body).includes(server.uid('person beta'))
            // 2.41 still understands the old name, later versions read everything
            expect(found).toBe(server.pick(false, false, true, true))
        }
        const unknown = await people('connector', { ...program('main'), ...at('alpha'), noSuchParameter: '1' })
        expect(unknown).toContain(server.uid('person alpha'))
        expect(unknown).not.toContain(server.uid('person beta'))
    })

    it('Q21: each version has its own envelope', async () => {
        const query = { ...program('once'), ...at('alpha'), fields: 'trackedEntity', pageSize: 2, totalPages: 'true' }
        const { body } = await server.get('connector', '/api/tracker/trackedEntities', query)
        const flat = { page: 1, pageSize: 2, total: 3, pageCount: 2 }
        expect(Object.keys(body as object).toSorted()).toEqual(
            server.pick(
                ['instances', 'page', 'pageCount', 'pageSize', 'total'],
                ['page', 'pageCount', 'pageSize', 'pager', 'total', 'trackedEntities'],
                ['pager', 'trackedEntities'],
                ['pager', 'trackedEntities']
            )
        )
        const nextPage: unknown = expect.stringContaining('page=2')
        expect(body).toMatchObject(
            server.pick<object>(flat, { ...flat, pager: flat }, { pager: { ...flat, nextPage } }, { pager: { ...flat, nextPage } })
        )
    })

    it('Q21: without totalPages only 2.42 and 2.43 say that there is a next page', async () => {
        const query = { ...program('once'), ...at('alpha'), fields: 'trackedEntity', pageSize: 2 }
        const { body } = await server.get('connector', '/api/tracker/trackedEntities', query)
        expect(JSON.stringify(body).includes('nextPage')).toBe(server.pick(false, false, true, true))
        const last = await server.get('connector', '/api/tracker/trackedEntities', { ...query, page: 2 })
        expect(JSON.stringify(last.body).includes('nextPage')).toBe(false)
    })

    it('Q21: skipPaging switches paging off up to 2.41 and is ignored later; paging=false is ignored on 2.40', async () => {
        const query = { ...program('once'), ...at('alpha'), fields: 'trackedEntity' }
        const paged = async (more: object) => {
            const { body } = await server.get('connector', '/api/tracker/trackedEntities', { ...query, ...more })
            return 'pager' in (body as object) || 'page' in (body as object)
        }
        expect(await paged({ skipPaging: 'true' })).toBe(server.pick(false, false, true, true))
        expect(await paged({ paging: 'false' })).toBe(server.pick(true, false, false, false))
    })

    it('Q21: tracked entities come oldest first on 2.40 and newest first later, unless an order is asked for', async () => {
        const query = { ...program('once'), ...at('alpha') }
        const oldest = uidsOf('first', 'second', 'third')
        const newest = oldest.toReversed()
        expect(await people('connector', query)).toEqual(server.pick(oldest, newest, newest, newest))
        expect(await people('connector', { ...query, order: 'enrolledAt:asc' })).toEqual(oldest)
    })

    it('Q22, §13.9: a list of UIDs leaves out what is unknown, deleted or out of reach; 2.40 shows the last without a programme', async () => {
        const uids = [...uidsOf('alpha', 'deleted', 'gamma', 'never')]
        const byUid = { [server.names.trackedEntities]: uids.join(server.names.separator) }
        expect(await people('worker', { ...byUid, ...program('main') })).toEqual(uidsOf('alpha'))
        const [alpha, gamma] = [uidsOf('alpha'), uidsOf('alpha', 'gamma')]
        expect((await people('worker', byUid)).toSorted()).toEqual(server.pick(gamma.toSorted(), alpha, alpha, alpha))
    })

    it('Q22, §13.3: includeDeleted shows the deleted ones as such', async () => {
        const query = {
            [server.names.trackedEntities]: server.uid('person deleted'),
            includeDeleted: 'true',
            fields: 'trackedEntity,deleted',
        }
        const rows = await server.list('connector', 'trackedEntities', { ...query, ...program('main') })
        expect(rows).toEqual([{ trackedEntity: server.uid('person deleted'), deleted: true }])
    })

    it('Q50: among what is deleted 2.41 shows deleted links unmarked, and nothing when their other end is deleted, too', async () => {
        for (const name of ['tied', 'parted', 'lost']) {
            await make.store(name)
        }
        await server.track('connector', { relationships: [make.link('tied', 'parted'), make.link('tied', 'lost')] })
        const query = { [server.names.trackedEntities]: server.uid('person tied'), includeDeleted: 'true', ...program('main') }
        const links = async () => {
            const { status, body } = await server.get('connector', '/api/tracker/trackedEntities', {
                ...query,
                fields: 'relationships[relationship,deleted]',
            })
            const [first] = (Object.values(body as object).find(Array.isArray) ?? []) as { relationships: { deleted?: boolean }[] }[]
            return [status, first?.relationships.map(({ deleted = false }) => deleted).toSorted()]
        }
        const remove = (what: object) => server.track('connector', what, { importStrategy: 'DELETE' })
        await remove({ relationships: [{ relationship: server.uid('link tied parted') }] })
        const marked: [number, boolean[]] = [200, [false, true]]
        expect(await links()).toEqual(server.pick<unknown>([200, [false]], [200, [false, false]], marked, marked))
        await remove({ trackedEntities: [{ trackedEntity: server.uid('person lost') }] })
        const both: [number, boolean[]] = [200, [true, true]]
        expect(await links()).toEqual(server.pick<unknown>([200, []], [404, undefined], both, both))
    })

    it('Q22: a malformed UID in a list is refused, and left out on 2.40', async () => {
        const byUid = { [server.names.trackedEntities]: 'short', ...program('main') }
        const { status } = await server.get('connector', '/api/tracker/trackedEntities', byUid)
        expect(status).toBe(server.pick(200, 400, 400, 400))
    })

    it('Q23, §13.9: no access to one object is 401 or 409 on 2.40, 403 on 2.41 and 404 later', async () => {
        const refusals = [
            ['protected', await read('worker', 'trackedEntities', 'person held', program('protected'))],
            ['closed', await read('worker', 'trackedEntities', 'person shut', program('closed'))],
            ['enrollment', await read('worker', 'enrollments', 'enrollment held')],
            ['event', await read('worker', 'events', 'visit held')],
            ['out of scope', await read('worker', 'trackedEntities', 'person gamma')],
        ] as const
        const asked = server.pick(401, 403, 404, 404)
        const other = server.pick(409, 403, 404, 404)
        expect(refusals.map(([what, { status }]) => [what, status])).toEqual([
            ['protected', asked],
            ['closed', asked],
            ['enrollment', other],
            ['event', other],
            ['out of scope', other],
        ])
        expect((await read('worker', 'trackedEntities', 'person never')).status).toBe(404)
    })

    it('Q24, §13.11: a missing required parameter and an unknown path are answered with a page', async () => {
        const reasonless = { [server.names.transferOf]: server.uid('person held'), ...program('protected') }
        const override = await server.ask('worker', 'POST', '/api/tracker/ownership/override', { query: reasonless })
        expect([override.status, override.type]).toEqual([400, 'text/html'])
        const unknown = await server.get('connector', '/api/noSuchThing')
        expect([unknown.status, unknown.type]).toEqual([404, 'text/html'])
        const events = await server.get('connector', '/api/tracker/events', eventsBelow('root'))
        expect([events.status, events.type]).toEqual(
            server.pick<[number, string]>(
                [200, 'application/json'],
                [200, 'application/json'],
                [200, 'application/json'],
                [400, 'text/html']
            )
        )
    })

    it('Q25, §13.10: overdue is worked out from the date; a stored OVERDUE is found by neither question', async () => {
        await make.store('diary')
        const planned = (name: string, status: string, days: number) =>
            make.visit(name, { enrollment: server.uid('enrollment diary'), status, occurredAt: undefined, scheduledAt: server.day(days) })
        const events = [planned('late', 'SCHEDULE', -5), planned('coming', 'SCHEDULE', 5), planned('written', 'OVERDUE', -5)]
        expect((await server.track('connector', { events })).status).toBe(200)
        const found = async (status: string) => {
            const rows = await server.list('connector', 'events', {
                ...program('main'),
                orgUnit: server.uid('alpha'),
                status,
                fields: 'event',
            })
            return rows.map(({ event }) => event).toSorted()
        }
        expect(await found('SCHEDULE')).toEqual([server.uid('visit late'), server.uid('visit coming')].toSorted())
        expect(await found('OVERDUE')).toEqual([server.uid('visit late')])
    })

    it('Q26, §13.9: another org unit in an import leaves the owner; only a transfer moves it', async () => {
        await registered('mover', 'main', 'alpha')
        await server.track('connector', { trackedEntities: [make.person('mover', { orgUnit: server.uid('beta') })] })
        const owner = async () => {
            const { body } = await read('connector', 'trackedEntities', 'person mover', {
                ...program('main'),
                fields: 'orgUnit,programOwners[orgUnit]',
            })
            return body
        }
        expect(await owner()).toEqual({ orgUnit: server.uid('beta'), programOwners: [{ orgUnit: server.uid('alpha') }] })
        const wrong = await transfer('mover', 'beta', 'main', server.pick('orgUnit', 'orgUnit', 'nowhere', 'ou'))
        expect([wrong.status, wrong.type]).toEqual([400, 'text/html'])
        expect((await transfer('mover', 'beta', 'main')).status).toBe(200)
        expect(await owner()).toMatchObject({ programOwners: [{ orgUnit: server.uid('beta') }] })
    })

    it('Q26, §13.9: a transfer is for units of the programme; what is unknown or done already gets 200 or is refused, by version', async () => {
        await make.store('mover again', { enrollment: { ...program('once') } })
        const status = async (to: string, who = 'mover again') => (await transfer(who, to, 'once')).status
        expect(await status('beta')).toBe(403)
        expect(await status('alpha')).toBe(server.pick(200, 200, 200, 400))
        expect(await status('never')).toBe(server.pick(200, 200, 200, 404))
        expect(await status('alpha', 'never')).toBe(server.pick(200, 200, 404, 404))
    })

    it('§13.9: somebody held elsewhere is found by type, and read after a reason was given', async () => {
        await registered('lent', 'protected', 'beta')
        const named = { filter: `${server.uid('attribute given')}:eq:Given lent` }
        expect(await people('worker', { ...below('east'), ...program('protected'), ...named })).toEqual([])
        const byType = { ...below('east'), trackedEntityType: server.uid('type person'), ...named }
        expect(await people('worker', byType)).toEqual(uidsOf('lent'))

        const query = { [server.names.transferOf]: server.uid('person lent'), ...program('protected'), reason: 'she came to us today' }
        expect((await server.ask('worker', 'POST', '/api/tracker/ownership/override', { query })).status).toBe(200)
        expect((await read('worker', 'trackedEntities', 'person lent', program('protected'))).status).toBe(200)
        const found = await people('worker', { ...below('east'), ...program('protected'), ...named })
        expect(found).toEqual(server.pick<string[]>([], [], uidsOf('lent'), uidsOf('lent')))
    })

    it('§13.9: beyond the capture scope a search needs an attribute that may be searched', async () => {
        const search = (filter: string[]) =>
            server.get('worker', '/api/tracker/trackedEntities', { ...program('main'), ...below('east'), filter })
        const byBirth = await search([`${server.uid('attribute birth')}:eq:1990-01-01`])
        const byNothing = await search([])
        const byName = await search([`${server.uid('attribute given')}:eq:given BETA`])
        expect([byBirth.status, byNothing.status, byName.status]).toEqual([409, 409, 200])
        expect(JSON.stringify(byName.body)).toContain(server.uid('person beta'))
    })

    it('§13.9: org unit modes and scopes', async () => {
        const status = async (caller: Caller, query: Record<string, string>) =>
            (await server.get(caller, '/api/tracker/trackedEntities', { ...program('main'), fields: 'trackedEntity', ...query })).status
        const mode = server.names.orgUnitMode
        expect(await people('connector', { ...program('main'), ...at('east') })).toEqual([])
        expect(await people('connector', { ...program('main'), ...below('west') })).toEqual(uidsOf('gamma'))
        expect(await status('worker', at('gamma'))).toBe(403)
        expect(await status('connector', { [server.names.orgUnits]: server.uid('never') })).toBe(400)
        expect(await status('worker', { [mode]: 'ALL' })).toBe(server.pick(409, 400, 403, 403))
        const both = { orgUnits: server.uid('alpha'), orgUnitMode: 'ACCESSIBLE' }
        expect(await status('connector', both)).toBe(server.pick(409, 400, 400, 400))
        expect(await people('worker', { ...program('main'), [mode]: 'CAPTURE' })).toContain(server.uid('person alpha'))
    })

    it('§13.9: attributes come with their programme, and without one those of the type alone; 2.40 shows all of a single person', async () => {
        await make.store('parts', { person: { attributes: [make.attribute('given', 'Given parts'), make.attribute('parity', '2')] } })
        const attributes = async (query: Record<string, string>) => {
            const { body } = await read('connector', 'trackedEntities', 'person parts', { ...query, fields: 'attributes[value]' })
            return (body as { attributes: { value: string }[] }).attributes.map(({ value }) => value).toSorted()
        }
        expect(await attributes(program('main'))).toEqual(['2', 'Given parts'])
        const ofType = ['Given parts']
        expect(await attributes({})).toEqual(server.pick(['2', ...ofType], ofType, ofType, ofType))
    })
})
