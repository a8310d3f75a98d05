import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { banner } from './command.ts'

const ROOT = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'kmmp-sandbox-'))
const store = join(folder, 'sandbox.db')

/** Runs `kmmp sandbox` and waits until it tells where it is. */
const run = async (...flags: string[]): Promise<{ url: string; said: string; process: ChildProcess }> => {
    const child = spawn(process.execPath, [join(ROOT, 'bin/kmmp.mjs'), 'sandbox', '--port', '0', '--empty', ...flags], { cwd: ROOT })
    let said = ''
    for await (const part of child.stdout) {
        said += String(part)
        const url = /http:\S+/.exec(said)?.[0]
        if (url !== undefined && said.includes('patient data')) {
            return { url, said, process: child }
        }
    }
    throw new Error(`kmmp sandbox ended without a word: ${said}`)
}

const authorization = `Basic ${Buffer.from('admin:district').toString('base64')}`
const ask = (url: string, method: string, body?: string) =>
    fetch(`${url}/api/dataStore/kept/key`, { method, body, headers: { authorization, 'content-type': 'application/json' } })

describe('kmmp sandbox', () => {
    afterAll(() => rmSync(folder, { recursive: true }))

    it('keeps what it answered for in its file, though it was killed', async () => {
        const first = await run('--store', store)
        expect((await ask(first.url, 'POST', '{"a":1}')).status).toBe(201)
        first.process.kill('SIGKILL')
        await once(first.process, 'exit')
        const second = await run('--store', store)
        expect(await (await ask(second.url, 'GET')).json()).toEqual({ a: 1 })
        second.process.kill('SIGKILL')
        await once(second.process, 'exit')
    })

    it('listens on this machine alone, at the time and in the version that it is told, and fails as it is told', async () => {
        const {
            url,
            said,
            process: child,
        } = await run('--dialect', '2.41', '--clock', '2026-11-21T12:00', '--fault', '{"kind":"unavailable","times":1}')
        expect(new URL(url).hostname).toBe('127.0.0.1')
        expect(said).toContain('This is not for patient data')
        expect((await fetch(`${url}/api/ping`)).status).toBe(503)
        const info = (await (await fetch(`${url}/api/system/info`, { headers: { authorization } })).json()) as Record<string, string>
        expect([info.version, info.serverDate?.slice(0, 13)]).toEqual(['2.41.9.1', '2026-11-21T12'])
        child.kill('SIGKILL')
        await once(child, 'exit')
    })

    it.each([
        ['--dialect', '2.39', 'Allowed choices are 2.40, 2.41, 2.42, 2.43.'],
        ['--port', 'abc', 'It takes a number from 0 to 65535.'],
        ['--port', '', 'It takes a number from 0 to 65535.'],
        ['--clock', 'noon', 'Write it as 2026-11-16 or 2026-11-16T08:00.'],
        ['--clock', '2026-02-30', 'Write it as'],
        ['--clock', '2026-11-16T25:00', 'Write it as'],
        ['--zone', 'Nairobi', 'It takes a name such as Africa/Nairobi or UTC.'],
        ['--fault', '{"kind":"rain"}', 'docs/sandbox.md lists them.'],
        ['--app', join(folder, 'none'), 'Build it first, or start without --app.'],
        ['--store', join(folder, 'none', 'x.db'), 'cannot be opened'],
    ])('says in a line what is wrong with %s %s', async (flag, value, expected) => {
        const child = spawn(process.execPath, [join(ROOT, 'bin/kmmp.mjs'), 'sandbox', '--port', '0', flag, value], { cwd: ROOT })
        let said = ''
        child.stderr.on('data', (part) => (said += String(part)))
        const [code] = (await once(child, 'close')) as [number]
        expect([code, said.trim().split('\n').length]).toEqual([2, 1])
        expect(said).toContain(expected)
    })

    it('warns when it is opened to others', () => {
        const options = { port: 8085, dialect: '2.42', store: ':memory:' } as const
        expect(banner('http://127.0.0.1:8085', options)).not.toContain('Everybody')
        expect(banner('http://0.0.0.0:8085', { ...options, host: '0.0.0.0' })).toContain('Everybody who reaches 0.0.0.0 can use it.')
    })
})
