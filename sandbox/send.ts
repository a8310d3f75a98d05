import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Answer } from './answer.ts'

/** Sends an answer as its kind wants it: a page, bytes as they are, or JSON. */
export const send = (reply: FastifyReply, { status, body, html, headers = {} }: Answer): FastifyReply => {
    reply.code(status).headers(headers)
    if (html !== undefined) {
        return reply.type('text/html;charset=utf-8').send(html)
    }
    if (body === undefined) {
        return reply.send()
    }
    if (Buffer.isBuffer(body) || reply.getHeader('content-type') !== undefined) {
        return reply.send(body)
    }
    return sendJson(reply, JSON.stringify(body))
}

/** Reading is answered with an ETag of the body, and with 304 to who has it already; data values are left out. */
const sendJson = (reply: FastifyReply, body: string): FastifyReply => {
    const { method, originalUrl, headers } = reply.request
    if (method === 'GET' && reply.statusCode === 200 && !/^\/api\/(\d+\/)?dataValue/.test(originalUrl)) {
        const etag = `"0${createHash('md5').update(body).digest('hex')}"`
        reply.header('etag', etag)
        if (headers['if-none-match'] === etag) {
            return reply.code(304).send()
        }
    }
    return reply.type('application/json;charset=utf-8').send(body)
}
