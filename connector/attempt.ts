import { openConsole, type Console, type Spoken } from './console.ts'
import { fileFailure } from './systemFailure.ts'

/** What a shell gives a process that Ctrl-C, `kill` or the end of its terminal ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Carries out a command and sets the exit code of the process; says why when it fails, and when somebody stops it. */
export const attempt = async (spoken: Spoken, command: (out: Console) => number | Promise<number>): Promise<void> => {
    const out = await openConsole(spoken)
    for (const [signal, code] of Object.entries(SIGNALS)) {
        // after all who listen for the signal, such as the progress bar, which gives the terminal back
        process.once(signal, () => setImmediate(() => stop(out, code)))
    }
    // such as a fault of a stream that nobody waits for
    process.once('uncaughtException', (error) => process.exit(out.fail(fileFailure(error) ?? error)))
    try {
        process.exitCode = await command(out)
    } catch (error) {
        process.exitCode = out.fail(fileFailure(error) ?? error)
    }
}

const stop = (out: Console, code: number): void => {
    out.say('Stopped. What was confirmed is safe: run the same command again, and it goes on from there.')
    process.exit(code)
}
