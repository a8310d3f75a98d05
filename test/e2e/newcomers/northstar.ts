import * as invented from './invented.ts'
import { column, oneOf, type InventedExport } from './invented.ts'

const uuid = (kind: string, row: number): string => `uuid:${kind}-${String(7_000_000 + row * 104_729)}`
const client = (row: number): string => `NS${String(30_001 + row)}`
const stamp = (date: Date): string => `${invented.iso(date)}T09:30:00.000+03:00`

/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 240

/** What a server of mobile forms gives: a file for each form, names of questions with their groups, answers as codes, and its own keys. */
export const northstar: InventedExport = {
    name: 'northstar',
    tables: [
        {
            file: 'registration_v3.csv',
            rows: invented.MOTHERS,
            columns: [
                column('SubmissionDate', 'clients.source_modified_on', (row) => stamp(invented.enrolledOn(row))),
                column('meta-instanceID', 'clients.source_record_id', (row) => uuid('reg', row)),
                column('deviceid', '', oneOf(['dev-a', 'dev-b'])),
                column('site-mfl_code', 'clients.facility_mfl', (row) => invented.facilityOf(row).code),
                column('site-mentor_id', 'clients.mm_id', oneOf(['mm07', 'mm09'])),
                column('client-client_no', 'clients.m2m_client_id', client),
                column('client-fname', 'clients.first_name', (row) => invented.firstName(who(row))),
                column('client-lname', 'clients.last_name', (row) => invented.lastName(who(row))),
                column('client-birthdate', 'clients.dob', (row) => invented.iso(invented.bornOn(who(row)))),
                column('client-sex', 'clients.sex', () => 'female'),
                column('client-tel', 'clients.phone', (row) => invented.phone(who(row))),
                column('client-ccc', 'clients.ccc_no', (row) => invented.cccOf(who(row))),
                column('preg-lmp_date', 'clients.lmp', (row) => invented.iso(invented.lmpOf(row))),
                column('preg-edd', 'clients.edd', (row) => invented.iso(invented.deliveredOn(row))),
                column('hiv-status_at_entry', 'clients.hiv_status_entry', oneOf(['known_positive', 'negative'])),
                column('hiv-date_diagnosed', 'clients.hiv_dx_date', (row) => invented.iso(invented.lmpOf(row))),
                column('hiv-regimen', 'clients.art_regimen', oneOf(['tdf_3tc_dtg', 'abc_3tc_dtg'])),
                column('consent-data_sharing', 'clients.consent_data', () => '1'),
                column('consent-date', 'clients.consent_date', (row) => invented.iso(invented.enrolledOn(row))),
                column('today', 'clients.enrol_date', (row) => invented.iso(invented.enrolledOn(row))),
            ],
        },
        {
            file: 'child_v2.csv',
            rows: invented.MOTHERS,
            present: invented.hasBaby,
            columns: [
                column('SubmissionDate', 'infants.source_modified_on', (row) => stamp(invented.deliveredOn(row))),
                column('meta-instanceID', 'infants.source_record_id', (row) => uuid('child', row)),
                column('site-mfl_code', 'infants.facility_mfl', (row) => invented.facilityOf(row).code),
                column('child-child_no', 'infants.infant_id', (row) => `${client(row)}C`),
                column('child-mother_no', 'infants.m2m_client_id', client),
                column('child-birthdate', 'infants.dob', (row) => invented.iso(invented.deliveredOn(row))),
                column('child-sex', 'infants.sex', oneOf(['female', 'male'])),
                column('child-hei_number', 'infants.hei_no', (row) => invented.heiOf(who(row))),
                column('birth-weight_grams', 'infants.birth_weight', oneOf(['2900', '3150', '3420'])),
                column('birth-place', 'infants.place_birth', oneOf(['facility', 'home'])),
                column('birth-delivery_mode', 'infants.mode', oneOf(['svd', 'cs'])),
                column('feeding-method', 'infants.feeding', oneOf(['ebf', 'mf'])),
            ],
        },
        {
            file: 'tracing_v1.csv',
            rows: 20,
            columns: [
                column('SubmissionDate', 'defaulter_tracing.source_modified_on', (row) => stamp(invented.dayOf(90 + row))),
                column('meta-instanceID', 'defaulter_tracing.source_record_id', (row) => uuid('trace', row)),
                column('site-mfl_code', 'defaulter_tracing.facility_mfl', (row) => invented.facilityOf(row).code),
                column('client_no', 'defaulter_tracing.subject_id', client),
                column('trace-missed_on', 'defaulter_tracing.missed_date', (row) => invented.iso(invented.dayOf(80 + row))),
                column('trace-attempt_no', 'defaulter_tracing.attempt', oneOf(['1', '2'])),
                column('trace-how', 'defaulter_tracing.method', oneOf(['phone_call', 'home_visit'])),
                column('trace-reached', 'defaulter_tracing.contacted', oneOf(['yes', 'no'])),
                column('trace-why', 'defaulter_tracing.reason', oneOf(['travelled', 'no_locator'])),
                column('trace-outcome', 'defaulter_tracing.outcome', oneOf(['returned_to_care', ''])),
                column('trace-outcome_date', 'defaulter_tracing.outcome_date', (row) =>
                    row % 2 === 0 ? invented.iso(invented.dayOf(88 + row)) : ''
                ),
            ],
        },
    ],
}
