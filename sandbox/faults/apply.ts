import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorPage, refuse, webMessage, type Answer } from '../answer.ts'
import { ok, type Call, type Route } from '../call.ts'
import { isObject, numberOf } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import { Switches, type FaultRule, type Kind } from './faults.ts'
import { parseJson } from '#dhis2/json.ts'

const CONTROL = '/sandbox/faults'

/** What hits a request; looked up again once it was carried out. */
const hits = new WeakMap<FastifyRequest, FaultRule[]>()

const hit = <Wanted extends Kind>(request: FastifyRequest, kind: Wanted): Extract<FaultRule, { kind: Wanted }> | undefined =>
    hits.get(request)?.find((rule): rule is Extract<FaultRule, { kind: Wanted }> => rule.kind === kind)

/** Applies the faults that come before a request is handled, and remembers the others. Gives what to answer, if anything. */
export const beforeHandling = async (sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): Promise<Answer | undefined> => {
    const path = request.url.split('?')[0] ?? ''
    if (path === CONTROL) {
        return undefined
    }
    hits.set(request, sandbox.faults.take(request.method, path))
    const late = hit(request, 'latency')
    if (late) {
        await wait(late.milliseconds)
    }
    if (hit(request, 'cut-before')) {
        cut(request, reply)
        return undefined
    }
    return insteadOf(request, sandbox)
}

const cut = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    reply.hijack()
    request.raw.socket.destroy()
    return reply
}

const BETWEEN = 'Something between here and there failed.'

/** What is answered in place of doing anything. */
const insteadOf = (request: FastifyRequest, { rules }: Sandbox): Answer | undefined => {
    const busy = hit(request, 'unavailable')
    if (busy) {
        const headers: Record<string, string> = busy.retryAfter === undefined ? {} : { 'retry-after': String(busy.retryAfter) }
        return { ...errorPage(503, 'The server is busy.'), headers }
    }
    const page = hit(request, 'page')
    if (page && page.after !== true) {
        return errorPage(page.status, BETWEEN)
    }
    if (hit(request, 'conflict')) {
        return webMessage(409, { message: 'The server refuses this now.' })
    }
    if (hit(request, 'empty')) {
        return { status: 200 }
    }
    return hit(request, 'database-failure') && databaseFailure(rules)
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

/** Carries a request out, or what a fault leaves of it. */
export const carryOut = async (request: FastifyRequest, call: Call, route: Route): Promise<Answer> => {
    if (hit(request, 'restart')) {
        return restart(call, route)
    }
    if (hit(request, 'ignored')) {
        return ignoreOne(call, route)
    }
    return route.handle(call)
}

const RESTARTED = new Error('the server restarted')

/** Undoes all that the request did, and forgets what a server keeps in memory. */
const restart = (call: Call, route: Route): Answer => {
    const { store, registry, sessions, jobs } = call.sandbox
    const before = registry.snapshot()
    let answer: Answer | Promise<Answer> | undefined
    try {
        store.transaction(() => {
            answer = route.handle(call)
            throw RESTARTED
        })
    } catch (error) {
        if (error !== RESTARTED) {
            throw error
        }
    }
    registry.reload(before)
    sessions.clear()
    jobs.clear()
    return answer === undefined || answer instanceof Promise ? { status: 200 } : answer
}

const ARRAYS = ['trackedEntities', 'enrollments', 'events', 'relationships']

/** Loses one of the objects of an import, of those that stand at the top. */
const ignoreOne = async (call: Call, route: Route): Promise<Answer> => {
    const body = parseJson(call.body)
    if (!isObject(body)) {
        return route.handle(call)
    }
    const places = ARRAYS.flatMap((name) => (Array.isArray(body[name]) ? body[name].map((_, index) => ({ name, index })) : []))
    const lost = places[call.sandbox.faults.pick(places.length)]
    if (!lost) {
        return route.handle(call)
    }
    const rest = (body[lost.name] as unknown[]).toSpliced(lost.index, 1)
    const answer = await route.handle(withBody(call, JSON.stringify({ ...body, [lost.name]: rest })))
    if (!isObject(answer.body) || !isObject(answer.body.stats)) {
        return answer
    }
    const { stats } = answer.body
    const counted = { ...stats, ignored: numberOf(stats.ignored) + 1, total: numberOf(stats.total) + 1 }
    return { ...answer, body: { ...answer.body, stats: counted } }
}

const withBody = (call: Call, body: string): Call => Object.create(call, { body: { value: body, enumerable: true } }) as Call

/** Sends an answer in the way that faults leave; false when nothing is wrong with it. */
export const sendBroken = (request: FastifyRequest, reply: FastifyReply, answer: Answer): boolean => {
    const isJob = isObject(answer.body) && isObject(answer.body.response) && answer.body.response.id !== undefined
    if (hit(request, 'cut-after') || (hit(request, 'restart') && !isJob)) {
        cut(request, reply)
        return true
    }
    if (hit(request, 'page')) {
        const { status, html } = errorPage(hit(request, 'page')?.status ?? 504, BETWEEN)
        void reply.code(status).type('text/html;charset=utf-8').send(html)
        return true
    }
    const slow = hit(request, 'slow')
    if (!slow && !hit(request, 'truncated')) {
        return false
    }
    const bytes = Buffer.from(answer.html ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)))
    reply.hijack()
    reply.raw.writeHead(answer.status, {
        ...(reply.getHeaders() as Record<string, string>),
        ...answer.headers,
        'content-type': 'application/json;charset=utf-8',
        'content-length': bytes.length,
    })
    if (slow) {
        void trickle(reply, bytes, slow.milliseconds)
    } else {
        reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.raw.socket.destroy())
    }
    return true
}

const PIECES = 8

const trickle = async ({ raw }: FastifyReply, bytes: Buffer, milliseconds: number): Promise<void> => {
    const size = Math.ceil(bytes.length / PIECES)
    for (let piece = 0; piece < PIECES && !raw.destroyed; piece++) {
        await wait(milliseconds / PIECES)
        raw.write(bytes.subarray(piece * size, (piece + 1) * size))
    }
    raw.end()
}

const setFaults = (call: Call): Answer => {
    if (!isLoopback(call.ip)) {
        return refuse(403, 'Faults are switched from this machine only.', null)
    }
    const read = Switches.safeParse(parseJson(call.body))
    if (!read.success) {
        const [problem] = read.error.issues
        const what = `${problem?.path.join('.') ?? ''}: ${problem?.message ?? ''}`
        return refuse(400, `Send {"faults": [{"kind": "latency", "milliseconds": 200}]}; an empty list switches all off. ${what}`, null)
    }
    call.sandbox.faults.set(read.data.faults, read.data.seed)
    return ok({ faults: call.sandbox.faults.list() })
}

const isLoopback = (ip: string): boolean => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip)

export const faultRoutes: Route[] = [
    { method: 'GET', path: CONTROL, parameters: [], open: true, handle: ({ sandbox }) => ok({ faults: sandbox.faults.list() }) },
    { method: 'POST', path: CONTROL, parameters: [], open: true, handle: setFaults },
]
