import fc from 'fast-check'
import type { Wanted } from '../records.ts'
import type { CompiledMapping } from './compileMapping.ts'
import { compiled, MAPPING, METADATA, said, Trial } from './trying.ts'
import { outcomeOfReason } from '#dhis2/outcome.ts'

let mapping: CompiledMapping
let trial: Trial

beforeAll(async () => {
    mapping = await compiled()
})
beforeEach(() => {
    trial = new Trial(mapping)
})

const kinds = (wanted: readonly Wanted[]): string[] => wanted.map(({ kind }) => kind)

describe('a table of several kinds of records', () => {
    const mixed = (): Promise<CompiledMapping> =>
        compiled(
            MAPPING.replace(
                'subject: { kind: patient, id: pid }',
                'subject: { kind: patient, id: pid }\n        rows: { column: case_id, are: [M, Mother] }'
            )
        )

    test('a row with a word of none of them waits with the first, and so does one without a word', async () => {
        trial = new Trial(await mixed())
        expect(said(trial.patient({ case_id: ' mother' }))).toBe('load')
        expect(said(trial.patient({ pid: 'KE-2', id: 'P2', number: 'N2', case_id: 'X' }))).toBe('park VALUE_UNKNOWN_CODE')
        expect(said(trial.patient({ pid: 'KE-3', id: 'P3', number: 'N3', case_id: '' }))).toBe('reject MANDATORY_MISSING')
    })
})

describe('one row becomes several objects', () => {
    test('a patient: the person, the enrollment and the intake', () => {
        const { outcome, findings, wanted } = trial.patient({})
        expect({ outcome, findings }).toEqual({ outcome: 'load', findings: [] })
        expect(kinds(wanted)).toEqual(['trackedEntity', 'enrollment', 'event'])
        expect(wanted[0]).toMatchObject({
            orgUnit: 'ouNorth',
            values: [
                { id: 'id_TRY_PID', value: 'KE-1', column: 'pid', owner: 'partner' },
                { id: 'id_TRY_NAME', value: 'Wanjiru', column: 'first', owner: 'partner' },
                { id: 'id_TRY_NUMBER', value: 'N1', column: 'number', owner: 'fill' },
            ],
        })
        expect(wanted[1]).toMatchObject({ status: 'ACTIVE', enrolledAt: '2026-01-10', occurredAt: '2026-01-10' })
        expect(wanted[2]).toMatchObject({
            programStage: 'id_INTAKE',
            status: 'COMPLETED',
            values: [
                { id: 'id_TRY_SOURCE_ID', value: 'P1' },
                { id: 'id_TRY_KIND', value: 'MEMBER' },
            ],
        })
    })

    test('a patient who left: the enrollment is completed on that day', () => {
        expect(trial.patient({ left: '2026-05-01' }).wanted[1]).toMatchObject({ status: 'COMPLETED', completedAt: '2026-05-01' })
    })

    test('a guest: a person without an enrollment', () => {
        expect(kinds(trial.patient({ kind: 'guest' }).wanted)).toEqual(['trackedEntity'])
    })

    test('a visit: an event of the patient, with a tick for each topic and an empty value for the others', () => {
        const patient = trial.patient({})
        const { wanted, plans } = trial.visit({ topics: 'Food', next: '2026-12-01' })
        expect(wanted).toMatchObject([
            {
                trackedEntity: patient.wanted[0]?.uid,
                enrollment: patient.wanted[1]?.uid,
                occurredAt: '2026-02-10',
                values: [
                    { id: 'id_TRY_SOURCE_ID', value: 'V1' },
                    { id: 'id_TRY_SEEN_BY', value: 'MM1' },
                    { id: 'id_TRY_TOPIC_FOOD', value: 'true' },
                    { id: 'id_TRY_TOPIC_PLAY', value: '' },
                ],
            },
        ])
        expect(plans).toMatchObject([{ on: '2026-12-01', programStage: 'id_VISIT', note: 'NEXT 2026-12-01', column: 'next' }])
    })

    test('an appointment named by two visits is one plan', () => {
        trial.patient({})
        const first = trial.visit({ id: 'V1', next: '2026-12-01' })
        const second = trial.visit({ id: 'V2', next: '2026/12/1' })
        expect(second.plans[0]?.uid).toBe(first.plans[0]?.uid)
    })

    test('the same row has the same UIDs on any machine; another one has others', () => {
        const [one, again] = [new Trial(mapping).patient({}), new Trial(mapping).patient({})]
        expect(again).toEqual(one)
        const other = new Trial(mapping).patient({ pid: 'KE-2' }).wanted.map(({ uid }) => uid)
        expect(one.wanted.filter(({ uid }) => other.includes(uid))).toEqual([])
    })
})

describe('rows that are left out unread', () => {
    test.each<[string, Record<string, string>, string]>([
        ['of another country', { pid: 'UG-1' }, 'skip OTHER_COUNTRY'],
        ['of a test person, in any case', { first: 'TEST ' }, 'skip TEST_RECORD'],
        ['archived at the source', { gone: '1' }, 'void DELETED_AT_SOURCE'],
        ['of another country, though archived and faulty too', { pid: 'ug-1', gone: '1', dob: '' }, 'skip OTHER_COUNTRY'],
        ['archived, though faulty too', { gone: '1', dob: '' }, 'void DELETED_AT_SOURCE'],
    ])('%s', (_, cells, expected) => {
        const row = trial.patient(cells)
        expect(said(row)).toBe(expected)
        expect(row.wanted).toEqual([])
    })

    test('an exact copy of an earlier row', () => {
        trial.patient({})
        expect(said(trial.patient({}))).toBe('skip EXACT_DUPLICATE')
    })

    test('another row of the same record id waits, for nobody can say which of the two is right', () => {
        trial.patient({})
        const { findings } = trial.patient({ pid: 'KE-2', first: 'Zawlem' })
        expect(findings).toMatchObject([{ reason: 'IDENTITY_AMBIGUOUS', column: 'id', detail: expect.stringContaining('same record id') }])
    })

    test('visits of a patient who was left out have no parent', () => {
        trial.patient({ gone: '1' })
        expect(said(trial.visit({}))).toBe('park PARENT_MISSING')
    })
})

describe('faults of the row itself', () => {
    test.each<[string, Record<string, string>, string]>([
        ['a blank day', { joined: '' }, 'reject MANDATORY_MISSING'],
        ['a placeholder for its own day', { joined: '1900-01-01' }, 'reject MANDATORY_MISSING'],
        ['a placeholder elsewhere', { left: '1900-01-01' }, 'load_warn SENTINEL_TO_NULL'],
        ['no such day', { joined: '2026-02-30' }, 'reject DATE_INVALID'],
        ['a day of two meanings', { left: '03/04/2026' }, 'park DATE_AMBIGUOUS'],
        ['Q13: a day after the export', { left: '2026-11-01' }, 'reject DATE_IMPLAUSIBLE'],
        ['Q13: a contradiction', { dob: '2026-05-01' }, 'reject DATE_IMPLAUSIBLE'],
        ['no consent', { consent: 'hapana' }, 'reject CONSENT_MISSING'],
        ['consent not known', { consent: '' }, 'reject CONSENT_MISSING'],
        ['an unknown code', { kind: 'VISITOR' }, 'park VALUE_UNKNOWN_CODE'],
        ['an answer that looks like a sentinel', { kind: 'none' }, 'load'],
        ['a formula that nobody worked out', { phone: '#FORMULA' }, 'park VALUE_UNKNOWN_CODE'],
        ['a phone that is none', { phone: '0205031650' }, 'load_warn PHONE_INVALID'],
        ['a number of the wrong form', { number: 'X1' }, 'load_warn ID_INVALID'],
        [
            'several faults: the worst one counts and comes first',
            { left: '03/04/2026', dob: '' },
            'reject MANDATORY_MISSING DATE_AMBIGUOUS',
        ],
        ['two warnings', { phone: '12', number: 'X1' }, 'load_warn PHONE_INVALID ID_INVALID'],
    ])('%s', (_, cells, expected) => {
        const row = trial.patient(cells)
        expect(said(row)).toBe(expected)
        expect(row.wanted.length > 0).toBe(row.outcome === 'load' || row.outcome === 'load_warn')
    })

    test('what comes instead of an empty cell', () => {
        trial.patient({})
        const row = trial.visit({ seen_by: '' })
        expect(said(row)).toBe('load_warn MM_UNKNOWN')
        expect(row.wanted[0]).toMatchObject({ values: expect.arrayContaining([expect.objectContaining({ value: 'UNKNOWN' })]) })
        expect(said(trial.visit({ id: 'V2', seen_by: 'N/A' }))).toBe('load_warn MM_UNKNOWN')
    })

    test('what cannot be worked out leaves the row to a person', async () => {
        const worked = MAPPING.replace(
            '            consent: {',
            "            code: { cel: 'row.pid.substring(0, 99)' }\n            consent: {"
        )
        const row = new Trial(await compiled(worked)).patient({})
        expect(said(row)).toBe('park VALUE_UNKNOWN_CODE')
        expect(row.findings).toMatchObject([{ column: 'pid' }])
    })

    test('a finding names its column and holds no value', () => {
        const { findings } = trial.patient({ phone: '0205031650' })
        expect(findings).toEqual([{ reason: 'PHONE_INVALID', column: 'phone' }])
    })
})

describe('the facility of a row', () => {
    test.each<[string, Record<string, string>, string, string?]>([
        ['code with blanks', { mfl: ' 13077 ' }, 'load', 'ouNorth'],
        ['code of a spreadsheet', { mfl: '13077.0' }, 'load', 'ouNorth'],
        ['code wins over another county', { county: 'Homa Bay' }, 'load_warn COUNTY_MISMATCH', 'ouNorth'],
        ['another name of the county', { county: 'NAIROBI CITY county' }, 'load', 'ouNorth'],
        ['a county written in one word', { mfl: '13939', county: 'Homabay' }, 'load', 'ouSouth'],
        ['exact name inside the county', { mfl: '', place: " Ang'iya North " }, 'load_warn FACILITY_BY_NAME', 'ouNorth'],
        ['a curled apostrophe', { mfl: '', place: 'Ang’iya North' }, 'load_warn FACILITY_BY_NAME', 'ouNorth'],
        ['a name in capitals', { mfl: '', place: "ANG'IYA NORTH" }, 'load_warn FACILITY_BY_NAME', 'ouNorth'],
        [
            'a path of names',
            { mfl: '', place: "Kenya / Nairobi City / Ang'iya North", county: '' },
            'load_warn FACILITY_BY_NAME',
            'ouNorth',
        ],
        ['a path of another county', { mfl: '', place: "Homa Bay / Ang'iya North", county: '' }, 'park FACILITY_UNKNOWN'],
        ['a UID of DHIS2', { mfl: 'ouNorth' }, 'load', 'ouNorth'],
        ['a name of the partner’s own', { mfl: '', place: 'Northern  Clinic', county: '' }, 'load', 'ouNorth'],
        ['a code of the partner’s own', { mfl: 'mn-7', county: '' }, 'load', 'ouNorth'],
        [
            'a name of its own, but another county',
            { mfl: '', place: 'Northern clinic', county: 'Homa Bay' },
            'load_warn COUNTY_MISMATCH',
            'ouNorth',
        ],
        ['an unknown code, but the name', { mfl: '3077', place: "Ang'iya North" }, 'load_warn FACILITY_BY_NAME', 'ouNorth'],
        ['the name in another county', { mfl: '', place: "Ang'iya North", county: 'Homa Bay' }, 'park FACILITY_UNKNOWN'],
        ['a name without a county', { mfl: '', place: "Ang'iya North", county: '' }, 'park FACILITY_UNKNOWN'],
        ['a shortened name', { mfl: '', place: "Ang'iya N." }, 'park FACILITY_UNKNOWN'],
        ['a name that two have', { mfl: '', place: 'Twin' }, 'park FACILITY_UNKNOWN'],
        ['nothing', { mfl: '' }, 'park FACILITY_UNKNOWN'],
        ['a closed one', { mfl: '16665' }, 'park FACILITY_CLOSED'],
        ['a closed one by name', { mfl: '', place: 'Shut' }, 'park FACILITY_CLOSED'],
    ])('%s', (_, cells, expected, unit = undefined) => {
        const row = trial.patient(cells)
        expect(said(row)).toBe(expected)
        expect(row.wanted[0] && 'orgUnit' in row.wanted[0] ? row.wanted[0].orgUnit : undefined).toBe(unit)
    })
})

describe('rows about somebody else', () => {
    test.each<[string, Record<string, string> | undefined, string]>([
        ['who never came', undefined, 'park PARENT_MISSING'],
        ['who waits', { left: '03/04/2026' }, 'park PARENT_MISSING'],
        ['who was refused', { consent: 'no' }, 'park PARENT_MISSING'],
        ['who is no member', { kind: 'GUEST' }, 'park PARENT_MISSING'],
        ['who died before', { died: '2026-02-01' }, 'park EVENT_AFTER_DEATH'],
        ['who died later', { died: '2026-03-01' }, 'load'],
    ])('%s', (_, patient, expected) => {
        if (patient) {
            trial.patient(patient)
        }
        expect(said(trial.visit({}))).toBe(expected)
    })

    test('the row’s own fault is told before that of its parent', () => {
        expect(said(trial.visit({ day: '2026-02-30' }))).toBe('reject DATE_INVALID')
    })

    test('a patient who was delivered before stays so when her row becomes faulty', () => {
        trial.patient({})
        expect(said(trial.laterRun().patient({ left: '03/04/2026' }))).toBe('park DATE_AMBIGUOUS')
        expect(said(trial.visit({}))).toBe('load')
    })
})

test('whatever the cells hold, a row has one outcome, its reasons fit it, and only delivered rows want something', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', 'yes', 'no', '2026-01-01', '01/02/2026', '13077', 'Test', 'KE-1', '99', 'GUEST'))
    const names = 'mfl gone pid place county first last dob estimated phone number kind joined left died consent'.split(' ')
    const visit = fc.record({ pid: text, day: text, topics: text, next: text, seen_by: text, mfl: text, gone: text })
    fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...names), text), visit, (patient, visited) => {
            const fresh = new Trial(mapping)
            for (const row of [fresh.patient(patient), fresh.visit(visited)]) {
                const decisive = row.findings.map(({ reason }) => outcomeOfReason[reason as keyof typeof outcomeOfReason])
                expect(row.outcome).toBe(row.outcome === 'load' ? 'load' : decisive[0])
                expect(row.outcome === 'load').toBe(row.findings.length === 0)
                expect(row.wanted.length > 0).toBe(row.outcome === 'load' || row.outcome === 'load_warn')
                expect(JSON.stringify(row.findings).includes(METADATA.orgUnits[0]?.name ?? '')).toBe(false)
            }
        }),
        { numRuns: 500 }
    )
})
