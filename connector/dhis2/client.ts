import http from 'node:http'
import https from 'node:https'
import axios, { type AxiosInstance, type AxiosResponse } from 'axios'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { judge, sessionEnded, type Answer, type RawAnswer } from './answer.ts'
import { PATIENCE, withPatience, type Patience } from './backoff.ts'
import { noAnswer } from './noAnswer.ts'
import { minorOf, OLDEST_MINOR } from '#dhis2/version.ts'

/** Where a DHIS2 is and who we are there. `url` is its address without `/api`. */
export type Target = { url: string } & ({ user: string; password: string } | { token: string })

export type Params = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

interface Request {
    method: string
    path: string
    params: Params
    body?: string
}

const SystemInfo = z.object({
    version: z.string(),
    serverDate: z.string().optional(),
    serverTimeZoneId: z.string().optional(),
    contextPath: z.string().optional(),
    systemId: z.string().optional(),
    systemName: z.string().optional(),
})
export type SystemInfo = z.infer<typeof SystemInfo>

/** Synchronous imports of full batches take seconds; after two minutes the answer is taken as lost and read back. */
const TIME_OUT = 120_000
const CONNECTIONS = 4
/** Somebody waits for the first answer: say soon that nobody is there. */
const CONNECT_TRIES = 3

/**
 * A session with one DHIS2 (2.40 and later). The password is sent once, for a session cookie: Basic with each request costs the server
 * about 95 ms (measured on 2.40-2.43). Errors are `Failure`s and never hold bodies, parameters or values.
 */
export class Dhis2Client {
    readonly #target: Target
    readonly #patience: Patience
    readonly #axios: AxiosInstance
    readonly #cookies = new Map<string, string>()
    #info: SystemInfo | undefined
    #minor = 0
    #loggingIn: Promise<void> | undefined

    private constructor(target: Target, patience: Patience) {
        refuseClearText(target.url)
        this.#target = target
        this.#patience = patience
        this.#axios = axios.create({
            baseURL: target.url.replace(/\/+$/, ''),
            timeout: TIME_OUT,
            maxRedirects: 0,
            maxBodyLength: Infinity,
            validateStatus: () => true,
            responseType: 'text',
            // bodies are text already: axios would parse them to see whether they are JSON
            transformRequest: (body: unknown) => body,
            transformResponse: (body: unknown) => body,
            httpAgent: new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS }),
            httpsAgent: new https.Agent({ keepAlive: true, maxSockets: CONNECTIONS }),
            ...(isLoopback(target.url) ? { proxy: false } : {}),
            headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
        })
    }

    /** Logs in and reads the version; a DHIS2 below 2.40 is refused. */
    static async connect(target: Target, patience: Patience = PATIENCE): Promise<Dhis2Client> {
        const client = new Dhis2Client(target, patience)
        await withPatience({ ...patience, tries: Math.min(patience.tries, CONNECT_TRIES) }, () => client.#logIn())
        return client
    }

    /** Minor version, e.g. 42 for 2.42.5. */
    get minor(): number {
        return this.#minor
    }

    get info(): SystemInfo {
        if (!this.#info) {
            throw new Error('used before connect()')
        }
        return this.#info
    }

    /** What tells this DHIS2 from others, at whatever address. */
    get identity(): string {
        return this.info.systemId ?? new URL(this.#target.url).origin
    }

    /** Reads `/api/<path>` and validates it. Tries again, with growing pauses, when the server is busy or out of reach. */
    async get<T>(path: string, schema: z.core.$ZodType<T>, params: Params = {}): Promise<T> {
        const answer = await withPatience(this.#patience, () => this.#request('GET', path, params))
        return readAs(answer, schema, `GET /api/${path}`)
    }

    /** As `get`, but undefined when DHIS2 has no such thing. */
    async find<T>(path: string, schema: z.core.$ZodType<T>, params: Params = {}): Promise<T | undefined> {
        const answer = await withPatience(this.#patience, () => this.#request('GET', path, params))
        return answer.status === 404 ? undefined : readAs(answer, schema, `GET /api/${path}`)
    }

    /** Throws a Failure when the server cannot be reached or does not let us in. */
    async probe(): Promise<void> {
        await this.get('system/info', SystemInfo)
    }

    /**
     * Sends JSON to `/api/<path>` once and gives the JSON answer of any status below 500 but 400, 401, 403 and 413, so also the report of
     * a 409. Where sending again does no harm, `again: true` tries again when the server is busy or the answer was lost.
     */
    async send(
        method: 'POST' | 'PUT' | 'DELETE',
        path: string,
        body: unknown,
        options: { params?: Params; again?: boolean } = {}
    ): Promise<Answer> {
        const once = () => this.#request(method, path, options.params ?? {}, typeof body === 'string' ? body : JSON.stringify(body))
        return options.again ? withPatience(this.#patience, once) : once()
    }

    async #request(method: string, path: string, params: Params, body?: string): Promise<Answer> {
        const where = `${method} /api/${path}`
        const first = await this.#exchange({ method, path, params, body })
        if (!sessionEnded(first) || !('password' in this.#target)) {
            return judge(first, where)
        }
        await this.#logInOnce()
        return judge(await this.#exchange({ method, path, params, body }), where)
    }

    /** Requests that lost their session at the same moment share one log-in. */
    #logInOnce(): Promise<void> {
        this.#loggingIn ??= this.#logIn().finally(() => (this.#loggingIn = undefined))
        return this.#loggingIn
    }

    async #logIn(): Promise<void> {
        this.#cookies.clear()
        const raw = await this.#exchange({ method: 'GET', path: 'system/info', params: {} }, authorization(this.#target))
        // a token that cannot be used gives 400, 401 or 500, by version and reason
        const refusedToken = 'token' in this.#target && [400, 500].includes(raw.status)
        const answer = judge(refusedToken ? { ...raw, status: 401 } : raw, 'GET /api/system/info')
        this.#info = readAs(answer, SystemInfo, 'GET /api/system/info')
        this.#minor = supportedMinor(this.#info.version)
    }

    async #exchange({ method, path, params, body }: Request, login?: string): Promise<RawAnswer> {
        const headers = { ...this.#credentials(login), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }
        const url = `/api/${path}${queryOf(params)}`
        const response = await this.#axios
            .request<string>({ method, url, data: body, headers })
            .catch((cause: unknown) => Promise.reject(noAnswer(cause, `${method} /api/${path}`, this.#target.url)))
        this.#keepCookies(response)
        return rawAnswer(response)
    }

    #credentials(login: string | undefined): Record<string, string> {
        const authorized = login ?? ('token' in this.#target ? authorization(this.#target) : undefined)
        const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const csrf = this.#cookies.get('XSRF-TOKEN')
        return {
            ...(authorized ? { Authorization: authorized } : {}),
            ...(cookie ? { Cookie: cookie } : {}),
            ...(csrf ? { 'X-XSRF-TOKEN': decodeURIComponent(csrf) } : {}),
        }
    }

    #keepCookies(response: AxiosResponse): void {
        for (const line of response.headers['set-cookie'] ?? []) {
            const [pair = ''] = line.split(';')
            const name = pair.slice(0, pair.indexOf('=')).trim()
            if (name === 'JSESSIONID' || name === 'XSRF-TOKEN') {
                this.#cookies.set(name, pair.slice(pair.indexOf('=') + 1))
            }
        }
    }
}

/** True for addresses that stay on this machine. */
export const isLoopback = (url: string): boolean => {
    const host = new URL(url).hostname
    return host === 'localhost' || host === '[::1]' || /^127\./.test(host)
}

const refuseClearText = (url: string): void => {
    if (new URL(url).protocol === 'https:' || isLoopback(url)) {
        return
    }
    throw new Failure({
        kind: 'configuration',
        what: 'The target is reached over plain http, which anybody on the way can read.',
        where: new URL(url).origin,
        next: 'Use the https address of this DHIS2. Plain http is accepted on this machine only.',
    })
}

const authorization = (target: Target): string =>
    'token' in target ? `ApiToken ${target.token}` : `Basic ${Buffer.from(`${target.user}:${target.password}`, 'utf8').toString('base64')}`

const supportedMinor = (version: string): number => {
    const minor = minorOf(version)
    if (minor !== undefined && minor >= OLDEST_MINOR) {
        return minor
    }
    throw new Failure({
        kind: 'version',
        what: `This DHIS2 is version ${version}; the oldest that works is 2.${OLDEST_MINOR}.`,
        next: 'Upgrade DHIS2, or point the target at a newer one.',
    })
}

/** A list becomes a repeated parameter. Everything is encoded; a value left undefined is left out. */
const queryOf = (params: Params): string => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(params)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== undefined) {
                query.append(name, String(one))
            }
        }
    }
    const text = query.toString()
    return text === '' ? '' : `?${text}`
}

const rawAnswer = (response: AxiosResponse<string>): RawAnswer => ({
    status: response.status,
    contentType: header(response, 'content-type') ?? '',
    retryAfter: header(response, 'retry-after'),
    location: header(response, 'location'),
    text: response.data,
})

const header = (response: AxiosResponse, name: string): string | undefined => {
    const value: unknown = response.headers[name]
    return typeof value === 'string' ? value : undefined
}

/** The message of a refusal may quote what was asked for, so only its code is read. */
const Refusal = z.object({ errorCode: z.string() }).transform(({ errorCode }) => ({ code: errorCode }))

const readAs = <T>(answer: Answer, schema: z.core.$ZodType<T>, where: string): T => {
    if (answer.status >= 400) {
        const { code } = Refusal.safeParse(answer.body).data ?? {}
        throw new Failure({
            kind: 'refused',
            what: `DHIS2 refused to answer (${answer.status}).`,
            where,
            why: code && `It gave the code ${code}.`,
            next: 'Run kmmp check, and show the answer to the DHIS2 administrator.',
            code,
        })
    }
    const read = z.safeParse(schema, answer.body)
    if (read.success) {
        return read.data
    }
    throw new Failure({
        kind: 'refused',
        what: 'The answer of DHIS2 has another form than expected.',
        where,
        why: `At ${
            read.error.issues
                .map((issue) => issue.path.join('.'))
                .slice(0, 3)
                .join(', ') || 'its top'
        }.`,
        next: 'Check that the url of the target is a DHIS2 of a supported version.',
    })
}
