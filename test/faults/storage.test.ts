import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inventedMother, MOTHER, VISITS } from '../inventedMother.ts'
import { startSandboxProcess, type RunningSandbox } from '../kmmp.ts'

const TODAY = '2026-11-16'
const AT_ONCE = 40
/** Milliseconds after which the sandbox is killed, counted from its first answer: anywhere between and within requests. */
const KILLS = [180, 260, 340]

interface Listed {
    trackedEntity: string
    enrollments: { enrollment: string; events: { event: string }[] }[]
}

const folder = mkdtempSync(join(tmpdir(), 'storage-'))
const start = () => startSandboxProcess(['--store', join(folder, 'sandbox.db')])
const headers = {
    authorization: `Basic ${Buffer.from('admin:district').toString('base64')}`,
    'content-type': 'application/json',
}

let sandbox: RunningSandbox

afterAll(async () => {
    await sandbox.kill()
    rmSync(folder, { recursive: true })
})

const read = async <Body>(url: string, path: string): Promise<Body> => {
    const answer = await fetch(`${url}/api/${path}`, { headers })
    expect(answer.status).toBe(200)
    return (await answer.json()) as Body
}

const batch = (number: number, orgUnit: string) =>
    Array.from({ length: AT_ONCE }, (_, place) => inventedMother(number * AT_ONCE + place, { orgUnit, today: TODAY, dataValues: [] }))

/** Sends batches until the sandbox is gone; returns how many it said it had taken. */
const sendUntilKilled = async ({ url, kill }: RunningSandbox, first: number, orgUnit: string, milliseconds: number): Promise<number> => {
    let killed: Promise<void> | undefined
    for (let number = first; ; number++) {
        try {
            const body = JSON.stringify({ trackedEntities: batch(number, orgUnit) })
            const answer = await fetch(`${url}/api/tracker?async=false&skipRuleEngine=true`, { method: 'POST', headers, body })
            expect(answer.status).toBe(200)
            killed ??= sleep(milliseconds).then(kill)
        } catch (error) {
            // the connection broke: only the kill may be the reason
            expect(error).toMatchObject({ message: expect.stringMatching(/fetch failed|terminated/) as string })
            expect(killed).toBeDefined()
            await killed
            return number - first
        }
    }
}

/** Everybody in the store, batch by batch, with what belongs to them. */
const stored = async (url: string): Promise<Map<string, Listed>> => {
    const fields = 'trackedEntity,enrollments[enrollment,events[event]]'
    const people = new Map<string, Listed>()
    for (let page = 1; ; page++) {
        const path = `tracker/trackedEntities?program=${MOTHER}&orgUnitMode=ALL&page=${page}&pageSize=500&fields=${fields}`
        const { trackedEntities } = await read<{ trackedEntities: Listed[] }>(url, path)
        trackedEntities.forEach((person) => people.set(person.trackedEntity, person))
        if (trackedEntities.length < 500) {
            return people
        }
    }
}

it('keeps what it answered for, and no half of what it did not, when the sandbox is killed while it writes to a file', async () => {
    sandbox = await start()
    const { organisationUnits } = await read<{ organisationUnits: { id: string }[] }>(
        sandbox.url,
        `programs/${MOTHER}?fields=organisationUnits[id]`
    )
    const orgUnit = organisationUnits[0]?.id ?? ''
    let sent = 0
    const taken = new Set<number>()
    for (const milliseconds of KILLS) {
        const answered = await sendUntilKilled(sandbox, sent, orgUnit, milliseconds)
        expect(answered).toBeGreaterThan(0)
        Array.from({ length: answered }, (_, place) => taken.add(sent + place))
        // the batch under way when it was killed counts as sent, too
        sent += answered + 1
        sandbox = await start()
        const people = await stored(sandbox.url)
        for (let number = 0; number < sent; number++) {
            const found = batch(number, orgUnit).flatMap(({ trackedEntity }) => people.get(trackedEntity) ?? [])
            const whole = found.filter(({ enrollments }) => enrollments[0]?.events.length === VISITS + 1).length
            expect({ number, found: found.length, whole }).toEqual(
                taken.has(number) || found.length > 0 ? { number, found: AT_ONCE, whole: AT_ONCE } : { number, found: 0, whole: 0 }
            )
        }
    }
})
