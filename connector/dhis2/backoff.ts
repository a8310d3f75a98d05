import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../failure.ts'

/** How often and how long to wait between tries. Times in milliseconds. */
export interface Patience {
    tries: number
    first: number
    longest: number
    wait: (milliseconds: number) => Promise<unknown>
}

export const PATIENCE: Patience = { tries: 6, first: 500, longest: 60_000, wait: sleep }

/** Runs an action again after failures that may pass by themselves, with exponential back-off, full jitter and Retry-After obeyed. */
export const withPatience = async <T>(
    patience: Patience,
    action: () => Promise<T>,
    mayPass: (error: unknown) => boolean = passes
): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
        try {
            return await action()
        } catch (error) {
            if (attempt >= patience.tries || !mayPass(error)) {
                throw error
            }
            await patience.wait(pause(patience, attempt, error))
        }
    }
}

/** True for failures of the other side that a later try may not meet. */
export const passes = (error: unknown): boolean =>
    error instanceof Failure && (error.kind === 'busy' || error.kind === 'unreachable' || error.kind === 'unknownOutcome')

const pause = (patience: Patience, attempt: number, error: unknown): number => {
    const asked = error instanceof Failure ? (error.retryAfter ?? 0) * 1000 : 0
    const ceiling = Math.min(patience.longest, patience.first * 2 ** (attempt - 1))
    return Math.min(Math.max(asked, Math.random() * ceiling), Math.max(patience.longest, asked))
}
