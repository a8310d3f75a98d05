import { FetchError, useConfig, useDataEngine } from '@dhis2/app-runtime'
import { useMemo } from 'react'
import * as z from 'zod/mini'
import { AppError, errorOfStatus, SIGNED_OUT } from './appError.ts'
import type { TrackerNames } from '#dhis2/version.ts'
import { trackerNames } from '#dhis2/version.ts'

export type Params = Record<string, string | number | boolean | string[]>

/** How the screens reach the server. Every answer is parsed here once; a body that is not as expected is a `server` error. */
export interface Api {
    names: TrackerNames
    get: <Shape extends z.ZodMiniType>(resource: string, params: Params, shape: Shape) => Promise<z.output<Shape>>
    getOne: <Shape extends z.ZodMiniType>(resource: string, id: string, params: Params, shape: Shape) => Promise<z.output<Shape>>
    /** the body of the answer, also when the server refused: the caller reads the report */
    post: (resource: string, params: Params, body: object) => Promise<unknown>
}

type Engine = ReturnType<typeof useDataEngine>

/** The connection of this session, in the dialect of the server. */
export const useApi = (): Api => {
    const engine = useDataEngine()
    const minor = useConfig().serverVersion?.minor ?? 42
    return useMemo(() => apiOf(engine, minor), [engine, minor])
}

const apiOf = (engine: Engine, minor: number): Api => ({
    names: trackerNames(minor),
    get: async (resource, params, shape) => parse(await read(engine, { resource, params }), shape),
    getOne: async (resource, id, params, shape) => parse(await read(engine, { resource, id, params }), shape),
    post: async (resource, params, body) => {
        try {
            return await engine.mutate({ resource, type: 'create', params, data: { ...body } })
        } catch (error) {
            // a refusal carries its report in the same place as an acceptance
            if (error instanceof FetchError && 'validationReport' in error.details) {
                return error.details
            }
            throw appErrorOf(error)
        }
    },
})

const read = async (engine: Engine, query: { resource: string; id?: string; params: Params }): Promise<unknown> => {
    try {
        return (await engine.query({ answer: query })).answer
    } catch (error) {
        throw appErrorOf(error)
    }
}

/** Checks an answer. A web page instead of data means that the session has ended and the server sent its sign-in page. */
export const parse = <Shape extends z.ZodMiniType>(body: unknown, shape: Shape): z.output<Shape> => {
    const content = isEmpty(body) ? null : body
    if (typeof content === 'string' || content instanceof Blob) {
        throw new AppError('denied', SIGNED_OUT)
    }
    const parsed = z.safeParse(shape, content)
    if (!parsed.success) {
        throw new AppError('server', 'UNREADABLE')
    }
    return parsed.data
}

/** An answer without content reaches us as an empty text or an empty file. */
const isEmpty = (body: unknown): boolean => body === '' || (body instanceof Blob && body.size === 0)

const statusInMessage = /\((\d{3})\)$/

/** The app's error for whatever the runtime threw: it gives the HTTP status in the details, or only in the end of its message. */
export const appErrorOf = (error: unknown): AppError => {
    if (error instanceof AppError) {
        return error
    }
    if (!(error instanceof FetchError)) {
        return new AppError('server', 'UNEXPECTED')
    }
    if (error.type === 'network' || error.type === 'aborted') {
        return new AppError('offline')
    }
    const status = error.details.httpStatusCode ?? Number(statusInMessage.exec(error.message)?.[1] ?? 0)
    if (status > 0) {
        return errorOfStatus(status, error.details.message)
    }
    return error.type === 'access' ? new AppError('denied') : new AppError('server')
}
