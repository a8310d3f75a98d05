import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writePrivateFile } from './privateFile.ts'

let folder: string
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'private-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const rightsOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

test('only its owner can read a new file, and one that others could read before', () => {
    const [fresh, open] = [join(folder, 'fresh.csv'), join(folder, 'open.csv')]
    writeFileSync(open, 'a longer text of before', { mode: 0o644 })
    writePrivateFile(fresh, 'text')
    writePrivateFile(open, 'text')
    expect([fresh, open].map((path) => [rightsOf(path), readFileSync(path, 'utf8')])).toEqual([
        ['600', 'text'],
        ['600', 'text'],
    ])
})
