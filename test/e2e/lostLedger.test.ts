import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { connectorSetup, secondExport, type ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp } from '../kmmp.ts'
import { trackerState } from '../trackerState.ts'

/** Two exports were carried over; then the ledger is put back from the copy of the week before, or lost. The same export goes on as if nothing had happened. */

let delivered: Delivered
let first: ConnectorSetup
let second: ConnectorSetup
beforeAll(async () => {
    delivered = await startDelivered()
    first = delivered.setup
    second = connectorSetup(secondExport, first.folder)
    expect(await run(first, 'ledger', 'backup', inFolder('last-week.db'))).toMatchObject({ code: 0 })
    expect(await run(second, 'sync')).toMatchObject({ code: 10 })
})
afterAll(async () => {
    second.remove()
    await delivered.end()
})

const run = (setup: ConnectorSetup, ...args: string[]) =>
    kmmp([...args, '--config', setup.config], { env: setup.env(delivered.sandbox.url) })
const inFolder = (name: string) => join(first.folder, name)
const removeLedger = () =>
    ['kmmp.db', 'kmmp.db-wal', 'kmmp.db-shm', 'kmmp.db.inflight'].forEach((name) => rmSync(inFolder(name), { force: true }))

const FIELDS = 'trackedEntity,deleted,enrollments[enrollment,status,deleted,events[event,status,deleted]]'

interface Listed {
    entity: { trackedEntity: string; enrollments?: { enrollment: string; status: string; events?: { event: string; status: string }[] }[] }
}

/** Persons, enrollments and events with their status, each once. */
const objects = async (): Promise<string[]> => {
    const listed = (await trackerState(delivered.sandbox.url, FIELDS)).map((line) => JSON.parse(line) as Listed)
    const lines = listed.flatMap(({ entity: { trackedEntity, enrollments = [] } }) => [
        `person ${trackedEntity}`,
        ...enrollments.flatMap(({ enrollment, status, events = [] }) => [
            `enrollment ${enrollment} ${status}`,
            ...events.map((event) => `event ${event.event} ${event.status}`),
        ]),
    ])
    return [...new Set(lines)].toSorted()
}

let once: string[]

it('an older copy of the ledger makes nothing twice and changes nothing', async () => {
    once = await objects()
    removeLedger()
    copyFileSync(inFolder('last-week.db'), inFolder('kmmp.db'))
    const { code, stdout } = await run(second, 'sync')
    expect(code).toBe(10)
    expect(stdout).toContain('Nothing changed in DHIS2.')
    expect(await objects()).toEqual(once)
})

it('a ledger that was lost and begun anew makes no person, enrollment or visit twice', async () => {
    const isAppointment = (object: string) => / (SCHEDULE|SKIPPED)$/.test(object)
    removeLedger()
    expect(await run(second, 'sync')).toMatchObject({ code: 10 })
    expect((await objects()).filter((object) => !isAppointment(object))).toEqual(once.filter((object) => !isAppointment(object)))
})
