import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp, type RunningSandbox } from '../kmmp.ts'
import { Refusals, ReviewItem, RunSummary } from '#programme/exchange.ts'

let delivered: Delivered
let sandbox: RunningSandbox
let setup: ConnectorSetup
beforeAll(async () => {
    delivered = await startDelivered()
    ;({ sandbox, setup } = delivered)
})
afterAll(() => delivered.end())

const run = (...args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(sandbox.url) })
/** What a person of the demonstration asks of DHIS2. */
const ask = (user: string, path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.url}/api/${path}`, {
        ...init,
        headers: { authorization: `Basic ${btoa(`${user}:Demo-1234`)}`, 'content-type': 'application/json' },
    })
const entries = async (): Promise<Map<string, unknown>> => {
    const answer = await ask('coordinator', 'dataStore/mentor-mothers?fields=.&paging=false')
    const { entries: found } = (await answer.json()) as { entries: { key: string; value: unknown }[] }
    return new Map(found.map(({ key, value }) => [key, value]))
}
const named = async (prefix: string) => [...(await entries())].filter(([key]) => key.startsWith(prefix))
const items = async () => (await named('reviews.')).map(([, value]) => ReviewItem.parse(value))
const decide = (item: string, decision: object) =>
    ask('coordinator', `dataStore/mentor-mothers/decisions.${item}`, {
        method: 'POST',
        body: JSON.stringify({ item, by: 'somebody else', at: '2026-11-16T08:00:00Z', ...decision }),
    })
/** Lets nobody but the coordinator and the connector change an entry, so that DHIS2 tells who wrote it. */
const close = async (key: string) => {
    const { id } = (await (await ask('coordinator', `dataStore/mentor-mothers/${key}/metaData`)).json()) as { id: string }
    const groups = await ask('coordinator', 'userGroups?filter=code:eq:KMMP_CONNECTOR&fields=id')
    const { userGroups } = (await groups.json()) as { userGroups: { id: string }[] }
    const object = { publicAccess: 'r-------', userAccesses: [], userGroupAccesses: [{ id: userGroups[0]?.id, access: 'rw------' }] }
    const answer = await ask('coordinator', `sharing?type=dataStore&id=${id}`, { method: 'POST', body: JSON.stringify({ object }) })
    expect(answer.status).toBe(200)
}

it('staff find the run, what waits and what they are asked in DHIS2', async () => {
    const [[, summary] = []] = await named('runs.')
    const { counts, refusals, reviews } = RunSummary.parse(summary)
    expect(counts.delivered).toBeGreaterThan(1000)
    const { groups } = Refusals.parse((await entries()).get(refusals))
    expect(groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(counts.parked + counts.refused)
    const asked = await items()
    expect(asked).toHaveLength(reviews)
    asked.forEach(({ orgUnit }) => expect(orgUnit).toMatch(/^[A-Za-z]\w{10}$/))
})

it('what the connector wrote can be changed by nobody else', async () => {
    const [[key = ''] = []] = await named('runs.')
    const answer = await ask('coordinator', `dataStore/mentor-mothers/${key}`, { method: 'PUT', body: '{}' })
    expect(answer.status).toBe(403)
})

it('a decision of staff is taken by the next run, with who made it; a second run is not asked again', async () => {
    const [match] = (await items()).filter(({ kind, candidates }) => kind === 'match' && candidates.length === 1)
    const candidate = match?.candidates[0]?.trackedEntity
    expect((await ask('connector', `tracker/trackedEntities/${candidate}`)).status).toBe(200)
    expect((await decide(match?.item ?? '', { action: 'same', candidate })).status).toBe(201)
    await close(`decisions.${match?.item}`)
    const before = await items()
    const { stdout } = await run('sync')
    expect(stdout).toContain('1 decision of staff taken')
    expect(await named('decisions.')).toEqual([])
    const after = await items()
    expect(after.map(({ item }) => item)).not.toContain(match?.item)
    expect(after).toHaveLength(before.length - 1)
    const ledger = new DatabaseSync(join(setup.folder, 'kmmp.db'), { readOnly: true })
    const details = ledger.prepare("select detail from audit where what = 'decision'").all()
    ledger.close()
    expect(details.map(({ detail }) => JSON.parse(String(detail)) as unknown)).toEqual([
        { by: 'coordinator', review: expect.any(Number), decision: 'same' },
    ])
    expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
})

it('a decision that answers nothing is said and removed', async () => {
    await decide('m2m.gone', { action: 'other' })
    expect((await run('sync')).stdout).toContain('A decision is too late')
    expect(await named('decisions.')).toEqual([])
})

it('a dataStore out of reach is a note, and the run goes on', async () => {
    const faults = (rules: unknown[]) =>
        fetch(`${sandbox.url}/sandbox/faults`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ faults: rules }),
        })
    await faults([{ kind: 'page', status: 403, path: '/api/dataStore' }])
    const { code, stdout } = await run('sync')
    await faults([])
    expect(code).toBe(10)
    expect(stdout).toContain('Decisions of staff could not be read from the dataStore')
    expect(stdout).toContain('Staff could not be told of the run')
})
