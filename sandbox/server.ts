import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { OrgUnits } from './access/orgUnits.ts'
import { aggregateRoutes } from './aggregate/routes.ts'
import { errorPage, Refusal, webMessage, type Answer } from './answer.ts'
import { appRoutes, hostApp } from './apps.ts'
import { ok, Query, type Call, type Route } from './call.ts'
import { checkRequest } from './checkRequest.ts'
import { makeClock } from './clock.ts'
import { dataStoreRoutes } from './dataStore.ts'
import { seedDefaults } from './demo/defaults.ts'
import { rulesOf } from './dialect.ts'
import { beforeHandling, carryOut, faultRoutes, sendBroken } from './faults/apply.ts'
import { Faults, type FaultRule } from './faults/faults.ts'
import { isObject } from './json.ts'
import { readRoutes } from './metadata/read.ts'
import { Registry } from './metadata/registry.ts'
import { sharingRoutes } from './metadata/sharing.ts'
import { writeRoutes } from './metadata/write.ts'
import { answerOrigin } from './origin.ts'
import { outOfScopeRoutes } from './outOfScope.ts'
import { listenOn } from './ports.ts'
import type { Sandbox } from './sandbox.ts'
import { send } from './send.ts'
import { authenticate, type Identity } from './signIn/authenticate.ts'
import { LockOut } from './signIn/lockOut.ts'
import { signInRoutes } from './signIn/routes.ts'
import { sessionCookie, sessionOf, Sessions } from './signIn/sessions.ts'
import { tokenRoutes } from './signIn/tokens.ts'
import { Store } from './store.ts'
import { systemRoutes } from './system/info.ts'
import { maintenanceRoutes } from './system/maintenance.ts'
import { meRoutes } from './system/me.ts'
import { settingRoutes } from './system/settings.ts'
import { taskRoutes } from './system/tasks.ts'
import { Jobs } from './tracker/jobs.ts'
import { trackerRoutes } from './tracker/routes.ts'
import type { Dialect } from '#dhis2/version.ts'

export interface SandboxOptions {
    /** 0 takes any free port; a taken one is passed over for the next free one */
    port: number
    /** address to listen on; this machine alone when left out */
    host?: string
    /** `:memory:` or the path of a file, which is made when missing */
    store: string
    dialect: Dialect
    /** local date-time at which the server's clock starts to tick, e.g. `2026-11-16T08:00`; now when left out */
    clock?: string
    zone?: string
    /** only DHIS2's own default objects and the superuser admin / district */
    empty?: boolean
    /** folder of the built app, to be hosted */
    appFolder?: string
    /** refuse query parameters that this DHIS2 version does not know */
    strict?: boolean
    /** what goes wrong from the start; `POST /sandbox/faults` changes it */
    faults?: readonly FaultRule[]
    /** what faults with a chance are drawn from */
    seed?: number
    /** told about every answered request, e.g. for a log; the query is left out, as it may name people */
    onAnswer?: (answered: { method: string; path: string; status: number; milliseconds: number }) => void
}

const ROUTES: readonly Route[] = [
    ...signInRoutes,
    ...tokenRoutes,
    ...systemRoutes,
    ...meRoutes,
    ...settingRoutes,
    ...taskRoutes,
    ...maintenanceRoutes,
    ...trackerRoutes,
    ...aggregateRoutes,
    ...dataStoreRoutes,
    ...appRoutes,
    ...faultRoutes,
    ...outOfScopeRoutes,
    ...sharingRoutes,
    ...readRoutes,
    ...writeRoutes,
]

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const BODY_LIMIT = 256 * 1024 * 1024
const LOWEST_PATH_VERSION = 28

/**
 * Starts an embedded DHIS2 Web API for trying out and testing. It holds invented people only and listens on this machine alone.
 * @returns its address, and how to stop it
 */
export const startSandbox = async (options: SandboxOptions): Promise<{ url: string; close: () => Promise<void> }> => {
    const sandbox = await openSandbox(options)
    sandbox.faults.set(options.faults ?? [], options.seed)
    const server = fastify({
        bodyLimit: BODY_LIMIT,
        forceCloseConnections: true,
        routerOptions: { maxParamLength: 500 },
        rewriteUrl: ({ url = '/' }) => withoutVersion(url, sandbox.rules.highestPathVersion),
    })
    listen(server, sandbox, options)
    for (const [path, routes] of byPath(ROUTES.filter(({ exists }) => exists?.(sandbox.rules) !== false))) {
        addPath(server, sandbox, path, routes)
    }
    server.setNotFoundHandler((request, reply) => notFound(sandbox, request, reply))
    sandbox.url = await listenOn(server, options.port, options.host ?? '127.0.0.1')
    return {
        url: sandbox.url,
        close: async () => {
            await server.close()
            sandbox.store.close()
        },
    }
}

const openSandbox = async ({
    store: path,
    dialect,
    zone = 'Africa/Nairobi',
    clock,
    appFolder,
    strict = false,
    empty = false,
}: SandboxOptions): Promise<Sandbox> => {
    const rules = rulesOf(dialect)
    const store = new Store(path)
    const registry = new Registry(store)
    const ticking = makeClock(zone, clock)
    const sandbox: Sandbox = {
        rules,
        store,
        clock: ticking,
        registry,
        orgUnits: new OrgUnits(registry),
        sessions: new Sessions(),
        lockOut: new LockOut(),
        jobs: new Jobs(ticking),
        faults: new Faults(),
        app: appFolder === undefined ? undefined : hostApp(appFolder),
        strict,
        url: '',
    }
    seedDefaults(sandbox)
    if (!empty) {
        // an empty sandbox does without the programme
        const { seedDemo } = await import('./demo/seed.ts')
        seedDemo(sandbox, dialect)
    }
    return sandbox
}

const listen = (server: FastifyInstance, sandbox: Sandbox, { onAnswer }: SandboxOptions): void => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    server.setErrorHandler((error, _request, reply) => send(reply, answerOf(error)))
    for (const answerEarly of [beforeHandling, answerOrigin]) {
        server.addHook('onRequest', async (request, reply) => {
            const answer = await answerEarly(sandbox, request, reply)
            if (answer) {
                await send(reply, answer)
            }
        })
    }
    server.addHook('onResponse', async (request, reply) => {
        const path = request.originalUrl.split('?')[0] ?? ''
        onAnswer?.({ method: request.method, path, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) })
    })
}

const answerOf = (error: unknown): Answer => {
    if (error instanceof Refusal) {
        return error.answer
    }
    return webMessage(500, { message: error instanceof Error ? error.message : String(error) })
}

/** `/api/42/me` is `/api/me`, for the versions that this server takes. */
const withoutVersion = (url: string, highest: number): string => {
    const version = pathVersion(url)
    return version !== undefined && version >= LOWEST_PATH_VERSION && version <= highest ? url.replace(`/${version}/`, '/') : url
}

const pathVersion = (url: string): number | undefined => {
    const found = /^\/api\/(\d+)\//.exec(url)
    return found ? Number(found[1]) : undefined
}

const byPath = (routes: readonly Route[]): Map<string, Route[]> => {
    const paths = new Map<string, Route[]>()
    for (const route of routes) {
        paths.set(route.path, [...(paths.get(route.path) ?? []), route])
    }
    return paths
}

/** Registers a path: its own methods, and 405 for all others. */
const addPath = (server: FastifyInstance, sandbox: Sandbox, path: string, routes: readonly Route[]): void => {
    for (const route of routes) {
        server.route({
            method: route.method,
            url: path,
            exposeHeadRoute: false,
            handler: (request, reply) => handle(sandbox, route, request, reply),
        })
    }
    const others = METHODS.filter((method) => routes.every((route) => route.method !== method))
    if (others.length === 0) {
        return
    }
    server.route({
        method: others,
        url: path,
        exposeHeadRoute: false,
        handler: (request, reply) => {
            if (routes.every(({ open }) => !open)) {
                identify(sandbox, request)
            }
            return send(reply, webMessage(405, { message: `Request method '${request.method}' is not supported` }))
        },
    })
}

/** Without a session nobody learns which paths exist. */
const notFound = (sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    identify(sandbox, request)
    return send(reply, errorPage(404, `No static resource ${request.url.split('?')[0]}.`))
}

const identify = (sandbox: Sandbox, { method, ip, headers: given }: FastifyRequest): Identity => {
    const headers = given as Record<string, string | undefined>
    return authenticate(sandbox, { method, ip, headers, session: sessionOf(headers.cookie) })
}

const handle = async (sandbox: Sandbox, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = callFor(sandbox, route, request, reply)
    checkRequest(call, route)
    const told = bare(call, await carryOut(request, call, route))
    if (sendBroken(request, reply, told)) {
        return reply
    }
    const untold = sandbox.rules.errorsOnlyInJson && told.status >= 400 && !takesJson(request.headers.accept)
    return send(reply, untold ? errorPage(500, 'Could not find acceptable representation') : told)
}

/** Older path versions answer an import with its summary alone, and always with 200. */
const bare = ({ pathVersion: version, sandbox }: Call, answer: Answer): Answer => {
    const summary = isObject(answer.body) ? answer.body.response : undefined
    const older = version !== undefined && version < sandbox.rules.bareBelowPath
    return older && isObject(summary) && String(summary.responseType).startsWith('Import') ? ok(summary) : answer
}

const takesJson = (accept = '*/*'): boolean => /json|\*\/\*/.test(accept)

const callFor = (sandbox: Sandbox, route: Route, request: FastifyRequest, reply: FastifyReply): Call => {
    const headers = request.headers as Record<string, string | undefined>
    const [path = '', search = ''] = splitOnce(request.url, '?')
    const call: Omit<Call, 'caller'> = {
        sandbox,
        method: request.method,
        path,
        pathVersion: pathVersion(request.originalUrl),
        search,
        query: new Query(search, sandbox.rules.parameterNames(route.renamed)),
        params: request.params as Record<string, string>,
        headers,
        body: typeof request.body === 'string' ? request.body : '',
        ip: request.ip,
        session: sessionOf(headers.cookie),
    }
    if (route.open) {
        return {
            ...call,
            get caller(): never {
                throw new Error(`${route.path} is answered without a session`)
            },
        }
    }
    const { caller, session } = identify(sandbox, request)
    if (session !== undefined) {
        reply.header('set-cookie', sessionCookie(session))
    }
    return { ...call, caller }
}

const splitOnce = (text: string, sign: string): [string, string] => {
    const place = text.indexOf(sign)
    return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)]
}
