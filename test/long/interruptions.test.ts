import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { writeExport } from '../bench/exportFile.ts'
import { connectorSetup, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'
import { trackerState } from '../trackerState.ts'

/** One row is a person, an enrollment and two events. */
const ROWS = 5000
/** Rounds start anew, so that kills meet first runs, resumed runs and unchanged ones. */
const [ROUNDS, KILLS_A_ROUND] = [5, 10]
const SEED = Number(process.env.SEED ?? 20261116)
/** The same key in all ledgers, so that their hashes can be compared. */
const KEY = 'ab'.repeat(32)
const [DONE, UNAVAILABLE] = [0, 12]

/** mulberry32: the same seed gives the same numbers. */
const randomNumbers = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}
const random = randomNumbers(SEED)

let sandbox: RunningSandbox
let setup: ConnectorSetup
let calm: { dhis2: unknown; ledger: unknown; milliseconds: number }

const begin = async () => {
    sandbox = await startSandboxProcess()
    setup = connectorSetup()
    const folder = join(setup.folder, 'export')
    mkdirSync(folder)
    const file = join(folder, 'clients.csv')
    await writeExport(file, ROWS)
    const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
    writeFileSync(file, [`${header},source_system`, ...lines.map((line) => `${line},COMMCARE`), ''].join('\n'))
    const target = '{ url: "${KMMP_URL}", user: "${KMMP_USER}", password: "${KMMP_PASSWORD}" }'
    const source = `{ type: csv, path: ./export, mapping: ${JSON.stringify(join(__dirname, 'mapping'))} }`
    writeFileSync(setup.config, `targets: { tracker: ${target} }\nledger: ./kmmp.db\nsources: { bench: ${source} }\n`)
}
const end = async () => {
    setup.remove()
    await sandbox.stop()
}

const sync = (killAfter?: number) =>
    kmmp(['sync', '--config', setup.config, '--as-of', '2026-11-14'], {
        env: { ...setup.env(sandbox.url), KMMP_LEDGER_KEY: KEY },
        whileRunning: (child) => {
            if (killAfter !== undefined) {
                setTimeout(() => child.kill('SIGKILL'), killAfter)
            }
        },
    })

/** All that the ledger knows of rows and objects, but not which run it was. */
const ledgerState = () => {
    const database = new DatabaseSync(join(setup.folder, 'kmmp.db'), { readOnly: true })
    const rows = database.prepare('select key, content, outcome, reason, file, row, source from source_row order by key').all()
    const objects = database
        .prepare('select uid, kind, owner, tracked_entity, fields, linked, enrollment, program_stage, status, day from object order by uid')
        .all()
    database.close()
    return { rows, objects }
}

const setFaults = async (faults: unknown[]) => {
    const answer = await fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ faults, seed: SEED }),
    })
    expect(answer.ok).toBe(true)
}

const expectAsUndisturbed = async () => {
    expect(await trackerState(sandbox.url)).toEqual(calm.dhis2)
    expect(ledgerState()).toEqual(calm.ledger)
}

beforeAll(async () => {
    await begin()
    const started = Date.now()
    expect(await sync()).toMatchObject({ code: DONE })
    calm = { milliseconds: Date.now() - started, dhis2: await trackerState(sandbox.url), ledger: ledgerState() }
    await end()
})

beforeEach(begin)
afterEach(end)

it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    `round %i: killed ${KILLS_A_ROUND} times anywhere, DHIS2 and ledger end as undisturbed (seed ${SEED})`,
    async () => {
        let killed = 0
        let lasts = calm.milliseconds
        for (let tries = 0; killed < KILLS_A_ROUND && tries < 10 * KILLS_A_ROUND; tries++) {
            const started = Date.now()
            const { signal } = await sync(random() * lasts)
            if (signal === 'SIGKILL') {
                killed++
            } else {
                // little is left to do by now
                lasts = Date.now() - started
            }
        }
        expect(killed).toBe(KILLS_A_ROUND)
        expect(await sync()).toMatchObject({ code: DONE })
        await expectAsUndisturbed()
    }
)

const TRACKER = { method: 'POST', path: '/api/tracker' }

it.each([
    ['503 with Retry-After', [{ kind: 'unavailable', retryAfter: 1, chance: 0.3, ...TRACKER }]],
    ['409 without a report', [{ kind: 'conflict', chance: 0.3, ...TRACKER }]],
    ['connections cut before and after', ['cut-before', 'cut-after'].map((kind) => ({ kind, chance: 0.2, ...TRACKER }))],
    ['silently ignored objects', [{ kind: 'ignored', chance: 0.3, ...TRACKER }]],
    ['slow answers', [{ kind: 'latency', milliseconds: 500, ...TRACKER }]],
])('under %s, DHIS2 and ledger end as undisturbed', async (_, faults) => {
    await setFaults(faults)
    const codes: (number | null)[] = []
    for (let run = 0; run < 10 && codes.at(-1) !== DONE; run++) {
        codes.push((await sync()).code)
    }
    await setFaults([])
    await sync()
    expect(codes.filter((code) => code === 1)).toEqual([])
    await expectAsUndisturbed()
})

it('a server that is away: nothing is lost, exit 12, and the next run finishes', async () => {
    await setFaults([{ kind: 'cut-before', path: '/api/tracker' }])
    expect(await sync()).toMatchObject({ code: UNAVAILABLE })
    await setFaults([])
    expect(await sync()).toMatchObject({ code: DONE })
    await expectAsUndisturbed()
})
