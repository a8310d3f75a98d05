import { countsIn, Records } from './records.ts'
import { describeServers } from './server.ts'

describeServers('Asynchronous tracker import', (server) => {
    const make = new Records(server)
    const start = (body: unknown) => server.ask('connector', 'POST', '/api/tracker', { body })
    const jobOf = ({ body }: { body: unknown }) => (body as { response: { id: string; location: string } }).response
    const finished = async (id: string) => {
        for (let tries = 0; tries < 120; tries++) {
            const { body } = await server.get('connector', `/api/tracker/jobs/${id}`)
            const [newest] = body as { completed: boolean; level: string }[]
            if (newest?.completed === true) {
                return newest
            }
            await new Promise((resolve) => setTimeout(resolve, 250))
        }
        throw new Error(`Job ${id} did not finish within 30 seconds.`)
    }

    it('Q14, §13.7: the location of a job is a broken link from 2.42 on, and there is no header', async () => {
        const answer = await start({ trackedEntities: [make.person('async')] })
        const { id, location } = jobOf(answer)
        const good = `${server.url}/api/tracker/jobs/${id}`
        const broken = `${server.url}/tracker/jobs/${id}`
        expect(answer.status).toBe(200)
        expect(location).toBe(server.pick(good, good, broken, broken))
        expect(answer.headers.get('location')).toBe(server.pick<string | null>(good, good, null, null))
        await finished(id)
        const report = await server.get('connector', `/api/tracker/jobs/${id}/report`, { reportMode: 'FULL' })
        expect([report.status, countsIn(report)]).toEqual([200, '1/0/0/0'])
    })

    it('Q14, §13.7: an unknown job is an empty list without a report, as one that has not begun', async () => {
        const path = `/api/tracker/jobs/${server.uid('job never')}`
        const job = await server.get('connector', path)
        expect([job.status, job.body]).toEqual([200, []])
        expect((await server.get('connector', `${path}/report`)).status).toBe(404)
    })

    it('Q14, §13.7: a failed job is level INFO on 2.40, so its report decides', async () => {
        const { id } = jobOf(await start({ enrollments: [make.enrollment('async lost')] }))
        expect((await finished(id)).level).toBe(server.pick('INFO', 'ERROR', 'ERROR', 'ERROR'))
        expect((await server.get('connector', `/api/tracker/jobs/${id}/report`)).body).toMatchObject({ status: 'ERROR' })
    })
})
