import { codesIn, Records } from './records.ts'
import { describeServers, type Answer } from './server.ts'

describeServers('Metadata', (server) => {
    const make = new Records(server)
    const load = (payload: unknown, query: Record<string, string> = {}) =>
        server.ask('given', 'POST', '/api/metadata', { body: payload, query })
    const constant = (name: string, more: object = {}) => ({
        id: server.uid(`constant ${name}`),
        name: `${server.prefix} ${name}`,
        shortName: `${server.prefix} ${name}`,
        value: 1,
        ...more,
    })
    const outerAndInner = ({ status, body }: Answer) => {
        const { status: outer, response } = body as { status: string; response?: { status: string } }
        return [status, outer, response?.status]
    }

    it('Q43, §13.13: any import that is not clean says WARNING outside, whatever it says inside', async () => {
        const bad = { id: server.uid('constant bad'), name: `${server.prefix} bad` }
        const all = await load({ constants: [constant('good'), bad] })
        expect([outerAndInner(all), codesIn(all)]).toEqual([[409, 'WARNING', 'ERROR'], ['E4000']])
        expect((await server.get('given', `/api/constants/${server.uid('constant good')}`)).status).toBe(404)

        const none = await load({ constants: [constant('good'), bad] }, { atomicMode: 'NONE' })
        expect([outerAndInner(none), codesIn(none)]).toEqual([[409, 'WARNING', 'WARNING'], ['E4000']])
        expect((await server.get('given', `/api/constants/${server.uid('constant good')}`)).status).toBe(200)
    })

    it('Q43, §13.13: what cannot be read has no report at all', async () => {
        expect(outerAndInner(await load('{"constants":['))).toEqual([409, 'ERROR', undefined])
        const element = {
            id: server.uid('element worded'),
            name: `${server.prefix} worded`,
            shortName: `${server.prefix} worded`,
            valueType: 'TEXTS',
            domainType: 'TRACKER',
            aggregationType: 'NONE',
        }
        const answer = await load({ dataElements: [element] }, { importMode: 'VALIDATE' })
        expect(outerAndInner(answer)).toEqual([server.pick(500, 500, 500, 409), 'ERROR', undefined])
    })

    it('Q43, §13.13: a dry run stores nothing', async () => {
        const answer = await load({ constants: [constant('dry')] }, { importMode: 'VALIDATE' })
        expect(outerAndInner(answer)).toEqual([200, 'OK', 'OK'])
        expect((await server.get('given', `/api/constants/${server.uid('constant dry')}`)).status).toBe(404)
    })

    it('§13.13: unknown references and taken codes have their codes', async () => {
        const lost = {
            id: server.uid('set lost'),
            name: `${server.prefix} lost`,
            shortName: `${server.prefix} lost`,
            periodType: 'Monthly',
            dataSetElements: [{ dataElement: { id: server.uid('never') } }],
        }
        expect(codesIn(await load({ dataSets: [lost] }))).toContain('E5002')
        await load({ constants: [constant('first', { code: `${server.prefix}_TAKEN` })] })
        expect(codesIn(await load({ constants: [constant('second', { code: `${server.prefix}_TAKEN` })] }))).toContain('E5003')
    })

    it('§13.13: an update replaces the whole object', async () => {
        await load({ constants: [constant('whole', { description: 'a description' })] })
        await load({ constants: [constant('whole')] })
        const { body } = await server.get('given', `/api/constants/${server.uid('constant whole')}`, { fields: 'name,description' })
        expect(body).toEqual({ name: `${server.prefix} whole` })
    })

    it('§13.13: a user without the right may not change metadata', async () => {
        const { body } = await server.get('given', `/api/dataElements/${server.uid('element note')}`, { fields: ':owner' })
        const answer = await server.ask('worker', 'POST', '/api/metadata', {
            body: { dataElements: [body] },
            query: { importMode: 'VALIDATE' },
        })
        expect(codesIn(answer)).toEqual(['E3001'])
    })

    const program = () => `/api/programs/${server.uid('program main')}`
    const patch = () =>
        server.ask('given', 'PATCH', program(), {
            body: [{ op: 'replace', path: '/description', value: 'patched' }],
            headers: { 'content-type': 'application/json-patch+json' },
        })

    it('Q44: PATCH of a programme with enrollments is refused up to 2.41; PUT and import of the same work everywhere', async () => {
        await make.store('one')
        await make.store('two')
        const answer = await patch()
        expect(answer.status).toBe(server.pick(409, 409, 200, 200))
        if (answer.status === 409) {
            const { errorReports } = (answer.body as { response: { errorReports: { errorCode: string }[] } }).response
            expect(errorReports.map(({ errorCode }) => errorCode)).toEqual(['E6000'])
        }
        const { body } = await server.get('given', program(), { fields: ':owner' })
        expect((await server.ask('given', 'PUT', program(), { body })).status).toBe(200)
        expect(outerAndInner(await load({ programs: [body] }))).toEqual([200, 'OK', 'OK'])
    })

    it('Q44, §13.13: a malformed UID in the path is 404 up to 2.41 and 405 later', async () => {
        expect((await server.get('worker', '/api/dataElements/abc')).status).toBe(server.pick(404, 404, 405, 405))
        expect((await server.get('worker', `/api/dataElements/${server.uid('never')}`)).status).toBe(404)
    })

    describe('reading lists', () => {
        const list = (query: Record<string, string | string[]>) =>
            server.get('given', '/api/dataElements', { filter: `code:like:${server.prefix}_`, ...query })
        const rows = async (query: Record<string, string | string[]>) =>
            ((await list(query)).body as { dataElements: Record<string, unknown>[] }).dataElements

        it('§13.13: fields nest, rename and come in presets', async () => {
            const filter = `id:eq:${server.uid('element regimen')}`
            expect(await rows({ filter, fields: 'code~rename(key),optionSet[options[code]]' })).toEqual([
                { key: `${server.prefix}_REGIMEN`, optionSet: { options: [{ code: 'TDF' }, { code: 'ABC' }] } },
            ])
            const [preset] = await rows({ filter, fields: ':identifiable' })
            expect(preset).toMatchObject({ id: server.uid('element regimen'), code: `${server.prefix}_REGIMEN` })
            expect(await rows({ filter, fields: 'id,noSuchField' })).toEqual([{ id: server.uid('element regimen') }])
        })

        it('§13.13: filters are joined by AND or OR; a bad one is 400 everywhere', async () => {
            const code = (word: string) => `code:eq:${server.prefix}_${word}`
            const codes = async (filter: string[], more: Record<string, string> = {}) =>
                (await rows({ filter, fields: 'code', ...more })).map((row) => row.code).toSorted()
            expect(await codes([code('NOTE'), code('WEIGHT')])).toEqual([])
            expect(await codes([code('NOTE'), code('WEIGHT')], { rootJunction: 'OR' })).toEqual([
                `${server.prefix}_NOTE`,
                `${server.prefix}_WEIGHT`,
            ])
            expect(await codes([`code:in:[${server.prefix}_NOTE,NEVER]`])).toEqual([`${server.prefix}_NOTE`])
            for (const filter of ['noSuchProperty:eq:1', 'code:resembles:x', 'code']) {
                const answer = await list({ filter })
                expect([answer.status, (answer.body as { errorCode?: string }).errorCode]).toEqual([400, 'E1003'])
            }
        })

        it('§13.13: lists are paged, and all in one with paging=false', async () => {
            const { body } = await list({ pageSize: '3', fields: 'id' })
            expect(body).toMatchObject({ pager: { page: 1, pageSize: 3, total: 11, pageCount: 4 } })
            expect((body as { dataElements: unknown[] }).dataElements).toHaveLength(3)
            const whole = await list({ paging: 'false', fields: 'id' })
            expect(whole.body).not.toHaveProperty('pager')
            expect((whole.body as { dataElements: unknown[] }).dataElements).toHaveLength(11)
            expect((await list({ page: 'x' })).status).toBe(server.pick(200, 200, 400, 400))
        })

        it('§13.13: order by a property; an unknown one is refused on 2.43', async () => {
            const names = (await rows({ order: 'name:desc', fields: 'name', paging: 'false' })).map(({ name }) => String(name))
            expect(names).toEqual(names.toSorted().toReversed())
            expect((await list({ order: 'noSuchProperty:asc' })).status).toBe(server.pick(200, 200, 200, 400))
        })
    })

    it('§13.13: units below a unit come with it, paged from 2.41 on', async () => {
        const { body } = await server.get('given', `/api/organisationUnits/${server.uid('east')}`, {
            includeDescendants: 'true',
            fields: 'id',
        })
        const { organisationUnits, pager } = body as { organisationUnits: { id: string }[]; pager?: object }
        expect(organisationUnits.map(({ id }) => id).toSorted()).toEqual(
            ['east', 'alpha', 'beta'].map((name) => server.uid(name)).toSorted()
        )
        expect(pager !== undefined).toBe(server.pick(false, true, true, true))
    })

    it('§13.9: access tells what the reader may do with data', async () => {
        const fields = 'access[data],programStages[access[data]]'
        const { body } = await server.get('worker', program(), { fields })
        expect(body).toMatchObject({ access: { data: { read: true, write: true } } })
        const hidden = await server.get('worker', `/api/programs/${server.uid('program hidden')}`, { fields: 'id' })
        expect(hidden.status).toBe(server.pick(200, 404, 404, 404))
    })

    it.each([
        ['trackedEntityInstanceFilters', { entityQueryCriteria: { enrollmentStatus: 'ACTIVE' } }],
        ['eventFilters', { eventQueryCriteria: { status: 'SCHEDULE' } }],
        ['programStageWorkingLists', { programStageQueryCriteria: { eventStatus: 'SCHEDULE' } }],
    ])('working lists: %s keep their criteria', async (type, criteria) => {
        const id = server.uid(type)
        // the older kind names the programme by UID alone
        const of = type === 'eventFilters' ? server.uid('program main') : { id: server.uid('program main') }
        const stage = type === 'programStageWorkingLists' ? { programStage: { id: server.uid('stage visit') } } : {}
        const body = { id, name: `${server.prefix} ${type}`, program: of, ...stage, ...criteria }
        expect((await server.ask('given', 'POST', `/api/${type}`, { body })).status).toBe(201)
        expect((await server.get('given', `/api/${type}/${id}`)).body).toMatchObject(criteria)
    })

    it('generated numbers: a value for now, a reserve for later', async () => {
        const path = `/api/trackedEntityAttributes/${server.uid('attribute number')}`
        expect((await server.get('worker', `${path}/requiredValues`)).body).toEqual({ REQUIRED: ['ORG_UNIT_CODE'], OPTIONAL: ['RANDOM'] })
        expect((await server.get('worker', `${path}/generate`)).status).toBe(409)
        const code = { ORG_UNIT_CODE: 'F0001' }
        expect((await server.get('worker', `${path}/generate`, code)).body).toMatchObject({
            ownerUid: server.uid('attribute number'),
            value: expect.stringMatching(/^CT-F000-\d{4}$/) as unknown,
        })
        const reserve = await server.get('worker', `${path}/generateAndReserve`, { ...code, numberToReserve: 3 })
        const values = (reserve.body as { value: string }[]).map(({ value }) => value)
        expect(new Set(values).size).toBe(3)
        expect((await server.get('worker', `${path}/generateAndReserve`, { ...code, numberToReserve: 1001 })).status).toBe(400)
        expect((await server.get('worker', `/api/trackedEntityAttributes/${server.uid('attribute given')}/generate`)).status).toBe(400)
    })
})
