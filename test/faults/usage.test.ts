import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ledgerKeys } from '../../connector/ledger/keys.ts'
import { openSqliteLedger } from '../../connector/ledger/sqlite/sqliteLedger.ts'
import { sampleFolder } from '../connectorSetup.ts'
import { kmmp } from '../kmmp.ts'

/** What an operator may get wrong at the command line: one message with what, where and the next step, and nothing done. */

const folder = mkdtempSync(join(tmpdir(), 'kmmp-usage-'))
const at = (name: string) => join(folder, name)
const SECRETS = { KMMP_URL: 'http://127.0.0.1:9', KMMP_USER: 'connector', KMMP_PASSWORD: 'Demo-1234' }
const CONFIGURATION = 2

beforeAll(() => {
    for (const [name, ledger] of [
        ['kmmp', 'kmmp.db'],
        ['none', 'none.db'],
        ['folder', 'a-folder'],
        ['garbage', 'garbage.db'],
        ['newer', 'newer.db'],
        ['keyless', 'keyless.db'],
        ['other-key', 'other-key.db'],
    ] as const) {
        writeFileSync(
            at(`${name}.yaml`),
            [
                'targets: { tracker: { url: "${KMMP_URL}", user: "${KMMP_USER}", password: "${KMMP_PASSWORD}" } }',
                `ledger: ./${ledger}`,
                `sources: { m2m: { type: csv, path: ${JSON.stringify(sampleFolder)}, mapping: mappings/m2m-csv } }`,
                '',
            ].join('\n')
        )
    }
    openSqliteLedger(at('kmmp.db'), ledgerKeys(at('kmmp.db'), undefined), 'https://dhis2.example.org').close()
    for (const name of ['newer', 'keyless', 'other-key', 'garbage']) {
        copyFileSync(at('kmmp.db'), at(`${name}.db`))
        copyFileSync(at('kmmp.db.key'), at(`${name}.db.key`))
    }
    const newer = new DatabaseSync(at('newer.db'))
    newer.exec('pragma user_version = 99')
    newer.close()
    rmSync(at('keyless.db.key'))
    writeFileSync(at('other-key.db.key'), randomBytes(32).toString('hex'), { mode: 0o600 })
    writeFileSync(at('garbage.db'), randomBytes(50_000))
    mkdirSync(at('a-folder'))
    writeFileSync(at('garbage.plan'), randomBytes(5_000))
    mkdirSync(at('foreign'))
    writeFileSync(at('foreign/other.csv'), 'a,b\n1,2\n')
    mkdirSync(at('headless'))
    writeFileSync(at('headless/clients.csv'), 'a,b\n1,2\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (args: string[], config = 'kmmp') =>
    kmmp([...args.map((arg) => arg.replace('@', `${folder}/`)), '--config', at(`${config}.yaml`)], { env: SECRETS })

describe('a ledger that cannot be used', () => {
    it.each([
        ['none', 'There is no ledger yet.', 'none.db'],
        ['folder', 'is a folder.', 'folder.yaml:2:1'],
        ['garbage', 'The ledger cannot be used.', 'garbage.db'],
        ['newer', 'This ledger was written by a newer kmmp.', 'newer.db'],
        ['keyless', 'The key of this ledger is missing.', 'keyless.db.key'],
        ['other-key', 'The key does not fit this ledger.', 'other-key.db'],
    ])('%s: is told with its place and the next step', async (config, what, where) => {
        const { code, stdout, stderr } = await run(['status'], config)
        expect([code, stdout]).toEqual([CONFIGURATION, ''])
        expect(stderr).toContain(what)
        expect(stderr).toMatch(new RegExp(`where: .*${where}`))
        expect(stderr).toMatch(/\n {2}next: {2}\S/)
    })

    it.each([[['reviews']], [['rejects']], [['audit', 'verify']], [['ledger', 'backup', '@copy.db']], [['explain', 'X']], [['retry']]])(
        'is told by kmmp %p too',
        async (args) => {
            const { code, stderr } = await run(args, 'garbage')
            expect([code, stderr]).toEqual([CONFIGURATION, expect.stringContaining('The ledger cannot be used.')])
        }
    )
})

it.each([
    ['a plan that is none', ['apply', '@garbage.plan'], 'This is no plan of this kmmp, or it is cut off.', 'garbage.plan'],
    ['a plan that is a folder', ['apply', '@a-folder'], 'There is no such plan.', 'a-folder'],
    ['corrections that are not there', ['sync', '--corrections', '@nowhere'], 'The folder of corrections cannot be read.', 'nowhere'],
    ['an empty folder of corrections', ['sync', '--corrections', '@a-folder'], 'The folder holds no file of this source.', 'a-folder'],
    ['corrections of something else', ['sync', '--corrections', '@foreign'], 'The folder holds no file of this source.', 'foreign'],
    ['corrections without their header', ['sync', '--corrections', '@headless'], 'clients.csv does not have the columns', 'headless'],
    ['a list into a folder', ['xref', '--csv', '@a-folder'], 'A file or folder cannot be used.', 'a-folder'],
    ['a list into nowhere', ['xref', '--csv', '@nowhere/x.csv'], 'A file or folder cannot be used.', 'nowhere/x.csv'],
    ['a copy over a file', ['ledger', 'backup', '@kmmp.yaml'], 'The file is already there.', 'kmmp.yaml'],
    ['a copy into nowhere', ['ledger', 'backup', '@nowhere/x.db'], 'A file or folder cannot be used.', 'nowhere/x.db'],
    ['rejects into a file', ['rejects', '--csv', '@none.yaml'], 'A file or folder cannot be used.', 'none.yaml'],
    ['a list over the ledger', ['xref', '--csv', '@kmmp.db'], 'That would be written over', 'kmmp.db'],
    ['rejects over the export', ['rejects', '--csv', sampleFolder], 'That would be written over', 'sample'],
    ['a plan into the export', ['plan', '--out', join(sampleFolder, 'clients.csv')], 'That would be written over', 'clients.csv'],
    ['a source that is not named', ['rejects', '--source', 'nobody'], 'There is no source "nobody".', 'kmmp.yaml'],
    ['facilities that are not there', ['metadata', 'assign', '--facilities', '@nowhere'], 'A file or folder cannot be used.', 'nowhere'],
])('%s: is told with place and next step, and nothing is done', async (_, args, what, where) => {
    const { stdout, stderr } = await run(args)
    expect(stderr).toContain(what)
    expect(stderr).toMatch(new RegExp(`where: .*${where}`))
    expect(stderr).toMatch(/\n {2}next: {2}\S/)
    expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
})

it.each([
    ['a question that is not open', ['reviews', '99', 'same'], 'There is no open question 99.'],
    ['a record that nobody knows', ['explain', 'NOBODY'], 'The ledger knows no such row or object.'],
])('%s: is told, with what to do', async (_, args, what) => {
    const { code, stderr } = await run(args)
    expect([code, stderr]).toEqual([CONFIGURATION, expect.stringMatching(/\n {2}next: {2}\S/)])
    expect(stderr).toContain(what)
})

it('says to machines in one line what it says to people', async () => {
    const { code, stdout, stderr } = await run(['status', '--json'], 'none')
    expect([code, stderr]).toEqual([CONFIGURATION, ''])
    expect(JSON.parse(stdout)).toMatchObject({
        event: 'failure',
        kind: 'configuration',
        what: 'There is no ledger yet.',
        next: expect.any(String),
    })
})

it('shows where in the program an error arose only when it is asked', async () => {
    expect((await run(['status'], 'none')).stderr).not.toContain(' at ')
    expect((await run(['status', '--debug'], 'none')).stderr).toMatch(/\n\s+at /)
})

it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }
    expect(await kmmp(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
})

it('goes on to its end, and ends with its own code, when nobody reads what it says any more', async () => {
    const closed = (child: ChildProcess) => [child.stdout, child.stderr].forEach((output) => output?.destroy())
    const { code } = await kmmp(['audit', 'verify', '--head', 'x', '--config', at('kmmp.yaml')], { whileRunning: closed })
    expect(code).toBe(1)
})

it.each([
    ['Ctrl-C', 'SIGINT', 130],
    ['the end of its terminal', 'SIGHUP', 129],
] as const)('%s says what is safe and ends as a stopped program does', async (_, signal, stopped) => {
    let stop: () => void = () => undefined
    const silent = http.createServer(() => stop()).listen(0, '127.0.0.1')
    await new Promise((listening) => silent.once('listening', listening))
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const { code, stdout } = await kmmp(['sync', '--config', at('kmmp.yaml')], {
        env: { ...SECRETS, KMMP_URL: url },
        whileRunning: (child) => (stop = () => void child.kill(signal)),
    })
    silent.closeAllConnections()
    silent.close()
    expect([code, stdout]).toEqual([stopped, expect.stringContaining('Stopped. What was confirmed is safe')])
})
