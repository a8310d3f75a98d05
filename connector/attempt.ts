import { openConsole, type Console, type Spoken } from './console.ts'
import { fileFailure } from './systemFailure.ts'

/** What a shell gives a process that Ctrl-C or `kill` ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const

/** Carries out a command and sets the exit code of the process; says why when it fails, and when somebody stops it. */
export const attempt = async (spoken: Spoken, command: (out: Console) => number | Promise<number>): Promise<void> => {
    const out = await openConsole(spoken)
    for (const [signal, code] of Object.entries(SIGNALS)) {
        process.once(signal, () => {
            out.say('\nStopped. What was confirmed is safe: run the same command again, and it goes on from there.')
            process.exit(code)
        })
    }
    try {
        process.exitCode = await command(out)
    } catch (error) {
        process.exitCode = out.fail(fileFailure(error) ?? error)
    }
}
