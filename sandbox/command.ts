import { InvalidArgumentError, Option, type Command } from 'commander'
import { makeClock } from './clock.ts'
import type { FaultRule } from './faults/faults.ts'
import type { SandboxOptions } from './server.ts'
import { parseJson } from '#dhis2/json.ts'
import { DIALECTS, type Dialect } from '#dhis2/version.ts'

interface Flags {
    port: number
    dialect: Dialect
    clock?: string
    zone: string
    store: string
    empty?: boolean
    app?: string
    strict?: boolean
    log?: boolean
    host?: string
    fault: string[]
    seed?: number
}

/** Adds `kmmp sandbox`: an embedded DHIS2 to try and test on, alone on this machine. */
export const addSandboxCommand = (program: Command): void => {
    program
        .command('sandbox')
        .description('start an embedded DHIS2 with invented users, to try and test on')
        .option('--port <number>', 'port to listen on; the next free one is taken when it is in use', wholeNumber(65_535), 8085)
        .addOption(new Option('--dialect <version>', 'DHIS2 version to imitate').choices(DIALECTS).default('2.42'))
        .option('--clock <local date-time>', "where the server's clock starts to tick, e.g. 2026-11-16T08:00; now when left out", localTime)
        .option('--zone <name>', 'time zone of the server', timeZone, 'Africa/Nairobi')
        .option('--store <file>', 'SQLite file that keeps the data, or memory', 'memory')
        .option('--empty', 'no demonstration: only the superuser admin / district')
        .option('--app <folder>', 'built app to host')
        .option('--strict', 'refuse query parameters that this DHIS2 version does not know')
        .option('--log', 'write a line for each request')
        .option('--host <address>', 'address to listen on; this machine alone when left out')
        .option('--fault <json>', 'what goes wrong, e.g. {"kind":"unavailable","chance":0.1}; may be given several times', collect, [])
        .option(
            '--seed <number>',
            'what faults with a chance are drawn from; the same seed makes the same faults',
            wholeNumber(Number.MAX_SAFE_INTEGER)
        )
        .action(run)
}

const run = async (flags: Flags, command: Command): Promise<void> => {
    try {
        await start(flags)
    } catch (error) {
        command.error(error instanceof Error ? error.message : String(error))
    }
}

const start = async ({ store, app, log, fault, ...others }: Flags): Promise<void> => {
    const options: SandboxOptions = {
        ...others,
        store: store === 'memory' ? ':memory:' : store,
        appFolder: app,
        faults: await faultsOf(fault),
        ...(log && { onAnswer: logLine }),
    }
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

const collect = (one: string, others: string[]): string[] => [...others, one]

/** @throws when a fault is none, saying what is wrong with it */
const faultsOf = async (given: readonly string[]): Promise<FaultRule[]> => {
    const { Switches } = await import('./faults/faults.ts')
    const read = Switches.safeParse({ faults: given.map(parseJson) })
    if (read.success) {
        return read.data.faults
    }
    const [problem] = read.error.issues
    throw new Error(`--fault ${given[Number(problem?.path[1])] ?? ''} is none: ${problem?.message ?? ''}. docs/sandbox.md lists them.`)
}

const logLine: SandboxOptions['onAnswer'] = ({ method, path, status, milliseconds }) =>
    process.stdout.write(`${method} ${path} ${status} ${milliseconds} ms\n`)

const wholeNumber =
    (most: number) =>
    (text: string): number => {
        const number = Number(text)
        if (text.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= most) {
            return number
        }
        throw new InvalidArgumentError(`It takes a number from 0 to ${most}.`)
    }

const localTime = (text: string): string => {
    if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text) && makeClock('UTC').read(text) !== undefined) {
        return text
    }
    throw new InvalidArgumentError('Write it as 2026-11-16 or 2026-11-16T08:00.')
}

const timeZone = (name: string): string => {
    try {
        makeClock(name).today()
        return name
    } catch {
        throw new InvalidArgumentError('It takes a name such as Africa/Nairobi or UTC.')
    }
}

/** What a person must know at the start: where it is, who may sign in, and that it is no place for real people. */
export const banner = (url: string, { port, dialect, empty, store, host }: SandboxOptions): string => {
    const open = host === undefined ? '' : `Everybody who reaches ${host} can use it.\n`
    const moved = port !== 0 && !url.endsWith(`:${port}`) ? `Port ${port} is taken; listening elsewhere.\n` : ''
    const users = empty ? 'Sign in as admin / district.' : 'Sign in as admin / district, or as a demo user named on the sign-in page.'
    const kept = store === ':memory:' ? 'Everything is forgotten when it stops.' : `Data is kept in ${store}.`
    return `${moved}DHIS2 ${dialect} sandbox at ${url}\n${users}\n${kept}\n${open}This is not for patient data: it holds invented people only.\n`
}
