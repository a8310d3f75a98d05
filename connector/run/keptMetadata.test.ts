import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { METADATA } from '../mapping/trying.ts'
import { keepMetadata, readKeptMetadata } from './keptMetadata.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kmmp-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const ledger = () => join(folder, 'kmmp.db')

it('metadata comes back as DHIS2 told it, the newest', () => {
    keepMetadata(ledger(), { identity: 'old', minor: 40, metadata: METADATA })
    keepMetadata(ledger(), { identity: 'here', minor: 42, metadata: METADATA })
    const { identity, minor, metadata } = readKeptMetadata(ledger())
    expect([identity, minor]).toEqual(['here', 42])
    expect(metadata).toEqual(METADATA)
    expect(readdirSync(folder)).toHaveLength(1)
    expect(statSync(join(folder, readdirSync(folder)[0] ?? '')).mode & 0o777).toBe(0o600)
})

it.each([
    ['nothing was kept', undefined, 'Nothing is known of the DHIS2 yet.'],
    ['the file is something else', 'no metadata', 'What was kept of the metadata of the DHIS2 cannot be read.'],
])('says what to do when %s', (_, content, what) => {
    if (content !== undefined) {
        writeFileSync(`${ledger()}.metadata`, content)
    }
    expect(() => readKeptMetadata(ledger())).toThrow(what)
})
