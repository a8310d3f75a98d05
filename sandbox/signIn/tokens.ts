import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { errorPage, refuse, webMessage, Refusal, type Answer } from '../answer.ts'
import { bodyObject, type Call, type Route } from '../call.ts'
import { isObject, numberOf, objects, text } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import { randomUid } from '#dhis2/uid.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SHAPE = /^(?:d2p_([A-Za-z0-9]{44})([A-Za-z0-9]{6})|d2pat_([A-Za-z0-9]{32})(\d{10}))$/
const SETTING = 'apiToken.'

/** A stored token: the text itself is kept as a hash only. */
interface Token {
    uid: string
    hash: string
    user: string
    expire: number
    allowedIps: string[]
    allowedMethods: string[]
    allowedReferrers?: string[]
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const checksum = (body: string): string => {
    let rest = crc32(body)
    let digits = ''
    for (let place = 0; place < 6; place++, rest = Math.floor(rest / 62)) {
        digits = DIGITS.charAt(rest % 62) + digits
    }
    return digits
}

const decimalChecksum = (body: string): string => String(crc32(body)).padStart(10, '0')

const newToken = (prefix: Sandbox['rules']['tokenPrefix']): string => {
    const older = prefix === 'd2pat_'
    const body = Array.from(randomBytes(older ? 32 : 44), (byte) => DIGITS.charAt(byte % 62)).join('')
    return `${prefix}${body}${older ? decimalChecksum(body) : checksum(body)}`
}

const isWellFormed = (token: string): boolean => {
    const [, body, digits, olderBody, olderDigits] = SHAPE.exec(token) ?? []
    if (olderBody !== undefined) {
        return decimalChecksum(olderBody) === olderDigits
    }
    return body !== undefined && checksum(body) === digits
}

const create = (call: Call): Answer => {
    const body = bodyObject(call) ?? refuse(400, 'The body is not a JSON object.', null)
    const { rules } = call.sandbox
    const key = newToken(rules.tokenPrefix)
    const attributes = objects(body.attributes)
    const listed = (type: string, property: string) =>
        attributes.filter((one) => one.type === type).flatMap((one) => (Array.isArray(one[property]) ? one[property].map(String) : []))
    const token: Token = {
        uid: randomUid(),
        hash: hashOf(key),
        user: call.caller.uid,
        expire: numberOf(body.expire),
        allowedIps: listed('IpAllowedList', 'allowedIps'),
        allowedMethods: listed('MethodAllowedList', 'allowedMethods'),
        allowedReferrers: listed('RefererAllowedList', 'allowedReferrers'),
    }
    call.sandbox.store.run('INSERT INTO setting (name, value) VALUES (?, ?)', `${SETTING}${token.uid}`, JSON.stringify(token))
    const response = {
        key,
        errorReports: [],
        uid: token.uid,
        klass: 'org.hisp.dhis.security.apikey.ApiToken',
        responseType: rules.tokenResponseType,
    }
    return webMessage(201, { response, headers: { location: `${call.sandbox.url}/api/apiToken/${token.uid}` } })
}

const remove = ({ sandbox, caller, params }: Call): Answer => {
    const uid = params.uid ?? ''
    const token = allTokens(sandbox).find((one) => one.uid === uid && (one.user === caller.uid || caller.superuser))
    if (!token) {
        return refuse(404, `ApiToken with id ${uid} could not be found.`)
    }
    sandbox.store.run('DELETE FROM setting WHERE name = ?', `${SETTING}${uid}`)
    return webMessage(200, {
        response: { errorReports: [], uid, klass: 'org.hisp.dhis.security.apikey.ApiToken', responseType: 'ObjectReport' },
    })
}

/** UIDs of a user's tokens, as `/api/me` lists them. */
export const tokensOf = (sandbox: Sandbox, user: string): { id: string }[] =>
    allTokens(sandbox)
        .filter((token) => token.user === user)
        .map(({ uid }) => ({ id: uid }))

const allTokens = ({ store }: Sandbox): Token[] =>
    store
        .all<{ value: string }>(`SELECT value FROM setting WHERE name LIKE '${SETTING}%'`)
        .map(({ value }) => JSON.parse(value))
        .filter((token): token is Token => isObject(token) && text(token.hash) !== undefined)

/** The UID of a token's user; refusals are those of real servers. */
export const userOfToken = (
    sandbox: Sandbox,
    given: string,
    { method, ip, referrer }: { method: string; ip: string; referrer?: string }
): string => {
    const { rules } = sandbox
    if (!isWellFormed(given)) {
        return refuseToken(sandbox, rules.malformedTokenStatus, 'Checksum validation failed')
    }
    const token = allTokens(sandbox).find(({ hash }) => hash === hashOf(given))
    if (!token) {
        return refuseToken(sandbox, 401, 'The API token does not exists')
    }
    if (token.expire < sandbox.clock.now()) {
        return refuseToken(sandbox, 401, 'Failed to authenticate API token, token has expired.')
    }
    if (token.allowedIps.length > 0 && !token.allowedIps.includes(ip)) {
        return refuseToken(sandbox, 401, 'Request ip address is not allowed.')
    }
    const referrers = token.allowedReferrers ?? []
    if (referrers.length > 0 && !referrers.some((allowed) => referrer?.startsWith(allowed) === true)) {
        return refuseToken(sandbox, 401, 'Request referrer is not allowed.')
    }
    if (token.allowedMethods.length > 0 && !token.allowedMethods.includes(method)) {
        if (rules.tokenMethodStatus === 500) {
            throw new Refusal(errorPage(500, 'The token does not allow this method.'), 'token method')
        }
        return refuseToken(sandbox, rules.tokenMethodStatus, 'Request http method is not allowed.')
    }
    return token.user
}

export const refuseToken = ({ rules }: Sandbox, status: number, message: string): never => {
    const headers = { 'www-authenticate': 'ApiToken' }
    throw new Refusal(rules.tokenRefusedBare ? { status, headers } : webMessage(status, { message, headers }), message)
}

export const tokenRoutes: Route[] = [
    { method: 'POST', path: '/api/apiToken', parameters: [], handle: create },
    { method: 'DELETE', path: '/api/apiToken/:uid', parameters: [], handle: remove },
]
