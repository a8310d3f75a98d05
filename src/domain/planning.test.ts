import { appointmentsFor, proposeNext } from './planning.ts'
import type { Episode, EpisodeEvent, Member } from '#programme/episode.ts'
import { dueItems, OPEN_STATES } from '#programme/schedule/dueItems.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import { readPurposeNote } from '#programme/schedule/purposeNote.ts'

const member = (trackedEntity: string, more: Partial<Member>): Member => ({
    trackedEntity,
    enrollment: `en${trackedEntity}`,
    orgUnit: 'ouMathare00',
    status: 'ACTIVE',
    enrolledOn: '2026-06-15',
    attributes: {},
    events: [],
    ...more,
})

const event = (stage: string, on: string, values: Record<string, string> = {}, more: Partial<EpisodeEvent> = {}): EpisodeEvent => ({
    uid: `ev ${stage} ${on}`,
    stage,
    enrollment: 'en',
    orgUnit: 'ouMathare00',
    status: 'COMPLETED',
    occurredOn: on,
    values,
    fromPartner: false,
    ...more,
})

const joy = member('teJoy000000', { attributes: { DATE_OF_BIRTH: '2026-09-12', HEI_NUMBER: '13077-2026-00045' }, incidentOn: '2026-09-12' })
const tested = {
    ...joy,
    events: [
        event('KMMP_C_TEST', '2026-10-26', {
            CTEST_KIND: 'PCR',
            CTEST_POINT: 'W6',
            SAMPLE_DATE: '2026-10-26',
            CTEST_RESULT: 'NEGATIVE',
            RESULT_DATE: '2026-11-02',
        }),
    ],
}

const pair = (infant: Member): Episode => ({
    key: 'teAkinyi000',
    mother: member('teAkinyi000', {}),
    infants: [infant],
    orgUnit: 'ouMathare00',
})
const visits = [
    { trackedEntity: 'teAkinyi000', stage: 'KMMP_M_PNC' },
    { trackedEntity: 'teJoy000000', stage: 'KMMP_C_FUP' },
]

describe('the next visit after one on 21 November 2026', () => {
    it('is the 14-week contact, moved from a Saturday to Monday', () => {
        const next = proposeNext(pair(tested), visits, '2026-11-21')
        expect(next.on).toBe('2026-12-21')
        expect(next.because.map(({ key }) => key)).toEqual(['PNC_CONTACT'])
    })

    it('is soon when the baby still owes the first test', () => {
        expect(proposeNext(pair(joy), visits, '2026-11-21').on).toBe('2026-11-30')
    })
})

describe('what is planned for the next visit', () => {
    const purposes = (episode: Episode, next: string) =>
        appointmentsFor(episode, visits, '2026-11-21', next).map(({ member: { trackedEntity }, stage, note }) => {
            const { key, anchor, pair: known } = readPurposeNote(note) ?? {}
            return [trackedEntity, stage, key, anchor, known]
        })

    it('is one contact for the pair when no test is near', () => {
        expect(purposes(pair(tested), '2026-12-21')).toEqual([['teAkinyi000', 'KMMP_M_PNC', 'PNC_CONTACT', '2026-09-12', 'teAkinyi000']])
    })

    it('brings the test that the baby owes', () => {
        expect(purposes(pair(joy), '2026-11-30')).toEqual([
            ['teAkinyi000', 'KMMP_M_PNC', 'PNC_CONTACT', '2026-09-12', 'teAkinyi000'],
            ['teJoy000000', 'KMMP_C_TEST', 'PCR_W6', '2026-09-12', 'teAkinyi000'],
        ])
    })

    it('does not plan a test twice', () => {
        const planned = {
            ...joy,
            events: [event('KMMP_C_TEST', '', {}, { status: 'SCHEDULE', occurredOn: undefined, scheduledOn: '2026-11-24' })],
        }
        expect(purposes(pair(planned), '2026-11-30').map(([, stage]) => stage)).toEqual(['KMMP_M_PNC'])
    })

    it('makes one appointment of two tests that fall due together', () => {
        const positive = {
            ...joy,
            events: [
                event('KMMP_C_TEST', '2026-10-26', {
                    CTEST_KIND: 'PCR',
                    CTEST_POINT: 'W6',
                    SAMPLE_DATE: '2026-10-26',
                    CTEST_RESULT: 'POSITIVE',
                    RESULT_DATE: '2026-11-16',
                }),
            ],
        }
        const owed = dueItems(pair(positive), guidelines, '2026-11-21').filter((item) => item.stage === 'KMMP_C_TEST')
        expect(owed.filter(({ state }) => OPEN_STATES.includes(state)).map(({ key }) => key)).toEqual(['PCR_CONFIRM', 'POS_ART'])
        expect(purposes(pair(positive), '2026-11-30').map(([who, stage]) => [who, stage])).toEqual([
            ['teAkinyi000', 'KMMP_M_PNC'],
            ['teJoy000000', 'KMMP_C_TEST'],
        ])
    })

    it('plans the contact of the infant when there is no mother', () => {
        const alone: Episode = { key: 'teJoy000000', infants: [tested], orgUnit: 'ouMathare00' }
        const [only] = appointmentsFor(alone, visits.slice(1), '2026-11-21', '2026-12-21')
        expect([only?.stage, readPurposeNote(only?.note ?? '')?.key]).toEqual(['KMMP_C_FUP', 'CHILD_CONTACT'])
    })
})
