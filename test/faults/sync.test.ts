import type { ChildProcess } from 'node:child_process'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectorSetup, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'
import { trackerState } from '../trackerState.ts'

/** Finished, with the rows of the sample that are refused or parked on purpose. */
const SOME_ROWS_LEFT = 10
/** How far the killed runs get, as shares of their outcomes, and how many milliseconds later they die: anywhere between two pages. */
const KILLS = [
    [0.05, 40],
    [0.3, 7],
    [0.6, 23],
    [0.85, 0],
] as const

let undisturbed: unknown
let outcomesSize: number
let sandbox: RunningSandbox
let setup: ConnectorSetup
const outcomes = () => join(setup.folder, 'outcomes.jsonl')
const sync = (whileRunning?: (child: ChildProcess) => void) =>
    kmmp(['sync', '--config', setup.config, '--outcomes', outcomes()], { env: setup.env(sandbox.url), whileRunning })

/** Kills a run once it has told the outcomes of a share of its rows. */
const killAt = async (child: ChildProcess, share: number, later: number) => {
    const part = `${outcomes()}.part`
    rmSync(part, { force: true })
    while (child.exitCode === null && (!existsSync(part) || statSync(part).size < share * outcomesSize)) {
        await sleep(2)
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
    sandbox = await startSandboxProcess()
    setup = connectorSetup()
    expect(await sync()).toMatchObject({ code: SOME_ROWS_LEFT })
    outcomesSize = statSync(outcomes()).size
    undisturbed = await trackerState(sandbox.url)
    setup.remove()
    await sandbox.stop()
})

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
    for (const [share, later] of KILLS) {
        const { signal } = await sync((child) => void killAt(child, share, later))
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

it('sends nothing when nothing changed', async () => {
    await sync()
    await setFaults([{ kind: 'unavailable', method: 'POST' }])
    const again = await sync()
    expect(again).toMatchObject({ code: SOME_ROWS_LEFT, stdout: expect.stringContaining('Nothing changed in DHIS2') })
})
