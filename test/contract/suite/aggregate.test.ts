import { codesIn } from './records.ts'
import { describeServers, type Answer, type Caller } from './server.ts'

interface Summary {
    status: string
    importCount: { imported: number; updated: number; ignored: number; deleted: number }
    conflicts?: { errorCode: string }[]
    rejectedIndexes?: number[]
}

const summaryIn = ({ body }: Answer): Summary => (body as { response: Summary }).response

/** `imported/updated/ignored/deleted` of an import summary. */
const countsIn = (answer: Answer): string => {
    const { imported, updated, ignored, deleted } = summaryIn(answer).importCount
    return `${imported}/${updated}/${ignored}/${deleted}`
}

describeServers('Aggregate data', (server) => {
    const value = (element: string, given: string, more: object = {}) => ({
        dataElement: server.uid(`figure ${element}`),
        categoryOptionCombo: server.combos.none,
        value: given,
        ...more,
    })
    interface Sent {
        caller?: Caller
        set?: string
        ou?: string
        query?: Record<string, string>
        more?: Record<string, unknown>
    }
    /** Sends values of a month as the connector, with all that 2.43 wants. */
    const send = (
        period: string,
        dataValues: object[],
        { caller = 'connector', set = 'monthly', ou = 'alpha', query = {}, more = {} }: Sent = {}
    ) =>
        server.ask(caller, 'POST', '/api/dataValueSets', {
            query,
            body: {
                dataSet: server.uid(`set ${set}`),
                period,
                orgUnit: server.uid(ou),
                attributeOptionCombo: server.combos.none,
                dataValues,
                ...more,
            },
        })
    const read = (query: Record<string, string | string[]>) =>
        server.get('connector', '/api/dataValueSets', { dataSet: server.uid('set monthly'), orgUnit: server.uid('alpha'), ...query })
    const stored = async (period: string, element: string) => {
        const { body } = await read({ period })
        const values = (body as { dataValues?: { dataElement: string; value: string }[] }).dataValues ?? []
        return values.filter(({ dataElement }) => dataElement === server.uid(`figure ${element}`)).map((one) => one.value)
    }
    const completed = async (period: string) => {
        const query = { dataSet: server.uid('set monthly'), period, orgUnit: server.uid('alpha') }
        const { body } = await server.get('connector', '/api/completeDataSetRegistrations', query)
        return ((body as { completeDataSetRegistrations?: unknown[] }).completeDataSetRegistrations ?? []).length > 0
    }

    // each test has a month of its own
    it('Q33, §13.12: a new zero vanishes up to 2.42, and a zero over a value deletes it', async () => {
        const month = server.month(-2)
        const fresh = await send(month, [value('visits', '0')])
        expect([fresh.status, summaryIn(fresh).status]).toEqual([200, 'SUCCESS'])
        expect(countsIn(fresh)).toBe(server.pick('0/0/0/0', '0/0/0/0', '0/0/0/0', '0/1/0/0'))
        await send(month, [value('visits', '5')])
        const over = await send(month, [value('visits', '0')])
        expect(countsIn(over)).toBe(server.pick('0/0/0/1', '0/0/0/1', '0/0/0/1', '0/1/0/0'))
        expect(await stored(month, 'visits')).toEqual(server.pick<string[]>([], [], [], ['0']))
    })

    it('Q33: a zero that is significant stays a zero', async () => {
        await send(server.month(-2), [value('clients', '0', { categoryOptionCombo: server.combos.F })])
        expect(await stored(server.month(-2), 'clients')).toEqual(['0'])
    })

    it('Q34, §13.12: unchanged values count as ignored up to 2.42 and as updated on 2.43', async () => {
        const values = [value('visits', '7'), value('remark', 'as before')]
        const first = await send(server.month(-3), values)
        expect(countsIn(first)).toBe(server.pick('2/0/0/0', '2/0/0/0', '2/0/0/0', '0/2/0/0'))
        const again = await send(server.month(-3), values)
        expect([again.status, summaryIn(again).status, summaryIn(again).conflicts ?? []]).toEqual([200, 'SUCCESS', []])
        expect(countsIn(again)).toBe(server.pick('0/0/2/0', '0/0/2/0', '0/0/2/0', '0/2/0/0'))
    })

    it('Q35, §13.12: one unknown element refuses its value up to 2.42 and the whole set on 2.43', async () => {
        const values = [{ ...value('visits', '1'), dataElement: server.uid('never') }, value('visits', '8')]
        const answer = await send(server.month(-4), values)
        expect(answer.status).toBe(409)
        expect(codesIn(answer)).toEqual(server.pick(['E7610'], ['E7610'], ['E7610'], ['E8020']))
        expect(summaryIn(answer).rejectedIndexes).toEqual(server.pick([0], [0], [0], [0, 1]))
        expect(await stored(server.month(-4), 'visits')).toEqual(server.pick<string[]>(['8'], ['8'], ['8'], []))
    })

    it('Q35, §13.12: the same key twice: the last wins up to 2.42, 2.43 refuses', async () => {
        const answer = await send(server.month(-5), [value('visits', '21'), value('visits', '22')])
        expect(codesIn(answer)).toEqual(server.pick<string[]>([], [], [], ['E8128']))
        expect(await stored(server.month(-5), 'visits')).toEqual(server.pick<string[]>(['22'], ['22'], ['22'], []))
    })

    it('Q35, §13.12: a month to come is refused', async () => {
        const answer = await send(server.month(3), [value('visits', '1')])
        expect([answer.status, codesIn(answer)]).toEqual([409, server.pick(['E7641'], ['E7641'], ['E7641'], ['E8030'])])
    })

    it.each([
        ['an element of no set', 'strictDataElements', 'E7633', 'E8020', () => send(server.month(-6), [value('stray', '1')])],
        [
            'a unit without the set',
            'strictOrganisationUnits',
            'E7636',
            'E8022',
            () => send(server.month(-6), [value('visits', '1')], { ou: 'gamma' }),
        ],
        [
            'a quarter in a monthly set',
            'strictPeriods',
            'E7632',
            'E8021',
            () => send(`${Number(server.today.slice(0, 4)) - 1}Q1`, [value('visits', '1')]),
        ],
        [
            'a combo of another element',
            'strictCategoryOptionCombos',
            'E7634',
            'E8024',
            () => send(server.month(-6), [value('visits', '1', { categoryOptionCombo: server.combos.F })]),
        ],
    ])('Q36, §13.12: %s is stored up to 2.42, unless %s is on (%s); 2.43 refuses it (%s)', async (what, strict, code, later, loose) => {
        expect(codesIn(await loose())).toEqual(server.pick<string[]>([], [], [], [later]))
        const ou = what.includes('unit') ? 'gamma' : 'alpha'
        const element = what.includes('no set') ? 'stray' : 'visits'
        const period = what.includes('quarter') ? `${Number(server.today.slice(0, 4)) - 1}Q1` : server.month(-6)
        const more = what.includes('combo') ? { categoryOptionCombo: server.combos.F } : {}
        const tight = await send(period, [value(element, '2', more)], { ou, query: { [strict]: 'true' } })
        expect(codesIn(tight)).toEqual([server.pick(code, code, code, later)])
    })

    it('Q37, §13.12: a warning is 409 up to 2.42 and 200 on 2.43, where all wrong is an error', async () => {
        const some = await send(server.month(-7), [value('visits', 'many'), value('remark', 'fine')])
        expect([some.status, summaryIn(some).status]).toEqual(
            server.pick<[number, string]>([409, 'WARNING'], [409, 'WARNING'], [409, 'WARNING'], [200, 'WARNING'])
        )
        expect(codesIn(some)).toEqual(server.pick(['E7619'], ['E7619'], ['E7619'], ['E8122']))
        expect(await stored(server.month(-7), 'remark')).toEqual(['fine'])
        for (const wrong of ['-2', '']) {
            const all = await send(server.month(-7), [value('visits', wrong)])
            expect([all.status, summaryIn(all).status]).toEqual([409, server.pick('WARNING', 'WARNING', 'WARNING', 'ERROR')])
        }
        const option = await send(server.month(-7), [value('choice', 'tdf')])
        expect(codesIn(option)).toEqual(server.pick(['E7621'], ['E7621'], ['E7621'], ['E8123']))
    })

    it('Q38, §13.12: without attributeOptionCombo 2.43 does not look at approval', async () => {
        const month = server.month(-8)
        const approving = { set: 'approving' }
        expect((await send(month, [value('approved', '5')], approving)).status).toBe(200)
        const query = { wf: server.uid('workflow'), pe: month, ou: server.uid('alpha') }
        const approve = await server.ask('chief', 'POST', '/api/dataApprovals', { query })
        try {
            expect(approve.status).toBeLessThan(300)
            const named = await send(month, [value('approved', '6')], approving)
            expect([named.status, codesIn(named)]).toEqual([409, server.pick(['E7642'], ['E7642'], ['E7642'], ['E8033'])])
            const unnamed = await send(month, [value('approved', '7')], { ...approving, more: { attributeOptionCombo: undefined } })
            expect([unnamed.status, codesIn(unnamed)]).toEqual(
                server.pick<[number, string[]]>([409, ['E7642']], [409, ['E7642']], [409, ['E7642']], [200, []])
            )
        } finally {
            await server.ask('chief', 'DELETE', '/api/dataApprovals', { query })
        }
    })

    it('Q38: a value without combo is stored under the default one, disaggregated or not', async () => {
        const answer = await send(server.month(-9), [value('clients', '4', { categoryOptionCombo: undefined })])
        expect(answer.status).toBe(200)
        const { body } = await read({ period: server.month(-9) })
        expect(JSON.stringify(body)).toContain(`"categoryOptionCombo":"${server.combos.none}"`)
    })

    it('Q39, §13.12: on 2.43 the first completion of a month never used fails, and the second does not', async () => {
        const complete = () =>
            server.ask('connector', 'POST', '/api/completeDataSetRegistrations', {
                body: {
                    completeDataSetRegistrations: [
                        {
                            dataSet: server.uid('set monthly'),
                            // a month that no other data set of the server has ever used
                            period: server.real ? '201502' : server.month(-20),
                            organisationUnit: server.uid('alpha'),
                            attributeOptionCombo: server.combos.none,
                            completed: true,
                        },
                    ],
                },
            })
        const first = await complete()
        expect(first.status).toBe(server.real ? first.status : server.pick(200, 200, 200, 409))
        if (first.status === 409) {
            expect(countsIn(first)).toBe('0/0/0/0')
        }
        const second = await complete()
        expect([second.status, summaryIn(second).status]).toEqual([200, 'SUCCESS'])
    })

    it('Q40, §13.12: up to 2.42 a set is completed although its only value was refused', async () => {
        const month = server.month(-10)
        await send(month, [value('visits', 'none')], { more: { completeDate: server.day(-1) } })
        expect(await completed(month)).toBe(server.pick(true, true, true, false))
        await send(month, [value('visits', '3')], { more: { completeDate: server.day(-1) } })
        expect(await completed(month)).toBe(true)
    })

    it('Q40, §13.12: completeDate "true" is no date on 2.43', async () => {
        const answer = await send(server.month(-11), [value('visits', '3')], { more: { completeDate: 'true' } })
        expect([answer.status, codesIn(answer)]).toEqual(server.pick<[number, string[]]>([200, []], [200, []], [200, []], [409, ['E8008']]))
    })

    it('§13.12: completion is taken back, also where there was none', async () => {
        const month = server.month(-10)
        const query = { ds: server.uid('set monthly'), pe: month, ou: server.uid('alpha') }
        for (let times = 0; times < 2; times++) {
            expect((await server.ask('connector', 'DELETE', '/api/completeDataSetRegistrations', { query })).status).toBe(204)
        }
        expect(await completed(month)).toBe(false)
    })

    it('Q41, §13.12: a locked month is closed to all but superusers', async () => {
        const month = server.month(-6)
        for (const caller of ['worker', 'connector'] as const) {
            const answer = await send(month, [value('locked', '1')], { caller, set: 'locking' })
            expect([answer.status, codesIn(answer)]).toEqual([409, server.pick(['E7640'], ['E7640'], ['E7640'], ['E8030'])])
        }
        expect((await send(month, [value('locked', '1')], { caller: 'chief', set: 'locking' })).status).toBe(200)
    })

    it('§13.12: a unit outside the account is refused', async () => {
        const answer = await send(server.month(-3), [value('visits', '1')], { caller: 'worker', ou: 'beta' })
        expect([answer.status, codesIn(answer)]).toEqual([409, server.pick(['E7617'], ['E7617'], ['E7617'], ['E8011'])])
    })

    it('Q52: up to 2.42 a combo that the account may not write is answered as one that does not exist', async () => {
        const month = server.month(-15)
        const split = await send(month, [value('clients', '1', { categoryOptionCombo: server.combos.M })], { caller: 'worker' })
        expect([split.status, codesIn(split)]).toEqual([409, server.pick(['E7613'], ['E7613'], ['E7613'], ['E8012'])])
        const whole = await send(month, [value('visits', '1')], { caller: 'worker', more: { attributeOptionCombo: server.combos.M } })
        expect([whole.status, codesIn(whole)]).toEqual([409, server.pick(['E7604'], ['E7604'], ['E7604'], ['E8012'])])
        expect(summaryIn(whole).status).toBe('ERROR')
    })

    it('Q53: completeness is shown where the account captures data, figures where it views them', async () => {
        const query = { dataSet: server.uid('set monthly'), orgUnit: server.uid('beta'), period: server.month(-1) }
        const answer = await server.get('worker', '/api/completeDataSetRegistrations', query)
        expect([answer.status, answer.body]).toEqual([409, expect.objectContaining({ errorCode: 'E2012' })])
    })

    it('§13.12: what a value says of its place goes after the header up to 2.42', async () => {
        const month = server.month(-16)
        await send(month, [value('visits', '3', { orgUnit: server.uid('beta') })])
        expect(await stored(month, 'visits')).toEqual(server.pick<string[]>(['3'], ['3'], ['3'], []))
    })

    it('Q42, §13.12: times are UTC; up to 2.42 values repeat the header and write nulls, 2.43 leaves both out', async () => {
        const month = server.month(-12)
        await send(month, [value('visits', '9')])
        const { body } = await read({ period: month })
        const [row] = (body as { dataValues: Record<string, unknown>[] }).dataValues
        expect(row?.lastUpdated).toMatch(/\+0000$/)
        expect([row?.period, row?.orgUnit]).toEqual(
            server.pick([month, server.uid('alpha')], [month, server.uid('alpha')], [month, server.uid('alpha')], [undefined, undefined])
        )
        expect(JSON.stringify(body).includes('null')).toBe(server.pick(true, true, true, false))
        const empty = await read({ period: server.month(-30) })
        const { dataValues: none = [] } = empty.body as { dataValues?: unknown[] }
        expect(none).toEqual([])
        expect(JSON.stringify(empty.body) === '{}').toBe(server.pick(false, false, false, true))
    })

    it('Q42: what has changed is not enough of a question on 2.43', async () => {
        const questions: Record<string, string>[] = [{ lastUpdated: server.day(-1) }, { lastUpdatedDuration: '1h' }]
        for (const query of questions) {
            const answer = await read(query)
            expect(answer.status).toBe(server.pick(200, 200, 200, 409))
        }
    })

    it('§13.12: children=true reads all units below, for several months at once', async () => {
        await send(server.month(-13), [value('visits', '1')])
        await send(server.month(-14), [value('visits', '2')], { ou: 'beta' })
        const { body } = await server.get('connector', '/api/dataValueSets', {
            dataSet: server.uid('set monthly'),
            orgUnit: server.uid('root'),
            children: 'true',
            period: [server.month(-13), server.month(-14)],
        })
        expect((body as { dataValues: { value: string }[] }).dataValues.map((one) => one.value).toSorted()).toEqual(['1', '2'])
    })

    it('§13.12: a question without unit or month is refused', async () => {
        const set = { dataSet: server.uid('set monthly') }
        expect((await server.get('connector', '/api/dataValueSets', { ...set, period: server.month(-1) })).status).toBe(409)
        expect((await server.get('connector', '/api/dataValueSets', { ...set, orgUnit: server.uid('alpha') })).status).toBe(409)
    })
})
