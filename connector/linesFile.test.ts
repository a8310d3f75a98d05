import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LinesFile } from './linesFile.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kmmp-lines-'))))
afterEach(() => rmSync(folder, { recursive: true }))

it('appears when it is whole, readable by its owner only', async () => {
    const path = join(folder, 'out.jsonl')
    const file = new LinesFile(path)
    await file.write(Array.from({ length: 20_000 }, (_, line) => ({ line })))
    await file.write([])
    expect(existsSync(path)).toBe(false)
    await file.end()
    file.appear()
    const lines = readFileSync(path, 'utf8').split('\n')
    expect([lines.length, lines[0], lines[19_999], lines[20_000]]).toEqual([20_001, '{"line":0}', '{"line":19999}', ''])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(existsSync(file.part)).toBe(false)
})

it('stops before anything is done where it cannot be written', () => {
    mkdirSync(join(folder, 'taken'))
    expect(() => new LinesFile(join(folder, 'taken'))).toThrow('A folder has the name of the file to be written.')
    expect(() => new LinesFile(join(folder, 'nowhere', 'out.jsonl'))).toThrow('ENOENT')
})
