import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Console } from '../console.ts'
import { Failure } from '../failure.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { init } from './init.ts'

const root = resolve(__dirname, '../..')
let folder: string
let said: string[]
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'init-'))
    mkdirSync(join(folder, 'export'))
    said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const out: Console = {
    say: (text) => void said.push(text),
    show: () => undefined,
    report: () => undefined,
    figures: () => undefined,
    fail: () => 1,
    progress: () => ({ add: () => undefined, stop: () => undefined }),
}
const put = (file: string, header: string): void => writeFileSync(join(folder, 'export', file), `${header}\n`)
const run = (path = join(folder, 'export')): Promise<number> =>
    init({ export: path, name: 'imara', url: 'https://dhis2.example.org', config: join(folder, 'kmmp.yaml') }, root, out)

const CLIENTS =
    'Record Id,Facility MFL,Mentor mother id,Client Id,First names,Last name,Date of birth,Sex,Phone,Client types,Enrolment date,Consent data,Shoe size'
const VISITS =
    'Record Id,Facility MFL,Mentor mother id,Visit Id,Client Id,Visits date,Visit type,Service point,ANC contact,Adherence,TB status,Next appointment'

test('an export with other names of files and columns gives a mapping that can be read, and a configuration', async () => {
    put('People 2026.csv', CLIENTS)
    put('Seen.csv', VISITS)
    put('Fuel.csv', 'car,litres')
    expect(await run()).toBe(0)
    const mapping = await loadMapping(join(folder, 'mappings', 'imara'))
    expect(mapping.file.source).toBe('imara')
    expect(JSON.stringify(mapping.file)).toContain('"SOURCE_PARTNER":{"value":"OTHER_IP"')
    const inExport = mapping.streams.filter(({ optional }) => !optional)
    expect(inExport.map(({ name, file }) => [name, file])).toEqual([
        ['clients', 'People 2026.csv'],
        ['visits', 'Seen.csv'],
    ])
    const aliasesOf = (stream: number, name: string) => inExport[stream]?.columns.find((column) => column.name === name)?.aliases
    expect(aliasesOf(0, 'first_name')).toContain('First names')
    expect(aliasesOf(1, 'visit_date')).toContain('Visits date')
    const yaml = readFileSync(join(folder, 'kmmp.yaml'), 'utf8')
    expect(yaml).toContain("password: '${KMMP_PASSWORD}'")
    expect(yaml).toContain('imara: { type: csv, path: "export", mapping: mappings/imara }')
})

test('it says what it took for what, and what it did not read', async () => {
    put('People 2026.csv', CLIENTS)
    put('Fuel.csv', 'car,litres')
    await run()
    expect(said).toContainEqual(expect.stringMatching(/^People 2026\.csv: read as clients; \d+ columns found, not read: Shoe size\.$/))
    expect(said).toContainEqual('    check: "First names" is taken for first_name')
    expect(said).toContainEqual('Fuel.csv: resembles no file that is known; it is not read.')
})

test('the sample export is recognised whole', async () => {
    await run(join(root, 'mappings/m2m-csv/sample-second'))
    const mapping = await loadMapping(join(folder, 'mappings', 'imara'))
    const template = await loadMapping(join(root, 'mappings/m2m-csv'))
    expect(mapping.streams.map(({ name, file }) => [name, file])).toEqual(template.streams.map(({ name, file }) => [name, file]))
    expect(said.filter((text) => text.includes('check:') || text.includes('needed'))).toEqual([])
})

test('nothing that is there is overwritten', async () => {
    put('People.csv', CLIENTS)
    await run()
    await expect(run()).rejects.toBeInstanceOf(Failure)
})

test('an export that resembles nothing says what to do, and writes nothing', async () => {
    put('Fuel.csv', 'car,litres')
    await expect(run()).rejects.toMatchObject({ next: expect.stringContaining('example-register') })
    await expect(loadMapping(join(folder, 'mappings', 'imara'))).rejects.toBeInstanceOf(Failure)
})
