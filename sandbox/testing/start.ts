import { DEMO_PASSWORD } from '../demo/users.ts'
import { startSandbox, type SandboxOptions } from '../server.ts'

interface Answered {
    status: number
    headers: Headers
    body: unknown
}

/** A running sandbox with the demonstration, and a way to ask it as one of its users. */
export interface Running {
    url: string
    close: () => Promise<void>
    /** asks as a demo user, as `admin`, or as nobody */
    ask: (user: string | undefined, method: string, path: string, body?: unknown) => Promise<Answered>
}

/** Starts a sandbox for a test: in memory, on any port, in November 2026. */
export const start = async (options: Partial<SandboxOptions> = {}): Promise<Running> => {
    const { url, close } = await startSandbox({ port: 0, store: ':memory:', dialect: '2.42', clock: '2026-11-16T08:00', ...options })
    return {
        url,
        close,
        ask: async (user, method, path, body) => {
            const answer = await fetch(url + path, {
                method,
                redirect: 'manual',
                headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...credentials(user) },
                body: body === undefined ? undefined : JSON.stringify(body),
            })
            const text = await answer.text()
            const json = answer.headers.get('content-type')?.includes('json') === true
            return { status: answer.status, headers: answer.headers, body: json ? (JSON.parse(text) as unknown) : text }
        },
    }
}

const credentials = (user: string | undefined): Record<string, string> =>
    user === undefined
        ? {}
        : { authorization: `Basic ${Buffer.from(`${user}:${user === 'admin' ? 'district' : DEMO_PASSWORD}`).toString('base64')}` }
