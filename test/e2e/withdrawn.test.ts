import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorSetup, secondExport, type ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp } from '../kmmp.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

/** Two exports: what the second no longer holds is seen in a plan, taken back by apply, asked about where staff changed it, and restored. */

let delivered: Delivered
let setup: ConnectorSetup
let exported: string
beforeAll(async () => {
    delivered = await startDelivered()
    exported = join(delivered.setup.folder, 'export')
    cpSync(secondExport, exported, { recursive: true })
    setup = connectorSetup(exported, delivered.setup.folder)
})
afterAll(async () => {
    setup.remove()
    await delivered.end()
})

const run = (...args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(delivered.sandbox.url) })

interface Held {
    event: string
    status: string
    occurredAt: string
}

const visitUid = (id: string) => derivedUid('event:KMMP_M_ANC', 'm2m-csv', `visits/${id}`)
/** An event as DHIS2 holds it, deleted or not; undefined when it does not. */
const held = async (uid: string): Promise<(Held & { deleted: boolean }) | undefined> => {
    const program = metadataUid('program', 'KMMP_MOTHER')
    const path = `tracker/events?program=${program}&events=${uid}&includeDeleted=true&orgUnitMode=ALL&fields=*`
    const { events } = (await (await fetch(`${delivered.sandbox.url}/api/${path}`, { headers: superuser })).json()) as { events: never[] }
    return events[0]
}
const superuser = { Authorization: `Basic ${Buffer.from('admin:district').toString('base64')}`, 'content-type': 'application/json' }

/** A member of staff corrects the day of a visit in DHIS2. */
const moveVisit = async (uid: string, occurredAt: string) => {
    const event = await held(uid)
    const body = JSON.stringify({ events: [{ ...event, occurredAt }] })
    const answer = await fetch(`${delivered.sandbox.url}/api/tracker?async=false`, { method: 'POST', headers: superuser, body })
    expect(answer.status).toBe(200)
}

interface Planned {
    object: string
    kind: string
    do: string
    file: string
    row: number
    changes: { field: string }[]
}
const deletionsIn = (plan: string): Planned[] =>
    readFileSync(join(setup.folder, plan), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('{"object"'))
        .map((line) => JSON.parse(line) as Planned)
        .filter((planned) => planned.do === 'delete')

const [wrong, moved] = ['V000154-04', 'V000035-02'].map((id) => ({ id, uid: visitUid(id) }))
if (wrong === undefined || moved === undefined) {
    throw new Error('no visits')
}

it('a plan names what would be deleted, with its row and the fields that go, and deletes nothing', async () => {
    await moveVisit(moved.uid, '2026-10-17')
    const { code, stdout } = await run('plan', '--out', join(setup.folder, 'second.plan'))
    expect(code).toBe(10)
    expect(stdout).toContain('Would be taken back, as the partner no longer has it: 7 events and relationships deleted, 1 to be decided')
    const planned = deletionsIn('second.plan')
    expect(planned).toHaveLength(7)
    expect(planned.find(({ object }) => object === wrong.uid)).toMatchObject({ kind: 'event', file: 'visits.csv', row: 1378 })
    expect(planned.find(({ object }) => object === wrong.uid)?.changes.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['status', 'occurredAt', 'KMMP_SERVICE_POINT'])
    )
    expect(await held(wrong.uid)).toMatchObject({ deleted: false })
})

it('apply takes back exactly that; what staff changed since is asked about', async () => {
    expect(await run('apply', join(setup.folder, 'second.plan'))).toMatchObject({ code: 10 })
    expect(await held(wrong.uid)).toMatchObject({ deleted: true })
    expect(await held(moved.uid)).toMatchObject({ deleted: false })
    const told = (await run('explain', wrong.id)).stdout
    expect(told).toMatch(/visits.csv row 1378 of m2m: voided in run 2\n +why +DELETED_AT_SOURCE/)
    expect(told).toContain(`withdrawn event ${wrong.uid}, as the partner deleted the record: deleted in DHIS2 in run 2`)
    expect((await run('explain', wrong.uid)).stdout).toBe(told)
})

it('the question names the field, and its answer is carried out by the next run', async () => {
    const asked = (await run('reviews')).stdout
    const number = new RegExp(`(\\d+) +visits.csv 270 +${moved.uid} +occurredAt`).exec(asked)?.[1] ?? ''
    expect(asked).toContain('withdraw|leave')
    expect((await run('explain', moved.id)).stdout).toMatch(
        /withdrawn event \w{11}, as the partner deleted the record: asked about in run 2/
    )
    expect(await run('reviews', number, 'withdraw')).toMatchObject({ code: 0 })
    const { stdout } = await run('sync')
    expect(stdout).toContain('Taken back, as the partner no longer has it: 1 events and relationships deleted')
    expect(await held(moved.uid)).toMatchObject({ deleted: true })
    expect((await run('reviews')).stdout).not.toContain('withdraw|leave')
    expect(await run('audit', 'verify')).toMatchObject({ code: 0 })
})

it('a visit that the partner restores is in DHIS2 again, under another UID', async () => {
    const visits = join(exported, 'visits.csv')
    const restored = readFileSync(visits, 'utf8').replace(/^(COMMCARE;V000154-04;[^;]*;)1;/m, '$10;')
    writeFileSync(visits, restored)
    await run('sync')
    const told = (await run('explain', wrong.id)).stdout
    expect(told).toMatch(/visits.csv row 1378 of m2m: delivered in run 4[\s\S]*now: as delivered/)
    const uid = /object +event (\w{11}) KMMP_M_ANC COMPLETED/.exec(told)?.[1] ?? ''
    expect(uid).not.toBe(wrong.uid)
    expect(await held(uid)).toMatchObject({ deleted: false, status: 'COMPLETED', occurredAt: expect.stringContaining('2026-09-28') })
    expect((await run('sync')).stdout).toContain('Nothing changed in DHIS2.')
})

it('a client who no longer agrees to share is asked about in plain words, gets nothing more, and is taken back once somebody says so', async () => {
    const clients = join(exported, 'clients.csv')
    const text = readFileSync(clients, 'utf8')
    const row = text.split('\n').findIndex((line) => line.startsWith('COMMCARE,C000001,'))
    const lines = text
        .split('\n')
        .map((line, place) => (place === row ? line.replace(/,ANC,yes,2026-04-07,/, ',ANC,no,2026-04-07,') : line))
    writeFileSync(clients, lines.join('\n'))
    expect((await run('sync')).stdout).toContain('1 to be decided (kmmp reviews)')
    const asked = (await run('reviews')).stdout
    expect(asked).toContain('The partner says now that there is no consent to share this record.')
    const [, number = '', enrollment = ''] = /(\d+) +clients.csv 1 +(\w{11})/.exec(asked) ?? []
    expect((await run('explain', enrollment)).stdout).toContain('as the record may not be delivered any more: asked about')
    expect(await run('reviews', number, 'withdraw')).toMatchObject({ code: 0 })
    expect((await run('sync')).stdout).toContain('may not be shared any more, or was no record of the programme: 1 enrollments cancelled')
    expect((await run('sync')).stdout).toContain('Nothing changed in DHIS2.')
})
