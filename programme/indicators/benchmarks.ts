/** A published value to see our figures beside. */
export interface Benchmark {
    /** code of its aggregate element in KMMP_DS_BENCHMARK */
    element: string
    year: number
    value: number
    source: string
    /** what the number is, where its element does not say all of it */
    definition: string
    /** not confirmed at its origin, or of an inferred year */
    unverified?: true
}

const NSDCC_2024 = 'News Africa Now, 3 December (year inferred: 2024), quoting NSDCC'
const M2M_EVALUATION = 'mothers2mothers evaluations and annual reports 2014 to 2018'
const M2M_2018 = 'mothers2mothers annual reports 2017-18 and 2018-19'
const MODELLED = 'UNAIDS GAM: new child infections by vertical transmission in 12 months divided by births to women with HIV; modelled'
const OBSERVED = 'observed share of a cohort of clients'

const series = (stem: string, source: string, definition: string, values: Readonly<Record<number, number>>): Benchmark[] =>
    Object.entries(values).map(([year, value]) => ({ element: `KMMP_BM_${stem}`, year: Number(year), value, source, definition }))

/**
 * Values to load once into KMMP_DS_BENCHMARK. The national value of 2018 that seed texts speak of is not here: its source could
 * not be opened, and a missing number stays missing.
 */
export const benchmarks: readonly Benchmark[] = [
    ...series(
        'MTCT_UN_LINE',
        'mothers2mothers evaluations 2014 to 2018',
        'at most 5 % counts as virtual elimination in a breastfeeding population',
        {
            2014: 5,
            2015: 5,
            2016: 5,
            2017: 5,
            2018: 5,
        }
    ),
    ...series('MTCT_KENYA', 'The Star, August 2023, quoting NSDCC', `${MODELLED}; quoted in August 2023 for about 2022`, { 2022: 8.6 }).map(
        (value) => ({ ...value, unverified: true as const })
    ),
    ...series('MTCT_KENYA', NSDCC_2024, MODELLED, { 2023: 7.3 }),
    ...series('MTCT_M2M', M2M_EVALUATION, OBSERVED, { 2014: 3.73, 2015: 2.1, 2016: 1.6, 2017: 1.6, 2018: 1.3 }),
    ...series('CHILD_INFECTIONS_KENYA', NSDCC_2024, 'new infections of children under about 5 years', { 2023: 3743 }),
    ...series('INFECTIONS_ART_STOPPED', NSDCC_2024, 'share of new child infections', { 2023: 37.7 }),
    ...series('INFECTIONS_NEVER_ART', NSDCC_2024, 'share of new child infections', { 2023: 25.5 }),
    ...series('ANC_KENYA', NSDCC_2024, 'attendance of antenatal care', { 2023: 88 }),
    ...series('ART_INIT_M2M', M2M_2018, OBSERVED, { 2017: 98, 2018: 97 }),
    ...series('RET_12_M2M', M2M_2018, OBSERVED, { 2017: 90 }),
    ...series('RET_12_NEW_M2M', M2M_2018, `${OBSERVED}; new starters only, another group than in 2017`, { 2018: 94 }),
    ...series('INCIDENCE_M2M', M2M_2018, OBSERVED, { 2017: 0.07, 2018: 0.12 }),
    ...series('ECD_12_M2M', M2M_2018, OBSERVED, { 2017: 97 }),
]

/** What the partner reported for a year; what is blank in the seed texts is not here. */
export const reportedHeadlines: readonly { element: string; year: number; value: number; source: string }[] = [
    { element: 'KMMP_HEADLINE_NEW_CLIENTS_REPORTED', year: 2021, value: 12_766, source: 'mothers2mothers Kenya, 2021' },
    { element: 'KMMP_HEADLINE_ESERV_NEW_REPORTED', year: 2021, value: 1_092, source: 'mothers2mothers Kenya, 2021' },
    { element: 'KMMP_HEADLINE_MM_ACTIVE_REPORTED', year: 2021, value: 20, source: 'mothers2mothers Kenya, 2021' },
    { element: 'KMMP_HEADLINE_SITE_ACTIVE_REPORTED', year: 2021, value: 2, source: 'mothers2mothers Kenya, 2021' },
]

/** The newest published value of an element. */
export const newestBenchmark = (element: string): Benchmark | undefined =>
    benchmarks.filter((benchmark) => benchmark.element === element).toSorted((one, other) => other.year - one.year)[0]
