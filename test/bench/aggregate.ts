import { readEpisodes } from '../../connector/aggregate/readEpisodes.ts'
import { readFigures } from '../../connector/aggregate/readFigures.ts'
import { readProgramme } from '../../connector/aggregate/readProgramme.ts'
import { Sums } from '../../connector/aggregate/sums.ts'
import { TestServer } from '../../connector/aggregate/testServer.ts'
import { Dhis2Client } from '../../connector/dhis2/client.ts'
import { AS_OF, inventedPair } from './inventedPair.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'
import type { Episode, Member } from '#programme/episode.ts'
import { contributionsOf } from '#programme/indicators/catalogue.ts'
import { metadataUid, type MetadataKind } from '#programme/metadata/uid.ts'

/** Aim: counting takes at most this share of the time that reading takes. */
const BAR = 0.1
/** A server that takes 30 ms for a request and 0.5 ms for each object of it, as in the other bars. */
const [REQUEST_SECONDS, OBJECT_SECONDS] = [0.03, 0.0005]
const PAIRS_A_REQUEST = 50
const FACILITY = { id: 'ouNorth0000', code: '13077' }

const uid = (kind: MetadataKind, stem: string) => metadataUid(kind, `KMMP_${stem}`)

const personOf = ({ events, attributes, enrolledOn }: Member, program: string, name: string): TrackedEntity => ({
    trackedEntity: name,
    orgUnit: FACILITY.id,
    attributes: Object.entries(attributes).map(([stem, value]) => ({ attribute: uid('trackedEntityAttribute', stem), value })),
    enrollments: [
        {
            enrollment: `${name}-e`,
            program,
            orgUnit: FACILITY.id,
            status: 'ACTIVE',
            enrolledAt: `${enrolledOn}T00:00:00.000`,
            events: events.map(({ stage, status, occurredOn, scheduledOn, values }, place) => ({
                event: `${name}-${place}`,
                programStage: metadataUid('programStage', stage),
                orgUnit: FACILITY.id,
                status,
                occurredAt: occurredOn && `${occurredOn}T00:00:00.000`,
                scheduledAt: scheduledOn && `${scheduledOn}T00:00:00.000`,
                dataValues: Object.entries(values).map(([stem, value]) => ({ dataElement: uid('dataElement', stem), value })),
            })),
        },
    ],
})

const put = (server: TestServer, { mother, infants: [infant] }: Episode, number: number): number => {
    const [MOTHER, CHILD] = [uid('program', 'MOTHER'), uid('program', 'CHILD')]
    if (mother === undefined || infant === undefined) {
        return 0
    }
    const link = {
        relationshipType: uid('relationshipType', 'MOTHER_CHILD'),
        from: { trackedEntity: { trackedEntity: `mother${number}` } },
        to: { trackedEntity: { trackedEntity: `infant${number}` } },
    }
    server.persons.push({
        person: { ...personOf(mother, MOTHER, `mother${number}`), relationships: [link] },
        program: MOTHER,
        facility: FACILITY.id,
    })
    server.persons.push({ person: personOf(infant, CHILD, `infant${number}`), program: CHILD, facility: FACILITY.id })
    return mother.events.length + infant.events.length + 4
}

/** Prints how long counting takes beside reading the same pairs from a DHIS2. Not a test: it fails nobody. */
const bench = async (pairs: number): Promise<void> => {
    const server = new TestServer([FACILITY])
    await server.fake.start()
    let objects = 0
    for (let number = 0; number < pairs; number++) {
        objects += put(server, inventedPair(number), number)
    }
    const client = await Dhis2Client.connect({ url: server.fake.url, user: 'connector', password: 'secret' })
    const [programme, { clients }] = await Promise.all([readProgramme(client), readFigures(client)])
    const sums = clients.map((dataSet) => ({ dataSet, counted: new Sums(dataSet) }))
    const sumsOf = new Map(sums.flatMap(({ dataSet, counted }) => [...dataSet.elements.keys()].map((element) => [element, counted])))
    const began = performance.now()
    let counting = 0
    for await (const episodes of readEpisodes(client, programme)) {
        const from = performance.now()
        for (const { month: period, ...contribution } of episodes.flatMap((episode) => contributionsOf(episode, AS_OF))) {
            sumsOf.get(contribution.element)?.add({ ...contribution, period, value: 1 })
        }
        counting += performance.now() - from
    }
    const reading = (performance.now() - began - counting) / 1000
    server.fake.stop()
    const serving = (pairs / PAIRS_A_REQUEST) * 2 * REQUEST_SECONDS + objects * OBJECT_SECONDS
    const row = (what: string, seconds: number) => ({
        what,
        'reading s': Number(seconds.toFixed(2)),
        'counting s': Number((counting / 1000).toFixed(2)),
        share: Number((counting / 1000 / seconds).toFixed(3)),
    })
    console.log(`${pairs} pairs with ${Math.round(objects / pairs)} objects each. Aim: share at most ${BAR}.`)
    console.table([row('a server that answers at once', reading), row('a server of 30 ms and 0.5 ms an object', reading + serving)])
}

await bench(Number(process.argv[2] ?? 1000))
