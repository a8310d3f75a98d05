import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Commands that stream many records. */
const LEAN = ['sync', 'plan', 'apply', 'aggregate']
/** Left alone, V8 lets the short-lived garbage of a run grow to twice what the whole run needs before it collects any. */
const SMALL_HEAP = ['--max-semi-space-size=2', '--heap-growing-percent=50']
/** One pool of native memory instead of one for each thread (glibc): what SQLite gives back is used again. */
const ONE_POOL = { MALLOC_ARENA_MAX: '1' }

// once more, for whoever starts this file itself
enableCompileCache()

// these can only be set when a process starts: where the system can, this one starts again as itself
if (LEAN.includes(process.argv[2] ?? '') && !SMALL_HEAP.every((flag) => process.execArgv.includes(flag))) {
    process.execve?.(process.execPath, [process.execPath, ...SMALL_HEAP, ...process.execArgv, ...process.argv.slice(1)], {
        ...process.env,
        ...ONE_POOL,
    })
}

// who reads the output has seen enough (kmmp sync | head): the work goes on, and ends with its own exit code
for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') {
            throw error
        }
    })
}

const { Command } = await import('commander')
const { addConnectorCommands } = await import('../connector/cli.ts')
const { addSandboxCommand } = await import('../sandbox/command.ts')

const USAGE = 2

const packageRoot = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8')) as { version: string }

const kmmp = new Command('kmmp')
    .version(version)
    .description('Carries partner records into DHIS2 and turns them into monthly figures; or runs a DHIS2 to try it on.')
    .exitOverride((ended) => process.exit(ended.exitCode === 0 ? 0 : USAGE))
addConnectorCommands(kmmp, { environment: process.env, packageRoot })
addSandboxCommand(kmmp)

await kmmp.parseAsync()
