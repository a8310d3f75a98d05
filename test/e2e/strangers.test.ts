import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectorSetup, sampleFolder, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'
import { metadataUid } from '#programme/metadata/uid.ts'
import { attributes } from '#programme/model/attributes.ts'

/** Two mothers of the export were registered by their facility as well, without any of the partner's numbers. */

const CLIENTS = 40
const PROGRAM = metadataUid('program', 'KMMP_MOTHER')
const PHONE = metadataUid('trackedEntityAttribute', 'KMMP_PHONE_NUMBER')
const NUMBERS = attributes.filter(({ unique }) => unique === true).map(({ code }) => metadataUid('trackedEntityAttribute', code))

interface Person {
    trackedEntity: string
    trackedEntityType: string
    orgUnit: string
    attributes: { attribute: string; value: string }[]
    enrollments: { enrollment: string; program: string; enrolledAt: string }[]
}
interface Line {
    row: number
    outcome: string
    reason: string
}

let folder: string
let sandbox: RunningSandbox
let setup: ConnectorSetup
beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmmp-some-'))
    const lines = readFileSync(join(sampleFolder, 'clients.csv'), 'utf8').split('\n')
    writeFileSync(join(folder, 'clients.csv'), `${lines.slice(0, CLIENTS + 1).join('\n')}\n`)
    writeFileSync(join(folder, 'manifest.json'), '{ "exported_on": "2026-10-31T20:00:00+03:00", "full_export": false }')
    setup = connectorSetup(folder)
    sandbox = await startSandboxProcess()
})
afterAll(async () => {
    setup.remove()
    rmSync(folder, { recursive: true })
    await sandbox.stop()
})

const admin = { Authorization: `Basic ${Buffer.from('admin:district').toString('base64')}`, 'Content-Type': 'application/json' }
const run = (at: RunningSandbox, own: ConnectorSetup, ...args: string[]) =>
    kmmp([...args, '--config', own.config], { env: own.env(at.url) })
const outcomes = async (at: RunningSandbox, own: ConnectorSetup): Promise<Line[]> => {
    const file = join(own.folder, 'outcomes.jsonl')
    await run(at, own, 'sync', '--outcomes', file)
    return readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
}

/** Mothers with a phone as the connector brings them, in a DHIS2 where nobody was before. */
const brought = async (): Promise<Person[]> => {
    const empty = await startSandboxProcess()
    const own = connectorSetup(folder)
    try {
        await run(empty, own, 'sync')
        const query = `program=${PROGRAM}&orgUnitMode=ALL&pageSize=100&fields=trackedEntity,trackedEntityType,orgUnit,attributes[attribute,value],enrollments[enrollment,program,enrolledAt]`
        const answer = await fetch(`${empty.url}/api/tracker/trackedEntities?${query}`, { headers: admin })
        const { trackedEntities } = (await answer.json()) as { trackedEntities: Person[] }
        return trackedEntities.filter(({ attributes }) => attributes.some(({ attribute }) => attribute === PHONE))
    } finally {
        own.remove()
        await empty.stop()
    }
}

const asStaffDo = ({ trackedEntityType, orgUnit, attributes, enrollments }: Person, place: number) => ({
    trackedEntity: `staffPerso${place}`,
    trackedEntityType,
    orgUnit,
    attributes: attributes.filter(({ attribute }) => !NUMBERS.includes(attribute)),
    enrollments: enrollments.map(({ program, enrolledAt }) => ({
        enrollment: `staffEnrol${place}`,
        ...{ program, orgUnit, enrolledAt, occurredAt: enrolledAt, status: 'ACTIVE' },
    })),
})

it('they wait for a person, who finds them as questions; one goes on as the registered one, the other as somebody new', async () => {
    const registered = (await brought()).slice(0, 2)
    expect(registered).toHaveLength(2)
    const stored = await fetch(`${sandbox.url}/api/tracker?async=false`, {
        method: 'POST',
        headers: admin,
        body: JSON.stringify({ trackedEntities: registered.map(asStaffDo) }),
    })
    expect(stored.status).toBe(200)

    const first = await outcomes(sandbox, setup)
    const waiting = first.filter(({ reason }) => reason === 'IDENTITY_AMBIGUOUS').map(({ row }) => row)
    const { stdout } = await run(sandbox, setup, 'reviews')
    const questions = [...stdout.matchAll(/^ *(\d+) .*staffPerso(\d)/gm)].map(([, number = '', place]) => ({ number, place }))
    expect(questions.map(({ place }) => place).toSorted()).toEqual(['0', '1'])
    expect(stdout).not.toMatch(/07\d{8}|7\d{8}/)

    for (const { number, place } of questions) {
        const decided = await run(sandbox, setup, 'reviews', number, place === '0' ? 'same' : 'other')
        expect(decided.code).toBe(0)
    }
    const second = await outcomes(sandbox, setup)
    expect(second.filter(({ row }) => waiting.includes(row)).map(({ outcome }) => outcome)).not.toContain('park')
    const statuses = registered.map(async ({ trackedEntity }) => {
        const { status } = await fetch(`${sandbox.url}/api/tracker/trackedEntities/${trackedEntity}?program=${PROGRAM}`, { headers: admin })
        return status
    })
    expect(await Promise.all(statuses)).toEqual([404, 200])
})
