import { randomBytes } from 'node:crypto'

const SESSION_COOKIE = 'JSESSIONID'
const LIFE_SECONDS = 3600

/** Sessions live in memory, as on a real server: after a restart everybody signs in again. */
export class Sessions {
    private readonly open = new Map<string, { user: string; until: number }>()

    /** Opens a session for a user and returns its id. */
    start(user: string): string {
        const id = randomBytes(16).toString('hex').toUpperCase()
        this.open.set(id, { user, until: lifeEnd() })
        return id
    }

    /** The user of a session; using it makes it last longer. */
    userOf(id: string | undefined): string | undefined {
        const session = id === undefined ? undefined : this.open.get(id)
        if (!session || session.until < Date.now()) {
            return undefined
        }
        session.until = lifeEnd()
        return session.user
    }

    /** Signs everybody out, as a restart does. */
    clear(): void {
        this.open.clear()
    }

    end(id: string | undefined): void {
        if (id !== undefined) {
            this.open.delete(id)
        }
    }
}

const lifeEnd = (): number => Date.now() + LIFE_SECONDS * 1000

/** The session id in a `Cookie` header. */
export const sessionOf = (cookies: string | undefined): string | undefined =>
    new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]*)`).exec(cookies ?? '')?.[1]

export const sessionCookie = (id: string): string => `${SESSION_COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`
export const noSessionCookie = `${SESSION_COOKIE}=; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/`
