import { z } from 'zod'
import { Failure, exitCodeOf } from '../failure.ts'
import type { Patience } from './backoff.ts'
import { Dhis2Client, type Target } from './client.ts'
import { html, json, startFakeDhis2, type FakeDhis2 } from './fakeDhis2.ts'

const waits: number[] = []
const patience: Patience = { tries: 4, first: 100, longest: 1000, wait: async (milliseconds) => waits.push(milliseconds) }
const Any = z.unknown()
let fake: FakeDhis2

beforeEach(async () => {
    fake = await startFakeDhis2()
    waits.length = 0
})
afterEach(() => fake.stop())

const byPassword = (): Target => ({ url: fake.url, user: 'connector', password: 'marked-secret' })
const connect = (target: Target = byPassword()) => Dhis2Client.connect(target, patience)
const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
    const error: unknown = await promise.then(
        () => undefined,
        (reason: unknown) => reason
    )
    if (error instanceof Failure) {
        return error
    }
    throw new Error('expected a failure')
}

describe('logging in', () => {
    it('sends the password once and the session cookie afterwards', async () => {
        const client = await connect()
        await client.get('me', Any)
        await client.get('me', Any)
        expect(fake.requests.map((request) => request.headers.authorization !== undefined)).toEqual([true, false, false])
        expect(fake.requests[1]?.headers.cookie).toBe('JSESSIONID=session-1')
        expect(fake.requests[1]?.headers['x-requested-with']).toBe('XMLHttpRequest')
    })

    it('sends a token with each request', async () => {
        const client = await connect({ url: fake.url, token: 'd2p_token' })
        await client.get('me', Any)
        expect(fake.requests[1]?.headers.authorization).toBe('ApiToken d2p_token')
    })

    it('reads the version', async () => {
        fake.version = '2.43-SNAPSHOT'
        expect((await connect()).minor).toBe(43)
    })

    it.each(['2.39.1', '2.9', '3.0.0'])('refuses version %s and says which is the oldest', async (version) => {
        fake.version = version
        const failure = await failureOf(connect())
        expect(failure).toMatchObject({ kind: 'version', what: expect.stringContaining(version) })
        expect(exitCodeOf(failure)).toBe(2)
    })

    it('says that the password is wrong, without showing it', async () => {
        fake.answer = () => json(401, {})
        const failure = await failureOf(connect())
        expect(failure.kind).toBe('unauthorised')
        expect(failure.text()).not.toContain('marked-secret')
        expect(exitCodeOf(failure)).toBe(2)
    })

    it.each([400, 401, 500])('takes a %i to an unusable token as a refused log-in', async (status) => {
        fake.answer = () => json(status, {})
        expect((await failureOf(connect({ url: fake.url, token: 'bad' }))).kind).toBe('unauthorised')
    })

    it.each([
        ['a redirect to the log-in page', { status: 302, headers: { location: '/login/' }, body: '' }],
        ['an HTML page', html(200)],
    ])('logs in again after %s and repeats the request', async (_, ended) => {
        const client = await connect()
        fake.next(ended)
        await client.get('me', Any)
        expect(fake.requests.map((request) => request.path)).toEqual(['/api/system/info', '/api/me', '/api/system/info', '/api/me'])
    })

    it('refuses plain http to another machine', async () => {
        const failure = await failureOf(connect({ url: 'http://dhis2.example.org', user: 'connector', password: 'x' }))
        expect(failure).toMatchObject({ kind: 'configuration', what: expect.stringContaining('plain http') })
    })
})

describe('reading', () => {
    it('obeys Retry-After and then goes on', async () => {
        const client = await connect()
        fake.next({ ...json(503, {}), headers: { 'content-type': 'application/json', 'retry-after': '7' } }, json(200, { ok: true }))
        expect(await client.get('me', z.object({ ok: z.boolean() }))).toEqual({ ok: true })
        expect(waits).toEqual([7000])
    })

    it('waits longer each time at most, and gives up in the end', async () => {
        const client = await connect()
        fake.answer = () => json(429, {})
        expect((await failureOf(client.get('me', Any))).kind).toBe('busy')
        expect(waits).toHaveLength(3)
        expect(waits.every((wait, attempt) => wait <= 100 * 2 ** attempt)).toBe(true)
    })

    it('reads again when the connection is cut', async () => {
        const client = await connect()
        fake.next('cut', json(200, { ok: true }))
        expect(await client.get('me', Any)).toEqual({ ok: true })
    })

    it('says that nothing listens there', async () => {
        const { url } = fake
        await fake.stop()
        const failure = await failureOf(connect({ url, token: 'x' }))
        expect(failure).toMatchObject({ kind: 'unreachable', why: 'The network said ECONNREFUSED.' })
        expect(exitCodeOf(failure)).toBe(12)
        fake = await startFakeDhis2()
    })

    it('takes an empty 200 as a blocked origin', async () => {
        const client = await connect()
        fake.next({ status: 200, headers: {}, body: '' })
        expect((await failureOf(client.get('me', Any))).kind).toBe('blockedOrigin')
    })

    it('tells the code of a refusal, and never its message', async () => {
        const client = await connect()
        fake.next(json(409, { errorCode: 'E2012', message: 'Marked' }))
        const failure = await failureOf(client.get('dataValueSets', Any))
        expect(failure).toMatchObject({ kind: 'refused', code: 'E2012', why: 'It gave the code E2012.' })
        expect(failure.text()).not.toContain('Marked')
    })

    it('repeats list parameters and encodes values', async () => {
        const client = await connect()
        await client.get('tracker/trackedEntities', Any, { filter: ['a:in:1;2', 'b:eq:x y'], page: 1, skip: undefined })
        expect(fake.requests[1]?.query).toBe('?filter=a%3Ain%3A1%3B2&filter=b%3Aeq%3Ax+y&page=1')
    })

    it('says where an unexpected answer differs, not what it holds', async () => {
        const client = await connect()
        fake.next(json(200, { name: 'Marked Name' }))
        const failure = await failureOf(client.get('me', z.object({ name: z.number() })))
        expect(failure.text()).toContain('At name')
        expect(failure.text()).not.toContain('Marked')
    })
})

describe('writing', () => {
    it('gives the report of a 409', async () => {
        const client = await connect()
        fake.next(json(409, { status: 'ERROR' }))
        expect(await client.send('POST', 'tracker', {})).toEqual({ status: 409, body: { status: 'ERROR' } })
    })

    it.each([
        ['a cut connection', 'cut' as const, 'unknownOutcome'],
        ['a JSON 500', json(500, {}), 'unknownOutcome'],
        ['an HTML 502', html(502), 'unknownOutcome'],
        ['a 400', html(400), 'malformed'],
        ['a 413', html(413), 'tooLarge'],
        ['a 403', json(403, {}), 'forbidden'],
        ['a body that breaks off', { ...json(200, {}), body: '{"status":' }, 'unknownOutcome'],
    ])('is not repeated after %s, and says what is known', async (_, answer, kind) => {
        const client = await connect()
        fake.next(answer)
        expect((await failureOf(client.send('POST', 'tracker', {}))).kind).toBe(kind)
        expect(fake.requests).toHaveLength(2)
    })

    it('is repeated where that does no harm', async () => {
        const client = await connect()
        fake.next('cut', json(503, {}), json(200, { status: 'OK' }))
        expect((await client.send('POST', 'dataValueSets', {}, { again: true })).status).toBe(200)
        expect(fake.requests).toHaveLength(4)
    })
})
