import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorSetup, secondExport, type ConnectorSetup } from '../connectorSetup.ts'
import { startDelivered, type Delivered } from '../delivered.ts'
import { kmmp } from '../kmmp.ts'

const [CONFIGURATION, ROWS_LEFT, LIMIT] = [2, 10, 11]
const NOWHERE = 'http://127.0.0.1:9'

let delivered: Delivered
/** before its first run */
let fresh: ConnectorSetup
/** at the partner's second export */
let next: ConnectorSetup
beforeAll(async () => {
    delivered = await startDelivered()
    fresh = connectorSetup()
    next = connectorSetup(secondExport, delivered.setup.folder)
})
afterAll(async () => {
    fresh.remove()
    next.remove()
    await delivered.end()
})

const run = (url: string, { config, env }: ConnectorSetup, ...args: string[]) => kmmp([...args, '--config', config], { env: env(url) })
const planOffline = ({ folder, ...setup }: ConnectorSetup) => {
    const [plan, outcomes] = [join(folder, 'kmmp.plan'), join(folder, 'offline.jsonl')]
    return run(NOWHERE, { folder, ...setup }, 'plan', '--offline', '--out', plan, '--outcomes', outcomes).then((finished) => ({
        ...finished,
        plan,
        outcomes,
    }))
}
/** What is said of each row. */
const said = (outcomes: string) =>
    readFileSync(outcomes, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<'file' | 'row' | 'outcome' | 'reason' | 'column', string>)
        .map(({ file, row, outcome, reason, column }) => [file, row, outcome, reason, column].join(' '))
        .toSorted()

it('without network nothing is planned before DHIS2 was asked once', async () => {
    expect(await planOffline(fresh)).toMatchObject({ code: CONFIGURATION, stderr: expect.stringContaining('Run kmmp check once') })
})

it('without network a plan says of each row what a first run would say', async () => {
    await run(delivered.sandbox.url, fresh, 'check')
    const { code, stdout, outcomes } = await planOffline(fresh)
    expect(code).toBe(ROWS_LEFT)
    expect(stdout).toMatch('as far as it can be told without DHIS2')
    expect(said(outcomes)).toEqual(said(delivered.outcomes))
})

it('and what a run of the next export would say; what was not seen cannot be applied', async () => {
    const { url } = delivered.sandbox
    await run(url, next, 'check')
    const { outcomes, plan } = await planOffline(next)
    expect(await run(url, next, 'apply', plan)).toMatchObject({ code: LIMIT, stderr: expect.stringContaining('made without DHIS2') })
    const carried = join(next.folder, 'outcomes.jsonl')
    await run(url, next, 'sync', '--outcomes', carried)
    expect(said(outcomes)).toEqual(said(carried))
})
