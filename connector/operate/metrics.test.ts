import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { metricsText, writeMetrics, type Measured } from './metrics.ts'

const measured: Measured = {
    runs: [
        { id: 3, source: 'm2m', started: '2026-11-22T02:10:00.000Z', counts: {} },
        {
            id: 2,
            source: 'm2m',
            started: '2026-11-21T02:10:00.000Z',
            ended: '2026-11-21T02:11:00.500Z',
            exitCode: 10,
            counts: { delivered: 7, parked: 3 },
        },
        {
            id: 1,
            source: 'm2m',
            started: '2026-11-20T02:10:00.000Z',
            ended: '2026-11-20T02:11:00.000Z',
            exitCode: 0,
            counts: { delivered: 1 },
        },
    ],
    waiting: ['visits.csv', 'tests.csv'].map((file) => ({
        ...{ source: 'm2m', file, reason: 'PARENT_MISSING', rows: 2, since: 1 },
        outcome: 'park' as const,
    })),
    questions: 4,
}

test('the last run of each source that had an end is measured, what waits, and since when a run has not ended', async () => {
    const samples = (await metricsText(measured)).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(samples).toEqual([
        'kmmp_run_started_timestamp_seconds{source="m2m"} 1795313400',
        'kmmp_run_ended_timestamp_seconds{source="m2m"} 1795227060',
        'kmmp_run_exit_code{source="m2m"} 10',
        'kmmp_run_rows{source="m2m",count="delivered"} 7',
        'kmmp_run_rows{source="m2m",count="parked"} 3',
        'kmmp_waiting_rows{source="m2m",state="parked",reason="PARENT_MISSING"} 4',
        'kmmp_open_questions 4',
    ])
})

test('the collector, another user, can read them, also where all else is for the owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmmp-metrics-'))
    const file = join(folder, 'kmmp.prom')
    const before = process.umask(0o077)
    await writeMetrics(file, measured)
    process.umask(before)
    expect([statSync(file).mode & 0o777, readFileSync(file, 'utf8')]).toEqual([0o644, await metricsText(measured)])
    rmSync(folder, { recursive: true })
})
