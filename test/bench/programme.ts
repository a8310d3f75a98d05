import { addDays, type Day } from '#dhis2/day.ts'
import type { Episode } from '#programme/episode.ts'
import { contributionsOf } from '#programme/indicators/catalogue.ts'
import { dueItems } from '#programme/schedule/dueItems.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import { infant, mother, pair } from '#programme/testing/pair.ts'

const AS_OF = '2026-11-16'
/** Aim: schedule and all indicators of this many pairs in less than a minute on one core. */
const PAIRS = 100_000
const BAR_SECONDS = 60

/** Visits as a mother of the planning model has them in two years (domain.md H): about 70 of hers, 25 of her baby. */
const invented = (number: number): Episode => {
    const joined = addDays('2023-11-01', (number * 7) % 900)
    const born = addDays(joined, 120)
    const next = (on: Day) => ({ NEXT_APPT_DATE: addDays(on, 28), ON_ART_TODAY: 'true', SOURCE_SYSTEM: 'COMMCARE' })
    const every = ([days, times]: readonly [number, number], from: Day, stage: string, values: (on: Day) => Record<string, string>) =>
        Array.from({ length: times }, (_, place) => addDays(from, place * days))
            .filter((on) => on <= AS_OF)
            .map((on) => ({ stage, on, plannedFor: addDays(on, -(number % 9)), values: values(on) }))
    const suppressed = number % 5 > 0
    return pair({
        mother: mother({
            joined,
            attributes: { SEX: 'FEMALE', DATE_OF_BIRTH: addDays('1985-01-01', (number * 37) % 7000), CLIENT_TYPE: 'PREGNANT_HIV_POS' },
            intake: {
                HIV_STATUS_ENTRY: 'KNOWN_POSITIVE',
                ART_STATUS: 'ON_ART_BEFORE',
                FIRST_ANC_DATE: joined,
                LMP_DATE: addDays(born, -280),
            },
            events: [
                ...every([28, 5], joined, 'KMMP_M_ANC', next),
                { stage: 'KMMP_M_DELIVERY', on: born, values: { DELIVERY_DATE: born, N_LIVE: '1', INFANT_PROPH_STARTED: 'true' } },
                ...every([56, 14], addDays(born, 42), 'KMMP_M_PNC', next),
                ...every([180, 5], joined, 'KMMP_M_VL', (on) => ({ VL_SAMPLE_DATE: on, VL_VALUE: suppressed ? '40' : '2500' })),
                ...every([90, 8], joined, 'KMMP_M_PSS', () => ({ DISCLOSED_TO: 'PARTNER', PHQ2_1: '0' })),
                ...every([90, 8], joined, 'KMMP_M_HOMEVISIT', () => ({ VISIT_PURPOSE: 'ROUTINE', PERSON_SEEN: 'CLIENT' })),
                ...every([60, 10], joined, 'KMMP_M_GROUP', (on) => ({ SESSION_DATE: on, ATTENDED: 'true' })),
                ...every([150, 3], joined, 'KMMP_M_REFERRAL', () => ({ REFERRAL_SERVICE: 'FP', REFERRAL_OUTCOME: 'COMPLETED' })),
                { stage: 'KMMP_M_PNC', plannedFor: addDays(AS_OF, 14) },
            ],
        }),
        infants: [
            infant({
                born,
                intake: { EXPOSED: 'YES', PROPH_START_DATE: born },
                events: [
                    ...every([60, 12], addDays(born, 42), 'KMMP_C_FUP', () => ({ FEEDING: 'EBF', CTX_TODAY: 'true' })),
                    ...every([160, 4], addDays(born, 44), 'KMMP_C_TEST', (on) => ({
                        SAMPLE_DATE: on,
                        CTEST_KIND: 'PCR',
                        CTEST_RESULT: 'NEGATIVE',
                    })),
                    ...every([120, 6], addDays(born, 61), 'KMMP_C_ECD', () => ({ ECD_OVERALL: 'ON_TRACK' })),
                ],
            }),
        ],
    })
}

/** Pairs come a page at a time, as the connector reads them. */
const PAGE = 50

const page = (first: number): Episode[] => Array.from({ length: PAGE }, (_, place) => invented(first + place))

/** Seconds of processor time: what one core needs, however busy the machine is. */
class Stopwatch {
    seconds = 0
    results = 0

    time(work: () => number): void {
        const before = process.cpuUsage()
        this.results += work()
        const { user, system } = process.cpuUsage(before)
        this.seconds += (user + system) / 1e6
    }
}

const row = (what: string, { seconds, results }: Stopwatch, pairs: number) => ({
    what,
    'µs/pair': Math.round((seconds * 1e6) / pairs),
    [`s/${PAIRS} pairs`]: Number(((seconds * PAIRS) / pairs).toFixed(1)),
    'results/pair': Math.round(results / pairs),
})

/** Prints what one pair costs, and what so many would take. Not a test: it fails nobody. */
const bench = (): void => {
    const pairs = Number(process.argv[2] ?? 20_000)
    const [schedule, figures, events] = [new Stopwatch(), new Stopwatch(), new Stopwatch()]
    for (let first = -10 * PAGE; first < pairs; first += PAGE) {
        const episodes = page(first + 10 * PAGE)
        // the first pages warm the machine up
        const [planning, counting] = first < 0 ? [new Stopwatch(), new Stopwatch()] : [schedule, figures]
        planning.time(() => episodes.reduce((sum, episode) => sum + dueItems(episode, guidelines, AS_OF).length, 0))
        counting.time(() => episodes.reduce((sum, episode) => sum + contributionsOf(episode, AS_OF).length, 0))
        events.results += first < 0 ? 0 : episodes.reduce((sum, { mother: hers }) => sum + (hers?.events.length ?? 0), 0)
    }
    console.table([row('schedule', schedule, pairs), row('indicators', figures, pairs)])
    const all = ((schedule.seconds + figures.seconds) * PAIRS) / pairs
    console.log(
        `${pairs} pairs, ${Math.round(events.results / pairs)} events of each mother; ${PAIRS} pairs would take ${all.toFixed(1)} s (bar: ${BAR_SECONDS} s).`
    )
}

bench()
