import fc from 'fast-check'
import type { File } from './cleanExport.ts'
import { dropped, load, stopped, type Dirt } from './oneDirt.ts'
import { addDays, type Day } from '#dhis2/day.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const MONTHS_SW = ['Januari', 'Februari', 'Machi', 'Aprili', 'Mei', 'Juni', 'Julai', 'Agosti', 'Septemba', 'Oktoba', 'Novemba', 'Desemba']
/** Kiswahili also counts months. */
const MONTHS_COUNTED = [
    'kwanza',
    'pili',
    'tatu',
    'nne',
    'tano',
    'sita',
    'saba',
    'nane',
    'tisa',
    'kumi',
    'kumi na moja',
    'kumi na mbili',
].map((number) => `mwezi wa ${number}`)
const EXCEL_START = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

interface Parts {
    y: string
    m: number
    d: number
    mm: string
    dd: string
    day: Day
}

const partsOf = (day: Day): Parts => {
    const [y = '', mm = '', dd = ''] = day.split('-')
    return { y, mm, dd, m: Number(mm), d: Number(dd), day }
}

const serialOf = (day: Day): number => Math.round((Date.parse(day) - EXCEL_START) / DAY_MS)

/** Ways of writing a day that leave no doubt. */
const PLAIN_DAYS: readonly ((parts: Parts) => string)[] = [
    ({ y, m, d }) => `${y}-${m}-${d}`,
    ({ y, mm, dd }) => `${y}/${mm}/${dd}`,
    ({ y, mm, dd }) => `${y}.${mm}.${dd}`,
    ({ y, mm, dd }) => `${y}${mm}${dd}`,
    ({ y, m, d }) => `${d}-${MONTHS[m - 1]?.slice(0, 3)}-${y.slice(2)}`,
    ({ y, m, d }) => `${d} ${MONTHS[m - 1]} ${y}`,
    ({ y, m, d }) => `${d}th ${MONTHS[m - 1]?.toUpperCase()}, ${y}`,
    ({ y, m, d }) => `${MONTHS[m - 1]?.slice(0, 3)} ${d}, ${y}`,
    ({ y, m, d }) => `${d} ${MONTHS_SW[m - 1]} ${y}`,
    ({ y, m, d }) => `${d}-${MONTHS_SW[m - 1]?.slice(0, 3)}-${y}`,
    ({ y, m, d }) => `Thursday, ${d} ${MONTHS[m - 1]} ${y}`,
    ({ day }) => `${serialOf(day)}`,
    ({ day }) => `${serialOf(day)}.0`,
    ({ day }) => `${serialOf(day)}.375`,
    ({ day }) => `${day}T09:12:00.000Z`,
    // near midnight in London it is already the next day in Nairobi
    ({ day }) => `${addDays(day, -1)}T22:30:00.000Z`,
    ({ day }) => `${addDays(day, -1)}T21:00:00+00:00`,
    ({ day }) => `${addDays(day, -1)} 23:59:59+0000`,
    ({ day }) => `${day}T23:30:00+03:00`,
    ({ day }) => `${day}T23:30:00`,
    ({ day }) => `${day} 23:30`,
    ({ y, m, d }) => `${d}th of ${MONTHS[m - 1]} ${y}`,
    ({ y, m, d }) => `${y}-${MONTHS[m - 1]?.slice(0, 3)}-${d}`,
    ({ y, m, d }) => `${d} ${MONTHS[m - 1]?.slice(0, 3)}. '${y.slice(2)}`,
    ({ y, m, d }) => `${d}-${MONTHS[m - 1]?.slice(0, 3).toUpperCase()}-${y} 00:00:00`,
    ({ y, m, d }) => `Ijumaa ${d} ${MONTHS_SW[m - 1]} ${y}`,
    ({ y, m, d }) => `tarehe ${d} ${MONTHS_SW[m - 1]} ${y}`,
    ({ day }) => `${serialOf(day)},5`,
    ({ day }) => `="${day}"`,
    ({ day }) => `\u200e${day}\u200e`,
    ({ day }) => `${day}+03:00`,
    ({ day }) => `${day} 09:12:00 EAT`,
    ({ day }) => `${day.replaceAll('-', '')}091200`,
    ({ day }) => `${day}T09:12:00+03:00[Africa/Nairobi]`,
    ({ y, m, d }) => `Thu ${MONTHS[m - 1]?.slice(0, 3)} ${d} 09:12:00 EAT ${y}`,
    ({ y, m, d }) => `${d}${MONTHS[m - 1]?.slice(0, 3).toUpperCase()}${y}:09:12:00`,
    ({ y, m, d }) => `Ijumaa, tarehe ${d} ${MONTHS_SW[m - 1]} ${y}`,
    ({ day }) => `'${day}'`,
    ({ day }) => `\u201c${day}\u201d`,
    ({ y, m, d }) => `${y},${m},${d}`,
    ({ y, mm, dd }) => `${y}\u2044${mm}\u2044${dd}`,
    ({ y, mm, dd }) => `${y}/\u200e${mm}/\u200e${dd}`,
    ({ day }) => `(${day})`,
    ({ day }) => `${day}\u0000`,
    ({ day }) => serialOf(day).toLocaleString('en-US'),
    ({ day }) => String(Date.parse(`${day}T00:00:00+03:00`)),
    ({ y, m, d }) => `${d} ${MONTHS_COUNTED[m - 1]} ${y}`,
    // zones in words, and in forms that are not ISO
    ({ day }) => `${addDays(day, -1)} 21:30:00 UTC`,
    ({ day }) => `${addDays(day, -1).replaceAll('-', '')}T213000Z`,
    ({ day }) => {
        const { y, m, d } = partsOf(addDays(day, -1))
        return `Thu, ${d} ${MONTHS[m - 1]?.slice(0, 3)} ${y} 21:30:00 GMT`
    },
    ({ day }) => {
        const { y, m, d } = partsOf(addDays(day, -1))
        return `${d} ${MONTHS[m - 1]} ${y} 9:30 PM UTC`
    },
]

/** Numbers in both orders: no doubt only when one of them is no month, or both are the same. */
const NUMBER_DAYS: readonly ((parts: Parts) => string)[] = ['/', '-', '.', ' / ', '\u2013', '\\', '_', ' '].flatMap((mark) => [
    ({ y, mm, dd }: Parts) => [dd, mm, y].join(mark),
    ({ y, mm, dd }: Parts) => [mm, dd, y].join(mark),
    ({ y, m, d }: Parts) => [d, m, y.slice(2)].join(mark),
    ({ y, mm, dd }: Parts) => `${[dd, mm, y].join(mark)} 09:12`,
    ({ y, mm, dd }: Parts) => `${dd}${mm}${y}`,
])

/** Columns with days, whether the row cannot do without one, and the day on which the first row of a clean export has it. */
const DAY_COLUMNS: readonly (readonly [File, string, boolean, Day])[] = [
    ['clients.csv', 'dob', true, '1996-03-20'],
    ['clients.csv', 'enrol_date', true, '2026-01-15'],
    ['clients.csv', 'hiv_dx_date', false, '2019-08-23'],
    ['clients.csv', 'art_start_date', false, '2019-09-25'],
    ['infants.csv', 'dob', true, '2026-05-15'],
    ['infants.csv', 'ctx_start', false, '2026-06-27'],
    ['visits.csv', 'visit_date', true, '2026-01-29'],
    ['visits.csv', 'next_appt', false, '2026-02-28'],
    ['tests.csv', 'sample_date', true, '2026-01-29'],
    ['tests.csv', 'result_date', false, '2026-02-08'],
    ['defaulter_tracing.csv', 'missed_date', true, '2026-02-28'],
    ['support_groups.csv', 'date', true, '2026-03-15'],
    ['ecd.csv', 'date', true, '2026-07-30'],
    ['trainings.csv', 'start', false, '2025-11-14'],
    ['referrals.csv', 'date', true, '2026-01-30'],
    ['appointments.csv', 'date', true, '2026-02-28'],
]

const dayColumn = fc.constantFrom(...DAY_COLUMNS)
const day = (from: string, to: string): fc.Arbitrary<Day> =>
    fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

const isDoubtful = ({ m, d }: Parts): boolean => d <= 12 && d !== m

/** 14-11-25: the year may be the first number. */
const MAY_BEGIN_WITH_YEAR = /^\d{2}[-\u2013]\d{2}[-\u2013]\d{2}$/

export const plainDay = fc.tuple(dayColumn, fc.constantFrom(...PLAIN_DAYS, ...NUMBER_DAYS)).map(([[file, column, , on], write]): Dirt => {
    const parts = partsOf(on)
    const text = write(parts)
    return (NUMBER_DAYS.includes(write) && isDoubtful(parts)) || MAY_BEGIN_WITH_YEAR.test(text)
        ? stopped(file, { [column]: text }, ['park', 'DATE_AMBIGUOUS'])
        : load(file, column, [text, on])
})

export const doubtfulDay = fc
    .tuple(
        dayColumn,
        fc.constantFrom(...NUMBER_DAYS),
        day('2020-01-01', '2026-10-01').filter((on) => isDoubtful(partsOf(on)))
    )
    .map(([[file, column], write, on]) => stopped(file, { [column]: write(partsOf(on)) }, ['park', 'DATE_AMBIGUOUS']))

export const noDay = fc
    .tuple(
        dayColumn,
        fc.constantFrom(
            '2026-02-30',
            '31/06/2026',
            '13/13/2026',
            '2026-13-01',
            '30-Feb-26',
            '45 March 2026',
            'last week',
            'Smarch 3, 2026',
            '2026-02',
            'before 13/01/2026',
            '00/03/2026'
        )
    )
    .map(([[file, column], text]) => stopped(file, { [column]: text }, ['reject', 'DATE_INVALID']))

const PLACEHOLDERS = [
    '0000-00-00',
    '00/00/0000',
    '1900-01-01',
    '01/01/1900',
    '1-Jan-1900',
    '99/99/9999',
    '9999-99-99',
    '0000-00-00 00:00:00',
    '01.01.1900',
    '1900-01-01T00:00:00.000Z',
    '1899-12-30',
    '0001-01-01T00:00:00',
    '99/99/99',
    '99999999',
    '9999-12-31',
    '0',
    '1/0/1900',
    '0-Jan-00',
    'dd/mm/yyyy',
    '__/__/____',
    '#VALUE!',
    'NULL',
]

export const noDayMeant = fc
    .tuple(dayColumn, fc.constantFrom(...PLACEHOLDERS))
    .map(([[file, column, needed], text]) =>
        needed || (file === 'trainings.csv' && column === 'start')
            ? stopped(file, { [column]: text }, ['reject', 'MANDATORY_MISSING'])
            : dropped(file, column, { text, reason: 'SENTINEL_TO_NULL' })
    )

const CONTRADICTIONS: readonly (readonly [File, Record<string, string>])[] = [
    ['clients.csv', { dob: '2026-02-15' }],
    ['clients.csv', { dob: '2019-01-15' }],
    ['clients.csv', { dob: '1935-10-20' }],
    ['clients.csv', { dob: '13077' }],
    ['clients.csv', { lmp: '2026-01-20' }],
    ['clients.csv', { lmp: '2025-03-10' }],
    ['clients.csv', { hiv_dx_date: '2026-03-20', art_start_date: '' }],
    ['clients.csv', { edd: '2206-05-14' }],
    ['clients.csv', { enrol_date: '2026-11-15', lmp: '' }],
    ['clients.csv', { exit_reason: 'LTFU', exit_date: '2025-12-20' }],
    ['clients.csv', { hiv_dx_date: '2019-10-25' }],
    ['clients.csv', { hiv_dx_date: '1990-01-25', art_start_date: '' }],
    ['clients.csv', { consent_date: '1990-01-25' }],
    ['infants.csv', { dob: '2004-05-15', hei_no: '', ctx_start: '', proph_start: '' }],
    ['infants.csv', { dob: '2026-12-15' }],
    ['infants.csv', { proph_start: '2026-05-14' }],
    ['infants.csv', { ctx_start: '2026-04-15' }],
    ['infants.csv', { alive: 'no', death_date: '2026-05-14' }],
    ['infants.csv', { alive: 'yes', death_date: '2026-06-14' }],
    ['infants.csv', { dob: '2025-12-20' }],
    ['visits.csv', { visit_date: '1995-01-29' }],
    ['visits.csv', { visit_date: '2026-11-29' }],
    ['visits.csv', { next_appt: '13/02/0026' }],
    ['visits.csv', { next_appt: '2026-01-28' }],
    ['visits.csv', { next_appt: '2027-02-28' }],
    ['tests.csv', { result_date: '2026-01-28' }],
    ['tests.csv', { sample_date: '2026-11-28', result_date: '' }],
    [
        'tests.csv',
        { subject_id: 'KE-13077-00001-B1', subject_type: 'infant', test_type: 'pcr', point: 'W6', value: '', sample_date: '2026-01-29' },
    ],
    ['defaulter_tracing.csv', { outcome_date: '2026-02-20' }],
    ['defaulter_tracing.csv', { promised_date: '2026-02-20' }],
    ['defaulter_tracing.csv', { promised_date: '2027-03-03' }],
    ['support_groups.csv', { date: '2026-12-15' }],
    ['ecd.csv', { date: '2026-05-14' }],
    ['referrals.csv', { outcome_date: '2026-01-29' }],
    ['appointments.csv', { date: '2026-12-28' }],
    ['appointments.csv', { date: '2062-12-28', status: 'SCHEDULED' }],
]

export const contradiction = fc.constantFrom(...CONTRADICTIONS).map(([file, cells]) => stopped(file, cells, ['reject', 'DATE_IMPLAUSIBLE']))
