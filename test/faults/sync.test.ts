import type { ChildProcess } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectorSetup, type ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'
import { trackerState } from '../trackerState.ts'

/** Finished, with the rows of the sample that are refused or parked on purpose. */
const SOME_ROWS_LEFT = 10
/** After how many more objects under way the killed runs die, and how many milliseconds later: anywhere between two requests. */
const KILLS = [
    [100, 40],
    [1500, 7],
    [1500, 0],
] as const
/** what an object takes, more or less, in the file that notes what is under way */
const NOTED = 450

let delivered: Delivered
let undisturbed: unknown
let sandbox: RunningSandbox
let setup: ConnectorSetup
const sync = (whileRunning?: (child: ChildProcess) => void) =>
    kmmp(['sync', '--config', setup.config], { env: setup.env(sandbox.url), whileRunning })

const noted = (): number => {
    const file = join(setup.folder, 'kmmp.db.inflight')
    return existsSync(file) ? statSync(file).size / NOTED : 0
}

/** Kills a run once it has noted so many objects before sending them; the file becomes shorter when the ledger is written. */
const killAfter = async (child: ChildProcess, objects: number, later: number) => {
    let [last, grown] = [noted(), 0]
    while (child.exitCode === null && grown < objects) {
        await sleep(5)
        const now = noted()
        grown += Math.max(0, now - last)
        last = now
    }
    await sleep(later)
    child.kill('SIGKILL')
}

const setFaults = async (rules: unknown[]) => {
    const answer = await fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ faults: rules }),
    })
    expect(answer.ok).toBe(true)
}

beforeAll(async () => {
    delivered = await startDelivered()
    undisturbed = await trackerState(delivered.sandbox.url)
})
afterAll(() => delivered.end())

describe('from the first record on', () => {
    beforeEach(async () => {
        sandbox = await startSandboxProcess()
        setup = connectorSetup()
    })

    afterEach(async () => {
        setup.remove()
        await sandbox.stop()
    })

    it('leaves DHIS2 as an undisturbed run does, though it was killed again and again', async () => {
        await setFaults([{ kind: 'latency', milliseconds: 60, method: 'POST', path: '/api/tracker' }])
        for (const [objects, later] of KILLS) {
            const { signal } = await sync((child) => void killAfter(child, objects, later))
            expect(signal).toBe('SIGKILL')
        }
        expect(await trackerState(sandbox.url)).not.toEqual(undisturbed)
        expect(await sync()).toMatchObject({ code: SOME_ROWS_LEFT })
        expect(await trackerState(sandbox.url)).toEqual(undisturbed)
    })

    it('gets through busy answers, cut connections and lost answers in one run', async () => {
        await setFaults([
            { kind: 'unavailable', retryAfter: 1, method: 'POST', path: '/api/tracker', times: 2 },
            { kind: 'cut-before', method: 'POST', path: '/api/tracker', times: 2 },
            { kind: 'cut-after', method: 'POST', path: '/api/tracker', times: 3 },
            { kind: 'cut-before', method: 'GET', path: '/api/tracker', times: 2 },
        ])
        expect(await sync()).toMatchObject({ code: SOME_ROWS_LEFT })
        expect(await trackerState(sandbox.url)).toEqual(undisturbed)
    })
})

it('sends nothing when nothing changed', async () => {
    ;({ sandbox, setup } = delivered)
    await setFaults([{ kind: 'unavailable', method: 'POST' }])
    const again = await sync()
    expect(again).toMatchObject({ code: SOME_ROWS_LEFT, stdout: expect.stringContaining('Nothing changed in DHIS2') })
})
