import { pino, type DestinationStream } from 'pino'
import type { Console, Progress } from '../console.ts'
import { exitCodeOf, Failure } from '../failure.ts'
import { traceOf, unforeseen } from './unforeseen.ts'

/** Milliseconds between two lines of progress. */
const EVERY = 10_000

/** Speaks in JSON lines, one for each event. */
export const machine = (debug: boolean, destination: DestinationStream = pino.destination({ sync: true })): Console => {
    const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination)
    return {
        say: (text) => log.info({ event: 'message' }, text),
        show: (event, data) => log.info({ event, ...data }),
        report: ({ failure, ...report }) => log.info({ event: 'report', ...report, failure: failure && partsOf(failure) }),
        figures: (report) => log.info({ event: 'figures', ...report }),
        fail: (error) => {
            const parts = error instanceof Failure ? partsOf(error) : { what: unforeseen(error) }
            log.error({ event: 'failure', ...parts, ...(debug ? { trace: traceOf(error) } : {}) })
            return exitCodeOf(error)
        },
        progress: () => nowAndThen((file, rows, objects) => log.info({ event: 'progress', file, rows, objects })),
    }
}

const partsOf = ({ kind, what, where, why, next }: Failure) => ({ kind, what, where, why, next })

/** Adds up, and tells the sums so far now and then. */
const nowAndThen = (tell: (file: string, rows: number, objects: number) => void): Progress => {
    let [rows, objects, told] = [0, 0, Date.now()]
    return {
        add: (file, moreRows, moreObjects) => {
            rows += moreRows
            objects += moreObjects
            if (Date.now() - told >= EVERY) {
                told = Date.now()
                tell(file, rows, objects)
            }
        },
        stop: () => undefined,
    }
}
