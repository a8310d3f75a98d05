import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connectorSetup, secondExport, type ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'

const root = resolve(__dirname, '../..')
let delivered: Delivered
let setup: ConnectorSetup
beforeAll(async () => {
    delivered = await startDelivered()
    setup = connectorSetup(secondExport, delivered.setup.folder)
})
afterAll(async () => {
    setup.remove()
    await delivered.end()
})

/** One night, as cron or systemd starts it. */
const night = (url: string): Promise<{ code: number; said: string }> => {
    const env = {
        ...process.env,
        ...setup.env(url),
        KMMP_HOME: setup.folder,
        KMMP_METRICS: join(setup.folder, 'kmmp.prom'),
        KMMP: `${join(root, 'node_modules/.bin/node')} ${join(root, 'bin/kmmp.mjs')}`,
    }
    return new Promise((done) =>
        execFile(join(root, 'deploy/nightly.sh'), [], { env }, (error, stdout, stderr) =>
            done({ code: Number(error?.code ?? 0), said: stdout + stderr })
        )
    )
}
const copies = (): string[] => readdirSync(join(setup.folder, 'backup'))

test('a night carries the records, counts the figures and copies the ledger; rows that wait are told by its exit code', async () => {
    const { code, said } = await night(delivered.sandbox.url)
    expect(code).toBe(10)
    expect(said).toContain('Written to DHIS2')
    expect(said).toContain('Copied to backup/kmmp-')
    expect(readFileSync(join(setup.folder, 'kmmp.prom'), 'utf8')).toContain('kmmp_run_exit_code{source="m2m"} 10')
    expect(copies()).toEqual([expect.stringMatching(/^kmmp-\d{8}-\d{6}\.db$/)])
})

test('copies of more than two weeks ago go', async () => {
    const old = join(setup.folder, 'backup', 'kmmp-20260101-021000.db')
    writeFileSync(old, '')
    utimesSync(old, new Date('2026-01-01'), new Date('2026-01-01'))
    expect((await night(delivered.sandbox.url)).code).toBe(10)
    expect(copies()).not.toContain('kmmp-20260101-021000.db')
})

test('when DHIS2 is not there the night ends with 12, to be tried again, and nothing else is done', async () => {
    const before = copies()
    expect((await night('http://127.0.0.1:9')).code).toBe(12)
    expect(copies()).toEqual(before)
})
