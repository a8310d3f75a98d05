import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { connectorSetup, sampleFolder, secondExport, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'

/** Columns of the sample that tell who somebody is. Every cell in them is a marked value. */
const MARKED: Record<string, readonly string[]> = {
    'clients.csv': ['m2m_client_id', 'case_id', 'CCC No', 'nupi', 'first_name', 'last_name', 'date_of_birth', 'phone', 'village'],
    'infants.csv': ['infant_id', 'mother_client_id', 'hei_no'],
}
/** Shorter ones are also syllables of other words. */
const SHORTEST = 5
/** In the hashes of a ledger, shorter ones stand by chance. */
const SHORTEST_IN_HASHES = 9
/** Some birth dates of the sample are wrong on purpose and are days of visits as well. */
const isRecentDay = (value: string): boolean => /^202[4-9]-/.test(value)

const markedValues = (): string[] => {
    const values = Object.entries(MARKED).flatMap(([file, columns]) => {
        const rows = parse(readFileSync(join(sampleFolder, file)), {
            columns: true,
            bom: true,
            relax_column_count: true,
            skip_records_with_error: true,
        }) as Record<string, string>[]
        return rows.flatMap((row) => columns.map((column) => (row[column] ?? '').trim()))
    })
    return [...new Set(values)].filter((value) => value.length >= SHORTEST && !isRecentDay(value))
}

/** What is said of people: the partner's own record ids are left out, which the outcomes file is for. */
const withoutRecordIds = (outcomes: string): string =>
    outcomes
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.stringify({ ...(JSON.parse(line) as object), source_record_id: '' }))
        .join('\n')

let sandbox: RunningSandbox
let setup: ConnectorSetup
const marked = markedValues()
/** words that messages consist of anyway */
const innocent = /^(unknown|refused|clients)$/i

/** Looked for by their beginnings: a ledger is large, and there are thousands of values. */
const byBeginning = new Map<string, string[]>()
for (const value of marked.filter((one) => !innocent.test(one))) {
    const beginning = value.slice(0, SHORTEST)
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), value])
}

const found = (text: string, shortest = SHORTEST): string[] => {
    const there = new Set<string>()
    for (let at = 0; at + SHORTEST <= text.length; at++) {
        for (const value of byBeginning.get(text.slice(at, at + SHORTEST)) ?? []) {
            if (value.length >= shortest && text.startsWith(value, at)) {
                there.add(value)
            }
        }
    }
    return [...there]
}

const setFaults = (faults: unknown[]) =>
    fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ faults }),
    })

beforeAll(async () => {
    sandbox = await startSandboxProcess()
    setup = connectorSetup()
})
afterAll(async () => {
    setup.remove()
    await sandbox.stop()
})

it('has values to look for', () => {
    expect(marked.length).toBeGreaterThan(1000)
    expect(found(readFileSync(join(sampleFolder, 'clients.csv'), 'utf8')).length).toBeGreaterThan(1000)
})

it('no name, number, phone or birth date leaves a run or its failures, nor stands in the ledger in clear', async () => {
    const outcomes = join(setup.folder, 'outcomes.jsonl')
    const sync = (...more: string[]) =>
        kmmp(['sync', '--config', setup.config, '--outcomes', outcomes, ...more], { env: setup.env(sandbox.url) })
    await setFaults([{ kind: 'unavailable', method: 'POST', path: '/api/tracker' }])
    const brokenOff = await sync('--json', '--debug')
    await setFaults([{ kind: 'cut-after', method: 'POST', path: '/api/tracker', times: 1 }])
    const whole = await sync()
    const again = await sync('--json')
    const checked = await kmmp(['check', '--config', setup.config], { env: setup.env(sandbox.url) })
    const figures = await kmmp(['aggregate', '--config', setup.config, '--json'], { env: setup.env(sandbox.url) })
    const runs = [brokenOff, whole, again, checked, figures]
    expect(runs.map(({ code }) => code)).toEqual([12, 10, 10, 0, 0])
    expect(found(runs.map(({ stdout, stderr }) => stdout + stderr).join('\n'))).toEqual([])
    expect(found(withoutRecordIds(readFileSync(outcomes, 'utf8')))).toEqual([])
    const ledger = readdirSync(setup.folder).filter((name) => name.startsWith('kmmp.db'))
    expect(ledger).toContain('kmmp.db')
    expect(found(ledger.map((name) => readFileSync(join(setup.folder, name), 'latin1')).join('\n'), SHORTEST_IN_HASHES)).toEqual([])
})

it('what staff are told and asked in DHIS2 names nobody', async () => {
    const answer = await fetch(`${sandbox.url}/api/dataStore/mentor-mothers?fields=.&paging=false`, {
        headers: { authorization: `Basic ${btoa('coordinator:Demo-1234')}` },
    })
    const text = await answer.text()
    expect(text).toContain('"candidates"')
    expect(found(text)).toEqual([])
})

describe('the operator’s commands', () => {
    afterAll(() => rmSync(join(tmpdir(), `kmmp-${process.pid}.plan`), { force: true }))
    const ask = (args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(sandbox.url) })
    const COMMANDS = [
        ['status'],
        ['rejects'],
        ['reviews'],
        ['explain', 'clients.csv:10'],
        ['explain', 'clients.csv:4'],
        ['explain', 'KE-13077-00004'],
        ['reconcile', '--records'],
        ['retry', '--reason', 'FACILITY_UNKNOWN'],
        ['audit', 'verify'],
        ['audit', 'show'],
        ['plan', '--out', join(tmpdir(), `kmmp-${process.pid}.plan`)],
        ['reviews', '1', 'nonsense'],
    ]

    it.each(COMMANDS.map((args) => [args.join(' '), args] as const))(
        'kmmp %s tells of nobody, to people or to machines',
        async (_, args) => {
            const answers = await Promise.all([ask(args), ask([...args, '--json']), ask([...args, '--debug'])])
            const said = answers.map(({ stdout, stderr }) => stdout + stderr)
            said.forEach((text) => expect(text).not.toBe(''))
            expect(found(said.join('\n').replaceAll(args.at(-1) ?? '', ''))).toEqual([])
        }
    )

    it('a plan holds no value unless it is asked for, nor does carrying it out tell any', async () => {
        const plan = join(setup.folder, 'kmmp.plan')
        const grown = connectorSetup(secondExport, setup.folder)
        const run = (...args: string[]) => kmmp([...args, '--config', grown.config], { env: grown.env(sandbox.url) })
        await run('plan', '--out', plan)
        const applied = [await run('apply', plan, '--json', '--debug'), await run('apply', plan)].map(
            ({ stdout, stderr }) => stdout + stderr
        )
        grown.remove()
        applied.forEach((said) => expect(said).not.toBe(''))
        expect(found(applied.join('\n'))).toEqual([])
        expect(readFileSync(plan, 'utf8')).toContain('"do":"create"')
        expect(found(readFileSync(plan, 'utf8'), SHORTEST_IN_HASHES)).toEqual([])
        expect(statSync(plan).mode & 0o077).toBe(0)
    })

    it('a copy of the ledger holds nobody in clear', async () => {
        const copy = join(setup.folder, 'copy.db')
        expect(await ask(['ledger', 'backup', copy])).toMatchObject({ code: 0 })
        expect(found(readFileSync(copy, 'latin1'), SHORTEST_IN_HASHES)).toEqual([])
    })

    it('what is written to be corrected can be read by its owner only, and given back without a word of anybody', async () => {
        const folder = join(setup.folder, 'rejects')
        const { stdout, stderr } = await ask(['rejects', '--csv', folder])
        expect(found(stdout + stderr)).toEqual([])
        const list = join(setup.folder, 'xref.csv')
        const listed = await ask(['xref', '--csv', list])
        expect(found(listed.stdout + listed.stderr)).toEqual([])
        for (const file of [...readdirSync(folder).map((name) => join(folder, name)), list]) {
            expect(statSync(file).mode & 0o077).toBe(0)
            expect(found(readFileSync(file, 'utf8')).length).toBeGreaterThan(0)
        }
        const corrected = [await ask(['sync', '--corrections', folder, '--json', '--debug']), await ask(['sync', '--corrections', folder])]
        const said = corrected.map(({ stdout, stderr }) => stdout + stderr)
        said.forEach((text) => expect(text).not.toBe(''))
        expect(found(said.join('\n'))).toEqual([])
    })
})
