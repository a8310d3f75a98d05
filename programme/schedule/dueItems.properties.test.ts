import fc from 'fast-check'
import type { Episode } from '../episode.ts'
import { event, infant, mother, pair } from '../testing/pair.ts'
import { dueItems, OPEN_STATES } from './dueItems.ts'
import { guidelines } from './guidelines.ts'
import type { DueItem } from './types.ts'
import { addDays } from '#dhis2/day.ts'

describe('whatever happened to a pair', () => {
    const oneEdition = guidelines.slice(0, 1)
    const offset = fc.integer({ min: -30, max: 800 })
    const sample = fc.record({
        at: offset,
        result: fc.constantFrom('POSITIVE', 'NEGATIVE', 'REJECTED', 'PENDING', ''),
        point: fc.constantFrom('W6', 'M6', 'OTHER', ''),
    })
    const story = fc.record({
        start: fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2020-01-01', days)),
        joined: fc.integer({ min: 0, max: 400 }),
        visits: fc.array(offset, { maxLength: 6 }),
        tests: fc.array(sample, { maxLength: 4 }),
        today: offset,
    })
    type Story = typeof story extends fc.Arbitrary<infer T> ? T : never

    const told = ({ start, joined, visits, tests }: Story): Episode =>
        pair({
            mother: mother({
                joined: addDays(start, joined - 200),
                intake: { LMP_DATE: addDays(start, -280), ART_START_DATE: addDays(start, -100) },
                events: visits.map((at, place) => ({
                    uid: `visit${place}`,
                    stage: at < 0 ? 'KMMP_M_ANC' : 'KMMP_M_PNC',
                    on: addDays(start, at),
                })),
            }),
            infants: [
                infant({
                    born: start,
                    joined: addDays(start, joined),
                    events: tests.map(({ at, result, point }, place) => ({
                        uid: `test${place}`,
                        stage: 'KMMP_C_TEST',
                        on: addDays(start, at),
                        values: { ...(result && { CTEST_RESULT: result }), ...(point && { CTEST_POINT: point }) },
                    })),
                }),
            ],
        })

    const itemsFor = (given: Story) => dueItems(told(given), oneEdition, addDays(given.start, given.today))

    test('moving all dates by some days moves every item by as many', () => {
        const moved = (items: readonly DueItem[], days: number) =>
            items.map((item) => ({
                ...item,
                due: addDays(item.due, days),
                from: addDays(item.from, days),
                to: addDays(item.to, days),
                overdueFrom: addDays(item.overdueFrom, days),
            }))
        fc.assert(
            fc.property(story, fc.integer({ min: 1, max: 500 }), (given, days) => {
                expect(itemsFor({ ...given, start: addDays(given.start, days) })).toEqual(moved(itemsFor(given), days))
            })
        )
    })

    test('an event of another kind changes nothing', () => {
        fc.assert(
            fc.property(story, offset, (given, at) => {
                const episode = told(given)
                const woman = episode.mother
                const message = event({ uid: 'message', stage: 'KMMP_M_ECONTACT', on: addDays(given.start, at) })
                const visited = { ...episode, mother: woman && { ...woman, events: [...woman.events, message] } }
                const today = addDays(given.start, given.today)
                expect(dueItems(visited, oneEdition, today)).toEqual(dueItems(episode, oneEdition, today))
            })
        )
    })

    test('at most one early test of an infant is open', () => {
        fc.assert(
            fc.property(
                story,
                (given) => itemsFor(given).filter((item) => item.kind !== undefined && OPEN_STATES.includes(item.state)).length <= 1
            )
        )
    })

    test('nothing is overdue before its window has closed', () => {
        fc.assert(
            fc.property(story, (given) =>
                itemsFor(given).every((item) => item.state !== 'overdue' || addDays(given.start, given.today) > item.to)
            )
        )
    })
})
