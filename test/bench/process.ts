import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Peak resident memory of a process so far, in MiB. Read from the kernel, so on Linux only. */
const peakMemory = (pid: number): number => {
    try {
        const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
        return Number(found?.[1] ?? 0) / 1024
    } catch (error) {
        // the process has just ended, or this is not Linux: the last reading stands
        if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) {
            return 0
        }
        throw error
    }
}

export interface Measured {
    seconds: number
    mebibytes: number
    code: number | null
    output: string
}

/** Runs a Node program to its end and measures it from outside: wall clock and peak resident memory. */
export const measure = (args: string[], env: NodeJS.ProcessEnv = {}): Promise<Measured> =>
    new Promise((done, failed) => {
        const started = performance.now()
        const child = spawn(process.execPath, args, { env: { ...process.env, ...env } })
        let output = ''
        let mebibytes = 0
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
        child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
        const watch = setInterval(() => (mebibytes = Math.max(mebibytes, peakMemory(child.pid ?? 0))), 20)
        child.on('error', failed)
        child.on('close', (code) => {
            clearInterval(watch)
            done({ seconds: (performance.now() - started) / 1000, mebibytes, code, output })
        })
    })

/** Starts a server program that prints its address first, and gives the address and a way to stop it. */
export const serve = (args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ url: string; pid: number; stop: () => void }> =>
    new Promise((ready, failed) => {
        const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
        child.stdout.on('data', (chunk: Buffer) => {
            const url = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString())?.[0]
            if (url) {
                ready({ url, pid: child.pid ?? 0, stop: () => child.kill() })
            }
        })
        child.on('error', failed)
        child.on('exit', (code) => failed(new Error(`${args.join(' ')} ended with ${code} before it was ready`)))
    })
