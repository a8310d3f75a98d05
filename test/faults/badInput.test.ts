import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startFakeDhis2 } from '../../connector/dhis2/fakeDhis2.ts'
import { connectorSetup, sampleFolder, type ConnectorSetup } from '../connectorSetup.ts'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp } from '../kmmp.ts'

const CONFIGURATION = 2
const UNAVAILABLE = 12
const root = resolve(__dirname, '..', '..')

let delivered: Delivered
let setup: ConnectorSetup
const env = () => setup.env(delivered.sandbox.url)
const file = (name: string) => join(setup.folder, name)

beforeAll(async () => void (delivered = await startDelivered()))
afterAll(() => delivered.end())
beforeEach(() => {
    setup = connectorSetup()
    cpSync(sampleFolder, file('export'), { recursive: true })
    cpSync(join(root, 'mappings'), file('mappings'), { recursive: true })
    change(setup.config, (text) => text.replace(/path: "[^"]*"/, 'path: ./export'))
})
afterEach(() => setup.remove())

/** The ledger of the run that delivered the sample, in place of none. */
const takeLedger = () => ['kmmp.db', 'kmmp.db.key'].forEach((name) => cpSync(join(delivered.setup.folder, name), file(name)))

const change = (path: string, edit: (text: string) => string) => {
    const before = readFileSync(path, 'utf8')
    const after = edit(before)
    expect(after).not.toBe(before)
    writeFileSync(path, after)
}

const ledgerHash = () =>
    existsSync(file('kmmp.db'))
        ? createHash('sha256')
              .update(readFileSync(file('kmmp.db')))
              .digest('hex')
        : 'none'

/** Runs a sync that must fail: one clear message with a next step, no stack, and the ledger as it was. */
const failing = async (environment = env()) => {
    const before = ledgerHash()
    const { code, stdout, stderr } = await kmmp(['sync', '--config', setup.config], { env: environment })
    expect(stderr).toMatch(/\n {2}next: {2}\S/)
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at /)
    expect(ledgerHash()).toBe(before)
    return { code, stderr }
}

describe('sync says what is wrong, where, and what to do', () => {
    it('when there is no configuration', async () => {
        rmSync(setup.config)
        expect(await failing()).toEqual({ code: CONFIGURATION, stderr: expect.stringContaining('The configuration cannot be read.') })
    })

    it('when the configuration has a mistake, with its line', async () => {
        change(setup.config, (text) => text.replace('ledger:', 'leger:'))
        expect(await failing()).toEqual({ code: CONFIGURATION, stderr: expect.stringMatching(/leger[\s\S]*kmmp\.yaml:3:1/) })
    })

    it('when a secret stands in the configuration', async () => {
        change(setup.config, (text) => text.replace('"${KMMP_PASSWORD}"', 'Marked-1234'))
        const { code, stderr } = await failing()
        expect([code, stderr]).toEqual([CONFIGURATION, expect.stringContaining('A secret stands in the file.')])
        expect(stderr).not.toContain('Marked-1234')
    })

    it('when an environment variable is missing', async () => {
        const { code, stderr } = await failing({ ...env(), KMMP_PASSWORD: '' })
        expect([code, stderr]).toEqual([CONFIGURATION, expect.stringContaining('KMMP_PASSWORD is not set')])
    })

    it('when no file of the export is there', async () => {
        rmSync(file('export'), { recursive: true })
        mkdirSync(file('export'))
        expect(await failing()).toEqual({ code: UNAVAILABLE, stderr: expect.stringContaining('clients.csv is not in') })
    })

    it('when the mapping has a mistake, with file, line and column', async () => {
        change(file('mappings/m2m-csv/mapping.yaml'), (text) => text.replace('key: source_record_id', 'kee: source_record_id'))
        expect(await failing()).toEqual({
            code: CONFIGURATION,
            stderr: expect.stringMatching(/mapping\.yaml:\d+:\d+[\s\S]*"kee" is not known/),
        })
    })

    it('when the mapping names what DHIS2 does not have', async () => {
        change(file('mappings/m2m-csv/mapping.yaml'), (text) => text.replace('GIVEN_NAME:', 'GIVEN_NAMES:'))
        expect(await failing()).toEqual({ code: CONFIGURATION, stderr: expect.stringMatching(/mapping\.yaml:\d+:\d+[\s\S]*GIVEN_NAMES/) })
    })

    it('when the password is wrong', async () => {
        const { code, stderr } = await failing({ ...env(), KMMP_PASSWORD: 'Marked-9999' })
        expect([code, stderr]).toEqual([CONFIGURATION, expect.stringContaining('DHIS2 does not accept the log-in.')])
        expect(stderr).not.toContain('Marked-9999')
    })

    it('when the server is down', async () => {
        expect(await failing({ ...env(), KMMP_URL: 'http://127.0.0.1:9' })).toEqual({
            code: UNAVAILABLE,
            stderr: expect.stringContaining('DHIS2 cannot be reached.'),
        })
    })

    it('when DHIS2 is too old', async () => {
        const old = await startFakeDhis2()
        old.version = '2.39.4'
        const result = await failing({ ...env(), KMMP_URL: old.url })
        await old.stop()
        expect(result).toEqual({ code: CONFIGURATION, stderr: expect.stringContaining('version 2.39.4; the oldest that works is 2.40') })
    })

    it('when the target is reached over plain http', async () => {
        expect(await failing({ ...env(), KMMP_URL: 'http://dhis2.example.org' })).toEqual({
            code: CONFIGURATION,
            stderr: expect.stringContaining('plain http'),
        })
    })

    it('when the mapping breaks after a run, which leaves the ledger as it was', async () => {
        takeLedger()
        change(file('mappings/m2m-csv/mapping.yaml'), (text) => text.replace('GIVEN_NAME:', 'GIVEN_NAMES:'))
        expect((await failing()).code).toBe(CONFIGURATION)
    })
})

it('reads all other files when one is not there, says which, and what it brought before stays', async () => {
    takeLedger()
    rmSync(file('export/visits.csv'))
    const { code, stdout, stderr } = await kmmp(['sync', '--config', setup.config], { env: env() })
    expect([code, stderr]).toEqual([UNAVAILABLE, ''])
    expect(stdout).toMatch(/Not in the export\. .*\n {2}visits\.csv {2}Put it there and run again\./)
    expect(stdout).toMatch(/^clients\.csv +309 +- +\d+/m)
    expect(stdout).not.toMatch(/^visits\.csv/m)
    expect(stdout).toContain('Nothing changed in DHIS2.')
    expect(stdout).not.toContain('has changed since the last run')
    const status = await kmmp(['status', '--config', setup.config])
    expect(status.stdout).toMatch(/ 12 +0 /)
})

it('takes an export of what changed without the files in which nothing did', async () => {
    takeLedger()
    for (const name of readdirSync(file('export')).filter((one) => one !== 'visits.csv')) {
        rmSync(file(`export/${name}`))
    }
    const [header, ...visits] = readFileSync(file('export/visits.csv'), 'utf8').split('\n')
    writeFileSync(file('export/visits.csv'), [header, ...visits.slice(0, 20), ''].join('\n'))
    writeFileSync(file('export/manifest.json'), JSON.stringify({ exported_on: '2026-11-01', full_export: false }))
    const { stdout, stderr } = await kmmp(['sync', '--config', setup.config], { env: env() })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^visits\.csv +20 /m)
    expect(stdout).toContain('Nothing changed in DHIS2.')
    expect(stdout).not.toMatch(/Not in the export|has changed since the last run/)
})

it('lets a file with an unknown header wait, and says which column is missing', async () => {
    change(file('export/visits.csv'), (text) => text.replace('visit_date', 'day_of_something'))
    const { code, stdout } = await kmmp(['sync', '--config', setup.config], { env: env() })
    expect(code).toBe(10)
    expect(stdout).toMatch(/visits\.csv +2,66\d +- +- +- +- +2,66\d/)
    expect(stdout).toContain('HEADER_UNKNOWN')
})

it.each([[['sync', '--password', 'x']], [['synk']], [['sync', '--as-of', '31/10/2026']]])(
    'ends with 2 on wrong usage: %p',
    async (args) => {
        const { code, stderr } = await kmmp(args)
        expect(code).toBe(CONFIGURATION)
        expect(stderr).toMatch(/error:/)
    }
)

it('says that the ledger has no room, and goes on from there once it has', async () => {
    const sync = (largestFile?: number) => kmmp(['sync', '--config', setup.config], { env: env(), largestFile })
    const { code, stderr } = await sync(3000)
    expect([code, stderr]).toEqual([UNAVAILABLE, expect.stringContaining('The ledger cannot be used.')])
    expect(stderr).toMatch(/where: .*kmmp\.db\n/)
    expect(await sync()).toMatchObject({ code: 10, stderr: '' })
    const { stdout } = await sync()
    expect(stdout).toContain('Nothing changed in DHIS2.')
    expect(stdout).toMatch(/^visits\.csv +2,66\d +- +2,[45]\d\d /m)
})

it('refuses a second run at the same time', async () => {
    const outcomes = await Promise.all([1, 2].map(() => kmmp(['sync', '--config', setup.config], { env: env() })))
    const refused = outcomes.filter(({ code }) => code === UNAVAILABLE)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.stderr).toContain('Another run is writing to this target now.')
})
