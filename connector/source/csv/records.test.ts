import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { recordsOf } from './records.ts'
import { survey } from './survey.ts'

let folder: string
let path: string
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'records-'))
    path = join(folder, 'clients.csv')
    writeFileSync(path, 'id,name\n' + '"1","Wanjiru"\n'.repeat(50_000))
})
afterEach(() => rmSync(folder, { recursive: true }))

const OPEN = '/proc/self/fd'
/** Where the system tells them. */
const openFiles = (): string[] =>
    (existsSync(OPEN) ? readdirSync(OPEN) : []).filter((file) => {
        try {
            return readlinkSync(join(OPEN, file)) === path
        } catch {
            return false
        }
    })

test('who reads only the header leaves the file closed', async () => {
    for await (const [header] of recordsOf(path, await survey(path))) {
        expect(header).toEqual(['id', 'name'])
        break
    }
    await setTimeout(50)
    expect(openFiles()).toEqual([])
})

test('a file that cannot be read is told to its reader', async () => {
    const found = await survey(path)
    rmSync(path)
    await expect(async () => {
        for await (const batch of recordsOf(path, found)) {
            expect(batch).toEqual([])
        }
    }).rejects.toMatchObject({ code: 'ENOENT' })
})
