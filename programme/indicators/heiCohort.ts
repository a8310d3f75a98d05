import { birthCohort, isToFollow } from './cohorts.ts'
import { type Case, count, type Indicator } from './indicator.ts'
import {
    birthDay,
    feedingAt,
    finalStatus,
    infantArtSince,
    leftAs,
    pcrAt,
    positiveBy,
    prophylaxisSince,
    reaches,
    testsOf,
    wasTransferred,
} from './infantFacts.ts'
import { answer, type Client } from './knownPair.ts'
import { onTreatmentBy } from './motherFacts.ts'
import { type Day, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_EID_COHORT'
const source = 'domain brief C4, HEI cohort analysis; windows of B4a, which differ from those of KenyaEMR (stated there)'

/** A row of a review: which infants of the birth cohort, at the age of the review. */
interface Row {
    stem: string
    en: string
    sw: string
    fits: (counted: Case) => boolean
}

const PROPHYLAXIS_DAYS = 42
const ageAt = (infant: Client, day: Day | undefined): number | undefined => {
    const birth = birthDay(infant)
    return birth === undefined || day === undefined ? undefined : daysBetween(birth, day)
}

const motherTreated = ({ client, on }: Case): boolean =>
    client.mother === undefined ? answer(client, 'MOTHER_ON_ART') === 'YES' : onTreatmentBy(client.mother, birthDay(client) ?? on)

const wasProtected = ({ client }: Case): boolean => {
    const age = ageAt(client, prophylaxisSince(client))
    return age !== undefined && age <= PROPHYLAXIS_DAYS
}

const hasResult = ({ result }: { result: string }): boolean => result === 'positive' || result === 'negative'
const linked = ({ client }: Case): boolean => infantArtSince(client) !== undefined || answer(client, 'CHILD_CCC_NUMBER') !== undefined
const seenNear = ({ client, on }: Case): boolean => client.deeds.some(({ occurredOn }) => Math.abs(daysBetween(occurredOn, on)) <= 31)
const left =
    (...reasons: string[]) =>
    ({ client, on }: Case): boolean =>
        leftAs(client, reasons, on)
const isThere = (counted: Case): boolean => isToFollow(counted) && !left('LTFU', 'UNKNOWN')(counted)
const tested18 = ({ client }: Case) =>
    testsOf(client).filter(({ kind, takenOn }) => kind === 'ANTIBODY' && takenOn >= (reaches(client, 18) ?? ''))

const shared: readonly Row[] = [
    { stem: 'COHORT', en: 'registered', sw: 'waliosajiliwa', fits: () => true },
    { stem: 'NET', en: 'not positive, transferred or dead', sw: 'bila wenye VVU, waliohamishwa na waliofariki', fits: isToFollow },
    { stem: 'POSITIVE', en: 'positive', sw: 'wenye VVU', fits: ({ client, on }) => positiveBy(client, on) },
    {
        stem: 'LINKED',
        en: 'positive and linked to care',
        sw: 'wenye VVU na wameunganishwa na huduma',
        fits: (counted) => positiveBy(counted.client, counted.on) && linked(counted),
    },
    { stem: 'TRANSFERRED', en: 'transferred out', sw: 'waliohamishwa', fits: ({ client, on }) => wasTransferred(client, on) },
    { stem: 'DIED', en: 'died', sw: 'waliofariki', fits: left('DIED') },
    { stem: 'LOST', en: 'lost to follow-up', sw: 'waliopotea', fits: left('LTFU', 'UNKNOWN') },
]

const first: readonly Row[] = [
    {
        stem: 'MOTHER_ART',
        en: 'whose mother was on treatment at birth',
        sw: 'ambao mama alikuwa kwenye dawa wakati wa kuzaliwa',
        fits: motherTreated,
    },
    { stem: 'PROPH', en: 'on preventive medicine by 6 weeks', sw: 'waliopewa dawa ya kinga ndani ya wiki 6', fits: wasProtected },
    {
        stem: 'PCR68',
        en: 'with a PCR at 42 to 62 days and its result',
        sw: 'wenye PCR ya siku 42 hadi 62 na matokeo',
        fits: ({ client }) => pcrAt(client, 42, 62).some(hasResult),
    },
    {
        stem: 'FIRST_POSITIVE',
        en: 'positive at the first PCR',
        sw: 'wenye VVU katika PCR ya kwanza',
        fits: ({ client }) => pcrAt(client, 0, 365).find(hasResult)?.result === 'positive',
    },
    {
        stem: 'PCR_INITIAL',
        en: 'with a first PCR by 12 months',
        sw: 'wenye PCR ya kwanza ndani ya miezi 12',
        fits: ({ client }) => pcrAt(client, 0, 365).length > 0,
    },
    { stem: 'PCR_M6', en: 'with a PCR at 6 months', sw: 'wenye PCR ya miezi 6', fits: ({ client }) => pcrAt(client, 182, 213).length > 0 },
    {
        stem: 'EBF6',
        en: 'exclusively breastfed to 6 months',
        sw: 'walionyonyeshwa pekee hadi miezi 6',
        fits: ({ client }) => feedingAt(client, 0, 183).at(-1) === 'EBF',
    },
    {
        stem: 'BASELINE_VL',
        en: 'positive with a first viral load',
        sw: 'wenye VVU na kipimo cha kwanza cha virusi',
        fits: ({ client, on }) => positiveBy(client, on) && answer(client, 'BASELINE_VL_DONE') === 'true',
    },
    { stem: 'ACTIVE', en: 'active in follow-up', sw: 'wanaoendelea kufuatiliwa', fits: isThere },
    {
        stem: 'MISSED',
        en: 'without the visit at 12 months',
        sw: 'bila ziara ya miezi 12',
        fits: (counted) => isThere(counted) && !seenNear(counted),
    },
]

const second: readonly Row[] = [
    {
        stem: 'PCR_M12',
        en: 'with a PCR at 12 months',
        sw: 'wenye PCR ya miezi 12',
        fits: ({ client }) => pcrAt(client, 365, 396).length > 0,
    },
    {
        stem: 'PCR_M12_POSITIVE',
        en: 'positive at the PCR of 12 months',
        sw: 'wenye VVU katika PCR ya miezi 12',
        fits: ({ client }) => pcrAt(client, 365, 396).some(({ result }) => result === 'positive'),
    },
    {
        stem: 'CONFIRMED',
        en: 'with a confirmatory PCR',
        sw: 'wenye PCR ya kuthibitisha',
        fits: ({ client }) => testsOf(client).some(({ confirms }) => confirms),
    },
    {
        stem: 'AB18',
        en: 'with an antibody test at 18 months or later',
        sw: 'wenye kipimo cha kingamwili miezi 18 au zaidi',
        fits: (counted) => tested18(counted).length > 0,
    },
    {
        stem: 'NEG18',
        en: 'negative at 18 months or later',
        sw: 'wasio na VVU miezi 18 au zaidi',
        fits: (counted) => tested18(counted).at(-1)?.result === 'negative',
    },
    {
        stem: 'POSITIVE_18',
        en: 'positive up to 18 months',
        sw: 'wenye VVU hadi miezi 18',
        fits: ({ client }) => positiveBy(client, reaches(client, 18) ?? ''),
    },
    {
        stem: 'UNTESTED',
        en: 'active without a test at 18 months',
        sw: 'wanaofuatiliwa bila kipimo cha miezi 18',
        fits: (counted) => isThere(counted) && tested18(counted).length === 0,
    },
    {
        stem: 'UNKNOWN',
        en: 'of unknown final status',
        sw: 'ambao hali ya mwisho haijulikani',
        fits: ({ client }) => finalStatus(client) === 'UNKNOWN',
    },
]

const review = (months: number, rows: readonly Row[]): Indicator[] =>
    rows.map(({ stem, en, sw, fits }) =>
        count({
            stem: `HCA${months}_${stem}`,
            name: [`${months}-month review of infants, ${en}`, `Mapitio ya watoto miezi ${months}, ${sw}`],
            definition: [
                `HIV-exposed infants born ${months} months before the month, ${en}.`,
                `Watoto wa HEI waliozaliwa miezi ${months} kabla ya mwezi huo, ${sw}.`,
            ],
            source,
            dataSet,
            cases: (pair) => birthCohort(months)(pair).filter(fits),
        })
    )

/** Reviews of birth cohorts: the first at twelve months, the second at 24 (NASCOP HEI cohort register). */
export const heiCohort: readonly Indicator[] = [...review(12, [...shared, ...first]), ...review(24, [...shared, ...second])]
