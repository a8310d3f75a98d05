import { notSupported, Refusal, webMessage } from './answer.ts'
import type { Call, Route } from './call.ts'

/** Refuses a request whose parameters or body the route does not take, before anything is done. */
export const checkRequest = (call: Call, route: Route): void => {
    checkParameters(call, route)
    if (call.method !== 'GET' && call.body !== '') {
        checkContentType(call, route)
    }
}

/** Real servers ignore unknown parameters, so a renamed one goes unnoticed; strict mode says so. */
const checkParameters = ({ sandbox, query }: Call, route: Route): void => {
    const leftOut = query.names().find((name) => route.leftOut?.includes(name))
    if (leftOut !== undefined) {
        notSupported(`the query parameter ${leftOut} of ${route.path}`)
    }
    if (!sandbox.strict) {
        return
    }
    const known = route.parameters.flatMap(sandbox.rules.parameterNames(route.renamed))
    const unknown = query.names().filter((name) => !known.includes(name))
    if (unknown.length === 0) {
        return
    }
    const message = `DHIS2 ${sandbox.rules.version} does not know the query parameter ${unknown.join(', ')} of ${route.path}.`
    throw new Refusal(webMessage(400, { message }), message)
}

const checkContentType = ({ headers }: Call, { accepts = ['application/json'] }: Route): void => {
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''
    if (accepts.includes('*') || accepts.includes(type)) {
        return
    }
    const message = `Content-Type '${type}' is not supported`
    throw new Refusal(webMessage(415, { message }), message)
}
