import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from './answer.ts'
import type { Sandbox } from './sandbox.ts'
import { corsWhitelist } from './system/info.ts'

const MAX_AGE = '3600'

/**
 * What DHIS2 does with an `Origin`: its own and listed ones are served with CORS headers, a preflight ends here, any
 * other gets 200 with an empty body and nothing is executed.
 * @returns the answer when the request ends here
 */
export const answerOrigin = (sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): Answer | undefined => {
    const { origin } = request.headers
    if (origin === undefined) {
        return undefined
    }
    const own = origin === sandbox.url || origin === `http://${request.headers.host}`
    if (!own && !corsWhitelist(sandbox).includes(origin)) {
        return sandbox.rules.refusesForeignOrigin ? { status: 200 } : undefined
    }
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' })
    if (request.method !== 'OPTIONS') {
        reply.header('access-control-expose-headers', 'ETag, Location')
        return undefined
    }
    return { status: 204, headers: preflight(request) }
}

const preflight = ({ headers }: FastifyRequest): Record<string, string> => ({
    'access-control-allow-methods': String(headers['access-control-request-method'] ?? 'GET'),
    'access-control-allow-headers': String(headers['access-control-request-headers'] ?? ''),
    'access-control-max-age': MAX_AGE,
})
