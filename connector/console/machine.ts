import { pino } from 'pino'
import type { Console } from '../console.ts'
import { exitCodeOf, Failure } from '../failure.ts'
import { unforeseen } from './unforeseen.ts'

/** Speaks in JSON lines. */
export const machine = (debug: boolean): Console => {
    const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ sync: true }))
    return {
        say: (text) => log.info({ event: 'message' }, text),
        show: (event, data) => log.info({ event, ...data }),
        report: ({ failure, ...report }) => log.info({ event: 'report', ...report, failure: failure && partsOf(failure) }),
        figures: (report) => log.info({ event: 'figures', ...report }),
        fail: (error) => {
            const parts = error instanceof Failure ? partsOf(error) : { what: unforeseen(error) }
            log.error({ event: 'failure', ...parts, ...(debug && error instanceof Error ? { stack: error.stack } : {}) })
            return exitCodeOf(error)
        },
        progress: () => ({ add: () => undefined, stop: () => undefined }),
    }
}

const partsOf = ({ kind, what, where, why, next }: Failure) => ({ kind, what, where, why, next })
