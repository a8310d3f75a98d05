import { Failure } from '../failure.ts'
import { machine } from './machine.ts'

const lines: Record<string, unknown>[] = []
const out = (debug = false) => machine(debug, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
beforeEach(() => {
    lines.length = 0
    jest.useFakeTimers({ now: new Date('2026-11-16T08:00:00Z') })
})
afterEach(() => jest.useRealTimers())

it('tells the sums of a long run every ten seconds', () => {
    const progress = out().progress()
    for (let second = 1; second <= 25; second++) {
        jest.advanceTimersByTime(1000)
        progress.add('visits.csv', 100, 0)
        progress.add('visits.csv', 0, 40)
    }
    progress.stop()
    expect(lines).toMatchObject([
        { event: 'progress', file: 'visits.csv', rows: 1000, objects: 360 },
        { event: 'progress', file: 'visits.csv', rows: 2000, objects: 760 },
    ])
})

it('tells a failure by its parts; of an error that nobody foresaw its kind alone, and where it arose only with debug', () => {
    const failure = new Failure({ kind: 'busy', what: 'Busy.', where: 'POST /api/tracker', next: 'Wait.' })
    expect(out().fail(failure)).toBe(12)
    expect(out().fail(new TypeError('Marked'))).toBe(1)
    expect(out(true).fail(new TypeError('Other'))).toBe(1)
    expect(lines[0]).toMatchObject({ event: 'failure', kind: 'busy', what: 'Busy.', where: 'POST /api/tracker', next: 'Wait.' })
    expect(JSON.stringify(lines[1])).not.toContain('Marked')
    expect(lines[1]?.trace).toBeUndefined()
    expect(JSON.stringify(lines[2]?.trace)).toContain('machine.test.ts')
})
