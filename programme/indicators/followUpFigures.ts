import { appointmentsOf } from '../schedule/appointment.ts'
import { monthEnds, workingDaysBetween } from './calendar.ts'
import { everyone, oncePerMonth } from './cohorts.ts'
import { type Case, type Cases, count, type Indicator, ratio } from './indicator.ts'
import { type Client, type Deed, deedsOf, once } from './knownPair.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MONTHLY'
const source = 'domain brief C3'

const DEFAULTER_DAYS = 7
const RETURN_DAYS = 30
const TRACE_WORKING_DAYS = 2
const REFERRAL_DAYS = 14

interface Kept {
    due: Day
    /** days after the due day on which the client came, or that have passed without a visit */
    late: number
    kept: boolean
}

/** Appointments of a client whose day has come, those cancelled or no longer needed left out. */
const appointments = once((client: Client): Kept[] =>
    appointmentsOf(client.member, client.asOf)
        .filter(({ state, on }) => state !== 'cancelled' && on <= client.asOf)
        .map(({ on, state, days }) => ({ due: on, late: Math.max(0, days), kept: state === 'kept' }))
)

const dueVisits: Cases = (pair) => everyone(pair).flatMap((client) => appointments(client).map(({ due }) => ({ client, on: due })))

/** Appointed days on which, or soon after, the client came. */
const daysKept = once(
    (client: Client): ReadonlySet<Day> =>
        new Set(appointments(client).flatMap(({ due, kept, late }) => (kept && late < DEFAULTER_DAYS ? [due] : [])))
)

/** Attempts that followed a missed day: those that name it, else those of the month after it. */
const tracesAfter = ({ client, on }: Case): Deed[] =>
    deedsOf(client, client === client.mother ? 'KMMP_M_TRACE' : 'KMMP_C_TRACE').filter(({ values, occurredOn }) =>
        values.MISSED_APPT_DATE === undefined
            ? occurredOn >= on && daysBetween(on, occurredOn) <= RETURN_DAYS
            : values.MISSED_APPT_DATE === on
    )

/** Appointments of a client missed by at least so many days, in the month in which that day came. */
const missedBy = (client: Client, days: number): Case[] =>
    appointments(client).flatMap(({ due, late }) => (late >= days ? [{ client, on: due }] : []))

/** Each client once a month, by the last appointment missed by a week or more. */
const defaulted: Cases = (pair) => everyone(pair).flatMap((client) => oncePerMonth(missedBy(client, DEFAULTER_DAYS)))

const returned = (counted: Case): boolean =>
    tracesAfter(counted).some(({ values, occurredOn }) => {
        const back = values.RETURN_DATE ?? occurredOn
        return values.TRUE_STATUS === 'RETURNED_TO_CARE' && daysBetween(counted.on, back) <= RETURN_DAYS
    })

const withMethod = (counted: Case): Case => ({ ...counted, detail: [tracesAfter(counted).at(-1)?.values.TRACE_METHOD ?? 'UNKNOWN'] })

const tracedInTime = (counted: Case): boolean =>
    tracesAfter(counted).some(({ occurredOn }) => workingDaysBetween(counted.on, occurredOn) <= TRACE_WORKING_DAYS)

/** Absent for a week or more at the end of a month, one case for each client. */
const defaulters: Cases = (pair) =>
    everyone(pair).flatMap((client) => {
        const missed = appointments(client).filter(({ late }) => late >= DEFAULTER_DAYS)
        const days = missed.flatMap(({ due, late }) => {
            const [from, to] = [addDays(due, DEFAULTER_DAYS), addDays(due, late)]
            return monthEnds(from, client.asOf).filter((on) => on >= from && on <= to)
        })
        return [...new Set(days)].map((on) => ({ client, on }))
    })

const referrals: Cases = (pair) =>
    everyone(pair).flatMap((client) =>
        [...deedsOf(client, 'KMMP_M_REFERRAL'), ...deedsOf(client, 'KMMP_C_REFERRAL')].map(({ values, occurredOn }) => ({
            client,
            on: values.REFERRAL_DATE ?? occurredOn,
            detail: [values.REFERRAL_SERVICE ?? 'UNKNOWN'],
        }))
    )

const completedInTime = ({ client, on, detail }: Case): boolean =>
    client.deeds.some(
        ({ stage, values, occurredOn }) =>
            (stage === 'KMMP_M_REFERRAL' || stage === 'KMMP_C_REFERRAL') &&
            (values.REFERRAL_DATE ?? occurredOn) === on &&
            (values.REFERRAL_SERVICE ?? 'UNKNOWN') === detail?.[0] &&
            values.REFERRAL_OUTCOME === 'COMPLETED' &&
            daysBetween(on, values.OUTCOME_DATE ?? occurredOn) <= REFERRAL_DAYS
    )

/** Appointments, tracing and referrals. */
export const followUpFigures: readonly Indicator[] = [
    ratio({
        stem: 'APPT_KEPT',
        name: ['Appointments kept', 'Miadi iliyotimizwa'],
        definition: [
            'Of the appointments whose day was in the month, cancelled ones left out: those kept within 6 days of it, or in the week before.',
            'Kati ya miadi ambayo siku yake ilikuwa mwezi huo, bila iliyofutwa: iliyotimizwa ndani ya siku 6 baada yake, au wiki moja kabla.',
        ],
        source: 'domain brief B11, M10',
        dataSet,
        among: dueVisits,
        those: ({ client, on }) => daysKept(client).has(on),
    }),
    count({
        stem: 'DEFAULTERS',
        name: ['Defaulters', 'Waliokosa kliniki'],
        definition: [
            'Mothers and children who, on the last day of the month, had missed an appointment by 7 days or more and not come since.',
            'Akina mama na watoto ambao, siku ya mwisho ya mwezi, walikuwa wamekosa miadi kwa siku 7 au zaidi na hawajaja tangu hapo.',
        ],
        source: 'domain brief B11, M10',
        dataSet,
        stock: true,
        cases: defaulters,
    }),
    ratio({
        stem: 'DEFAULTER_RETURN',
        name: ['Defaulters brought back', 'Waliokosa kliniki waliorudishwa'],
        definition: [
            'Of the clients who missed an appointment of the month by 7 days or more, each counted once by the last one: those who were traced and came back within 30 days of the missed day.',
            'Kati ya wateja waliokosa miadi ya mwezi huo kwa siku 7 au zaidi, kila mmoja mara moja kwa miadi ya mwisho: waliotafutwa na kurudi ndani ya siku 30 za siku waliyokosa.',
        ],
        source,
        dataSet,
        split: 'traceMethod',
        among: (pair) => defaulted(pair).map(withMethod),
        those: returned,
    }),
    ratio({
        stem: 'TRACE_48H',
        name: ['Traced within two working days', 'Waliotafutwa ndani ya siku mbili za kazi'],
        definition: [
            'Of the appointments of the month missed by a day or more: those whose client was first traced within two working days, Monday to Friday.',
            'Kati ya miadi ya mwezi huo iliyokosekana kwa siku moja au zaidi: ambayo mteja alianza kutafutwa ndani ya siku mbili za kazi, Jumatatu hadi Ijumaa.',
        ],
        source,
        dataSet,
        among: (pair) => everyone(pair).flatMap((client) => missedBy(client, 1)),
        those: tracedInTime,
    }),
    ratio({
        stem: 'REF_COMPLETE',
        name: ['Referrals completed in 14 days', 'Rufaa zilizokamilika ndani ya siku 14'],
        definition: [
            'Of the referrals made in the month: those completed within 14 days. Disability is a service of its own.',
            'Kati ya rufaa zilizofanywa mwezi huo: zilizokamilika ndani ya siku 14. Ulemavu ni huduma peke yake.',
        ],
        source,
        dataSet,
        split: 'service',
        denominatorSplit: 'service',
        among: referrals,
        those: completedInTime,
    }),
]
