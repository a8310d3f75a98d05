import { readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { subjectUid } from '../../connector/mapping/compileObjects.ts'
import type { SubjectIndex, Wanted, WantedEvent } from '../../connector/records.ts'
import { facilities } from '../testing/facilities.ts'
import { programmeMetadata } from '../testing/programmeMetadata.ts'
import { tryMapping, type Tried } from '../testing/tryMapping.ts'

const units = facilities()
const metadata = programmeMetadata(units)
const codes = new Map([...metadata.attributes, ...metadata.dataElements].map(([code, { id }]) => [id, code.replace('KMMP_', '')]))
const stages = new Map([...metadata.programStages].map(([code, { id }]) => [id, code]))
const relationshipTypes = new Map([...metadata.relationshipTypes].map(([code, { id }]) => [id, code.replace('KMMP_', '')]))
const mfl = new Map(units.map(({ id, code }) => [id, code]))

const table = (name: string): Record<string, string>[] => parse(readFileSync(join(__dirname, 'expected', name)), { columns: true })

/** A file that was not written at all has no row to be told of; it still gives one line. */
const EMPTY_FILE = { file: 'referrals.csv', row_number: '0', source_record_id: '', outcome: 'park', reason: 'FILE_INCOMPLETE' }

let tried: Tried[]
let index: SubjectIndex

beforeAll(async () => {
    ;({ tried, index } = await tryMapping(__dirname, join(__dirname, 'sample'), metadata))
})

const wantedOf = (list: readonly Tried[]): Wanted[] => {
    const first = new Map(list.flatMap(({ mapped }) => mapped.wanted).map((wanted) => [wanted.uid, wanted]))
    return [...first.values()]
}
const eventsOf = (list: readonly Tried[]): WantedEvent[] => wantedOf(list).filter((wanted) => wanted.kind === 'event')

describe('the sample export of a partner', () => {
    test('every row ends as the partner and the programme agreed, with the agreed reason', () => {
        const expected = new Map([...table('rows.csv'), EMPTY_FILE].map((row) => [`${row['file']}:${row['row_number']}`, row]))
        const differences = tried.flatMap(({ mapped: { place, outcome, findings } }) => {
            const agreed = expected.get(`${place.file}:${place.row}`)
            const reason = outcome === 'load' ? '' : (findings[0]?.reason ?? '')
            const agrees =
                agreed?.['outcome'] === outcome && agreed['reason'] === reason && agreed['source_record_id'] === place.sourceRecordId
            return agrees ? [] : [{ place, outcome, reason, findings, agreed }]
        })
        expect(differences).toEqual([])
        expect(tried).toHaveLength(expected.size)
    })

    test('every cell of interest comes out in its canonical form', () => {
        const byRecord = new Map(
            tried.filter(({ mapped }) => mapped.wanted.length + mapped.plans.length > 0).map((one) => [placeKey(one), one])
        )
        const differences = table('values.csv').flatMap((row) => {
            const { file = '', source_record_id: id = '', field_code: field = '', expected_value: expected } = row
            const one = byRecord.get(`${file}:${id}`)
            const value = one && valueOf(one, field)
            return value === expected ? [] : [{ file, id, field, expected, value }]
        })
        expect(differences).toEqual([])
    })

    test('the totals are those that were agreed', () => {
        const agreed: unknown = JSON.parse(readFileSync(join(__dirname, 'expected/totals.json'), 'utf8'))
        const wanted = wantedOf(tried)
        const enrollments = wanted.filter(({ kind }) => kind === 'enrollment')
        const persons = wanted.filter(({ kind }) => kind === 'trackedEntity')
        const enrolled = (code: string): number =>
            enrollments.filter((one) => one.kind === 'enrollment' && one.program === metadata.programs.get(code)?.id).length
        const links = wanted.flatMap((one) => (one.kind === 'relationship' ? (relationshipTypes.get(one.relationshipType) ?? '') : []))
        expect({
            as_of: '2026-10-31',
            outcomes: countOf(tried.filter(({ mapped }) => mapped.place.row > 0).map(({ mapped }) => mapped.outcome)),
            mothers: enrolled('KMMP_MOTHER'),
            other_clients: persons.length - enrollments.length,
            infants: enrolled('KMMP_CHILD'),
            staff: enrolled('KMMP_STAFF'),
            enrolments: {
                KMMP_MOTHER: enrolled('KMMP_MOTHER'),
                KMMP_CHILD: enrolled('KMMP_CHILD'),
                KMMP_STAFF: enrolled('KMMP_STAFF'),
            },
            events_per_stage: countOf(eventsOf(tried).map(({ programStage }) => stages.get(programStage) ?? '')),
            relationships: countOf(links),
        }).toEqual(agreed)
    })

    test('what it wants is whole: an event has an enrollment, an enrollment a person, a value a field of its stage', () => {
        const wanted = wantedOf(tried)
        const uids = new Set(wanted.map(({ uid }) => uid))
        expect(wanted.filter((one) => one.kind === 'event' && !uids.has(one.enrollment))).toEqual([])
        expect(wanted.filter((one) => one.kind !== 'trackedEntity' && !uids.has(one.trackedEntity))).toEqual([])
        expect(
            wanted
                .flatMap((one) => (one.kind === 'event' || one.kind === 'trackedEntity' ? one.values : []))
                .filter(({ id }) => !codes.has(id))
        ).toEqual([])
    })

    test('visits are completed; a test waits as active until its result was handed over', () => {
        const statuses = (stage: string): string[] =>
            [...new Set(eventsOf(tried).flatMap(({ programStage, status }) => (stages.get(programStage) === stage ? status : [])))].sort()
        expect(statuses('KMMP_M_ANC')).toEqual(['COMPLETED'])
        expect(statuses('KMMP_M_VL')).toEqual(['ACTIVE', 'COMPLETED'])
        expect(statuses('KMMP_C_TEST')).toEqual(['ACTIVE', 'COMPLETED'])
    })

    test('the partner’s mark stands on every recorded event', () => {
        const marks = eventsOf(tried).map(({ values }) => values.find(({ id }) => codes.get(id) === 'SOURCE_SYSTEM')?.value)
        expect(new Set(marks)).toEqual(new Set(['COMMCARE']))
    })

    test('a next appointment becomes a plan for a visit before birth, or after it once she has given birth', () => {
        const plans = tried.flatMap(({ mapped }) => mapped.plans)
        const after = plans.filter(({ programStage }) => stages.get(programStage) === 'KMMP_M_PNC')
        expect(after.length).toBeGreaterThan(0)
        expect(plans.length).toBeGreaterThan(after.length)
        expect(plans[0]?.note).toMatch(/^KMMP1 key=ANC_CONTACT .*src=CONNECTOR$/)
        expect(new Set(plans.map(({ uid }) => uid)).size).toBeGreaterThan(1000)
    })

    test('the same export in other clothes gives the same objects', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'export-'))
        try {
            for (const [file, dress] of Object.entries(CLOTHES)) {
                const rows: string[][] = parse(readFileSync(join(__dirname, 'sample', file)), {
                    bom: true,
                    delimiter: [',', ';'],
                    relax_column_count: true,
                })
                await writeFile(join(folder, file), dress(rows))
            }
            await copyFile(join(__dirname, 'sample/manifest.json'), join(folder, 'manifest.json'))
            const dressed = await tryMapping(__dirname, folder, metadata)
            expect(differing(dressed.tried, tried)).toEqual([])
        } finally {
            await rm(folder, { recursive: true })
        }
    })

    test('a second run of the same files gives the same objects', async () => {
        const again = await tryMapping(__dirname, join(__dirname, 'sample'), metadata)
        expect(differing(again.tried, tried)).toEqual([])
    })
})

const renamed = ([header = [], ...rows]: string[][], names: Record<string, string>): string[][] => [
    header.map((name) => names[name] ?? name.toUpperCase().replaceAll('_', ' ')),
    ...rows.map((row) => (row[0] === header[0] ? header.map((name) => names[name] ?? name.toUpperCase().replaceAll('_', ' ')) : row)),
]
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const lines = (rows: string[][], delimiter: string, end: string): string => rows.map((row) => row.map(quoted).join(delimiter)).join(end)

/** Other ways in which the same files may come. */
const CLOTHES: Record<string, (rows: string[][]) => string | Buffer> = {
    'clients.csv': (rows) =>
        Buffer.from(
            `\uFEFF${lines(renamed(rows, { 'CCC No': 'CCC', date_of_birth: 'Birth Date', last_name: 'Surname' }), '\t', '\r\n')}`,
            'utf16le'
        ),
    'infants.csv': (rows) => lines(renamed(rows, { mother_client_id: 'Mother ID', birth_weight: 'Weight at birth' }), ';', '\n'),
    'visits.csv': (rows) => lines(renamed(rows, { visit_date: 'Date of visit', next_appointment: 'next_appt' }), '|', '\r\n'),
    'tests.csv': (rows) =>
        `\uFEFF${lines(renamed(rows, { 'Sample Date': 'collection_date', result_returned: 'Returned to client' }), ',', '\n')}`,
    'defaulter_tracing.csv': (rows) =>
        Buffer.from(lines(renamed(rows, { missed_date: 'Date missed' }), ',', '\r\n').replaceAll('’', '\x92'), 'latin1'),
    'support_groups.csv': (rows) => Buffer.from(`\uFEFF${lines(renamed(rows, {}), ';', '\n')}`, 'utf16le').swap16(),
    'ecd.csv': (rows) => lines(renamed(rows, {}), '\t', '\r'),
    'trainings.csv': (rows) => lines(renamed(rows, {}), ';', '\n'),
    'referrals.csv': () => '',
    'appointments.csv': (rows) => lines(renamed(rows, { record_id: 'source_record_id' }), '|', '\n'),
}

/** Places of the rows of which two runs made something else; a repeated header is written differently each time. */
const differing = (one: readonly Tried[], other: readonly Tried[]): string[] => {
    const texts = (list: readonly Tried[]): Map<string, string> =>
        new Map(
            list
                .filter(({ mapped }) => mapped.findings[0]?.reason !== 'REPEATED_HEADER')
                .map(({ mapped }) => [`${mapped.place.file}:${mapped.place.row}`, JSON.stringify(mapped)])
        )
    const [left, right] = [texts(one), texts(other)]
    return [...new Set([...left.keys(), ...right.keys()])].filter((place) => left.get(place) !== right.get(place))
}

const placeKey = ({ mapped: { place } }: Tried): string => `${place.file}:${place.sourceRecordId}`

const countOf = (names: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const name of names) {
        counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
}

/** Fields that the list of values names once for every kind of test. */
const SYNONYMS: Record<string, string> = { RESULT_DATE: 'VL_RESULT_DATE', SAMPLE_ID: 'VL_SAMPLE_ID', RESULT_RETURNED: 'RESULT_GIVEN' }
/** Columns of fields that the stage of a row does not keep. */
const COLUMNS: Record<string, string> = { RESULT_DATE: 'result_date', RESULT_RETURNED: 'result_returned', GA_WEEKS: 'ga_weeks' }

const valueOf = ({ mapped, cells }: Tried, field: string): string | undefined => {
    const special = specialValue(mapped, field)
    if (special !== undefined) {
        return special
    }
    const values = mapped.wanted.flatMap((one) => (one.kind === 'event' || one.kind === 'trackedEntity' ? one.values : []))
    const found = values.find(({ id }) => codes.get(id) === field) ?? values.find(({ id }) => codes.get(id) === SYNONYMS[field])
    return found?.value ?? cells[COLUMNS[field] ?? '']
}

const specialValue = ({ wanted, plans, place }: Tried['mapped'], field: string): string | undefined => {
    const [first] = wanted
    switch (field) {
        case 'ORG_UNIT':
            return first && 'orgUnit' in first ? mfl.get(first.orgUnit) : undefined
        case 'ENROLLED_AT':
            return wanted.flatMap((one) => (one.kind === 'enrollment' ? one.enrolledAt : []))[0]
        case 'OCCURRED_AT':
            return wanted.flatMap((one) => (one.kind === 'event' ? (one.occurredAt ?? '') : []))[0] ?? plans[0]?.on
        case 'CHILD_ALIVE':
            return index.get('infant', place.sourceRecordId)?.facts['alive']
        case 'MOTHER_OR_CAREGIVER':
            return table('values.csv')
                .flatMap((row) => (row['field_code'] === field ? (row['expected_value'] ?? '') : []))
                .find((client) => wanted.some((one) => one.kind === 'relationship' && holds(one, client)))
        default:
            return undefined
    }
}

const holds = ({ from, to }: { from: string; to: string }, client: string): boolean =>
    [from, to].includes(subjectUid('m2m-csv', 'trackedEntity', 'client', client))
