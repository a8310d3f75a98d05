import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the fake answers: a plain answer, or `cut`, which takes the request and breaks the connection. */
export type FakeAnswer = { status: number; headers: Record<string, string>; body: string } | 'cut'

export interface FakeRequest {
    method: string
    path: string
    query: string
    headers: http.IncomingHttpHeaders
    body: string
}

export const json = (status: number, body: unknown): Exclude<FakeAnswer, 'cut'> => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
})

export const html = (status: number): Exclude<FakeAnswer, 'cut'> => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html></html>',
})

/** A web server for tests of the client and of delivery: keeps what it was asked and answers what the test says. */
export class FakeDhis2 {
    version = '2.42.5'
    /** answers all but log-in requests; a test replaces it */
    answer: ((request: FakeRequest) => FakeAnswer) | undefined
    readonly requests: FakeRequest[] = []
    readonly #scripted: FakeAnswer[] = []
    readonly #server = http.createServer((request, response) => void this.#serve(request, response))
    #sessions = 0

    /** Answers for the next requests that are not log-ins, in order. */
    next(...answers: FakeAnswer[]): void {
        this.#scripted.push(...answers)
    }

    get url(): string {
        const { port } = this.#server.address() as AddressInfo
        return `http://127.0.0.1:${port}`
    }

    start(): Promise<void> {
        return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    }

    stop(): Promise<void> {
        this.#server.closeAllConnections()
        return new Promise((resolve) => this.#server.close(() => resolve()))
    }

    async #serve(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
        const { pathname, search } = new URL(incoming.url ?? '/', 'http://fake')
        const chunks: Buffer[] = []
        for await (const chunk of incoming) {
            chunks.push(Buffer.from(chunk))
        }
        const body = Buffer.concat(chunks).toString('utf8')
        const request = { method: incoming.method ?? 'GET', path: pathname, query: search, headers: incoming.headers, body }
        this.requests.push(request)
        const answer = this.#answerTo(request)
        if (answer === 'cut') {
            return void incoming.socket.destroy()
        }
        response.writeHead(answer.status, answer.headers).end(answer.body)
    }

    #answerTo(request: FakeRequest): FakeAnswer {
        const loggingIn = request.path === '/api/system/info'
        const scripted = loggingIn ? undefined : this.#scripted.shift()
        if (scripted) {
            return scripted
        }
        if (this.answer) {
            return this.answer(request)
        }
        if (!loggingIn) {
            return json(200, {})
        }
        const { headers, ...rest } = json(200, { version: this.version })
        return { ...rest, headers: { ...headers, 'set-cookie': `JSESSIONID=session-${++this.#sessions}; Path=/; HttpOnly` } }
    }
}

export const startFakeDhis2 = async (): Promise<FakeDhis2> => {
    const fake = new FakeDhis2()
    await fake.start()
    return fake
}
