import { newObject } from '../plan/payload.ts'
import type { Delivery } from '../plan/planPage.ts'
import { recordOf } from '../plan/record.ts'
import type { Wanted } from '../records.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { enrollment, link, person, value, visit } from '../testing/wanted.ts'
import { batchesOf, bodyOf, limitsOf } from './batches.ts'
import { deliver, IN_FLIGHT } from './deliver.ts'
import { Slots } from './slots.ts'

const sent = (wanted: Wanted): Delivery => ({
    row: `row of ${wanted.uid}`,
    wanted,
    action: 'create',
    payload: newObject(wanted),
    record: recordOf(wanted, { owner: 'row', fields: '', linked: false, program: 'program0001', since: 1 }),
})

/** A client with an enrollment and a visit; `n` names all three. */
const client = (n: string): Delivery[] => {
    const [te, en, ev] = [`person0000${n}`, `enroll0000${n}`, `event00000${n}`]
    return [
        person(te, { values: [value('name0000001', `Name ${n}`)] }),
        enrollment(en, te),
        visit(ev, { trackedEntity: te, enrollment: en }),
    ].map(sent)
}

let tracker: FakeTracker
const waits: number[] = []
beforeEach(() => {
    tracker = new FakeTracker()
    waits.length = 0
})
const send = (deliveries: Delivery[], limits = limitsOf(42)) =>
    deliver(deliveries, {
        importer: tracker,
        reader: tracker,
        limits,
        slots: new Slots(IN_FLIGHT),
        patience: { tries: 4, first: 1, longest: 1, wait: async (milliseconds) => waits.push(milliseconds) },
    })
const fatesOf = async (deliveries: Delivery[]) => {
    const { fates, failure } = await send(deliveries)
    expect(failure).toBeUndefined()
    return Object.fromEntries([...fates].map(([uid, fate]) => [uid, fate.is === 'refused' ? fate.codes.join() : fate.is]))
}

describe('batches', () => {
    it('Q8: keep a client whole, order clients by UID and obey the limits', () => {
        const clients = ['c', 'a', 'b'].flatMap(client)
        const batches = batchesOf(clients, { ...limitsOf(42), trackedEntities: 2 })
        expect(batches.map(({ deliveries }) => deliveries.map(({ wanted }) => wanted.uid.slice(-1)).join(''))).toEqual(['aaabbb', 'ccc'])
    })

    it('keep clients tied by a relationship together', () => {
        const tied = [...client('a'), ...client('b'), ...client('c'), sent(link('link000000x', 'person0000a', 'person0000c'))]
        const batches = batchesOf(tied, { ...limitsOf(42), trackedEntities: 2 })
        expect(batches.map(({ deliveries }) => new Set(deliveries.map(({ wanted }) => wanted.uid.slice(-1))))).toEqual([
            new Set(['a', 'c', 'x']),
            new Set(['b']),
        ])
    })

    it('hold at most 50 clients for DHIS2 2.40', () => {
        expect(limitsOf(40).trackedEntities).toBe(50)
        expect(limitsOf(42).trackedEntities).toBe(250)
    })

    it('are flat, parents before children', () => {
        expect(
            Object.entries(JSON.parse(bodyOf({ deliveries: client('a') }))).map(([name, list]) => [name, (list as unknown[]).length])
        ).toEqual([
            ['trackedEntities', 1],
            ['enrollments', 1],
            ['events', 1],
        ])
    })
})

describe('the fate of each object', () => {
    it('is confirmed when DHIS2 says that it was written', async () => {
        expect(await fatesOf(client('a'))).toEqual({ person0000a: 'confirmed', enroll0000a: 'confirmed', event00000a: 'confirmed' })
    })

    it('is refused with its codes, and its children wait for it, to the last generation', async () => {
        tracker.refuses.set('person0000a', ['E1007'])
        expect(await fatesOf([...client('a'), ...client('b')])).toEqual({
            person0000a: 'E1007',
            enroll0000a: 'dependency',
            event00000a: 'dependency',
            person0000b: 'confirmed',
            enroll0000b: 'confirmed',
            event00000b: 'confirmed',
        })
    })

    it('is waiting when its parent is not in DHIS2', async () => {
        expect(await fatesOf(client('a').slice(2))).toEqual({ event00000a: 'dependency' })
    })

    it('takes the best of several codes', async () => {
        tracker.refuses.set('event00000a', ['E1079', 'E1313'])
        expect(await fatesOf(client('a'))).toMatchObject({ event00000a: 'dependency' })
    })

    it('is refused when DHIS2 claims that it is there already but it is not', async () => {
        tracker.refuses.set('event00000a', ['E1039'])
        expect(await fatesOf(client('a'))).toMatchObject({ event00000a: 'E1039' })
    })

    it('is found out by looking when DHIS2 left an object out without a word', async () => {
        tracker.faults = ['silent']
        expect(await fatesOf(client('a').slice(0, 1))).toEqual({ person0000a: 'confirmed' })
        expect(tracker.requests).toHaveLength(2)
    })

    it('is NOT_STORED when DHIS2 leaves it out again', async () => {
        tracker.faults = ['silent', 'silent']
        expect(await fatesOf(client('a').slice(0, 1))).toEqual({ person0000a: 'NOT_STORED' })
    })

    it('is NOT_STORED when DHIS2 leaves a change out again, though the object is there', async () => {
        await send(client('a').slice(0, 1))
        const renamed = person('person0000a', { values: [value('name0000001', 'Halima')] })
        tracker.faults = ['silent', 'silent']
        expect(await fatesOf([{ ...sent(renamed), action: 'update' }])).toEqual({ person0000a: 'NOT_STORED' })
    })
})

describe('when something goes wrong', () => {
    it('sends nothing twice that arrived though its answer was lost', async () => {
        tracker.faults = ['lost']
        expect(new Set(Object.values(await fatesOf(client('a'))))).toEqual(new Set(['confirmed']))
        expect(tracker.requests).toHaveLength(1)
    })

    it('sends again only what did not arrive', async () => {
        tracker.faults = ['half']
        expect(new Set(Object.values(await fatesOf(client('a'))))).toEqual(new Set(['confirmed']))
        expect(tracker.requests.map((request) => Object.keys(request))).toEqual([['trackedEntities', 'enrollments', 'events'], ['events']])
    })

    it('waits and tries again while the server is busy', async () => {
        tracker.faults = ['busy', 'busy']
        expect(new Set(Object.values(await fatesOf(client('a'))))).toEqual(new Set(['confirmed']))
        expect(waits).toHaveLength(2)
    })

    it('finds the one object that DHIS2 cannot read, and delivers all others', async () => {
        tracker.poison = 'event00000c'
        const fates = await fatesOf(['a', 'b', 'c', 'd'].flatMap(client))
        expect(fates).toMatchObject({ person0000c: 'confirmed', enroll0000c: 'confirmed', event00000c: 'HTTP_400' })
        expect(Object.values(fates).filter((fate) => fate === 'confirmed')).toHaveLength(11)
    })

    it('makes requests smaller for a proxy that takes less', async () => {
        tracker.most = 6
        const limits = limitsOf(42)
        const { fates } = await send(['a', 'b', 'c', 'd'].flatMap(client), limits)
        expect([...fates.values()].every(({ is }) => is === 'confirmed')).toBe(true)
        expect(limits.trackedEntities).toBeLessThan(250)
    })

    it('stops when the server stays away, and tells what is done', async () => {
        tracker.faults = [undefined, undefined, ...Array<'down'>(20).fill('down')]
        const limits = { ...limitsOf(42), trackedEntities: 1 }
        const { fates, failure } = await send(['a', 'b', 'c', 'd'].flatMap(client), limits)
        expect(failure?.kind).toBe('unreachable')
        expect([...fates.keys()].filter((uid) => uid.startsWith('person')).sort()).toEqual(['person0000a', 'person0000b'])
    })
})
