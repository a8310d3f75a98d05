import { fork } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Keys, ledgerKeys } from '../keys.ts'
import { page, testLedger } from '../testLedger.ts'
import { openSqliteLedger } from './sqliteLedger.ts'

const keys = new Keys(Buffer.alloc(32, 7))
let folder: string
const path = () => join(folder, 'kmmp.db')
const open = () => openSqliteLedger(path(), keys, 'https://dhis2.example.org')
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kmmp-ledger-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

testLedger('sqlite', () => {
    const own = mkdtempSync(join(tmpdir(), 'kmmp-ledger-'))
    return {
        open: () => openSqliteLedger(join(own, 'kmmp.db'), keys, 'https://dhis2.example.org'),
        remove: () => rmSync(own, { recursive: true }),
    }
})

const text = (): string =>
    readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'latin1'))
        .join()

it('holds no value in clear', () => {
    const ledger = open()
    ledger.startRun('m2m')
    ledger.subjects.remember({ kind: 'client', key: 'MARKED-KEY', standing: 'loaded', facts: { birth: '1987-06-05' } }, [
        'CCC_NUMBER=MARKED-NUMBER',
    ])
    ledger.subjects.turn()
    const place = { file: 'clients.csv', row: 1 }
    const body = { stream: 'clients', sourceRecordId: 'MARKED-ID', occurrence: 1, cells: { first_name: 'MARKED-NAME' } }
    ledger.commit(page({ rows: [{ key: 'k', place, content: 'c', outcome: 'park', source: 'm2m', body }] }))
    ledger.flush()
    expect(text()).toContain('clients.csv')
    expect(text()).not.toMatch(/MARKED|1987-06-05/)
    ledger.close()
    expect(text()).not.toMatch(/MARKED|1987-06-05/)
})

it('refuses a key or a target that is not its own, and stays as it was', () => {
    open().close()
    expect(() => openSqliteLedger(path(), new Keys(Buffer.alloc(32, 8)), 'https://dhis2.example.org')).toThrow('key does not fit')
    expect(() => openSqliteLedger(path(), keys, 'https://other.example.org')).toThrow('belongs to another DHIS2')
    expect(() => open().close()).not.toThrow()
})

it('takes over the lease of a process that was killed, with every committed page and none of the open one', async () => {
    const child = fork(join(__dirname, 'killedWriter.ts'), [path()], { execArgv: [], silent: true })
    await new Promise((resolve) => child.once('message', resolve))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    const ledger = open()
    expect(() => ledger.holdLease()).not.toThrow()
    expect([...ledger.rows(['committed', 'open']).keys()]).toEqual(['committed'])
    expect([...ledger.uncertain()]).toEqual(['event000001'])
    ledger.close()
})

describe('the key', () => {
    it('is made once, for its owner only', () => {
        const first = ledgerKeys(path(), undefined)
        expect(statSync(`${path()}.key`).mode & 0o777).toBe(0o600)
        expect(ledgerKeys(path(), undefined).mark('x')).toBe(first.mark('x'))
    })

    it('comes from the environment instead, when given there', () => {
        const secret = '0a'.repeat(32)
        expect(ledgerKeys(path(), secret).mark('x')).toBe(new Keys(Buffer.from(secret, 'hex')).mark('x'))
        expect(existsSync(`${path()}.key`)).toBe(false)
    })

    it('is refused when others can read it, when it is no key, and when it is missing', () => {
        ledgerKeys(path(), undefined)
        chmodSync(`${path()}.key`, 0o644)
        expect(() => ledgerKeys(path(), undefined)).toThrow('Other users')
        expect(() => ledgerKeys(path(), 'short')).toThrow('64 hexadecimal digits')
        rmSync(`${path()}.key`)
        open().close()
        expect(() => ledgerKeys(path(), undefined)).toThrow('missing')
    })

    it('opens what it sealed, and nothing that was changed', () => {
        const sealed = keys.seal('Wanjiru')
        expect(keys.open(sealed)).toBe('Wanjiru')
        sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
        expect(() => keys.open(sealed)).toThrow()
    })
})
