import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorkFolder } from './workFolder.ts'

const within = mkdtempSync(join(tmpdir(), 'kmmp-work-'))
afterAll(() => rmSync(within, { recursive: true }))

test('what a killed rehearsal left is cleared by a later one, what is at work now and what is not ours stays', () => {
    const yesterday = new Date(Date.now() - 25 * 3600_000)
    for (const name of ['kmmp-plan-killed', 'kmmp-other']) {
        mkdirSync(join(within, name))
        writeFileSync(join(within, name, 'ledger.db'), '')
        utimesSync(join(within, name), yesterday, yesterday)
    }
    const first = makeWorkFolder(within)
    const second = makeWorkFolder(within)
    expect(
        readdirSync(within)
            .map((name) => join(within, name))
            .toSorted()
    ).toEqual([join(within, 'kmmp-other'), first, second].toSorted())
})
