import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '..')
const entry = join(root, 'bin', 'kmmp.mjs')

export interface Finished {
    code: number | null
    signal: NodeJS.Signals | null
    stdout: string
    stderr: string
}

const node = join(root, 'node_modules', '.bin', 'node')

const start = (args: string[], env: NodeJS.ProcessEnv, largestFile?: number): ChildProcess => {
    const options = { cwd: root, env: { ...process.env, ...env } }
    return largestFile === undefined
        ? spawn(node, [entry, ...args], options)
        : spawn('bash', ['-c', `ulimit -f ${largestFile}; exec "$0" "$@"`, node, entry, ...args], options)
}

/**
 * Runs one `kmmp` command to its end, as an operator would. `whileRunning` gets the process, to kill it for instance; no file that it writes
 * can grow beyond `largestFile` KiB.
 */
export const kmmp = (
    args: string[],
    {
        env = {},
        whileRunning,
        largestFile,
    }: { env?: NodeJS.ProcessEnv; whileRunning?: (child: ChildProcess) => void; largestFile?: number } = {}
): Promise<Finished> =>
    new Promise((done, failed) => {
        const child = start(args, env, largestFile)
        const finished: Finished = { code: null, signal: null, stdout: '', stderr: '' }
        child.stdout?.on('data', (chunk: Buffer) => (finished.stdout += chunk.toString()))
        child.stderr?.on('data', (chunk: Buffer) => (finished.stderr += chunk.toString()))
        child.on('error', failed)
        child.on('close', (code, signal) => done({ ...finished, code, signal }))
        whileRunning?.(child)
    })

/** A sandbox in a process of its own, at the address that it printed. */
export interface RunningSandbox {
    url: string
    stop: () => Promise<void>
    /** ends it in the middle of whatever it does */
    kill: () => Promise<void>
}

/** Starts `kmmp sandbox` on a free port at the programme's demo hour and waits until it answers. */
export const startSandboxProcess = (args: string[] = []): Promise<RunningSandbox> =>
    new Promise((ready, failed) => {
        const child = start(['sandbox', '--port', '0', '--clock', '2026-11-16T08:00', '--store', ':memory:', ...args], {})
        let output = ''
        const closed = new Promise<void>((done) => child.on('close', () => done()))
        const end = (signal: NodeJS.Signals) => async () => {
            child.kill(signal)
            await closed
        }
        const listen = (chunk: Buffer) => {
            output += chunk.toString()
            const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
            if (url) {
                ready({ url, stop: end('SIGTERM'), kill: end('SIGKILL') })
            }
        }
        child.stdout?.on('data', listen)
        child.stderr?.on('data', listen)
        child.on('error', failed)
        child.on('exit', (code) => failed(new Error(`The sandbox stopped with ${code} before it was ready:\n${output}`)))
    })
