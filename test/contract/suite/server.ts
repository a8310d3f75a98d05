import { appFiles, appOf, zip } from './app.ts'
import { removeAll } from './cleanUp.ts'
import { approvalFixture, dataSetFixture, figureFixture } from './figures.ts'
import { namesOf, trackerFixture, usernameOf, type MetadataPayload, type Names, type User } from './fixture.ts'
import { targetsOf, type Opened, type Target } from './target.ts'
import { addDays, dayPart, type Day } from '#dhis2/day.ts'
import { addMonths, monthOf, type Month } from '#dhis2/period.ts'
import { randomUid, type Uid } from '#dhis2/uid.ts'
import { DIALECTS, minorOf, trackerNames, type Dialect, type TrackerNames } from '#dhis2/version.ts'

/** What a server answered: JSON is parsed, any other body is text. */
export interface Answer {
    status: number
    headers: Headers
    /** content type without its parameters; empty when there is none */
    type: string
    body: unknown
}

export interface Request {
    query?: Record<string, string | number | readonly string[]>
    body?: unknown
    headers?: Record<string, string>
}

/** The superuser whom the server was given with, or an account of this run. */
export type Caller = User | 'given'

const PASSWORD = `Contract-${randomUid()}-1!`

/** The DHIS2 under test, with the places, programmes, data sets and users of this run on it. */
export class Server {
    readonly real: boolean
    /** what all names, codes and user names of this run begin with */
    readonly prefix = `KT${randomUid().slice(0, 5).toUpperCase()}`
    readonly uid: Names = namesOf(this.prefix)
    private readonly target: Target
    private opened: Opened | undefined
    private version = ''
    private readonly sessions = new Map<Caller, string>()
    /** the server's own date-time, without a zone */
    now = ''
    zone = ''
    /** an app was put on the server, which must go again */
    hasApp = false
    /** default option combo, and those of the combo by sex */
    combos = { none: '', F: '', M: '' }

    constructor(target: Target) {
        this.target = target
        this.real = target.real
    }

    get url(): string {
        return this.given.url
    }

    get today(): Day {
        return dayPart(this.now)
    }

    get dialect(): Dialect {
        const minor = minorOf(this.version)
        const found = DIALECTS.find((dialect) => minorOf(dialect) === minor)
        if (found === undefined) {
            throw new Error(`${this.target.name} is DHIS2 ${this.version}; the contract is known for ${DIALECTS.join(', ')}.`)
        }
        return found
    }

    get names(): TrackerNames {
        return trackerNames(minorOf(this.dialect) ?? 0)
    }

    private get given(): Opened {
        if (!this.opened) {
            throw new Error('The server is not open.')
        }
        return this.opened
    }

    day(fromToday: number): Day {
        return addDays(this.today, fromToday)
    }

    month(fromNow: number): Month {
        return addMonths(monthOf(this.today), fromNow)
    }

    /** What holds for this server's version, out of 2.40, 2.41, 2.42 and 2.43. */
    pick<T>(...cells: readonly [T, T, T, T]): T {
        return cells[DIALECTS.indexOf(this.dialect)] as T
    }

    /** Signs in to the server and makes this run's own metadata and users. */
    async open(): Promise<void> {
        this.opened = await this.target.open(this.prefix)
        const info = (await this.ask('given', 'GET', '/api/system/info')).body as Record<string, string>
        this.version = info.version ?? ''
        this.now = info.serverDate ?? ''
        this.zone = info.serverTimeZoneId ?? ''
        for (const payload of [...trackerFixture(this.prefix, PASSWORD), figureFixture(this.prefix)]) {
            await this.load(payload)
        }
        await this.load(approvalFixture(this.prefix, await this.facilityApproval()))
        await this.load(dataSetFixture(this.prefix))
        await this.ask('given', 'POST', '/api/maintenance/categoryOptionComboUpdate')
        await this.readCombos()
    }

    /** Puts the app of the run on a real server; the sandbox hosts it from its start. */
    async installApp(): Promise<void> {
        if (!this.real || this.hasApp) {
            return
        }
        this.hasApp = true
        const { key, version } = appOf(this.prefix)
        const form = new FormData()
        form.append('file', new Blob([zip(appFiles(this.prefix))]), `${key}-${version}.zip`)
        const answer = await this.ask('given', 'POST', '/api/apps', { body: form })
        if (answer.status >= 300) {
            throw new Error(`${this.target.name} refused the app of the suite: ${answer.status} ${JSON.stringify(answer.body)}`)
        }
    }

    /** Takes away everything this run made, and stops a sandbox. */
    async close(): Promise<void> {
        if (!this.opened) {
            return
        }
        try {
            const left = await removeAll(this)
            if (!this.real && left.length > 0) {
                throw new Error('The sandbox kept what a server without deleted records lets go of.')
            }
        } finally {
            await this.stop()
        }
    }

    async stop(): Promise<void> {
        await this.opened?.close()
    }

    async ask(caller: Caller, method: string, path: string, request: Request = {}): Promise<Answer> {
        const session = this.sessions.get(caller) ?? (await this.signIn(caller))
        const headers = { 'x-requested-with': 'XMLHttpRequest', cookie: session, ...request.headers }
        return this.send(method, path, { ...request, headers })
    }

    /** Asks without session or any header that is not given. */
    async send(method: string, path: string, { query = {}, body, headers = {} }: Request = {}): Promise<Answer> {
        const search = new URLSearchParams(
            Object.entries(query).flatMap(([name, value]) =>
                typeof value === 'object' ? value.map((one) => [name, one]) : [[name, String(value)]]
            )
        ).toString()
        const answer = await fetch(`${this.url}${path}${search === '' ? '' : `?${search}`}`, {
            method,
            redirect: 'manual',
            headers: { ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }), ...headers },
            body: typeof body === 'string' || body === undefined || body instanceof FormData ? body : JSON.stringify(body),
        })
        const text = await answer.text()
        const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? ''
        return {
            status: answer.status,
            headers: answer.headers,
            type,
            body: type === 'application/json' && text !== '' ? (JSON.parse(text) as unknown) : text,
        }
    }

    get(caller: Caller, path: string, query: Request['query'] = {}): Promise<Answer> {
        return this.ask(caller, 'GET', path, { query })
    }

    /** A synchronous tracker import. */
    track(caller: Caller, body: unknown, query: Request['query'] = {}): Promise<Answer> {
        return this.ask(caller, 'POST', '/api/tracker', { body, query: { async: 'false', ...query } })
    }

    /** A tracker list in this version's own parameter names; the rows alone. */
    async list(caller: Caller, resource: string, query: Request['query']): Promise<Record<string, unknown>[]> {
        const answer = await this.get(caller, `/api/tracker/${resource}`, query)
        if (answer.status !== 200) {
            throw new Error(`GET ${resource} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
        }
        return (answer.body as Record<string, Record<string, unknown>[]>)[this.names.listKey(resource)] ?? []
    }

    /** `Authorization` of a caller with name and password. */
    basic(caller: Caller, password?: string): string {
        const [user, own] = caller === 'given' ? [this.given.user, this.given.password] : [usernameOf(this.prefix, caller), PASSWORD]
        return `Basic ${Buffer.from(`${user}:${password ?? own}`).toString('base64')}`
    }

    /** Name and password of an account of this run, for the log-in pages. */
    credentials(user: User): { username: string; password: string } {
        return { username: usernameOf(this.prefix, user), password: PASSWORD }
    }

    /** A password costs the server much at each request (Q32), a session does not. */
    private async signIn(caller: Caller): Promise<string> {
        const answer = await this.send('GET', '/api/me', { query: { fields: 'id' }, headers: { authorization: this.basic(caller) } })
        const session = sessionIn(answer)
        if (session === undefined) {
            throw new Error(`${caller} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`)
        }
        this.sessions.set(caller, session)
        return session
    }

    private async load(payload: MetadataPayload): Promise<void> {
        const answer = await this.ask('given', 'POST', '/api/metadata', { body: payload })
        if (answer.status !== 200) {
            throw new Error(`${this.target.name} refused ${Object.keys(payload).join(', ')}: ${JSON.stringify(answer.body)}`)
        }
    }

    private async facilityApproval(): Promise<{ id?: Uid; level: number }> {
        const query = { fields: 'id,level,orgUnitLevel', paging: 'false' }
        const { body } = await this.get('given', '/api/dataApprovalLevels', query)
        const levels = (body as { dataApprovalLevels: { id: Uid; level: number; orgUnitLevel: number }[] }).dataApprovalLevels
        const own = levels.find(({ orgUnitLevel }) => orgUnitLevel === 3)
        return { id: own?.id, level: 1 + Math.max(0, ...levels.map(({ level }) => level)) }
    }

    private async readCombos(): Promise<void> {
        const fields = 'id,categoryOptions[id]'
        const read = async (filter: string) => {
            const { body } = await this.get('given', '/api/categoryOptionCombos', { filter, fields, paging: 'false' })
            return (body as { categoryOptionCombos: { id: Uid; categoryOptions: { id: Uid }[] }[] }).categoryOptionCombos
        }
        const bySex = await read(`categoryCombo.id:eq:${this.uid('by sex')}`)
        const of = (sex: string) => bySex.find(({ categoryOptions }) => categoryOptions[0]?.id === this.uid(`sex ${sex}`))?.id ?? ''
        this.combos = { none: (await read('name:eq:default'))[0]?.id ?? '', F: of('F'), M: of('M') }
    }
}

/** The session that an answer opened, as a `Cookie` header. */
export const sessionIn = ({ headers }: Answer): string | undefined =>
    headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0] ?? '')
        .find((cookie) => cookie.startsWith('JSESSIONID='))

/** Runs tests on every server there is: each gets its own metadata and users before, and loses them after, also when a test fails. */
export const describeServers = (subject: string, tests: (server: Server) => void): void => {
    describe.each(targetsOf(process.env))(`${subject} on $name`, (target) => {
        const server = new Server(target)
        beforeAll(() => server.open())
        afterAll(() => server.close())
        tests(server)
    })
}
