import { Dhis2Client } from '../../connector/dhis2/client.ts'
import { TrackerReader } from '../../connector/dhis2/readTracker.ts'
import { openDataStore } from '../../connector/exchange/dataStore.ts'
import { isDeleted, readCurrent, type Findable } from '../../connector/plan/readCurrent.ts'
import type { User } from './suite/fixture.ts'
import { Records } from './suite/records.ts'
import { Server } from './suite/server.ts'
import { targetsOf } from './suite/target.ts'
import { NAMESPACE } from '#programme/exchange.ts'

describe.each(targetsOf({}))('What the connector reads on $name', (target) => {
    const server = new Server(target)
    const make = new Records(server)
    let client: Dhis2Client
    let reader: TrackerReader

    beforeAll(async () => {
        await server.open()
        const { username: user, password } = server.credentials('connector')
        client = await Dhis2Client.connect({ url: server.url, user, password })
        reader = new TrackerReader(client)
    })
    afterAll(() => server.close())

    it('Q49: numbers and record ids with slashes are found, however many are asked for at once', async () => {
        const numbers = ['ANC/001/24', 'ANC/002/24', 'ANC/003/24', 'ANC//004', 'A:5/', '6,/:a']
        const [attribute, element, program] = [server.uid('attribute partnerId'), server.uid('element note'), server.uid('program main')]
        for (const [place, number] of numbers.entries()) {
            const attributes = [make.attribute('given', 'Given'), make.attribute('partnerId', number)]
            const visits = [make.visit(`slash ${place}`, { dataValues: [make.value('note', number)] })]
            await make.store(`slash ${place}`, { person: { attributes }, visits })
        }
        const holders = await reader.holdersOf(attribute, numbers, { trackedEntityType: server.uid('type person') })
        const held = holders.flatMap(({ attributes = [] }) => attributes).filter((one) => one.attribute === attribute)
        expect(held.map(({ value: number }) => number).toSorted()).toEqual(numbers.toSorted())
        const asked = numbers.map((id, place) => ({ enrollment: server.uid(`enrollment slash ${place}`), id }))
        const events = await reader.recordedEvents(asked, element, program)
        expect(events.map(({ dataValues }) => dataValues?.[0]?.value).toSorted()).toEqual(numbers.toSorted())
    })

    it('Q51: who wrote an entry of the dataStore is believed once it is closed to others, and on 2.40 always', async () => {
        const name = (account: User) => server.credentials(account).username
        const put = (account: User, of: string) => server.ask(account, 'PUT', `/api/dataStore/${NAMESPACE}/${of}`, { body: { of } })
        const store = openDataStore(client)
        await put('worker', 'Q51 open')
        await put('lead', 'Q51 open')
        await store.write('Q51 closed', {})
        expect(await store.writerOf('Q51 open')).toBe(server.pick<string | undefined>(name('lead'), undefined, undefined, undefined))
        expect(await store.writerOf('Q51 closed')).toBe(name('connector'))
        expect(await store.writerOf('Q51 never')).toBeUndefined()
    })

    it('Q50: a link that was deleted, alone or with an infant, is none any more; her mother is read all the same', async () => {
        for (const name of ['mother', 'parted', 'deleted']) {
            await make.store(name)
        }
        const ties = [make.link('mother', 'parted'), make.link('mother', 'deleted')]
        await server.track('connector', { relationships: ties })
        const trackedEntity = server.uid('person mother')
        const wanted: Findable[] = [
            { kind: 'trackedEntity', uid: trackedEntity },
            ...ties.map(({ relationship: uid }) => ({ kind: 'relationship' as const, uid, trackedEntity })),
        ]
        const read = async () => {
            const found = await readCurrent(wanted, reader, new Map([[trackedEntity, server.uid('program main')]]))
            return wanted.map(({ uid }) => found.has(uid) && !isDeleted(found.get(uid)))
        }
        expect(await read()).toEqual([true, true, true])
        await server.track('connector', { relationships: [{ relationship: ties[0]?.relationship }] }, { importStrategy: 'DELETE' })
        await server.track(
            'connector',
            { trackedEntities: [{ trackedEntity: server.uid('person deleted') }] },
            { importStrategy: 'DELETE' }
        )
        expect(await read()).toEqual([true, false, false])
    })
})
