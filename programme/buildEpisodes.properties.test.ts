import fc from 'fast-check'
import { buildEpisodes, type TrackerPeople } from './buildEpisodes.ts'
import type { Episode } from './episode.ts'
import { contributionsOf } from './indicators/catalogue.ts'
import { metadataUid, type MetadataKind } from './metadata/uid.ts'
import { dueItems } from './schedule/dueItems.ts'
import { guidelines } from './schedule/guidelines.ts'
import { ownCodeBook } from './testing/ownCodeBook.ts'
import { addDays, type Day, isDay } from '#dhis2/day.ts'
import type { Enrollment, Event, Relationship, TrackedEntity } from '#dhis2/tracker.ts'

const book = ownCodeBook()
const TODAY = '2026-11-16'
const uid = (kind: MetadataKind, stem: string) => metadataUid(kind, `KMMP_${stem}`)

const day: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 1400 }).map((days) => addDays('2023-01-01', days))

/** Any answer may be missing; partners and facilities record side by side. */
const answers = fc
    .record(
        {
            SOURCE_SYSTEM: fc.constantFrom('DHIS2_APP', 'COMMCARE', 'CSV'),
            HIV_STATUS_ENTRY: fc.constantFrom('KNOWN_POSITIVE', 'NEGATIVE', 'UNKNOWN'),
            LMP_DATE: day,
            DELIVERY_DATE: day,
            MOTHER_EXIT: fc.constantFrom('DUPLICATE_RECORD', 'LTFU', 'DIED'),
            BIRTH_ORDER: fc.constantFrom('1', '2'),
            EXPOSED: fc.constantFrom('YES', 'NO'),
            CTEST_RESULT: fc.constantFrom('POSITIVE', 'NEGATIVE', 'REJECTED'),
            FEEDING: fc.constantFrom('EBF', 'NBF'),
        },
        { requiredKeys: [] }
    )
    .map((given): Readonly<Record<string, string>> => given)

const eventOf = (stages: readonly string[]) =>
    fc.record({
        stage: fc.constantFrom(...stages),
        on: fc.option(day, { nil: undefined }),
        plannedFor: fc.option(day, { nil: undefined }),
        deleted: fc.boolean(),
        values: answers,
    })

const MOTHER_STAGES = ['M_ENROL', 'M_ANC', 'M_DELIVERY', 'M_PNC', 'M_EXIT', 'NO_SUCH_STAGE']
const CHILD_STAGES = ['C_ENROL', 'C_FUP', 'C_TEST', 'C_OUTCOME']

const personOf = (program: 'MOTHER' | 'CHILD', stages: readonly string[]) =>
    fc.record({
        birth: fc.option(day, { nil: undefined }),
        enrollments: fc.array(
            fc.record({
                program: fc.constant(program),
                on: fc.option(day, { nil: undefined }),
                status: fc.constantFrom<Enrollment['status'][]>('ACTIVE', 'COMPLETED', 'CANCELLED', undefined),
                events: fc.array(eventOf(stages), { maxLength: 6 }),
            }),
            { maxLength: 3 }
        ),
    })

const population = fc.record({
    mothers: fc.array(personOf('MOTHER', MOTHER_STAGES), { maxLength: 3 }),
    children: fc.array(personOf('CHILD', CHILD_STAGES), { maxLength: 4 }),
    links: fc.array(fc.record({ mother: fc.nat(2), child: fc.nat(3) }), { maxLength: 6 }),
})
type Population = typeof population extends fc.Arbitrary<infer T> ? T : never

const written = (on: Day | undefined): string | undefined => on && `${on}T00:00:00.000`

const personFrom = (name: string, { birth, enrollments }: Population['mothers'][number]): TrackedEntity => ({
    trackedEntity: name,
    orgUnit: 'facility',
    attributes: birth === undefined ? [] : [{ attribute: uid('trackedEntityAttribute', 'DATE_OF_BIRTH'), value: birth }],
    enrollments: enrollments.map(({ program, on, status, events }, place) => ({
        enrollment: `${name}-${place}`,
        program: uid('program', program),
        status,
        enrolledAt: written(on),
        events: events.map(({ stage, on: occurred, plannedFor, deleted, values }, number): Event => ({
            event: `${name}-${place}-${number}`,
            programStage: uid('programStage', stage),
            status: occurred === undefined ? 'SCHEDULE' : 'COMPLETED',
            occurredAt: written(occurred),
            scheduledAt: written(plannedFor),
            deleted,
            dataValues: Object.entries(values).map(([stem, value]) => ({ dataElement: uid('dataElement', stem), value })),
        })),
    })),
})

const peopleFrom = ({ mothers, children, links }: Population): TrackerPeople & { relationships: Relationship[] } => ({
    mothers: mothers.map((mother, place) => personFrom(`mother${place}`, mother)),
    children: children.map((child, place) => personFrom(`child${place}`, child)),
    relationships: links.map(({ mother, child }) => ({
        relationshipType: uid('relationshipType', 'MOTHER_CHILD'),
        from: { trackedEntity: { trackedEntity: `mother${mother}` } },
        to: { trackedEntity: { trackedEntity: `child${child}` } },
    })),
})

/** Lists turned round at every level, and everything given twice. */
const turnedAndTwice = (people: ReturnType<typeof peopleFrom>): TrackerPeople => {
    const twice = <T>(parts: readonly T[]): T[] => [...parts.toReversed(), ...parts]
    const person = (given: TrackedEntity): TrackedEntity => ({
        ...given,
        enrollments: twice(given.enrollments ?? []).map((enrollment) => ({ ...enrollment, events: twice(enrollment.events ?? []) })),
    })
    return {
        mothers: twice(people.mothers).map(person),
        children: twice(people.children).map(person),
        relationships: twice(people.relationships),
    }
}

const inOrder = (pairs: readonly Episode[]): Episode[] =>
    pairs.toSorted((one, other) => `${one.key} ${one.mother?.enrollment}`.localeCompare(`${other.key} ${other.mother?.enrollment}`, 'en'))

const membersOf = ({ mother, infants }: Episode) => [...(mother ? [mother] : []), ...infants]

describe('pairs made of any people', () => {
    test('do not depend on the order in which a server lists things, nor on things listed twice', () => {
        fc.assert(
            fc.property(population, (given) => {
                const people = peopleFrom(given)
                expect(inOrder(buildEpisodes(turnedAndTwice(people), book))).toEqual(inOrder(buildEpisodes(people, book)))
            })
        )
    })

    test('hold each enrollment once, and each child in one pair', () => {
        fc.assert(
            fc.property(population, (given) => {
                const pairs = buildEpisodes(peopleFrom(given), book)
                const enrollments = pairs.flatMap(membersOf).map(({ enrollment }) => enrollment)
                expect(enrollments).toHaveLength(new Set(enrollments).size)
                const dated = (people: Population['mothers']) =>
                    people.map((person) => person.enrollments.filter(({ on }) => on !== undefined))
                expect(pairs.filter(({ mother }) => mother)).toHaveLength(dated(given.mothers).flat().length)
                expect(pairs.flatMap(({ infants }) => infants)).toHaveLength(
                    dated(given.children).filter(({ length }) => length > 0).length
                )
            })
        )
    })

    test('hold what facility and partner recorded side by side, in order of date, and nothing that was deleted', () => {
        fc.assert(
            fc.property(population, (given) => {
                const people = peopleFrom(given)
                const pairs = buildEpisodes(people, book)
                for (const { events } of pairs.flatMap(membersOf)) {
                    const days = events.map(({ occurredOn, scheduledOn }) => occurredOn ?? scheduledOn ?? '')
                    expect(days).toEqual(days.toSorted())
                    for (const { fromPartner, values } of events) {
                        expect(fromPartner).toBe(['COMMCARE', 'CSV'].includes(values.SOURCE_SYSTEM ?? ''))
                    }
                }
                const kept = pairs.flatMap(({ mother }) => mother?.events ?? []).map((event) => event.uid)
                const recorded = people.mothers
                    .flatMap((mother) => mother.enrollments ?? [])
                    .filter(({ enrolledAt }) => enrolledAt !== undefined)
                    .flatMap(({ events }) => events ?? [])
                    .filter(({ deleted, programStage }) => !deleted && programStage !== uid('programStage', 'NO_SUCH_STAGE'))
                expect(kept.toSorted()).toEqual(recorded.map(({ event }) => event).toSorted())
            })
        )
    })

    test('can be scheduled and counted, whatever is missing', () => {
        fc.assert(
            fc.property(population, (given) => {
                for (const pair of buildEpisodes(peopleFrom(given), book)) {
                    for (const { due, from, to, overdueFrom } of dueItems(pair, guidelines, TODAY)) {
                        expect([due, from, to, overdueFrom].every(isDay)).toBe(true)
                        expect(from <= to && to < overdueFrom).toBe(true)
                    }
                    for (const { month } of contributionsOf(pair, TODAY)) {
                        expect(month).toMatch(/^20\d{4}$/)
                    }
                }
            })
        )
    })
})
