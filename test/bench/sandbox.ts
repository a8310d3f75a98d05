// What the sandbox takes: to start, to import, to list, to hold. Not a test: it fails nobody.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { MOTHER, inventedMother, PNC, VISITS } from '../inventedMother.ts'
import { serve } from './process.ts'
import { addDays } from '#dhis2/day.ts'

const BARS = { start: 1, objects: 5000, list: 0.3, mebibytes: 1024 }
const TODAY = '2026-11-16'
const PAIRS = 1500
const AT_ONCE = 100
const FACILITIES = 100
const VALUES = 8
const HELD = Number(process.argv[2] ?? 250_000)

const root = join(import.meta.dirname, '..', '..')
const work = join(root, 'test', 'output', 'bench')
const kmmp = join(root, 'bin', 'kmmp.mjs')

/** What something took by the clock, and of the sandbox's processor: the latter is the same on a busy machine. */
interface Taken {
    seconds: number
    processor: number
}

interface Running extends Taken {
    url: string
    pid: number
    stop: () => void
}

/** Ticks of a second in which the kernel counts processor time. */
const TICKS = 100

const processorSeconds = (pid: number): number => {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user, system] = fields.split(' ').slice(11, 13)
    return (Number(user) + Number(system)) / TICKS
}

const start = async (store: string, ...flags: string[]): Promise<Running> => {
    const before = performance.now()
    const running = await serve([kmmp, 'sandbox', '--port', '0', '--clock', `${TODAY}T08:00`, '--store', store, ...flags])
    return { ...running, seconds: (performance.now() - before) / 1000, processor: processorSeconds(running.pid) }
}

const taken = async (pid: number, work: () => Promise<unknown>): Promise<Taken> => {
    const [before, used] = [performance.now(), processorSeconds(pid)]
    await work()
    return { seconds: (performance.now() - before) / 1000, processor: processorSeconds(pid) - used }
}

/** Megabytes that a process holds now, and held at most. Read from the kernel, so on Linux only. */
const memory = (pid: number): { now: number; most: number } => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024
    return { now: read('VmRSS'), most: read('VmHWM') }
}

/** A signed-in user: a password with every request would cost more than the request. */
class Client {
    private readonly url: string
    private cookie = ''

    constructor(url: string) {
        this.url = url
    }

    async signIn(user: string, password: string): Promise<this> {
        const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
        const answer = await fetch(`${this.url}/api/me?fields=id`, { headers: { authorization } })
        this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
        return this
    }

    async ask<Body>(path: string, body?: unknown): Promise<Body> {
        const headers = { cookie: this.cookie, 'content-type': 'application/json' }
        const answer = await fetch(`${this.url}/api/${path}`, {
            headers,
            ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
        })
        if (!answer.ok) {
            throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
        }
        return (await answer.json()) as Body
    }
}

interface Element {
    id: string
    valueType: string
    optionSet?: { options: { code: string }[] }
}

const VALUE_OF: Record<string, string> = {
    DATE: '2026-03-01',
    BOOLEAN: 'true',
    TRUE_ONLY: 'true',
    TEXT: 'as before',
    LONG_TEXT: 'as before',
}

const valuesOf = (elements: readonly Element[]) =>
    elements
        .slice(0, VALUES)
        .map(({ id, valueType, optionSet }) => ({ dataElement: id, value: optionSet?.options[0]?.code ?? VALUE_OF[valueType] ?? '3' }))

const readElements = async (client: Client): Promise<Element[]> => {
    const fields = 'programStageDataElements[dataElement[id,valueType,optionSet[options[code]]]]'
    const stage = await client.ask<{ programStageDataElements: { dataElement: Element }[] }>(`programStages/${PNC}?fields=${fields}`)
    return stage.programStageDataElements.map(({ dataElement }) => dataElement)
}

const OBJECTS = 2 + VISITS + 1

interface Load {
    from: number
    to: number
    orgUnit: string
}

/** Imports people in batches, without program rules: what those cost is measured on its own. */
const load = async (client: Client, { from, to, orgUnit }: Load): Promise<void> => {
    const dataValues = valuesOf(await readElements(client))
    for (let first = from; first < to; first += AT_ONCE) {
        const trackedEntities = Array.from({ length: Math.min(AT_ONCE, to - first) }, (_, place) =>
            inventedMother(first + place, { orgUnit, today: TODAY, dataValues })
        )
        await client.ask(`tracker?async=false&atomicMode=ALL&skipRuleEngine=true`, { trackedEntities })
    }
}

const TIMES = 9

/** One of several runs, on average. */
const each = async (pid: number, work: () => Promise<unknown>): Promise<Taken> => {
    await work()
    const all = await taken(pid, async () => {
        for (let run = 0; run < TIMES; run++) {
            await work()
        }
    })
    return { seconds: all.seconds / TIMES, processor: all.processor / TIMES }
}

const EVENTS = 'events[event,programStage,status,scheduledAt]'
const PERSON_FIELDS = `trackedEntity,attributes[attribute,value],enrollments[enrollment,enrolledAt,status,${EVENTS}]`

const lists = (orgUnit: string): Record<string, string> => ({
    [`${PAIRS} people, their enrollments and events`]: `tracker/trackedEntities?program=${MOTHER}&orgUnits=${orgUnit}&pageSize=${PAIRS}&fields=${PERSON_FIELDS}`,
    [`their planned visits, as the worklist asks`]: `tracker/events?program=${MOTHER}&orgUnit=${orgUnit}&status=SCHEDULE&scheduledBefore=${addDays(TODAY, 7)}&enrollmentStatus=ACTIVE&order=scheduledAt:asc&pageSize=${PAIRS}&fields=event,programStage,enrollment,trackedEntity,scheduledAt,assignedUser[username],notes[value,storedAt]`,
})

const short = (number: number): number => Number(number.toPrecision(3))

const row = (what: string, unit: string, bar: number, { seconds, processor }: Taken) => ({
    what,
    measured: short(seconds),
    'processor alone': short(processor),
    bar,
    unit,
})

const rate = (count: number, { seconds, processor }: Taken): Taken => ({ seconds: count / seconds, processor: count / processor })

const bench = async () => {
    mkdirSync(work, { recursive: true })
    const store = join(work, 'sandbox.db')
    const remove = () => ['', '-wal', '-shm'].forEach((end) => rmSync(store + end, { force: true }))
    remove()
    const empty = await start(':memory:', '--empty')
    empty.stop()
    const fresh = await start(store)
    const client = await new Client(fresh.url).signIn('connector', 'Demo-1234')
    const me = await client.ask<{ organisationUnits: { id: string }[] }>('me?fields=organisationUnits[id]')
    const units = me.organisationUnits.slice(0, FACILITIES)
    const facility = units[0]?.id ?? ''
    const loaded = (work: Load) => taken(fresh.pid, () => load(client, work))
    await loaded({ from: 0, to: PAIRS, orgUnit: facility })
    const lean = await loaded({ from: PAIRS, to: 3 * PAIRS, orgUnit: units[1]?.id ?? '' })
    const rows = [
        row('start with --empty', 's', BARS.start, empty),
        row('start with a new store and the demonstration', 's', BARS.start, fresh),
        row('import without program rules', 'objects/s', BARS.objects, rate(2 * PAIRS * OBJECTS, lean)),
    ]
    const people = Math.ceil(HELD / (VISITS + 1))
    const share = Math.ceil((people - 3 * PAIRS) / (units.length - 2))
    for (let place = 2; place < units.length && share > 0; place++) {
        const from = 3 * PAIRS + (place - 2) * share
        await load(client, { from, to: Math.min(from + share, people), orgUnit: units[place]?.id ?? '' })
    }
    for (const [what, path] of Object.entries(lists(facility))) {
        rows.push(row(what, 's', BARS.list, await each(fresh.pid, () => client.ask(path))))
    }
    const { now, most } = memory(fresh.pid)
    fresh.stop()
    const again = await start(store)
    rows.push(row(`start with a store of ${HELD} events`, 's', BARS.start, again))
    again.stop()
    remove()
    return { rows, now, most }
}

console.log(
    `One person is a tracked entity, an enrollment, ${VISITS} visits of ${VALUES} values and a planned one. ${cpus().length} cores, ${cpus()[0]?.model}.`
)
const { rows, now, most } = await bench()
console.table(rows)
console.log(
    `Memory with ${HELD} events in the store: ${Math.round(now)} MiB, at most ${Math.round(most)} MiB (bar: ${BARS.mebibytes} MiB).`
)
