import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from './buildApp.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test', 'output', 'results.json')

interface Tally {
    passed: number
    failed: number
}

/** Runs a program of node_modules to its end. Its output is shown whole when it fails or `show` is set. */
const run = (program: string, args: string[], show = false): Promise<boolean> =>
    new Promise((resolve) => {
        const child = spawn(join(root, 'node_modules', '.bin', program), args, {
            cwd: root,
            stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
            shell: process.platform === 'win32',
        })
        let output = ''
        const keep = (chunk: Buffer) => (output += chunk.toString())
        child.stdout?.on('data', keep)
        child.stderr?.on('data', keep)
        child.on('error', (error) => {
            console.error(`${program} could not be started: ${error.message}`)
            resolve(false)
        })
        child.on('exit', (code) => {
            if (code !== 0) {
                console.error(output)
            }
            resolve(code === 0)
        })
    })

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`

/** One check that passes or fails as a whole. */
const check = async (name: string, work: () => Promise<boolean>): Promise<Tally> => {
    const started = Date.now()
    const passed = await work().catch((error: Error) => {
        console.error(error.message)
        return false
    })
    console.log(`${passed ? 'pass' : 'FAIL'}  ${name} (${seconds(started)})`)
    return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 }
}

const ROOMS = ['programme', 'dhis2', 'connector', 'src', 'sandbox', 'scripts', 'bin']

const app = async (): Promise<Tally[]> => [
    await check('the app builds', async () => (await buildApp()) !== undefined),
    await check('the app keeps its size', () => run('node', ['scripts/bundleBudget.ts'], true)),
]

const typesAndWalls = async (): Promise<Tally[]> => [
    await check('types', () => run('tsc', ['--noEmit'])),
    await check('walls between the rooms', () => run('depcruise', ROOMS)),
]

const format = () => check('format', () => run('prettier', ['--check', '--log-level=warn', '.']))
const lint = () => check('lint', () => run('eslint', ['--max-warnings=0', '.']))

/** All Jest projects: unit, app, contract, faults, security and the browser's end-to-end story. */
const jest = async (): Promise<Tally> => {
    mkdirSync(join(root, 'test', 'output'), { recursive: true })
    rmSync(results, { force: true })
    await run('jest', ['--json', `--outputFile=${results}`, '--maxWorkers=2', ...process.argv.slice(2)], true)
    const read = JSON.parse(readFileSync(results, 'utf8')) as {
        numPassedTests: number
        numFailedTests: number
        numRuntimeErrorTestSuites: number
    }
    return { passed: read.numPassedTests, failed: read.numFailedTests + read.numRuntimeErrorTestSuites }
}

const started = Date.now()
console.log('Checking types, style and the walls between the rooms; then the tests. Five to ten minutes on two cores.')
// always two at a time; the build comes first, as it generates the texts that all but the format look for
const tallies = [...(await Promise.all([app(), format()])), ...(await Promise.all([typesAndWalls(), lint()])), await jest()].flat()
const total = tallies.reduce((sum, tally) => ({ passed: sum.passed + tally.passed, failed: sum.failed + tally.failed }))
console.log(`Finished in ${seconds(started)}.`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
