export type ErrorKind = 'offline' | 'denied' | 'conflict' | 'invalid' | 'gone' | 'server'

/**
 * The one error of the app. It carries a code of DHIS2 (never its message, which can repeat values of a person) and, when the server
 * refused one answer, the UID of its data element.
 */
export class AppError extends Error {
    override readonly name = 'AppError'
    readonly kind: ErrorKind
    readonly code: string | undefined
    readonly field: string | undefined

    constructor(kind: ErrorKind, code?: string, field?: string) {
        super(code ? `${kind} ${code}` : kind)
        this.kind = kind
        this.code = code
        this.field = field
    }
}

/** Code of a denied error whose cause is an ended session. */
export const SIGNED_OUT = 'SIGNED_OUT'

/** What 2.40 says with 401 of a person who is out of reach in a program; an ended session is told in other words (recorded answers). */
const OUT_OF_REACH: readonly unknown[] = ['OWNERSHIP_ACCESS_DENIED', 'PROGRAM_ACCESS_CLOSED']

/**
 * The error of an HTTP status (app-side reading of dhis2-core 2.40-2.43 answers).
 *
 * @param message of DHIS2, only compared
 */
export const errorOfStatus = (status: number, message?: unknown): AppError => {
    const code = String(status)
    if (status === 401 && !OUT_OF_REACH.includes(message)) {
        return new AppError('denied', SIGNED_OUT)
    }
    if (status === 401 || status === 403) {
        return new AppError('denied', code)
    }
    if (status === 404) {
        return new AppError('gone', code)
    }
    if (status === 409) {
        return new AppError('conflict', code)
    }
    if (status === 429 || (status >= 502 && status <= 504)) {
        return new AppError('offline', code)
    }
    return new AppError('server', code)
}

/** Whether sending the same again can help. */
export const canRetry = (error: AppError): boolean => error.kind === 'offline' || error.kind === 'server'
