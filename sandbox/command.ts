import type { Command } from 'commander'
import type { SandboxOptions } from './server.ts'
import { DIALECTS, type Dialect } from '#dhis2/version.ts'

interface Flags {
    port: string
    dialect: string
    clock?: string
    zone: string
    store: string
    empty?: boolean
    app?: string
    strict?: boolean
    log?: boolean
}

/** Adds `kmmp sandbox`: an embedded DHIS2 to try and test on, alone on this machine. */
export const addSandboxCommand = (program: Command): void => {
    program
        .command('sandbox')
        .description('start an embedded DHIS2 with invented users, to try and test on')
        .option('--port <number>', 'port to listen on; the next free one is taken when it is in use', '8085')
        .option('--dialect <version>', `DHIS2 version to imitate: ${DIALECTS.join(', ')}`, '2.42')
        .option('--clock <local date-time>', "where the server's clock starts to tick, e.g. 2026-11-16T08:00; now when left out")
        .option('--zone <name>', 'time zone of the server', 'Africa/Nairobi')
        .option('--store <file>', 'SQLite file that keeps the data, or memory', 'memory')
        .option('--empty', 'no demonstration: only the superuser admin / district')
        .option('--app <folder>', 'built app to host')
        .option('--strict', 'refuse query parameters that this DHIS2 version does not know')
        .option('--log', 'write a line for each request')
        .action(run)
}

const run = async (flags: Flags): Promise<void> => {
    const options = optionsOf(flags)
    // loaded here, so that other commands do without it
    const { startSandbox } = await import('./server.ts')
    const { url, close } = await startSandbox(options)
    process.stdout.write(banner(url, options))
    const stop = () => {
        void close().then(() => process.exit(0))
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
}

const optionsOf = ({ port, dialect, clock, zone, store, empty, app, strict, log }: Flags): SandboxOptions => ({
    port: wholeNumber(port),
    dialect: dialectOf(dialect),
    clock,
    zone,
    store: store === 'memory' ? ':memory:' : store,
    empty,
    appFolder: app,
    strict,
    ...(log && {
        onAnswer: ({ method, path, status, milliseconds }) => process.stdout.write(`${method} ${path} ${status} ${milliseconds} ms\n`),
    }),
})

const wholeNumber = (text: string): number => {
    const number = Number(text)
    if (Number.isInteger(number) && number >= 0 && number <= 65_535) {
        return number
    }
    throw new Error(`--port takes a number from 0 to 65535, not ${text}.`)
}

const dialectOf = (text: string): Dialect => {
    const found = DIALECTS.find((dialect) => dialect === text)
    if (found) {
        return found
    }
    throw new Error(`--dialect takes one of ${DIALECTS.join(', ')}, not ${text}.`)
}

/** What a person must know at the start: where it is, who may sign in, and that it is no place for real people. */
export const banner = (url: string, { port, dialect, empty, store }: SandboxOptions): string => {
    const moved = port !== 0 && !url.endsWith(`:${port}`) ? `Port ${port} is taken; listening elsewhere.\n` : ''
    const users = empty ? 'Sign in as admin / district.' : 'Sign in as admin / district, or as a demo user named on the sign-in page.'
    const kept = store === ':memory:' ? 'Everything is forgotten when it stops.' : `Data is kept in ${store}.`
    return `${moved}DHIS2 ${dialect} sandbox at ${url}\n${users}\n${kept}\nThis is not for patient data: it holds invented people only.\n`
}
