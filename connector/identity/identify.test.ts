import type { KnownIdentities } from '../records.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { recognition } from '../testing/syncHarness.ts'
import { enrollment, metadata, person, value } from '../testing/wanted.ts'
import { identify, standingEnrollment } from './identify.ts'

const tracker = new FakeTracker()
const held = (uid: string, name: string, number: string) =>
    tracker.store.set(uid, {
        list: 'trackedEntities',
        object: {
            trackedEntity: uid,
            attributes: [
                { attribute: 'name0000001', value: name },
                { attribute: 'number00001', value: number },
            ],
        },
    })
beforeEach(() => tracker.store.clear())

const who = async (name: string, number: string) => {
    const amina = person('derived0001', { values: [value('name0000001', name), value('number00001', number)] })
    const identity = (await identify([amina], tracker, { metadata, recognition })).get('derived0001')
    return identity?.is === 'linked' ? identity.found.trackedEntity : identity?.is
}

it.each([
    ['is new when nobody holds her number', 'Amina', '2', 'new'],
    ['is the one found once, when names and birth agree', 'Amina', '1', 'found000001'],
    ['is left to a person when the names do not agree', 'Beatrice', '1', 'ambiguous'],
    ['is new when she has no number', 'Amina', '', 'new'],
])('somebody %s', async (_, name, number, expected) => {
    held('found000001', 'Amina', '1')
    expect(await who(name, number)).toBe(expected)
})

it('somebody is left to a person when several hold her number', async () => {
    held('found000001', 'Amina', '1')
    held('found000002', 'Amina', '1')
    expect(await who('Amina', '1')).toBe('ambiguous')
})

describe('what a person decided', () => {
    beforeEach(() => {
        held('found000001', 'Amina', '1')
        held('found000002', 'Beatrice', '1')
    })
    const after = async (decision: KnownIdentities) => {
        const amina = person('derived0001', { values: [value('name0000001', 'Amina'), value('number00001', '1')] })
        const decided = new Map([['derived0001', decision]])
        return (await identify([amina], tracker, { metadata, recognition, decided })).get('derived0001')
    }

    it('settles who it is, also against the names', async () => {
        expect(await after({ same: 'found000002', others: [] })).toMatchObject({ is: 'linked', found: { trackedEntity: 'found000002' } })
    })

    it('rules somebody out, and leaves the rest to be judged', async () => {
        expect(await after({ others: ['found000002'] })).toMatchObject({ is: 'linked', found: { trackedEntity: 'found000001' } })
        expect(await after({ others: ['found000001', 'found000002'] })).toEqual({ is: 'new' })
        expect(await after({ others: ['found000001'] })).toMatchObject({
            is: 'ambiguous',
            candidates: [{ uid: 'found000002', points: 50 }],
        })
    })
})

it('Q18: does not take another case for the same number', async () => {
    held('found000001', 'Amina', 'a1')
    expect(await who('Amina', 'A1')).toBe('new')
})

it('knows her own object again when the ledger was lost, whatever staff changed', async () => {
    held('derived0001', 'Corrected', '1')
    expect(await who('Amina', '1')).toBe('derived0001')
})

it('asks about many people at once', async () => {
    const many = Array.from({ length: 150 }, (_, n) => person(`derived${n}`, { values: [value('number00001', `${n}`)] }))
    tracker.reads = 0
    await identify(many, tracker, { metadata, recognition })
    expect(tracker.reads).toBe(1)
})

describe('an enrollment of somebody found', () => {
    const wanted = enrollment('derived0002', 'found000001')
    const found = (status: 'ACTIVE' | 'COMPLETED', changes = {}) => ({
        trackedEntity: 'found000001',
        enrollments: [{ enrollment: 'enroll00009', program: 'program0001', status, ...changes }],
    })

    it.each([
        ['an active one of the same program stands for it', found('ACTIVE'), 'enroll00009'],
        ['a completed one does not: she enrolled again', found('COMPLETED'), undefined],
        ['one of another program does not', found('ACTIVE', { program: 'program0002' }), undefined],
        ['a deleted one does not', found('ACTIVE', { deleted: true }), undefined],
    ])('%s', (_, entity, expected) => {
        expect(standingEnrollment(wanted, entity)).toBe(expected)
    })
})
