import { dueSamples } from './dueSamples.ts'
import type { Episode, EpisodeEvent, Member } from '#programme/episode.ts'

const member = (trackedEntity: string, more: Partial<Member> = {}): Member => ({
    trackedEntity,
    enrollment: `en${trackedEntity}`,
    orgUnit: 'ouMathare00',
    status: 'ACTIVE',
    enrolledOn: '2026-06-15',
    attributes: {},
    events: [],
    ...more,
})
const infant = (trackedEntity: string, events: EpisodeEvent[] = []): Member =>
    member(trackedEntity, {
        attributes: { DATE_OF_BIRTH: '2026-09-12', HEI_NUMBER: '13077-2026-00045' },
        enrolledOn: '2026-09-12',
        incidentOn: '2026-09-12',
        events,
    })
const pair = (...infants: Member[]): Episode => ({ key: 'teMother000', mother: member('teMother000'), infants, orgUnit: 'ouMathare00' })
const sample = (on: string): EpisodeEvent => ({
    uid: `ev ${on}`,
    stage: 'KMMP_C_TEST',
    enrollment: 'en',
    orgUnit: 'ouMathare00',
    status: 'ACTIVE',
    occurredOn: on,
    values: { CTEST_KIND: 'PCR', CTEST_POINT: 'W6', SAMPLE_DATE: on, CTEST_RESULT: 'PENDING' },
    fromPartner: false,
})

// guideline: first PCR at 42 days, on time to day 62
test.each([
    ['before six weeks', '2026-10-23', false],
    ['at six weeks', '2026-10-24', true],
    ['on the last day that counts as on time', '2026-11-13', true],
    ['later: it is still owed', '2026-12-01', true],
])('%s the first sample is asked for: %s %p', (_, on, expected) => {
    expect(dueSamples(pair(infant('teJoy000000')), on).has('teJoy000000')).toBe(expected)
})

test('the event says which test it is and that the result is awaited', () => {
    expect(dueSamples(pair(infant('teJoy000000')), '2026-11-02').get('teJoy000000')?.answers).toEqual({
        CTEST_KIND: 'PCR',
        CTEST_POINT: 'W6',
        SAMPLE_DATE: '2026-11-02',
        CTEST_RESULT: 'PENDING',
    })
})

test('twins are asked each; the one whose sample waits for its result is not', () => {
    const twins = pair(infant('teJoy000000'), infant('teIan000000', [sample('2026-10-26')]))
    expect([...dueSamples(twins, '2026-11-02').keys()]).toEqual(['teJoy000000'])
})

test('a mother without an infant owes no sample', () => {
    expect(dueSamples(pair(), '2026-11-02').size).toBe(0)
})
