import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sampleFolder } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'

let folder: string
let sandbox: RunningSandbox

/** Names under which this partner sends its files and columns. */
const FILES = { 'clients.csv': 'People.csv', 'infants.csv': 'Babies.csv', 'visits.csv': 'Seen.csv' }
const COLUMNS: Record<string, string> = {
    first_name: 'First names',
    last_name: 'Last names',
    enrol_date: 'Enrolled date',
    visit_date: 'Visits date',
    hei_no: 'HEI no.',
    birth_weight: 'Birth weights',
}

beforeAll(async () => {
    sandbox = await startSandboxProcess()
    folder = mkdtempSync(join(tmpdir(), 'new-partner-'))
    mkdirSync(join(folder, 'export'))
    for (const [from, to] of Object.entries(FILES)) {
        const options = { bom: true, delimiter: [',', ';'], relax_column_count: true, relax_quotes: true }
        const [header = [], ...rows]: string[][] = parse(readFileSync(join(sampleFolder, from)), options)
        const lines = [header.map((name) => COLUMNS[name] ?? name), ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(';'))
        writeFileSync(join(folder, 'export', to), lines.join('\r\n'))
    }
})
afterAll(async () => {
    await sandbox.stop()
    rmSync(folder, { recursive: true })
})

const config = () => join(folder, 'kmmp.yaml')
const run = (...args: string[]) => kmmp([...args, '--config', config()], { env: { KMMP_USER: 'connector', KMMP_PASSWORD: 'Demo-1234' } })

test('an export never seen before comes from kmmp init to a delivered run, by commands alone', async () => {
    const init = await run('init', '--export', join(folder, 'export'), '--name', 'imara', '--url', sandbox.url)
    expect(init).toMatchObject({ code: 0, stderr: '' })
    expect(init.stdout).toContain('People.csv: read as clients')
    expect(init.stdout).toContain('check: "Birth weights" is taken for birth_weight, by likeness of names')
    expect(init.stdout).not.toContain('needed, not found')

    expect(await run('mapping', 'check')).toMatchObject({ code: 0, stdout: expect.stringContaining('imara: the mapping fits DHIS2') })
    expect(await run('mapping', 'suggest')).toMatchObject({ code: 0, stderr: '' })
    expect(await run('mapping', 'test')).toMatchObject({ code: 0, stdout: expect.stringContaining('no tests') })

    const asOf = ['--as-of', '2026-10-31']
    const first = await run('sync', ...asOf)
    expect(first.code).toBe(10)
    expect(Number(/all\s+[\d,]+\s+([\d,]+)/.exec(first.stdout)?.[1]?.replace(',', ''))).toBeGreaterThan(2900)

    writeFileSync(
        join(folder, 'export', 'People.csv'),
        readFileSync(join(folder, 'export', 'People.csv'), 'utf8').replace('"village"', '"Villages"')
    )
    const again = await run('sync', ...asOf)
    expect(again.stdout).toContain('People.csv: no longer has "village".')
    expect(again.stdout).toContain('People.csv: now has "Villages".')
    expect((await run('mapping', 'suggest')).stdout).toContain('"Villages" may be village. If so: aliases: { village: [Villages] }')
})
