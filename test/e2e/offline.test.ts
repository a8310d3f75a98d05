import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectorSetup, sampleFolder, secondExport, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess } from '../kmmp.ts'

const [ROWS_LEFT, CONFIGURATION, LIMIT] = [10, 2, 11]

let setup: ConnectorSetup
let exported: string
beforeAll(() => {
    const { folder } = connectorSetup()
    exported = join(folder, 'export')
    setup = connectorSetup(exported, folder)
})
afterAll(() => setup.remove())

const NOWHERE = 'http://127.0.0.1:9'
const run = (url: string, ...args: string[]) => kmmp([...args, '--config', setup.config], { env: setup.env(url) })
const file = (name: string) => join(setup.folder, name)
const outcomes = (name: string) =>
    new Map(
        readFileSync(file(name), 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<'file' | 'row' | 'outcome' | 'reason' | 'column', string>)
            .map(({ file: from, row, outcome, reason, column }) => [`${from} ${row}`, [outcome, reason, column].join(' ').trim()])
    )
const others = (some: Map<string, string>, than: Map<string, string>) =>
    [...some].filter(([place, said]) => than.get(place) !== said).map(([place, said]) => `${place}: ${said}, not ${than.get(place)}`)

it('without network a plan says of each row what a run would say', async () => {
    cpSync(sampleFolder, exported, { recursive: true })
    const unknown = await run(NOWHERE, 'plan', '--offline', '--out', file('offline.plan'))
    expect(unknown.code).toBe(CONFIGURATION)
    expect(unknown.stderr).toMatch('Run kmmp check once')

    const sandbox = await startSandboxProcess()
    expect((await run(sandbox.url, 'check')).code).toBe(0)
    const planned = await run(NOWHERE, 'plan', '--offline', '--out', file('offline.plan'), '--outcomes', file('offline.jsonl'))
    expect([planned.code, planned.stderr]).toEqual([ROWS_LEFT, ''])
    expect(planned.stdout).toMatch('as far as it can be told without DHIS2')

    const carried = await run(sandbox.url, 'sync', '--outcomes', file('first.jsonl'))
    expect(carried.code).toBe(ROWS_LEFT)
    expect(others(outcomes('offline.jsonl'), outcomes('first.jsonl'))).toEqual([])

    cpSync(secondExport, exported, { recursive: true })
    await run(NOWHERE, 'plan', '--offline', '--out', file('next.plan'), '--outcomes', file('next.jsonl'))
    const applied = await run(sandbox.url, 'apply', file('next.plan'))
    expect(applied.code).toBe(LIMIT)
    expect(applied.stderr).toMatch('made without DHIS2')
    await run(sandbox.url, 'sync', '--outcomes', file('second.jsonl'))
    expect(others(outcomes('next.jsonl'), outcomes('second.jsonl'))).toEqual([])
    await sandbox.stop()
})
