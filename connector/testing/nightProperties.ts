import fc from 'fast-check'
import type { FakeTracker } from './fakeTracker.ts'
import { fieldOf, liveAfresh, liveEvents, liveThrough, recordsIn, seen, TRUSTING, type Answers, type Edited } from './livedNights.ts'
import { anyPolicy, isWanted, ofOneClient, rarely, someEdits, someNights, takingPolicy, waitsForNobody, type Night } from './nights.ts'
import { enOf, RECORD, teOf, type Cells, type Data, type SyncHarness } from './syncHarness.ts'

interface Runs {
    numRuns: number
    seed: number
}

const lastOf = (nights: readonly Night[]): Data => nights.at(-1)?.data ?? {}

/**
 * Whatever came and went wrong before, DHIS2 ends as it does when only the last export ever came; and nobody is asked about anything but what
 * is taken back, for nobody but the connector wrote anything.
 */
export const expectSameAsFresh = async (harness: SyncHarness, runs: Runs): Promise<void> => {
    let store = 0
    const property = fc.asyncProperty(someNights({}), takingPolicy, async (nights, policy) => {
        fc.pre(waitsForNobody(lastOf(nights)))
        harness.policy = policy
        store++
        const { tracker, asked } = await liveThrough(nights, harness, { store: `lived ${store}` })
        const fresh = await liveAfresh(lastOf(nights), harness, `fresh ${store}`)
        expect(seen(tracker)).toEqual(seen(fresh.tracker))
        expect(asked.filter((kind) => kind !== 'VOIDED')).toEqual([])
    })
    await fc.assert(property, runs)
}

/** What somebody answers who lets nothing be taken back. */
const KEEPING: Answers = { ...TRUSTING, VOIDED: 'leave' }

/**
 * Though the ledger was lost or is an older copy, and whatever becomes of what is no longer wanted, all that the last export wants is there, and nothing twice.
 * What a ledger never knew of it cannot take back, nor can an older copy tell what the partner changed after it and changed back; and an appointment whose event was deleted may have been deleted by staff, as far as it can
 * know. Nothing is there that no export ever wanted, and what is to be left is left.
 */
export const expectAllThere = async (harness: SyncHarness, runs: Runs): Promise<void> => {
    let store = 0
    const drawn = someNights({ lost: rarely(true, false), restored: rarely(true, false) })
    const property = fc.asyncProperty(drawn, anyPolicy, fc.constantFrom(TRUSTING, KEEPING), async (anyNights, policy, answers) => {
        const nights = ofOneClient(anyNights)
        fc.pre(waitsForNobody(lastOf(nights)))
        harness.policy = policy
        store++
        const { tracker } = await liveThrough(nights, harness, { store: `lived ${store}`, answers })
        const fresh = await liveAfresh(lastOf(nights), harness, `fresh ${store}`)
        const [found, wanted] = [seen(tracker), seen(fresh.tracker)]
        expect(found.records).toEqual(expect.arrayContaining(wanted.records))
        if (!nights.some(({ restored }) => restored)) {
            expect(found.people).toEqual(expect.arrayContaining(wanted.people))
            expect(found.visits).toEqual(expect.arrayContaining(wanted.visits))
        }
        expect(recordsHeldTwice(tracker)).toEqual([])
        const ever = new Set(nights.flatMap(({ data }) => data.visits ?? []).map(({ client, on }) => `${enOf(client)} ${on}`))
        expect(found.visits.filter((visit) => !ever.has(visit))).toEqual([])
        // a person is asked about what is barred, whatever becomes of the rest
        const mayLeave = answers === KEEPING || policy.barred === 'withdraw'
        const leaves = (said: string) => mayLeave && (said === 'leave' || (said === 'ask' && answers === KEEPING))
        expect(leaves(policy.held) ? deletedEvents(tracker) : []).toEqual([])
        expect(leaves(policy.enrollments) ? cancelled(tracker) : []).toEqual([])
    })
    await fc.assert(property, runs)
}

/** Nothing that staff changed is changed again or taken back without their word; where the partner says something new, they are asked. */
export const expectNothingOverwritten = async (harness: SyncHarness, runs: Runs): Promise<void> => {
    let store = 0
    const property = fc.asyncProperty(someNights({ edits: someEdits }), takingPolicy, async (anyNights, policy) => {
        const nights = ofOneClient(anyNights)
        harness.policy = policy
        store++
        const { tracker, edits } = await liveThrough(nights, harness, { store: `lived ${store}`, answers: {} })
        const questions = harness.ask((history) => history.reviews(), `lived ${store}`)
        for (const edit of edits.values()) {
            expect(tracker.object(edit.uid)).not.toHaveProperty('deleted')
            expect(fieldOf(edit, tracker)).toBe(edit.now)
            const [says, ...before] = nights.map(({ data }) => wordOf(edit, data, tracker)).reverse()
            // what a killed run sent and staff changed since may not have arrived, as far as can be known: the word before counts
            const isOld = says === edit.before || (nights.some(({ death }) => death !== undefined) && before.includes(says))
            if (says !== undefined && !isOld) {
                expect(questions).toContainEqual(expect.objectContaining({ uid: edit.uid, field: edit.field }))
            }
        }
    })
    await fc.assert(property, runs)
}

/** What an export says of a field that staff changed; undefined when it says nothing of it. */
const wordOf = ({ uid, field }: Edited, { clients = [], visits = [] }: Data, tracker: FakeTracker): string | undefined => {
    const people = clients.filter(isWanted)
    if (field === 'name0000001') {
        return people.find(({ client }) => teOf(client) === uid)?.name
    }
    const event = liveEvents(tracker).find((one) => one.event === uid)
    const isOf = ({ id }: Cells) => event?.dataValues?.some(({ dataElement, value }) => dataElement === RECORD && value === id)
    const row = visits.filter(isWanted).find(isOf)
    return row?.on && people.some(({ client }) => client === row.client) ? row.on : undefined
}

const deletedEvents = (tracker: FakeTracker): string[] =>
    [...tracker.store].filter(([, { list, object }]) => list === 'events' && object.deleted).map(([uid]) => uid)

const cancelled = (tracker: FakeTracker): string[] =>
    [...tracker.store].filter(([, { list, object }]) => list === 'enrollments' && object.status === 'CANCELLED').map(([uid]) => uid)

/** Records of the partner that more than one live event of an enrollment carries. */
const recordsHeldTwice = (tracker: FakeTracker): string[] => {
    const held = liveEvents(tracker).flatMap(recordsIn)
    return held.filter((record, place) => held.indexOf(record) !== place)
}
