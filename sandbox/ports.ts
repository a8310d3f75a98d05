import type { FastifyInstance } from 'fastify'
import { isObject } from './json.ts'

const TRIES = 50

/** Listens on a port, or on the next free one when it is taken; 0 takes any. Returns the address. */
export const listenOn = async (server: FastifyInstance, port: number, host: string): Promise<string> => {
    for (let tried = 0; ; tried++) {
        try {
            return await server.listen({ port: port === 0 ? 0 : port + tried, host })
        } catch (error) {
            const taken = isObject(error) && error.code === 'EADDRINUSE'
            if (!taken || port === 0 || tried >= TRIES) {
                throw error
            }
        }
    }
}
