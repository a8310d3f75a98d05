import fc from 'fast-check'
import type { File } from './cleanExport.ts'
import { anyCase, stopped, type Dirt } from './oneDirt.ts'

export const facility = fc.oneof(
    fc
        .constantFrom(
            ' 13077 ',
            '13077.0',
            '13077,0',
            '13,077',
            '1 3077',
            "'13077",
            '="13077"',
            '"13077"',
            'MFL13077',
            'MFL Code: 13077',
            'KE-13077',
            '\uff11\uff13\uff10\uff17\uff17',
            '\u0661\u0663\u0660\u0667\u0667'
        )
        .map((text): Dirt => ({ file: 'clients.csv', cells: { facility_mfl: text }, outcome: 'load' })),
    fc
        .constantFrom('Homa Bay', 'KISUMU', 'Mombasa County')
        .map((county): Dirt => ({ file: 'clients.csv', cells: { county }, outcome: 'load_warn', reason: 'COUNTY_MISMATCH' })),
    fc
        .constantFrom('Nairobi City', 'nairobi', 'NAIROBI COUNTY', 'Nairobi,', '047 Nairobi', 'Kaunti ya Nairobi', 'Nairobi City County')
        .map((county): Dirt => ({ file: 'clients.csv', cells: { county }, outcome: 'load' })),
    fc.constantFrom('', '3077', '99999', 'N/A').map((text): Dirt => ({
        file: 'clients.csv',
        cells: { facility_mfl: text, facility_name: ' Mathare North  Health Centre' },
        outcome: 'load_warn',
        reason: text === 'N/A' ? 'SENTINEL_TO_NULL' : 'FACILITY_BY_NAME',
    })),
    fc
        .constantFrom<Record<string, string>>({ facility_name: 'Mathare N. H/C' }, { county: 'Homa Bay' }, { county: '' })
        .map((cells) => stopped('clients.csv', { facility_mfl: '', ...cells }, ['park', 'FACILITY_UNKNOWN'])),
    fc.constantFrom('16665', '17259').map((text) => stopped('visits.csv', { facility_mfl: text }, ['park', 'FACILITY_CLOSED'])),
    fc.constantFrom('', '3077').map((text) => stopped('tests.csv', { facility_mfl: text }, ['park', 'FACILITY_UNKNOWN']))
)

/** Beside Client 1 of a clean export, another row about somebody who seems to be the same. */
const ANOTHER = { source_record_id: 'C999999', m2m_client_id: 'KE-13077-99999', case_id: 'f'.repeat(32), nupi: '' }
const sameOrNot = fc.constantFrom<Dirt>(
    { file: 'clients.csv', beside: true, cells: ANOTHER, outcome: 'load_warn', reason: 'DUPLICATE_CLIENT' },
    {
        file: 'clients.csv',
        beside: true,
        cells: { ...ANOTHER, first_name: 'Zawlem', last_name: 'Otkird', dob: '1988-11-23' },
        outcome: 'park',
        reason: 'IDENTITY_AMBIGUOUS',
    },
    { file: 'clients.csv', beside: true, cells: { ...ANOTHER, ccc_no: '' }, outcome: 'park', reason: 'IDENTITY_AMBIGUOUS' },
    // DHIS2 would refuse two persons of one case, the right one as well
    {
        file: 'clients.csv',
        beside: true,
        cells: { ...ANOTHER, case_id: '1'.padStart(32, '0'), ccc_no: '', first_name: 'Zawlem', last_name: 'Otkird', dob: '1988-11-23' },
        outcome: 'park',
        reason: 'IDENTITY_AMBIGUOUS',
    },
    { file: 'clients.csv', beside: true, cells: { ...ANOTHER, ccc_no: '1307788888', nupi: 'MOH188888888' }, outcome: 'load' },
    {
        file: 'infants.csv',
        beside: true,
        cells: { source_record_id: 'KE-13077-00001-B2', infant_id: 'KE-13077-00001-B2', birth_order: '2' },
        outcome: 'park',
        reason: 'IDENTITY_AMBIGUOUS',
    },
    {
        file: 'infants.csv',
        beside: true,
        cells: { source_record_id: 'KE-13077-00001-B2', infant_id: 'KE-13077-00001-B2', birth_order: '2', hei_no: '13077-2026-999999' },
        outcome: 'load',
    }
)

/** Two rows of one record id that do not say the same: nobody can say which is right. */
const recordTwice = fc
    .constantFrom<readonly [File, Record<string, string>]>(
        ['clients.csv', { village: 'Elsewhere' }],
        ['visits.csv', { ga_weeks: '30' }],
        ['visits.csv', { visit_date: '2026-02-15' }],
        ['tests.csv', { value: '40' }],
        ['appointments.csv', { status: 'CANCELLED' }]
    )
    .map(([file, cells]): Dirt => ({ file, cells, beside: true, outcome: 'park', reason: 'IDENTITY_AMBIGUOUS' }))

/** An infant under the number of a mother: one of the two is not who the row says. */
const motherAndInfant = fc
    .constantFrom('KE-13077-00001', 'ke-13077-00002')
    .map((infant_id) => stopped('infants.csv', { infant_id }, ['park', 'IDENTITY_AMBIGUOUS']))

export const identity = fc.oneof(sameOrNot, recordTwice, motherAndInfant)

export const parents = fc.oneof(
    fc
        .constantFrom<readonly [File, string]>(
            ['infants.csv', 'm2m_client_id'],
            ['visits.csv', 'm2m_client_id'],
            ['tests.csv', 'subject_id'],
            ['defaulter_tracing.csv', 'subject_id'],
            ['support_groups.csv', 'm2m_client_id'],
            ['ecd.csv', 'infant_id'],
            ['referrals.csv', 'subject_id'],
            ['appointments.csv', 'subject_id']
        )
        .map(([file, column]) => stopped(file, { [column]: 'KE-13077-77777' }, ['park', 'PARENT_MISSING'])),
    fc
        .constantFrom<readonly [File, string]>(['visits.csv', 'm2m_client_id'], ['tests.csv', 'subject_id'], ['infants.csv', 'infant_id'])
        .chain(([file, column]) =>
            anyCase(fc.constantFrom('NA', 'nil', 'unknown', 'none', 'haijulikani', '#N/A')).map((text) =>
                // no number of another country
                stopped(file, { [column]: text }, ['reject', 'MANDATORY_MISSING'])
            )
        ),
    fc.constant<Dirt>({
        file: 'infants.csv',
        cells: { infant_id: '', m2m_client_id: '', dob: '', sex: '', hei_no: '', proph_start: '', ctx_start: '' },
        outcome: 'reject',
        reason: 'MANDATORY_MISSING',
    })
)

export const withdrawn = fc
    .tuple(
        fc.constantFrom<File>('visits.csv', 'tests.csv', 'ecd.csv', 'appointments.csv', 'trainings.csv'),
        anyCase(
            fc.constantFrom('1', '1.0', 'true', 'yes', 'ndiyo', 'deleted', 'Yes.', '(true)', '"yes"', '\u2713', 'naam', 'eee', 'removed')
        )
    )
    .map(([file, text]) => stopped(file, { deleted_flag: text }, ['void', 'DELETED_AT_SOURCE']))
    .chain((deleted) => fc.constantFrom(deleted, stopped(deleted.file, { deleted_flag: 'x' }, ['park', 'VALUE_UNKNOWN_CODE'])))

export const practice = fc.oneof(
    anyCase(
        fc.constantFrom('(test)', '*TEST*', 'test', 'testing', 'demo', 'dummy', 'training', 'trainee', 'test1', 'test client', 'demo-2')
    ).chain((name) =>
        fc
            .constantFrom<Record<string, string>>({ first_name: name }, { last_name: name })
            .map((cells) => stopped('clients.csv', cells, ['skip', 'TEST_RECORD']))
    ),
    anyCase(fc.constantFrom('TRAIN-01', 'test mm', 'demo7')).map((mm) => stopped('visits.csv', { mm_id: mm }, ['skip', 'TEST_RECORD'])),
    fc
        .constantFrom('UG-13077-00001', 'za-1', 'MW-0001')
        .map((id) => stopped('visits.csv', { m2m_client_id: id }, ['skip', 'OTHER_COUNTRY'])),
    fc.constantFrom('UG-13077-00001-B1', 'tz 1-B1').map((id) => stopped('ecd.csv', { infant_id: id }, ['skip', 'OTHER_COUNTRY'])),
    anyCase(fc.constantFrom('Testimony', 'Demola')).map((name): Dirt => ({
        file: 'clients.csv',
        cells: { first_name: name },
        outcome: 'load',
    })),
    fc.constant<Dirt>({ file: 'visits.csv', beside: true, cells: {}, outcome: 'skip', reason: 'EXACT_DUPLICATE' })
)

export const others = fc.oneof(
    fc.constant<Dirt>({
        file: 'visits.csv',
        cells: { mm_id: '' },
        outcome: 'load_warn',
        reason: 'MM_UNKNOWN',
        values: { mm_id: 'UNKNOWN' },
    }),
    anyCase(fc.constantFrom('no', 'hapana', 'ooyo', '0')).map((text) =>
        stopped('clients.csv', { consent_data: text }, ['reject', 'CONSENT_MISSING'])
    ),
    fc.constant(stopped('clients.csv', { consent_data: '' }, ['reject', 'CONSENT_MISSING'])),
    fc.constant<Dirt>({
        file: 'clients.csv',
        cells: { village: 'Block Q,\n"near" the; mill’s\tend|' },
        outcome: 'load',
        values: { village: 'Block Q,\n"near" the; mill’s\tend|' },
    }),
    // names that are words for nothing in another language
    fc
        .constantFrom<Record<string, string>>({ last_name: 'Okia' }, { last_name: 'Onge' }, { first_name: 'Akia' })
        .map((cells): Dirt => ({ file: 'clients.csv', cells, outcome: 'load', values: cells })),
    fc.constant<Dirt>({
        file: 'clients.csv',
        cells: { last_name: 'Ng&#39;ang&#39;a' },
        outcome: 'load',
        values: { last_name: "Ng'ang'a" },
    })
)
