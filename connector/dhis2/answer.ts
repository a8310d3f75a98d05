import { Failure } from '../failure.ts'

/** An HTTP answer before anything is made of it. `text` is the body as it came. */
export interface RawAnswer {
    status: number
    contentType: string
    retryAfter: string | undefined
    location: string | undefined
    text: string
}

/** A JSON answer of DHIS2, whatever its status: import reports and summaries also come with 409. */
export interface Answer {
    status: number
    body: unknown
}

/** True when DHIS2 sent us to its log-in page or said 401: nothing was done (dhis2-core 2.40-2.43, no session → 302 or 401). */
export const sessionEnded = (answer: RawAnswer): boolean =>
    answer.status === 401 || (answer.status >= 300 && answer.status < 400) || (answer.status === 200 && isHtml(answer))

/**
 * The JSON of an answer, or the failure that the answer means. Error bodies are never quoted: they may hold whole objects.
 *
 * @param where method and path, without parameters
 */
export const judge = (answer: RawAnswer, where: string): Answer => {
    const fault = faultOf(answer, where)
    if (fault) {
        throw fault
    }
    return { status: answer.status, body: parse(answer, where) }
}

/** Seconds in a Retry-After header, which is a number or an HTTP date; undefined when absent or unreadable. */
const retryAfterSeconds = (header: string | undefined, now: Date): number | undefined => {
    if (header === undefined) {
        return undefined
    }
    const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000
    return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

const isHtml = (answer: RawAnswer): boolean => answer.contentType.includes('html')

const isJson = (answer: RawAnswer): boolean => answer.contentType.includes('json')

/** Nothing at all where something was to come. An empty JSON answer to a request that writes leaves open what was done. */
const isNothing = ({ status, contentType, text }: RawAnswer, where: string): boolean =>
    status === 200 && text === '' && (contentType === '' || where.startsWith('GET ')) && !where.endsWith('/api/ping')

const faultOf = (answer: RawAnswer, where: string): Failure | undefined => {
    const { status } = answer
    if (sessionEnded(answer)) {
        return noSession(where)
    }
    if (status === 403) {
        return forbidden(where)
    }
    if (status === 413) {
        return new Failure({ kind: 'tooLarge', what: 'The server found the request too large.', where })
    }
    if (status === 429 || status === 503) {
        return busy(answer, where)
    }
    if (isNothing(answer, where)) {
        return blockedOrigin(where)
    }
    if (isJson(answer) && status !== 400 && status < 500) {
        return undefined
    }
    if (status === 400) {
        return new Failure({ kind: 'malformed', what: 'DHIS2 could not read the request (400).', where })
    }
    if (status === 404 || status === 405) {
        return notThere(status, where)
    }
    if (status >= 400) {
        return unknownOutcome(status, where)
    }
    return undefined
}

const parse = (answer: RawAnswer, where: string): unknown => {
    if (!isJson(answer)) {
        return undefined
    }
    try {
        return JSON.parse(answer.text)
    } catch (cause) {
        throw new Failure({ kind: 'unknownOutcome', what: 'The answer of DHIS2 breaks off in the middle.', where }, { cause })
    }
}

const noSession = (where: string): Failure =>
    new Failure({
        kind: 'unauthorised',
        what: 'DHIS2 does not accept the log-in.',
        where,
        why: 'The user name, password or token is wrong or expired, or the account is disabled.',
        next: 'Check user and password (or token) of this target; they come from the environment variables named in kmmp.yaml. If they are right, something else than DHIS2 may answer at the url.',
    })

const forbidden = (where: string): Failure =>
    new Failure({
        kind: 'forbidden',
        what: 'The account may not do this in DHIS2 (403).',
        where,
        next: 'Ask the DHIS2 administrator for the rights listed in docs/connector.md.',
    })

const busy = (answer: RawAnswer, where: string): Failure =>
    new Failure({
        kind: 'busy',
        what: `DHIS2 is too busy to answer (${answer.status}).`,
        where,
        next: 'Run the same command again later: it goes on where it stopped.',
        retryAfter: retryAfterSeconds(answer.retryAfter, new Date()),
    })

const blockedOrigin = (where: string): Failure =>
    new Failure({
        kind: 'blockedOrigin',
        what: 'The server answered with nothing at all, so it did nothing.',
        where,
        why: 'DHIS2 2.42 and later answer so when something between here and there adds a foreign Origin header.',
        next: 'Let the proxy in front of DHIS2 remove the Origin header.',
    })

const notThere = (status: number, where: string): Failure =>
    new Failure({
        kind: where.endsWith('/api/system/info') ? 'configuration' : 'refused',
        what: `The server does not know this address (${status}).`,
        where,
        next: 'Check the url of the target in kmmp.yaml: it is the address of DHIS2 without /api.',
    })

const unknownOutcome = (status: number, where: string): Failure =>
    new Failure({
        kind: 'unknownOutcome',
        what: `DHIS2 failed without saying what was done (${status}).`,
        where,
        next: 'Run the same command again: it reads back what arrived and sends the rest.',
    })
