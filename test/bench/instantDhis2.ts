import http from 'node:http'
import { startSandbox } from '../../sandbox/server.ts'

interface Sent {
    trackedEntities?: { trackedEntity: string }[]
    enrollments?: { enrollment: string }[]
    events?: { event: string }[]
    relationships?: { relationship: string }[]
}

const typeReport = (trackerType: string, uids: string[]) => ({
    trackerType,
    stats: { created: uids.length, updated: 0, deleted: 0, ignored: 0, total: uids.length },
    objectReports: uids.map((uid, index) => ({ trackerType, uid, index, errorReports: [] })),
})

/** The answer a DHIS2 gives when it has taken everything. */
const reportOf = (sent: Sent) => {
    const types = {
        TRACKED_ENTITY: (sent.trackedEntities ?? []).map((object) => object.trackedEntity),
        ENROLLMENT: (sent.enrollments ?? []).map((object) => object.enrollment),
        EVENT: (sent.events ?? []).map((object) => object.event),
        RELATIONSHIP: (sent.relationships ?? []).map((object) => object.relationship),
    }
    const total = Object.values(types).flat().length
    return {
        status: 'OK',
        validationReport: { errorReports: [], warningReports: [] },
        stats: { created: total, updated: 0, deleted: 0, ignored: 0, total },
        bundleReport: { typeReportMap: Object.fromEntries(Object.entries(types).map(([type, uids]) => [type, typeReport(type, uids)])) },
    }
}

const read = async (request: http.IncomingMessage): Promise<Buffer> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) {
        chunks.push(chunk as Buffer)
    }
    return Buffer.concat(chunks)
}

const json = (response: http.ServerResponse, body: unknown) => {
    const text = JSON.stringify(body)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

/** Pauses as a server under load would: a fixed part and a part for each object. */
const pause = (objects: number): Promise<void> => {
    const [fixed = 0, each = 0] = (process.env.BENCH_LATENCY ?? '').split('+').map(Number)
    const milliseconds = fixed + each * objects
    return milliseconds > 0 ? new Promise((done) => setTimeout(done, milliseconds)) : Promise.resolve()
}

const answerImport = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const report = reportOf(JSON.parse((await read(request)).toString()))
    tally.requests++
    tally.objects += report.stats.total
    await pause(report.stats.total)
    json(response, report)
}

const tally = { requests: 0, objects: 0 }
// everything but tracker data is answered by the sandbox, so that the connector reads real metadata
const sandbox = await startSandbox({ port: 0, store: ':memory:', dialect: '2.42', clock: '2026-11-16T08:00' })

const forward = (request: http.IncomingMessage, response: http.ServerResponse) => {
    const onward = http.request(
        new URL(request.url ?? '/', sandbox.url),
        { method: request.method, headers: request.headers },
        (answer) => {
            response.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(response)
        }
    )
    request.pipe(onward)
}

const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/bench/tally')) {
        json(response, tally)
    } else if (request.method === 'POST' && path.startsWith('/api/tracker')) {
        void answerImport(request, response)
    } else if (path.startsWith('/api/tracker/')) {
        json(response, { pager: { page: 1, pageSize: 50 }, trackedEntities: [], events: [], enrollments: [] })
    } else {
        forward(request, response)
    }
})
server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
