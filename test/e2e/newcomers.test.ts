import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadMapping } from '../../connector/mapping/loadMapping.ts'
import { kmmp, startSandboxProcess, type Finished, type RunningSandbox } from '../kmmp.ts'
import type { InventedColumn, InventedExport } from './newcomers/invented.ts'
import { jirani } from './newcomers/jirani.ts'
import { mwanzo } from './newcomers/mwanzo.ts'
import { northstar } from './newcomers/northstar.ts'
import { nuru } from './newcomers/nuru.ts'
import { pendo } from './newcomers/pendo.ts'
import { recognised } from './newcomers/recognised.ts'
import { tulia } from './newcomers/tulia.ts'
import { tumaini } from './newcomers/tumaini.ts'
import { upendo } from './newcomers/upendo.ts'
import { writeExport } from './newcomers/writeExport.ts'

let sandbox: RunningSandbox
let folder: string
beforeAll(async () => {
    sandbox = await startSandboxProcess()
    folder = mkdtempSync(join(tmpdir(), 'newcomers-'))
})
afterAll(async () => {
    await sandbox.stop()
    rmSync(folder, { recursive: true })
})

/** A data officer's command, in the folder of a partner. */
const run = (partner: InventedExport, ...args: string[]): Promise<Finished> =>
    kmmp([...args, '--config', join(folder, partner.name, 'kmmp.yaml')], {
        env: { KMMP_USER: 'connector', KMMP_PASSWORD: 'Demo-1234' },
    })
const mappingFile = (partner: InventedExport, file: string): string => join(folder, partner.name, 'mappings', partner.name, file)
const AS_OF = ['--as-of', '2026-11-15']

/** What a data officer changes in a file of the mapping. */
const edit = (partner: InventedExport, file: string, changes: readonly (readonly [from: string, to: string])[]): void => {
    let text = readFileSync(mappingFile(partner, file), 'utf8')
    for (const [from, to] of changes) {
        expect(text).toContain(from)
        text = text.replace(from, to)
    }
    writeFileSync(mappingFile(partner, file), text)
}

/** Headings that even a person must think about. */
const MISSED: Record<string, string[]> = {
    upendo: ['When did she start ART?', 'Does she agree that her data are shared?'],
}

test.each([tumaini, jirani, northstar, mwanzo, upendo, pendo, tulia, nuru])(
    'kmmp init takes no column of $name for what it is not, and misses few',
    async (partner) => {
        await writeExport(partner, join(folder, partner.name, 'export'))
        const init = await run(
            partner,
            'init',
            '--export',
            join(folder, partner.name, 'export'),
            '--name',
            partner.name,
            '--url',
            sandbox.url
        )
        expect(init).toMatchObject({ code: 0, stderr: '' })
        const { right, wrong, missed } = recognised(await loadMapping(join(folder, partner.name, 'mappings', partner.name)), partner)
        expect(wrong).toEqual([])
        expect(missed.map((one) => /"(.*)"/.exec(one)?.[1])).toEqual(MISSED[partner.name] ?? [])
        expect(right).toBeGreaterThan(15)
        expect(await run(partner, 'mapping', 'check')).toMatchObject({ code: 0, stderr: '' })
    }
)

test('a register with infants beside their mothers comes from init to a reviewed plan to a clean nightly run without an edit', async () => {
    const plan = join(folder, 'tumaini.plan')
    expect(await run(tumaini, 'check')).toMatchObject({ code: 0, stderr: '' })
    const planned = await run(tumaini, 'plan', '--out', plan, ...AS_OF)
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    expect(planned.stdout).toMatch(/#Mothers\/infants 1 +40 +40 /)
    expect(planned.stdout).toMatch(/#Mothers\/infants 2 +4 +4 /)
    expect(await run(tumaini, 'apply', plan)).toMatchObject({ code: 0, stderr: '' })
    const nightly = await run(tumaini, 'sync', ...AS_OF)
    expect(nightly).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing changed in DHIS2.') })
    const reconciled = await run(tumaini, 'reconcile', '--records')
    expect(reconciled.stdout).toMatch(/#Mothers +40 +40( +0){5}$/m)
    expect(reconciled.stdout).toMatch(/#Mothers\/infants +44 +44( +0){5}$/m)
    const explained = await run(tumaini, 'explain', 'TU/1001/1')
    expect(explained).toMatchObject({ code: 0, stderr: '' })
    expect(explained.stdout).toContain('infants 1')
})

test('rows of a workbook that wait, a mother and an infant beside hers, are corrected in files of their own and given back', async () => {
    const [mothers, ...others] = tumaini.tables
    const spoiled = (heading: string, row: number, cell: string) => (column: InventedColumn) =>
        column.heading === heading ? { ...column, cell: (at: number) => (at === row ? cell : column.cell(at)) } : column
    const columns = (mothers?.columns ?? []).map(spoiled('D.O.B', 40, '31/02/1990')).map(spoiled('Baby 1 Sex', 41, 'Unclear'))
    await writeExport(
        { name: 'tumaini', tables: [{ file: '', ...mothers, rows: 42, columns }, ...others] },
        join(folder, 'tumaini', 'export')
    )
    expect((await run(tumaini, 'sync', ...AS_OF)).code).toBe(10)
    const fix = join(folder, 'fix')
    await run(tumaini, 'rejects', '--csv', fix)
    expect(readdirSync(fix).sort()).toEqual(['PMTCT register - Mothers - clients.csv', 'PMTCT register - Mothers - infants.csv'])
    for (const [file, from, to] of [
        ['clients', '31/02/1990', '28/02/1990'],
        ['infants', 'Unclear', 'Girl'],
    ] as const) {
        const path = join(fix, `PMTCT register - Mothers - ${file}.csv`)
        const text = readFileSync(path, 'utf8')
        expect(text).toContain(from)
        writeFileSync(path, text.replace(from, to))
    }
    expect(await run(tumaini, 'sync', '--corrections', fix, ...AS_OF)).toMatchObject({ code: 0, stderr: '' })
    expect(await run(tumaini, 'sync', ...AS_OF)).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing changed in DHIS2.') })
})

test('forms for each kind of visit find their mothers by case and facility, and the next night has other file names', async () => {
    expect(await run(nuru, 'check')).toMatchObject({ code: 0, stderr: '' })
    const sync = await run(nuru, 'sync', ...AS_OF)
    expect(sync).toMatchObject({ code: 0, stderr: '' })
    expect(sync.stdout).toMatch(/ANC Visit.csv +40 +40 /)
    expect(sync.stdout).not.toContain('not read')
    const exportFolder = join(folder, 'nuru', 'export')
    for (const file of readdirSync(exportFolder)) {
        renameSync(join(exportFolder, file), join(exportFolder, file.replace('.csv', ' 2026-11-16T0500.csv')))
    }
    expect(await run(nuru, 'sync', ...AS_OF)).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing changed in DHIS2.') })
    await writeExport({ name: 'nuru', tables: nuru.tables.slice(1, 2) }, exportFolder)
    const twice = await run(nuru, 'sync', ...AS_OF)
    expect(twice.code).toBe(12)
    expect(twice.stdout).toContain('Leave only the newest there')
})

test('children in groups of columns, an age in place of a birth date, and words decided in one file', async () => {
    edit(pendo, 'mapping.yaml', [['sex: { as: option, options: OS_SEX, list: sex, required: true }', `sex: { cel: "'FEMALE'" }`]])
    edit(
        pendo,
        'partner-words.yaml',
        [
            ['Mathare North HC', '13077'],
            ['Ahero CH', '13468'],
            ['Dandora 2', '12912'],
        ].map(([name, code]) => [`# "${name}": "${code}"`, `"${name}": "${code}"`] as const)
    )
    const sync = await run(pendo, 'sync', ...AS_OF)
    expect(sync).toMatchObject({ code: 0, stderr: '' })
    expect(sync.stdout).toMatch(/#Mama na Watoto\/infants 2 +\d+ +\d+ +- +- +- +- +-/)
    expect(await run(pendo, 'explain', 'PD/001/2')).toMatchObject({ code: 0, stdout: expect.stringContaining('infants 2 row 1') })
})

test('a repeated group knows its mother by her form, and answers as numbers wait until a person has said what they mean', async () => {
    edit(tulia, 'partner-words.yaml', [
        ['# "1": "MALE"', '"1": "MALE"'],
        ['# "2": "FEMALE"', '"2": "FEMALE"'],
        ['# "mathare_north_hc": "13077"', '"mathare_north_hc": "13077"'],
        ['# "ahero_ch": "13468"', '"ahero_ch": "13468"'],
        ['# "dandora_2": "12912"', '"dandora_2": "12912"'],
    ])
    expect(await run(tulia, 'sync', ...AS_OF)).toMatchObject({ code: 0, stderr: '' })
})

test('facilities by the partner’s own names wait until a person has said which they are', async () => {
    const before = await run(jirani, 'sync', ...AS_OF)
    expect(before.code).toBe(10)
    expect(before.stdout).toMatch(/160 {2}FACILITY_UNKNOWN/)
    expect((await run(jirani, 'mapping', 'suggest')).stdout).toContain('# "Ahero CH": "13468" # Ahero County Hospital')
    const choices = [
        ['Mathare North HC', '13077'],
        ['Ahero CH', '13468'],
        ['Dandora 2', '12912'],
    ]
    edit(
        jirani,
        'partner-words.yaml',
        choices.map(([name, code]) => [`# "${name}": "${code}"`, `"${name}": "${code}"`] as const)
    )
    expect(await run(jirani, 'sync', ...AS_OF)).toMatchObject({ code: 0, stderr: '' })
    expect((await run(jirani, 'mapping', 'suggest')).stdout).not.toContain('Ahero')
    expect(await run(jirani, 'explain', 'JR-0001 01.03.2026 Kliniki ya wajawazito')).toMatchObject({ code: 0, stderr: '' })
})

test('what an export lacks is said in the mapping: all are women, and the consent stands in a question', async () => {
    edit(upendo, 'mapping.yaml', [
        ['sex: { as: option, options: OS_SEX, list: sex, required: true }', `sex: { cel: "'FEMALE'" }`],
        [
            'consent_data: { as: boolean, list: yes-no }',
            "consent_data: { as: boolean, list: yes-no, aliases: ['Does she agree that her data are shared?'] }",
        ],
    ])
    edit(upendo, 'partner-words.yaml', [
        ['        # "Her own"', '        "Her own": SELF\n        "Her partner": PARTNER\n        # "Her own"'],
    ])
    const check = await run(upendo, 'check')
    expect(check).toMatchObject({ code: 0, stderr: '' })
    expect(check.stdout).not.toContain('HEADER_UNKNOWN')
    expect(await run(upendo, 'sync', ...AS_OF)).toMatchObject({ code: 0, stderr: '' })
})
