import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorPage, refuse, webMessage, type Answer } from './answer.ts'
import { bodyObject, ok, type Call, type Route } from './call.ts'
import { numberOf, objects, text } from './json.ts'
import type { Sandbox } from './sandbox.ts'

/** How a request can go wrong on purpose. */
export type Fault =
    /** the answer comes late by so many milliseconds */
    | { kind: 'latency'; milliseconds: number }
    /** refused with 503, with a `Retry-After` in seconds when given */
    | { kind: 'unavailable'; retryAfter?: number }
    /** an HTML page of DHIS2's container or of a proxy instead of an answer; nothing is done */
    | { kind: 'page'; status: number }
    /** 200 with nothing in it, as a foreign `Origin` gets it from 2.42 on; nothing is done */
    | { kind: 'empty' }
    /** what a tracker import answers when the database fails: nothing is stored (dhis2-web-api.md 2.6) */
    | { kind: 'database-failure' }
    /** the connection is cut and nothing is done */
    | { kind: 'cut-before' }
    /** everything is done, but the answer never arrives */
    | { kind: 'cut-after' }

/** A fault with the requests it is for. */
export type FaultRule = Fault & {
    method?: string
    /** beginning of the path, e.g. `/api/tracker` */
    path?: string
    /** how many requests it still hits; without end when left out */
    times?: number
}

/** The faults switched on. Tests set them over `/sandbox/faults`. */
export class Faults {
    private rules: FaultRule[] = []

    set(rules: readonly FaultRule[]): void {
        this.rules = rules.map((rule) => ({ ...rule }))
    }

    list(): readonly FaultRule[] {
        return this.rules
    }

    /** The faults that hit a request; counted ones are used up by it. */
    take(method: string, path: string): FaultRule[] {
        const hits = this.rules.filter(
            (rule) => rule.times !== 0 && (rule.method ?? method) === method && path.startsWith(rule.path ?? '/')
        )
        for (const hit of hits) {
            if (hit.times !== undefined) {
                hit.times--
            }
        }
        return hits
    }
}

const CONTROL = '/sandbox/faults'

/** Requests whose answer is to be lost once they have been carried out. */
const cutAfter = new WeakSet<FastifyRequest>()

/** Loses the answer of a request that was carried out; true when it did. */
export const loseAnswer = (request: FastifyRequest): boolean => {
    if (!cutAfter.has(request)) {
        return false
    }
    request.raw.socket.destroy()
    return true
}

/** Applies the faults that come before a request is handled, and remembers the one that comes after. Gives what to answer, if anything. */
export const beforeHandling = async (sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): Promise<Answer | undefined> => {
    const path = request.url.split('?')[0] ?? ''
    if (path === CONTROL) {
        return undefined
    }
    for (const fault of sandbox.faults.take(request.method, path)) {
        if (fault.kind === 'latency') {
            await wait(fault.milliseconds)
        } else if (fault.kind === 'cut-after') {
            cutAfter.add(request)
        } else if (fault.kind === 'cut-before') {
            reply.hijack()
            request.raw.socket.destroy()
            return undefined
        } else {
            return answerOf(fault, sandbox)
        }
    }
    return undefined
}

const answerOf = (fault: Exclude<FaultRule, { kind: 'latency' | 'cut-before' | 'cut-after' }>, { rules }: Sandbox): Answer => {
    switch (fault.kind) {
        case 'unavailable': {
            const headers: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
            return { ...errorPage(503, 'The server is busy.'), headers }
        }
        case 'page':
            return errorPage(fault.status, 'Something between here and there failed.')
        case 'empty':
            return { status: 200 }
        case 'database-failure':
            return databaseFailure(rules)
    }
}

const databaseFailure = ({ databaseFailureStatus, reportsDatabaseFailure }: Sandbox['rules']): Answer => {
    const message = 'could not execute statement'
    if (!reportsDatabaseFailure) {
        return webMessage(databaseFailureStatus, { message })
    }
    const stats = { created: 0, updated: 0, deleted: 0, ignored: 0, total: 0 }
    const validationReport = { errorReports: [], warningReports: [] }
    return { status: databaseFailureStatus, body: { status: 'ERROR', validationReport, stats, message } }
}

const KINDS = ['latency', 'unavailable', 'page', 'empty', 'database-failure', 'cut-before', 'cut-after'] as const

const read = (call: Call): FaultRule[] => {
    const list = bodyObject(call)?.faults
    if (!Array.isArray(list)) {
        return refuse(400, 'Send {"faults": [{"kind": "latency", "milliseconds": 200}]}; an empty list switches all off.', null)
    }
    return objects(list).map((given) => {
        const kind = KINDS.find((name) => name === given.kind) ?? refuse(400, `kind is one of ${KINDS.join(', ')}.`, null)
        const scope = {
            method: text(given.method),
            path: text(given.path),
            ...(given.times !== undefined && { times: numberOf(given.times) }),
        }
        if (kind === 'latency') {
            return { kind, milliseconds: numberOf(given.milliseconds), ...scope }
        }
        if (kind === 'unavailable') {
            return { kind, ...(given.retryAfter !== undefined && { retryAfter: numberOf(given.retryAfter) }), ...scope }
        }
        if (kind === 'page') {
            return { kind, status: numberOf(given.status), ...scope }
        }
        return { kind, ...scope }
    })
}

const setFaults = (call: Call): Answer => {
    if (!isLoopback(call.ip)) {
        return refuse(403, 'Faults are switched from this machine only.', null)
    }
    call.sandbox.faults.set(read(call))
    return ok({ faults: call.sandbox.faults.list() })
}

const isLoopback = (ip: string): boolean => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip)

export const faultRoutes: Route[] = [
    { method: 'GET', path: CONTROL, parameters: [], open: true, handle: ({ sandbox }) => ok({ faults: sandbox.faults.list() }) },
    { method: 'POST', path: CONTROL, parameters: [], open: true, handle: setFaults },
]
