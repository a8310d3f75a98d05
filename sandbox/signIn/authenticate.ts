import { createHash } from 'node:crypto'
import { callerOf, isDisabled, isExpired, type Caller } from '../access/caller.ts'
import { refuse, Refusal } from '../answer.ts'
import { text } from '../json.ts'
import type { MetadataObject } from '../metadata/registry.ts'
import type { Sandbox } from '../sandbox.ts'
import { isLocked } from './lockOut.ts'
import { isPassword } from './password.ts'
import { refuseToken, userOfToken } from './tokens.ts'

interface Request {
    method: string
    ip: string
    headers: Record<string, string | undefined>
    session?: string
}

/** Who asks, and a new session to hand out when a password was sent. */
export interface Identity {
    caller: Caller
    session?: string
}

/** Who makes a request; without valid credentials the request ends here: 401 for programs, a redirect to the sign-in page for browsers. */
export const authenticate = (sandbox: Sandbox, request: Request): Identity => {
    const authorization = request.headers.authorization ?? ''
    const [scheme = '', credentials = ''] = authorization.split(' ')
    if (scheme.toLowerCase() === 'apitoken') {
        return { caller: byToken(sandbox, credentials, request) }
    }
    const user = sandbox.registry.get('users', sandbox.sessions.userOf(request.session))
    if (user && !isDisabled(user) && !isExpired(user, sandbox.clock.today())) {
        return { caller: callerOf(sandbox.registry, user) }
    }
    if (scheme.toLowerCase() === 'basic') {
        return byPassword(sandbox, credentials)
    }
    return askToSignIn(sandbox, request)
}

const byToken = (sandbox: Sandbox, token: string, { method, ip, headers }: Request): Caller => {
    const user = sandbox.registry.get('users', userOfToken(sandbox, token, { method, ip, referrer: headers.referer }))
    if (!user || isDisabled(user) || isExpired(user, sandbox.clock.today())) {
        return refuseToken(sandbox, 401, 'The API token is disabled, locked or 2FA is enabled.')
    }
    return callerOf(sandbox.registry, user)
}

const byPassword = (sandbox: Sandbox, credentials: string): Identity => {
    const [username = '', ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':')
    const user = userWithPassword(sandbox, username, rest.join(':'))
    if (!user) {
        return refuse(401, 'Unauthorized', null)
    }
    if (isDisabled(user)) {
        return refuse(401, 'Account disabled', null)
    }
    if (isExpired(user, sandbox.clock.today())) {
        return refuse(401, 'Account expired', null)
    }
    return { caller: callerOf(sandbox.registry, user), session: sandbox.sessions.start(user.id) }
}

const askToSignIn = ({ url, rules }: Sandbox, { headers }: Request): never => {
    if (headers['x-requested-with'] === 'XMLHttpRequest') {
        return refuse(401, 'Unauthorized', null)
    }
    throw new Refusal({ status: 302, headers: { location: `${url}${rules.signInPath}` } }, 'not signed in')
}

/** Passwords already checked, by a hash of user, stored hash and password: hashing is slow on purpose. */
const checked = new Set<string>()

/** The user of a username and password; undefined when they do not go together, or the account is locked. */
export const userWithPassword = (sandbox: Sandbox, username: string, password: string): MetadataObject | undefined => {
    if (isLocked(sandbox, username)) {
        return undefined
    }
    const user = sandbox.registry.findBy('users', 'username', username)
    const known = user !== undefined && isPasswordOf(user, password)
    sandbox.lockOut.note(username, known)
    return known ? user : undefined
}

const isPasswordOf = (user: MetadataObject, password: string): boolean => {
    const stored = text(user.passwordHash)
    if (stored === undefined) {
        return false
    }
    const key = createHash('sha256')
        .update(JSON.stringify([user.id, stored, password]))
        .digest('hex')
    if (!checked.has(key) && isPassword(password, stored)) {
        checked.add(key)
    }
    return checked.has(key)
}
