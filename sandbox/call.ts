import type { Caller } from './access/caller.ts'
import { refuse, refuseWithPage, type Answer } from './answer.ts'
import type { DialectRules, RenamedRequest } from './dialect.ts'
import { isObject, type JsonObject } from './json.ts'
import type { Sandbox } from './sandbox.ts'
import { parseJson } from '#dhis2/json.ts'

/** The query parameters of a request, asked for by their newest names; several of one name are kept. */
export class Query {
    private readonly parameters: URLSearchParams
    private readonly namesOf: (parameter: string) => readonly string[]

    /** @param namesOf the names under which the emulated version takes a parameter */
    constructor(source: string, namesOf: (parameter: string) => readonly string[]) {
        this.parameters = new URLSearchParams(source)
        this.namesOf = namesOf
    }

    /** The value; undefined when absent or empty. */
    text(name: string): string | undefined {
        return this.all(name)[0]
    }

    all(name: string): string[] {
        return this.namesOf(name).flatMap((given) => this.parameters.getAll(given).filter((value) => value !== ''))
    }

    /** A list of UIDs: separated by commas, under older names of the parameter by semicolons. */
    uids(name: string): string[] {
        return this.namesOf(name)
            .flatMap((given) => this.parameters.getAll(given).flatMap((value) => value.split(given === name ? ',' : ';')))
            .map((value) => value.trim())
            .filter((value) => value !== '')
    }

    /** The parts of all values of a parameter, split at commas. */
    list(name: string): string[] {
        return this.all(name)
            .flatMap((value) => value.split(','))
            .map((value) => value.trim())
            .filter((value) => value !== '')
    }

    flag(name: string, otherwise = false): boolean {
        const value = this.text(name)
        return value === undefined ? otherwise : value.toLowerCase() === 'true'
    }

    /** One of some words, in any case; anything else is answered with 400. */
    choice<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word {
        return this.optionalChoice(name, words) ?? otherwise
    }

    optionalChoice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
        const value = this.text(name)
        if (value === undefined) {
            return undefined
        }
        const found = words.find((word) => word.toLowerCase() === value.toLowerCase())
        return found ?? refuse(400, `Value '${value}' is not valid for parameter ${name}. Valid values are: [${words.join(', ')}]`, null)
    }

    /** A parameter that must be there: without it real servers answer with an HTML page. */
    required(name: string): string {
        return this.text(name) ?? refuseWithPage(400, `Required parameter '${name}' is not present.`)
    }

    names(): string[] {
        return [...new Set(this.parameters.keys())]
    }

    without(name: string): string {
        const rest = new URLSearchParams(this.parameters)
        rest.delete(name)
        return rest.toString()
    }
}

/** One request, with all that a handler may need. */
export interface Call {
    sandbox: Sandbox
    /** who asks; a handler marked `open` must not touch it without a session */
    caller: Caller
    method: string
    /** path as called, without the version segment */
    path: string
    /** `37` of `/api/37/…`; undefined without one */
    pathVersion?: number
    /** what stood behind `?`, as sent */
    search: string
    query: Query
    params: Record<string, string>
    headers: Record<string, string | undefined>
    /** the body as it came */
    body: string
    ip: string
    /** session id that the request came with, open or not */
    session?: string
}

/** A path and method with what answers them. */
export interface Route {
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    path: string
    /** query parameters that the route understands, by their newest names; strict mode refuses others */
    parameters: readonly string[]
    /** query parameters that DHIS2 obeys here and the sandbox does not: answered with 501, never passed over */
    leftOut?: readonly string[]
    /** whose parameters changed names between versions */
    renamed?: RenamedRequest
    /** answered as a path that does not exist by versions that do not have it */
    exists?: (rules: DialectRules) => boolean
    /** answered without a session */
    open?: true
    /** content types that are read; `application/json` unless given */
    accepts?: readonly string[]
    handle: (call: Call) => Answer | Promise<Answer>
}

/** The body as a JSON object; undefined when it is not one. */
export const bodyObject = (call: Call): JsonObject | undefined => {
    const parsed = parseJson(call.body)
    return isObject(parsed) ? parsed : undefined
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
