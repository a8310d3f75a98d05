import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(__dirname, '../..')
let folder: string

/** A small repository with the same rooms; each file's text is given. Returns the names of the rules broken. */
const brokenRules = async (files: Record<string, string>): Promise<string[]> => {
    for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), text)
    }
    const rooms = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))]
    const args = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...rooms]
    const output = await new Promise<string>((done) =>
        // exits with the number of errors found, so the exit code is no failure of this test
        execFile(join(root, 'node_modules/.bin/depcruise'), args, { cwd: folder }, (_, stdout) => done(stdout))
    )
    const report: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(output)
    return report.summary.violations.map((violation) => violation.rule.name)
}

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rooms-'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ type: 'module', imports: { '#programme/*': './programme/*', '#dhis2/*': './dhis2/*' } })
    )
    writeFileSync(
        join(folder, 'tsconfig.json'),
        '{"compilerOptions":{"allowImportingTsExtensions":true,"noEmit":true,"module":"ESNext","moduleResolution":"bundler"}}'
    )
})
afterEach(() => rmSync(folder, { recursive: true }))

const thing = 'export const thing = 1\n'

test('allowed imports pass', async () => {
    const broken = await brokenRules({
        'dhis2/a.ts': `import * as z from 'zod/mini'\nexport const a = z.string()\n`,
        'programme/a.ts': `export { a } from '#dhis2/a.ts'\n`,
        'src/a.ts': `export { a } from '#programme/a.ts'\n`,
        'connector/a.ts': `import { readFileSync } from 'node:fs'\nimport axios from 'axios'\nexport { a } from '#programme/a.ts'\nexport const b = [readFileSync, axios]\n`,
    })
    expect(broken).toEqual([])
})

test.each([
    ['the app', 'the connector', 'room-src', { 'connector/a.ts': thing, 'src/a.ts': `export { thing } from '../connector/a.ts'\n` }],
    [
        'the sandbox',
        'the connector',
        'room-sandbox',
        { 'connector/a.ts': thing, 'sandbox/a.ts': `import { thing } from '../connector/a.ts'\nexport const b = thing\n` },
    ],
    [
        'the connector',
        'the sandbox',
        'room-connector',
        { 'sandbox/a.ts': thing, 'connector/a.ts': `export const a = import('../sandbox/a.ts')\n` },
    ],
    [
        'the connector',
        'a type of the app',
        'room-connector',
        { 'src/a.ts': 'export type A = string\n', 'connector/a.ts': `import type { A } from '../src/a.ts'\nexport const a: A = ''\n` },
    ],
    ['the programme', 'the app', 'room-programme', { 'src/a.ts': thing, 'programme/a.ts': `export { thing } from '../src/a.ts'\n` }],
    [
        'the DHIS2 vocabulary',
        'the programme',
        'room-dhis2',
        { 'programme/a.ts': thing, 'dhis2/a.ts': `export { thing } from '#programme/a.ts'\n` },
    ],
    ['the app', 'the whole of zod', 'app-zod-mini-only', { 'src/a.ts': `import { z } from 'zod'\nexport const a = z\n` }],
    [
        'the programme',
        'a package other than zod',
        'small-rooms-zod-only',
        { 'programme/a.ts': `import axios from 'axios'\nexport const a = axios\n` },
    ],
])('%s importing %s is caught', async (_room, _other, rule, files) => {
    expect(await brokenRules(files)).toContain(rule)
})
