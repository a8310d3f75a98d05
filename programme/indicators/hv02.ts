import { exposedOn, motherOn, oncePerMonth } from './cohorts.ts'
import { type Case, type Cases, count, type Indicator } from './indicator.ts'
import { birthDay, feedings, prophylaxisSince } from './infantFacts.ts'
import { answer, type Client, firstDeed, type KnownPair, once } from './knownPair.ts'
import { deliveredOn, firstAncOn, foundPositiveOn, knownPositiveAtEntry, positiveTest } from './motherFacts.ts'
import { isAged, motherTests, pointOn, type TestPoint } from './motherTests.ts'
import { daysBetween } from '#dhis2/day.ts'
import { monthOf } from '#dhis2/period.ts'

/** Which revision of the form the rows belong to: the same number means different things in others. */
export const HV02_REVISION = '2023-24, year unverified'

const dataSet = 'KMMP_DS_HV02'
const source = `domain brief C4: MOH 731 section 2, revision ${HV02_REVISION}`

const ADOLESCENT = [10, 19] as const
const YOUNG = [20, 24] as const
const SIX_MONTHS_DAYS = 183
const TWO_YEARS_DAYS = 730
const EIGHT_WEEKS_DAYS = 56

const ART_AT: Readonly<Record<string, TestPoint>> = {
    STARTED_ANC: 'ANC',
    STARTED_LD: 'LD',
    STARTED_PNC6W: 'PNC_LE6W',
    STARTED_PNC6M: 'PNC_6W_6M',
}
const ENTRY_AT: Readonly<Record<string, TestPoint>> = {
    NEW_POSITIVE_ANC: 'ANC',
    NEW_POSITIVE_LD: 'LD',
    NEW_POSITIVE_PNC6W: 'PNC_LE6W',
    NEW_POSITIVE_PNC6M: 'PNC_6W_6M',
}

const knownAtAnc = motherOn(firstAncOn, knownPositiveAtEntry)
const treatedAtAnc = motherOn(
    firstAncOn,
    (mother) => knownPositiveAtEntry(mother) && firstDeed(mother, 'ART_STATUS', ['ON_ART_BEFORE']) !== undefined
)

const hivTests =
    (point: TestPoint, initial: boolean): Cases =>
    ({ mother }) =>
        mother === undefined
            ? []
            : oncePerMonth(
                  motherTests(mother)
                      .filter((test) => test.disease.includes('HIV') && test.point === point && test.initial === initial)
                      .map(({ on }) => ({ client: mother, on }))
              )

/** Where she was found positive: the point of the positive test, else what the intake says. */
const foundAt = (mother: Client): TestPoint | undefined => {
    const on = foundPositiveOn(mother)
    const test = positiveTest(mother) && motherTests(mother).find(({ final }) => final === 'POSITIVE')
    return test?.point ?? ENTRY_AT[answer(mother, 'HIV_STATUS_ENTRY') ?? ''] ?? (on === undefined ? undefined : pointOn(mother, on))
}

const foundPositive = (points: readonly TestPoint[]): Cases =>
    motherOn(foundPositiveOn, (mother) => {
        const point = foundAt(mother)
        return point !== undefined && points.includes(point) && !knownPositiveAtEntry(mother)
    })

const startOf = once((mother: Client) => {
    const said = firstDeed(mother, 'ART_STATUS', Object.keys(ART_AT))
    return said && { on: said.values.ART_START_DATE ?? said.occurredOn, point: ART_AT[said.values.ART_STATUS ?? ''] }
})

const startedTreatment = (points: readonly TestPoint[]): Cases =>
    motherOn(
        (mother) => startOf(mother)?.on,
        (mother) => points.some((point) => point === startOf(mother)?.point)
    )

const aged =
    (cases: Cases, [from, to]: readonly [number, number]): Cases =>
    (pair) =>
        cases(pair).filter(({ client, on }) => isAged(client, on, from, to))

const hepatitis =
    (onlyReactive: boolean): Cases =>
    ({ mother }) =>
        mother === undefined
            ? []
            : oncePerMonth(
                  motherTests(mother)
                      .filter((test) => test.disease.includes('HBV') && (test.reactive || !onlyReactive))
                      .map(({ on }) => ({ client: mother, on }))
              )

/** Syrup handed to a mother before birth: one for each infant expected, which is known only as one. */
const syrupBeforeBirth = motherOn((mother) => firstDeed(mother, 'INFANT_PROPH_DISPENSED', ['true'])?.occurredOn)

/** Started at birth: one for each live birth, unless syrup was counted before birth. */
const startedAtBirth: Cases = ({ mother }) => {
    const birth = mother && firstDeed(mother, 'INFANT_PROPH_STARTED', ['true'])
    if (mother === undefined || birth === undefined || syrupBeforeBirth({ mother, infants: [] }).length > 0) {
        return []
    }
    const on = deliveredOn(mother) ?? birth.occurredOn
    return Array.from({ length: Number(answer(mother, 'N_LIVE') ?? 1) }, () => ({ client: mother, on }))
}

/** Started after birth, up to eight weeks, and not counted at birth or before. */
const startedAfterBirth = (pair: KnownPair): readonly Case[] =>
    syrupBeforeBirth(pair).length + startedAtBirth(pair).length > 0
        ? []
        : exposedOn(prophylaxisSince, (infant) => {
              const [birth, since] = [birthDay(infant), prophylaxisSince(infant)]
              return birth !== undefined && since !== undefined && daysBetween(birth, since) <= EIGHT_WEEKS_DAYS
          })(pair)

/** What each infant was fed at its last visit of each month. */
const monthlyFeedings = once((infant: Client) => [...new Map(feedings(infant).map((feeding) => [monthOf(feeding.on), feeding])).values()])

/** Exposed infants seen in a month, by what they were fed at their last visit of it, from an age in days until before another. */
const fed =
    (answers: readonly string[], from: number, to: number): Cases =>
    (pair) =>
        exposedOn(birthDay)(pair).flatMap(({ client }) =>
            monthlyFeedings(client)
                .filter(({ age, fed: answer }) => age >= from && age < to && answers.includes(answer))
                .map(({ on }) => ({ client, on }))
        )

const points: readonly (readonly [point: TestPoint, en: string, sw: string])[] = [
    ['ANC', 'in antenatal care', 'kliniki ya wajawazito'],
    ['LD', 'at labour and delivery', 'wakati wa kujifungua'],
    ['PNC_LE6W', 'within 6 weeks after birth', 'ndani ya wiki 6 baada ya kujifungua'],
    ['PNC_6W_6M', 'over 6 weeks to 6 months after birth', 'wiki 6 hadi miezi 6 baada ya kujifungua'],
]
const everyPoint = points.map(([point]) => point)

type Row = readonly [number: number, en: string, sw: string, cases: Cases]

const byAge = (from: number, en: string, sw: string, cases: Cases): Row[] => [
    [from, `${en}, aged 10 to 19`, `${sw}, miaka 10 hadi 19`, aged(cases, ADOLESCENT)],
    [from + 1, `${en}, aged 20 to 24`, `${sw}, miaka 20 hadi 24`, aged(cases, YOUNG)],
]

/** KenyaEMR counts row 09 with the filter of row 08; here 09 counts retests, as the form says. */
const rows: readonly Row[] = [
    [1, 'Known positive at first antenatal visit', 'Waliojulikana na VVU ziara ya kwanza ya ujauzito', knownAtAnc],
    ...points.flatMap(([point, en, sw], place): Row[] => [
        [2 + place * 2, `First HIV test ${en}`, `Kipimo cha kwanza cha VVU ${sw}`, hivTests(point, true)],
        [3 + place * 2, `HIV retest ${en}`, `Kipimo cha kurudia cha VVU ${sw}`, hivTests(point, false)],
    ]),
    ...points.map(([point, en, sw], place): Row => [
        10 + place,
        `HIV positive ${en}`,
        `Waliogundulika na VVU ${sw}`,
        foundPositive([point]),
    ]),
    [14, 'On treatment at first antenatal visit', 'Walio kwenye dawa ziara ya kwanza ya ujauzito', treatedAtAnc],
    ...points.map(([point, en, sw], place): Row => [
        15 + place,
        `Started treatment ${en}`,
        `Walioanza dawa ${sw}`,
        startedTreatment([point]),
    ]),
    [19, 'Screened for hepatitis B', 'Waliopimwa homa ya ini B', hepatitis(false)],
    [20, 'Hepatitis B positive', 'Wenye homa ya ini B', hepatitis(true)],
    ...byAge(21, 'Known positive', 'Waliojulikana na VVU', knownAtAnc),
    ...byAge(23, 'New positive', 'Waliogundulika na VVU', foundPositive(everyPoint)),
    ...byAge(25, 'On treatment at first antenatal visit', 'Walio kwenye dawa ziara ya kwanza', treatedAtAnc),
    ...byAge(27, 'Newly started treatment', 'Walioanza dawa', startedTreatment(everyPoint)),
    [29, 'Infant medicine given in antenatal care', 'Dawa ya mtoto iliyotolewa kliniki ya wajawazito', syrupBeforeBirth],
    [30, 'Infant medicine given at labour and delivery', 'Dawa ya mtoto iliyotolewa wakati wa kujifungua', startedAtBirth],
    [31, 'Infant medicine given up to 8 weeks after birth', 'Dawa ya mtoto iliyotolewa hadi wiki 8 baada ya kuzaliwa', startedAfterBirth],
    [32, 'Exclusively breastfed, under 6 months', 'Wanaonyonya maziwa ya mama pekee, chini ya miezi 6', fed(['EBF'], 0, SIX_MONTHS_DAYS)],
    [33, 'Breastfeeding, 6 to 24 months', 'Wanaonyonya, miezi 6 hadi 24', fed(['EBF', 'MF', 'BF'], SIX_MONTHS_DAYS, TWO_YEARS_DAYS)],
    [34, 'Not breastfeeding', 'Wasionyonya', fed(['ERF', 'NBF'], 0, TWO_YEARS_DAYS)],
]

const numberOf = (number: number): string => String(number).padStart(2, '0')

/** The mirror of MOH 731 section 2, for comparison with the national report and never in its place. */
export const hv02: readonly Indicator[] = rows.map(([number, en, sw, cases]) =>
    count({
        stem: `HV02_${numberOf(number)}`,
        name: [`HV02-${numberOf(number)} ${en}`, `HV02-${numberOf(number)} ${sw}`],
        definition: [
            `${en}: clients of the programme, in the month in which it happened. Row HV02-${numberOf(number)} of MOH 731.`,
            `${sw}: wateja wa programu, katika mwezi lilipotokea. Mstari wa HV02-${numberOf(number)} wa MOH 731.`,
        ],
        source,
        dataSet,
        cases,
    })
)
