import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import { readConfig } from './readConfig.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kmmp-config-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const environment = { USER_NAME: 'connector', SECRET: 'Marked-1234', URL: 'https://dhis2.example.org' }
const read = (text: string) => {
    writeFileSync(join(folder, 'kmmp.yaml'), text)
    return readConfig(join(folder, 'kmmp.yaml'), { environment, packageRoot: join(folder, 'package') })
}
/** What is said when the configuration is read, or when its DHIS2 is asked for. */
const failing = (text: string): string => {
    try {
        void read(text).targets.tracker
    } catch (error) {
        if (error instanceof Failure) {
            return error.text()
        }
        throw error
    }
    throw new Error('expected a failure')
}

const target = "targets: { tracker: { url: '${URL}', user: '${USER_NAME}', password: '${SECRET}' } }"
const sources = 'sources: { m2m: { type: csv, path: ./export, mapping: mappings/m2m-csv } }'

it('reads the least that works: secrets from the environment, paths from where the file is', () => {
    const config = read(`${target}\n${sources}\n`)
    expect(config.targets.tracker).toEqual({ url: 'https://dhis2.example.org', user: 'connector', password: 'Marked-1234' })
    expect(config.targets.aggregate).toBe(config.targets.tracker)
    expect(config.ledger).toBe(join(folder, 'kmmp.db'))
    expect(config.sources.get('m2m')).toEqual({
        name: 'm2m',
        mapping: join(folder, 'mappings', 'm2m-csv'),
        spec: { type: 'csv', path: join(folder, 'export') },
    })
})

it('prefers a mapping beside the file to one shipped with the package', () => {
    mkdirSync(join(folder, 'package', 'mappings', 'm2m-csv'), { recursive: true })
    expect(read(`${target}\n${sources}\n`).sources.get('m2m')?.mapping).toBe(join(folder, 'package', 'mappings', 'm2m-csv'))
    mkdirSync(join(folder, 'mappings', 'm2m-csv'), { recursive: true })
    expect(read(`${target}\n${sources}\n`).sources.get('m2m')?.mapping).toBe(join(folder, 'mappings', 'm2m-csv'))
})

it('reads a token from a file that only its owner can read', () => {
    const text = `targets: { tracker: { url: '\${URL}', token: { file: ./token } } }\n${sources}\n`
    expect(failing(text)).toContain('is not there')
    writeFileSync(join(folder, 'token'), 'd2p_token\n')
    chmodSync(join(folder, 'token'), 0o644)
    expect(failing(text)).toContain('chmod 600')
    chmodSync(join(folder, 'token'), 0o600)
    expect(read(text).targets.tracker).toEqual({ url: 'https://dhis2.example.org', token: 'd2p_token' })
})

it('asks for the password only where DHIS2 is asked for', () => {
    const config = read(`${target.replace('SECRET', 'NO_SECRET')}\n${sources}\n`)
    expect(config.ledger).toBe(join(folder, 'kmmp.db'))
    expect(() => config.targets.tracker).toThrow('NO_SECRET is not set')
})

it.each([
    ['a key that is not known', `${target}\nledgers: x\n${sources}\n`, 'kmmp.yaml:2:1'],
    ['no sources', `${target}\n`, 'sources: names no export; "sources: {}" is enough'],
    ['no YAML', `${target}\n  - [`, 'kmmp.yaml:2'],
    ['an empty file', '', 'kmmp.yaml'],
    ['a number that is a word', `${target}\nlimits: { updates: lots }\n${sources}\n`, 'limits.updates: should be a number.'],
    ['a source without its type', `${target}\nsources: { a: { path: x, mapping: y } }\n`, 'sources.a.type: is missing or empty.'],
    ['a list of sources', `${target}\nsources: []\n`, 'sources: should have names and values below it.'],
    ['a ledger that is a folder', `${target}\nledger: .\n${sources}\n`, 'is a folder.'],
    ['a target that is no address', `${target.replace('${URL}', 'dhis2')}\n${sources}\n`, 'is not a web address'],
    ['a variable that is not set', `${target.replace('SECRET', 'NO_SECRET')}\n${sources}\n`, 'NO_SECRET is not set'],
    ['a secret in clear', `${target.replace('${SECRET}', 'Marked-1234')}\n${sources}\n`, 'A secret stands in the file'],
    [
        'a secret hidden beside a variable',
        `${target.replace('${SECRET}', 'Marked-1234${URL}')}\n${sources}\n`,
        'A secret stands in the file',
    ],
    ['neither password nor token', `targets: { tracker: { url: '\${URL}' } }\n${sources}\n`, 'needs user and password, or a token'],
])('says where the mistake is: %s', (_, text, expected) => {
    expect(failing(text)).toContain(expected)
    expect(failing(text)).not.toContain('Marked-1234')
})
