import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSandbox } from '../../sandbox/server.ts'
import { compare, type Disagreement } from './compare.ts'
import { isUid } from '#dhis2/uid.ts'
import type { Dialect } from '#dhis2/version.ts'

/** One recorded request and what a real server answered (test/contract/exchanges/README.md). */
export interface Exchange {
    number: number
    name: string
    request: { method: string; path: string; query?: Record<string, unknown>; headers?: Record<string, string>; body?: unknown }
    response?: { status: number; headers: Record<string, string>; body: unknown }
    replays: 'full' | 'codes' | 'no'
}

/** How far the sandbox agreed with one exchange: in status, codes and counts, and in everything. */
export interface Verdict {
    number: number
    name: string
    replays: Exchange['replays']
    codes: boolean
    full: boolean
    differences: Disagreement[]
}

/** UIDs of real servers that later requests name, though the answer that brought them was withheld. */
const WITHHELD_UIDS: Record<string, string> = { 'ds-metadata': 'piarYFZvFyW' }

const FOLDER = join(import.meta.dirname, 'exchanges')
const RECORDED_AT = 'http://127.0.0.1:8080'
const CLOCK = '2026-11-21T12:00'
const PASSWORD = 'Synthetic-1234!'

export const readExchanges = (dialect: string): Exchange[] =>
    readFileSync(join(FOLDER, `${dialect}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Exchange)

/** Sends all exchanges in their order to a fresh sandbox and compares what it answers with what the real server did. */
export const replay = async (dialect: Dialect): Promise<Verdict[]> => {
    const { url, close } = await startSandbox({ port: 0, store: ':memory:', dialect, clock: CLOCK, empty: true })
    try {
        const replayer = new Replayer(url)
        for (const file of ['1-main', '2-approval']) {
            await replayer.load(readFileSync(join(FOLDER, 'fixture', `${file}.json`), 'utf8'))
        }
        const verdicts: Verdict[] = []
        for (const exchange of readExchanges(dialect)) {
            const verdict = await replayer.send(exchange)
            if (verdict) {
                verdicts.push(verdict)
            }
        }
        return verdicts
    } finally {
        await close()
    }
}

const credentials = (user: string): string =>
    `Basic ${Buffer.from(user === 'admin' ? 'admin:district' : `${user}:${PASSWORD}`).toString('base64')}`

class Replayer {
    private readonly url: string
    /** UIDs that the real server made, with those that the sandbox made in their place */
    private readonly uids = new Map<string, string>()
    private token = ''

    constructor(url: string) {
        this.url = url
    }

    async load(body: string): Promise<void> {
        const headers = { authorization: credentials('admin'), 'content-type': 'application/json' }
        const answer = await fetch(`${this.url}/api/metadata`, { method: 'POST', headers, body })
        if (answer.status !== 200) {
            throw new Error(`The fixture was refused: ${await answer.text()}`)
        }
    }

    async send(exchange: Exchange): Promise<Verdict | undefined> {
        const { number, name, replays, request, response } = exchange
        const answer = await fetch(this.url + this.mapped(request.path) + this.query(request.query), {
            method: request.method,
            headers: this.headers(request.headers ?? {}, name),
            body: request.body === undefined ? undefined : this.mapped(bodyText(request.body)),
            redirect: 'manual',
        })
        const raw = await answer.text()
        const actual = {
            status: answer.status,
            headers: Object.fromEntries(answer.headers),
            body: bodyOf(raw, answer.headers.get('content-type')),
        }
        this.remember(name, actual.body)
        if (!response) {
            return undefined
        }
        const { codes, differences } = compare(response, actual, {
            recorded: RECORDED_AT,
            actual: this.url,
            bind: (from, to) => this.bind(from, to),
        })
        return { number, name, replays, codes, full: differences.length === 0, differences }
    }

    private remember(name: string, body: unknown): void {
        const key = JSON.stringify(body ?? '').match(/d2p(at)?_\w{40,}/)?.[0]
        if (key !== undefined) {
            this.token = key
        }
        const withheld = WITHHELD_UIDS[name]
        const made = typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : undefined
        if (withheld !== undefined && made !== undefined) {
            this.uids.set(withheld, made)
        }
    }

    /** Binds a UID that a real server made to the sandbox's; true when they may stand for each other. */
    private bind(recorded: string, actual: string): boolean {
        if (!isUid(recorded) || !isUid(actual) || /0{2,}$/.test(recorded)) {
            return false
        }
        const known = this.uids.get(recorded)
        if (known === undefined) {
            this.uids.set(recorded, actual)
        }
        return known === undefined || known === actual
    }

    private mapped(text: string): string {
        return text.replace(/[a-zA-Z][a-zA-Z0-9]{10}/g, (uid) => this.uids.get(uid) ?? uid)
    }

    private query(query: Record<string, unknown> | undefined): string {
        if (!query) {
            return ''
        }
        const parameters = new URLSearchParams()
        for (const [name, value] of Object.entries(query)) {
            for (const one of Array.isArray(value) ? value : [value]) {
                parameters.append(name, this.mapped(String(one)))
            }
        }
        return `?${parameters}`
    }

    private headers(recorded: Record<string, string>, name: string): Record<string, string> {
        const { 'x-note-user': user, Authorization: authorization, Cookie: cookie, ...rest } = recorded
        const headers: Record<string, string> = { ...rest }
        if (authorization?.startsWith('ApiToken')) {
            headers.authorization = `ApiToken ${this.token}`
        } else if (authorization !== undefined && user !== undefined) {
            headers.authorization = credentials(name.includes('wrong-password') ? 'nobody' : user)
        }
        if (cookie !== undefined) {
            headers.cookie = cookie
        }
        return headers
    }
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

const bodyOf = (raw: string, type: string | null): unknown => {
    if (raw === '') {
        return ''
    }
    if (type?.startsWith('text/html') === true) {
        return '<html>'
    }
    return type?.includes('json') === true ? (JSON.parse(raw) as unknown) : raw
}
