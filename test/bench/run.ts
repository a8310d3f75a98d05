import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeExport } from './exportFile.ts'
import { measure, type Measured, serve } from './process.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..', '..')
const work = join(root, 'test', 'output', 'bench')
const kmmp = join(root, 'bin', 'kmmp.mjs')

/** The best general tool in use today does this many such rows a second on two cores (connector survey, 2026). */
const BEST_GENERAL_TOOL = '10,000-12,000'

interface Row {
    what: string
    rows: number
    seconds: number
    'rows/s': number
    'peak MiB': number
}

const row = (what: string, rows: number, measured: Measured): Row => ({
    what,
    rows,
    seconds: Number(measured.seconds.toFixed(2)),
    'rows/s': Math.round(rows / measured.seconds),
    'peak MiB': Math.round(measured.mebibytes),
})

const prepare = async (rows: number): Promise<string> => {
    const folder = join(work, String(rows))
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(folder, 'export'), { recursive: true })
    await writeExport(join(folder, 'export', 'clients.csv'), rows)
    const config = join(folder, 'kmmp.yaml')
    writeFileSync(
        config,
        [
            'targets:',
            '  tracker: { url: "${KMMP_URL}", user: connector, password: "${KMMP_PASSWORD}" }',
            'ledger: ./ledger.db',
            'sources:',
            `  bench: { type: csv, path: ./export, mapping: ${join(here, 'mapping')} }`,
            '',
        ].join('\n')
    )
    return config
}

const succeeded = (measured: Measured, what: string): Measured => {
    if (measured.code !== 0) {
        throw new Error(`${what} ended with exit code ${measured.code}:\n${measured.output}`)
    }
    return measured
}

const instant = () => serve([join(here, 'instantDhis2.ts')])

/** Milliseconds that a busy server takes for a request, and for each object in it. */
const SLOW = { BENCH_LATENCY: '30+0.5' }

/** The first run against a server that takes its time, beside the same bodies sent ready-made. */
const benchSlow = async (rows: number) => {
    const config = await prepare(rows)
    const server = await serve([join(here, 'instantDhis2.ts')], SLOW)
    const env = { KMMP_URL: server.url, KMMP_PASSWORD: 'Demo-1234' }
    const sync = succeeded(await measure([kmmp, 'sync', '--config', config], env), 'kmmp sync, slow server')
    const file = join(work, String(rows), 'export', 'clients.csv')
    const replay = succeeded(await measure([join(here, 'replay.ts'), server.url, file]), 'the replay')
    server.stop()
    return { sync, replay: { ...replay, seconds: Number(replay.output) } }
}

const bench = async (rows: number) => {
    const config = await prepare(rows)
    const server = await instant()
    const env = { KMMP_URL: server.url, KMMP_PASSWORD: 'Demo-1234' }
    const sync = () => measure([kmmp, 'sync', '--config', config], env)
    const first = succeeded(await sync(), 'kmmp sync')
    const again = succeeded(await sync(), 'kmmp sync, again')
    const script = succeeded(
        await measure([join(here, 'handWritten.ts'), server.url, join(work, String(rows), 'export', 'clients.csv')]),
        'the hand-written script'
    )
    server.stop()
    return { rows, first, again, script }
}

const main = async () => {
    if (!existsSync(work)) {
        mkdirSync(work, { recursive: true })
    }
    const [few, many] = (process.argv.slice(2).length === 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000]) as [number, number]
    const [small, large, slow] = [await bench(few), await bench(many), await benchSlow(many / 2)]
    const table = [
        row('kmmp sync', small.rows, small.first),
        row('kmmp sync', large.rows, large.first),
        row('kmmp sync again, nothing changed', large.rows, large.again),
        row('hand-written script', large.rows, large.script),
        row('kmmp sync, slow server', large.rows / 2, slow.sync),
        row('the same bodies ready-made, slow server', large.rows / 2, slow.replay),
    ]
    const ratio = large.script.seconds / large.first.seconds
    console.log(`One row is a tracked entity with 5 attributes, an enrollment and 2 events. ${cpus().length} cores, ${cpus()[0]?.model}.`)
    console.table(table)
    console.log(`kmmp sync / hand-written script: ${ratio.toFixed(2)} of its speed (bar 0.5).`)
    console.log(
        `Against a server of 30 ms + 0.5 ms an object: ${(slow.replay.seconds / slow.sync.seconds).toFixed(2)} of the replay's speed (bar 0.97).`
    )
    console.log(`Rerun of the unchanged export: ${(large.first.seconds / large.again.seconds).toFixed(1)} times faster than the first run.`)
    console.log(`Best general tool in use today, for comparison: ${BEST_GENERAL_TOOL} such rows/s on 2 cores.`)
    writeFileSync(join(work, 'bench.json'), JSON.stringify({ table, ratio }, null, 2))
}

await main()
