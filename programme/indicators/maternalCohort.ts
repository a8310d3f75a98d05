import { joinedBefore, netJoinedBefore, wasDischargedBy } from './cohorts.ts'
import { type Case, count, type Indicator, ratio } from './indicator.ts'
import { exitOf, inCareOn, onTreatmentBy, viralLoadWithin, wasTransferredBy } from './motherFacts.ts'
import { addDays } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MATERNAL_COHORT'
const split = 'knownOrNew'
const source = 'domain brief C3, C6; maternal cohort report of KenyaEMR'

/** Months after joining at which a cohort is looked at. */
const REVIEWS = [3, 6, 12, 24] as const
const LOOK_BACK_DAYS = 365

const leftFor = ({ client, on }: Case, reason: string): boolean => {
    const exit = exitOf(client)
    return exit?.reason === reason && exit.on <= on
}

const lastLoad = ({ client, on }: Case): number | undefined => viralLoadWithin(client, addDays(on, -LOOK_BACK_DAYS), on)?.copies

const below = (limit: number) => (counted: Case) => (lastLoad(counted) ?? limit) < limit

/** Rows of a review: which of the mothers who joined that many months ago. */
const rows: readonly {
    stem: string
    en: string
    sw: string
    fits: (counted: Case) => boolean
}[] = [
    { stem: 'REGISTERED', en: 'registered', sw: 'waliosajiliwa', fits: () => true },
    {
        stem: 'TRANSFERRED',
        en: 'transferred out, confirmed',
        sw: 'waliohamishwa, imethibitishwa',
        fits: ({ client, on }) => wasTransferredBy(client, on),
    },
    {
        stem: 'DISCHARGED',
        en: 'discharged to the comprehensive care clinic',
        sw: 'waliopelekwa CCC',
        fits: ({ client, on }) => wasDischargedBy(client, on),
    },
    { stem: 'LOST', en: 'lost to follow-up', sw: 'waliopotea', fits: (counted) => leftFor(counted, 'LTFU') },
    { stem: 'DIED', en: 'died', sw: 'waliofariki', fits: (counted) => leftFor(counted, 'DIED') },
    { stem: 'STOPPED', en: 'stopped treatment', sw: 'walioacha dawa', fits: (counted) => leftFor(counted, 'STOPPED_TREATMENT') },
    { stem: 'ON_ART', en: 'on treatment', sw: 'walio kwenye dawa', fits: ({ client, on }) => onTreatmentBy(client, on) },
    {
        stem: 'VL_DONE',
        en: 'with a viral load result of the year before',
        sw: 'wenye matokeo ya virusi ya mwaka uliotangulia',
        fits: (counted) => lastLoad(counted) !== undefined,
    },
    { stem: 'VL_LT50', en: 'with a last viral load below 50', sw: 'wenye virusi chini ya 50', fits: below(50) },
    { stem: 'VL_LT200', en: 'with a last viral load below 200', sw: 'wenye virusi chini ya 200', fits: below(200) },
    { stem: 'VL_LT400', en: 'with a last viral load below 400', sw: 'wenye virusi chini ya 400', fits: below(400) },
    { stem: 'VL_LT1000', en: 'with a last viral load below 1,000', sw: 'wenye virusi chini ya 1,000', fits: below(1000) },
]

const reviewOf = (months: number): Indicator[] => [
    ratio({
        stem: `RET_${months}`,
        name: [`Mothers in care at ${months} months`, `Akina mama walio kwenye huduma miezi ${months}`],
        definition: [
            `Of the HIV-positive mothers who joined ${months} months ago, less confirmed transfers and discharges to the comprehensive care clinic: those alive, not stopped, and not more than 30 days past the day on which they were expected. Who is lost stays among them.`,
            `Kati ya akina mama wenye VVU waliojiunga miezi ${months} iliyopita, bila waliohamishwa kwa uthibitisho na waliopelekwa CCC: walio hai, hawajaacha, na hawajapitisha siku 30 tangu siku waliyotarajiwa. Waliopotea hubaki kwenye hesabu.`,
        ],
        source,
        dataSet,
        split,
        denominatorSplit: split,
        among: netJoinedBefore(months),
        those: ({ client, on }) => inCareOn(client, on),
    }),
    ...rows.map(({ stem, en, sw, fits }) =>
        count({
            stem: `MCA${months}_${stem}`,
            name: [`${months}-month cohort of mothers, ${en}`, `Kundi la akina mama la miezi ${months}, ${sw}`],
            definition: [
                `HIV-positive mothers who joined ${months} months before the month, ${en} on that day.`,
                `Akina mama wenye VVU waliojiunga miezi ${months} kabla ya mwezi huo, ${sw} siku hiyo.`,
            ],
            source,
            dataSet,
            split,
            cases: (pair) => joinedBefore(months)(pair).filter(fits),
        })
    ),
]

/** Cohorts of mothers by month of joining, three, six, twelve and 24 months on, known before and newly found apart. */
export const maternalCohort: readonly Indicator[] = REVIEWS.flatMap(reviewOf)
