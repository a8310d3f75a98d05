import { STATUS_CODES } from 'node:http'
import type { JsonObject } from './json.ts'

/** What a request is answered with. No body means an empty one without content type. */
export interface Answer {
    status: number
    body?: unknown
    html?: string
    headers?: Record<string, string>
}

/** Thrown to answer at once; the server sends `answer` as it is. */
export class Refusal extends Error {
    readonly answer: Answer

    constructor(answer: Answer, message: string) {
        super(message)
        this.answer = answer
    }
}

type Verdict = 'OK' | 'WARNING' | 'ERROR'

interface MessageParts {
    message?: string
    errorCode?: string
    devMessage?: string
    status?: Verdict
    response?: JsonObject
    headers?: Record<string, string>
}

/** DHIS2's WebMessage envelope. The verdict follows from the HTTP status unless given. */
export const webMessage = (status: number, { headers, status: verdict, ...parts }: MessageParts = {}): Answer => ({
    status,
    headers,
    body: {
        httpStatus: STATUS_CODES[status],
        httpStatusCode: status,
        status: verdict ?? (status < 400 ? 'OK' : 'ERROR'),
        ...parts,
    },
})

const CODE_OF_STATUS: Record<number, string> = { 400: 'E1003', 403: 'E1006', 404: 'E1005', 409: 'E1004' }

/** Ends the request with a WebMessage. `errorCode` is WebMessage's own code; pass `null` where DHIS2 gives none. */
export const refuse = (status: number, message: string, errorCode: string | null = CODE_OF_STATUS[status] ?? null): never => {
    throw new Refusal(webMessage(status, errorCode === null ? { message } : { message, errorCode }), message)
}

/** Ends the request with an HTML page as Tomcat makes it: unknown path, missing required parameter. */
export const refuseWithPage = (status: number, message: string): never => {
    throw new Refusal(errorPage(status, message), message)
}

/** The error page of the servlet container. */
export const errorPage = (status: number, message: string): Answer => {
    const title = `HTTP Status ${status} – ${STATUS_CODES[status] ?? ''}`
    return {
        status,
        html: `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${escapeHtml(message)}</p></body></html>`,
    }
}

/** What the sandbox does not imitate is said plainly, never answered with something made up. */
export const notSupported = (what: string): never => refuse(501, `The sandbox does not support ${what}. A real DHIS2 does.`, null)

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
