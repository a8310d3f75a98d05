/**
 * - `configuration`, `unauthorised`, `forbidden`, `version`, `blockedOrigin`: a person must change something before a new try
 * - `source`, `unreachable`, `busy`: the other side is not there now; the run can be taken up again
 * - `unknownOutcome`: the request may or may not have been carried out
 * - `tooLarge`, `malformed`, `refused`: DHIS2 did not accept this request
 * - `storage`: a disk of this machine is full or broken
 * - `limit`: a safety limit stopped the run
 * - `held`: another run holds the lease of this target
 */
export type FailureKind =
    | 'configuration'
    | 'unauthorised'
    | 'forbidden'
    | 'version'
    | 'blockedOrigin'
    | 'source'
    | 'unreachable'
    | 'busy'
    | 'unknownOutcome'
    | 'tooLarge'
    | 'malformed'
    | 'refused'
    | 'storage'
    | 'limit'
    | 'held'

export interface FailureParts {
    kind: FailureKind
    /** what went wrong, one sentence */
    what: string
    /** file with line, or method and path without parameters */
    where?: string
    why?: string
    /** what the reader should do now */
    next?: string
    /** seconds that the server asked us to wait */
    retryAfter?: number
    /** error code that DHIS2 gave */
    code?: string
}

/** An error for people: what, where, why and the next step. Never holds a value of a record, a body or a secret. */
export class Failure extends Error {
    override readonly name = 'Failure'
    readonly kind: FailureKind
    readonly what: string
    readonly where: string | undefined
    readonly why: string | undefined
    readonly next: string | undefined
    readonly retryAfter: number | undefined
    readonly code: string | undefined

    constructor(parts: FailureParts, options?: ErrorOptions) {
        super(parts.what, options)
        this.kind = parts.kind
        this.what = parts.what
        this.where = parts.where
        this.why = parts.why
        this.next = parts.next
        this.retryAfter = parts.retryAfter
        this.code = parts.code
    }

    /** The failure as lines for a terminal. */
    text(): string {
        const parts = [this.where && `  where: ${this.where}`, this.why && `  why:   ${this.why}`, this.next && `  next:  ${this.next}`]
        return [this.what, ...parts.filter((part) => part !== undefined && part !== '')].join('\n')
    }
}

/** Process exit codes (docs/connector.md). */
export const EXIT = { done: 0, unexpected: 1, configuration: 2, rowsLeft: 10, safetyLimit: 11, unavailable: 12 } as const

const EXIT_OF_KIND: Record<FailureKind, number> = {
    configuration: EXIT.configuration,
    unauthorised: EXIT.configuration,
    forbidden: EXIT.configuration,
    version: EXIT.configuration,
    blockedOrigin: EXIT.configuration,
    source: EXIT.unavailable,
    unreachable: EXIT.unavailable,
    busy: EXIT.unavailable,
    unknownOutcome: EXIT.unavailable,
    tooLarge: EXIT.unavailable,
    malformed: EXIT.unexpected,
    refused: EXIT.unexpected,
    storage: EXIT.unavailable,
    limit: EXIT.safetyLimit,
    held: EXIT.unavailable,
}

/** The exit code that an error ends the command with. */
export const exitCodeOf = (error: unknown): number => (error instanceof Failure ? EXIT_OF_KIND[error.kind] : EXIT.unexpected)
