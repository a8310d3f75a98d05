import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEMO_PASSWORD, DEMO_USERS } from '../sandbox/demo/users.ts'
import { startSandbox } from '../sandbox/server.ts'
import { appFolder, buildApp } from './buildApp.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = join(root, '.kmmp')
const outcomes = join(home, 'outcomes.jsonl')
const config = join(root, 'deploy', 'demo', 'kmmp.yaml')
/** The bundled samples end on 14 November 2026; the Monday after, work is due. */
const CLOCK = '2026-11-16T08:00'
const PORT = 8080
/** Finished, with some rows refused or parked: the sample holds such rows on purpose. */
const SOME_ROWS_LEFT = 10

const announce = (text: string) => console.log(`\n${text}`)

const kmmp = (command: string, url: string, ...options: string[]): Promise<void> =>
    new Promise((done, failed) => {
        const child = spawn(process.execPath, [join(root, 'bin', 'kmmp.mjs'), command, '--config', config, ...options], {
            cwd: root,
            stdio: ['ignore', 'inherit', 'inherit'],
            env: { ...process.env, KMMP_URL: url, KMMP_USER: 'connector', KMMP_PASSWORD: DEMO_PASSWORD },
        })
        child.on('error', failed)
        child.on('exit', (code) =>
            code === 0 || code === SOME_ROWS_LEFT
                ? done()
                : failed(new Error(`kmmp ${command} ended with exit code ${code}; its message stands above.`))
        )
    })

const welcome = (url: string): string => `
Mentor Mothers is ready:  ${url}
Sign in as one of (password ${DEMO_PASSWORD}):
${DEMO_USERS.map(({ username, does }) => `  ${username.padEnd(12)} ${does}`).join('\n')}
  admin        everything; password district
Today is ${CLOCK.slice(0, 10)} there. All people are invented: do not put patient data in. Ctrl-C stops it.`

const main = async (): Promise<void> => {
    mkdirSync(home, { recursive: true })
    announce('1/4 The app: building it if it changed (about 20 seconds) …')
    console.log((await buildApp()) === 'fresh' ? 'Unchanged since the last build.' : 'Built.')
    announce('2/4 The embedded DHIS2 with the programme and 60 facilities …')
    const sandbox = await startSandbox({ port: PORT, store: join(home, 'sandbox.db'), dialect: '2.42', clock: CLOCK, appFolder })
    console.log(`Answers at ${sandbox.url}`)
    announce('3/4 kmmp sync: the partner’s sample export into DHIS2 …')
    await kmmp('sync', sandbox.url, '--outcomes', outcomes)
    console.log(`\nEvery row with its outcome: ${relative(root, outcomes)}`)
    announce('4/4 kmmp aggregate: monthly figures from the records …')
    await kmmp('aggregate', sandbox.url)
    console.log(welcome(sandbox.url))
    await new Promise<void>((stop) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => stop())))
    await sandbox.close()
    console.log('\nStopped.')
}

main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
})
