import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { exitCodeOf } from './failure.ts'
import { fileFailure, ledgerFailure } from './systemFailure.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kmmp-system-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const errorOf = (work: () => unknown): unknown => {
    try {
        work()
    } catch (error) {
        return error
    }
    throw new Error('expected an error')
}

describe('what the system says of files is told with place, reason and next step', () => {
    it.each([
        ['nowhere/file', 'It, or the folder that it is to be in, is not there.'],
        ['.', 'It is a folder.'],
    ])('%s', (name, why) => {
        const where = `${folder}/${name}`
        const failure = fileFailure(errorOf(() => writeFileSync(where, '')))
        expect(failure).toMatchObject({ where, why, next: expect.any(String) })
        expect(exitCodeOf(failure)).toBe(2)
    })

    it('a full disk is no fault of what was asked: the same command goes on', () => {
        const failure = fileFailure(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
        expect(failure).toMatchObject({ why: 'The disk is full.', next: expect.stringContaining('goes on where it stopped') })
        expect(exitCodeOf(failure)).toBe(12)
    })

    it('any other error stays what it is', () => {
        expect(fileFailure(new TypeError('x'))).toBeUndefined()
        expect(fileFailure(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBeUndefined()
    })
})

describe('what SQLite says of a ledger is told with its path', () => {
    const ledger = () => join(folder, 'kmmp.db')
    const opened = () => new DatabaseSync(ledger()).exec('create table t (a text)')

    it('a file that is no ledger', () => {
        writeFileSync(ledger(), 'Nothing that SQLite knows, and long enough to be looked at.'.repeat(100))
        expect(ledgerFailure(errorOf(opened), ledger())).toMatchObject({ where: ledger(), why: expect.stringContaining('no ledger') })
        expect(readFileSync(ledger(), 'utf8')).toContain('Nothing')
    })

    it('a full disk', () => {
        const database = new DatabaseSync(ledger())
        database.exec('pragma max_page_count = 2; create table t (a blob)')
        const failure = ledgerFailure(
            errorOf(() => database.exec('insert into t values (zeroblob(100000))')),
            ledger()
        )
        database.close()
        expect(failure).toMatchObject({ kind: 'storage', where: ledger(), why: 'The disk is full.' })
    })

    it('any other error stays what it is', () => {
        expect(ledgerFailure(new Error('x'), 'kmmp.db')).toBeUndefined()
    })
})
