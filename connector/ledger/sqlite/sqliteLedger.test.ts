import { fork } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Keys, ledgerKeys } from '../keys.ts'
import { RESTORED, type Decision } from '../ledger.ts'
import { page, sending, testLedger, type LedgerFixture } from '../testLedger.ts'
import { testPlans } from '../testPlans.ts'
import { testSubjects } from '../testSubjects.ts'
import { testWithdrawals } from '../testWithdrawals.ts'
import { MIGRATIONS } from './schema.ts'
import { openSqliteHistory } from './sqliteHistory.ts'
import { openSqliteLedger } from './sqliteLedger.ts'

const keys = new Keys(Buffer.alloc(32, 7))
let folder: string
const path = () => join(folder, 'kmmp.db')
const open = () => openSqliteLedger(path(), keys, 'https://dhis2.example.org')
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kmmp-ledger-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fixture = (): LedgerFixture => {
    const own = mkdtempSync(join(tmpdir(), 'kmmp-ledger-'))
    const decide = (decision: Decision) => {
        const history = openSqliteHistory(join(own, 'kmmp.db'), keys)
        history.reviews().forEach(({ id }) => history.decide(id, decision))
        history.close()
    }
    return {
        decide,
        open: () => openSqliteLedger(join(own, 'kmmp.db'), keys, 'https://dhis2.example.org'),
        remove: () => rmSync(own, { recursive: true }),
    }
}
testLedger('sqlite', fixture)
testPlans('sqlite', fixture)
testSubjects('sqlite', fixture)
testWithdrawals('sqlite', fixture)

const text = (): string =>
    readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'latin1'))
        .join()

it('holds no value in clear', () => {
    const ledger = open()
    ledger.startRun('m2m', '1')
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

it('notes what is sent after a note that a power cut left unfinished', () => {
    open().close()
    const cut = open()
    cut.intend(sending('event000001'))
    cut.close()
    appendFileSync(`${path()}.inflight`, '{"objects":[{"record":{"uid":"even')
    const ledger = open()
    ledger.intend(sending('event000002'))
    ledger.close()
    const again = open()
    expect([...again.uncertain()]).toEqual(['event000001', 'event000002'])
    again.close()
})

describe('the audit trail', () => {
    const verify = (head?: string) => {
        const history = openSqliteHistory(path(), keys)
        const verdict = history.verifyAudit(head)
        history.close()
        return verdict
    }
    const tamper = (sql: string) => {
        const database = new DatabaseSync(path())
        database.exec(sql)
        database.close()
    }
    beforeEach(() => {
        const ledger = open()
        for (const source of ['m2m', 'other']) {
            ledger.endRun(ledger.startRun(source, '1'), { exitCode: 0, counts: { delivered: 1 }, sent: 'hash', whole: true })
        }
        ledger.close()
    })

    it('is whole, and holds each earlier state of itself', () => {
        const before = verify()
        expect(before).toMatchObject({ entries: 4 })
        const ledger = open()
        ledger.startRun('m2m', '1')
        ledger.close()
        expect(verify(before.head)).toMatchObject({ entries: 5 })
        expect(verify(before.head).broken).toBeUndefined()
    })

    it.each([
        ['an entry that was changed', `update audit set detail = '{}' where id = 2`, 2],
        ['an entry that was taken out', 'delete from audit where id = 3', 3],
        ['an entry with the seal of another', 'update audit set chain = (select chain from audit where id = 1) where id = 4', 4],
    ])('shows %s', (_, sql, broken) => {
        tamper(sql)
        expect(verify().broken).toBe(broken)
    })

    it('shows an end that was cut off to whoever noted its head', () => {
        const { head } = verify()
        tamper('delete from audit where id = 4')
        expect(verify().broken).toBeUndefined()
        expect(verify(head).broken).toBe(4)
    })
})

describe('versions', () => {
    const version = (set?: number) => {
        const database = new DatabaseSync(path())
        if (set !== undefined) {
            database.exec(`pragma user_version = ${set}`)
        }
        const found = database.prepare('pragma user_version').get()?.user_version
        database.close()
        return found
    }

    it('moves a ledger of the first version on, keeps what it knows, and leaves a copy of it as it was', () => {
        const old = new DatabaseSync(path())
        old.exec(MIGRATIONS[0] ?? '')
        old.exec(`insert into source_row values ('k', 'c', 'load', null, null, null, 'visits.csv', 7, 1);
            insert into object values ('event000001', 'event', 'k', 'person00001', '', 0, null, null, null, null, null, 1, 1);
            insert into object values ('event000002', 'event', 'other', 'person00001', '', 0, null, null, null, null, null, 1, 1);
            pragma user_version = 1`)
        old.close()
        const ledger = open()
        // worked on once more: its content is that of no row
        const known = { content: 'moved on', outcome: 'load', place: { file: 'visits.csv', row: 7 }, objects: ['event000001'] }
        expect(ledger.rows(['k']).get('k')).toMatchObject(known)
        ledger.close()
        const copy = new DatabaseSync(`${path()}.v1`)
        expect(copy.prepare('pragma user_version').get()?.user_version).toBe(1)
        copy.close()
        expect(statSync(`${path()}.v1`).mode & 0o777).toBe(0o600)
    })

    it('refuses a ledger of a newer kmmp, and leaves it alone', () => {
        open().close()
        version(99)
        expect(open).toThrow('newer kmmp')
        expect(version()).toBe(99)
    })
})

it('is copied whole while a run writes', async () => {
    const ledger = open()
    ledger.startRun('m2m', '1')
    const place = { file: 'visits.csv', row: 1 }
    ledger.commit(page({ rows: [{ key: 'k', place, content: 'c', outcome: 'load', source: 'm2m' }] }))
    ledger.flush()
    ledger.commit(page({ rows: [{ key: 'open', place, content: 'c', outcome: 'load', source: 'm2m' }] }))
    const history = openSqliteHistory(path(), keys)
    const copying = history.backup(join(folder, 'copy.db'))
    ledger.flush()
    await copying
    history.close()
    ledger.close()
    const copy = openSqliteLedger(join(folder, 'copy.db'), keys, 'https://dhis2.example.org')
    expect(copy.rows(['k']).get('k')?.content).toBe('c')
    copy.startRun('m2m', '1')
    expect(copy.rows(['k']).get('k')?.content).toBe(RESTORED)
    copy.commit(page({ rows: [{ key: 'k', place, content: 'c', outcome: 'unchanged', source: 'm2m' }] }))
    copy.flush()
    copy.startRun('m2m', '1')
    expect(copy.rows(['k']).get('k')?.content).toBe('c')
    copy.close()
    expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600)
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
