import * as invented from './invented.ts'
import { column, oneOf, type InventedColumn, type InventedExport } from './invented.ts'

/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 840
const caseOf = (row: number): string => `ca5e${String(7_000_000 + row * 104_729)}`
const childOf = (row: number): string => `c41d${String(7_000_000 + row * 104_729)}`
const after = (row: number, days: number): Date => new Date(invented.enrolledOn(row).getTime() + days * 86_400_000)
const moment = (date: Date): string => `${invented.iso(date)} 09:21:07`

/** What all forms begin and end with. */
const form = (kind: string, days: number, columns: readonly InventedColumn[], stream: string): InventedColumn[] => [
    column('number', '', (row) => String(row + 1)),
    column('formid', `${stream}.source_record_id`, (row) => `${kind}${String(9_000_000 + row * 7919)}`),
    ...columns,
    column('started_time', '', (row) => moment(after(row, days))),
    column('username', '', oneOf(['mm.one', 'mm.two'])),
    column('received_on', `${stream}.source_modified_on`, (row) => moment(after(row, days))),
    column('form_link', '', (row) => `https://forms.example.org/${kind}/${row}`),
]

/**
 * What CommCare gives: cases of mothers and infants, and a form for each kind of visit, all of which know a mother by her case and name no facility.
 * Nothing is `---`.
 */
export const nuru: InventedExport = {
    name: 'nuru',
    tables: [
        {
            file: 'Mothers (Case Export).csv',
            rows: invented.MOTHERS,
            columns: [
                column('number', '', (row) => String(row + 1)),
                column('caseid', 'clients.case_id', caseOf),
                column('name', '', (row) => `${invented.firstName(who(row))} ${invented.lastName(who(row))}`),
                column('case_type', '', () => 'mother'),
                column('client_id', 'clients.source_record_id clients.m2m_client_id', (row) => `NU${2001 + row}`),
                column('given_name', 'clients.first_name', (row) => invented.firstName(who(row))),
                column('family_name', 'clients.last_name', (row) => invented.lastName(who(row))),
                column('date_of_birth', 'clients.dob', (row) => invented.iso(invented.bornOn(who(row)))),
                column('gender', 'clients.sex', () => 'female'),
                column('ccc_number', 'clients.ccc_no', (row) => invented.cccOf(who(row))),
                column('lmp', 'clients.lmp', (row) => invented.iso(invented.lmpOf(row))),
                column('registration_date', 'clients.enrol_date', (row) => invented.iso(invented.enrolledOn(row))),
                column('data_sharing_consent', 'clients.consent_data', () => 'yes'),
                column('mfl_code', 'clients.facility_mfl', (row) => invented.facilityOf(row).code),
                column('exit_reason', 'clients.exit_reason', () => '---'),
                column('closed', 'clients.closed', () => 'False'),
                column('opened_by_username', '', () => 'mm.one'),
                column('owner_name', '', (row) => `${invented.facilityOf(row).own} team`),
            ],
        },
        {
            file: 'Infants (Case Export).csv',
            rows: invented.MOTHERS,
            present: invented.hasBaby,
            columns: [
                column('number', '', (row) => String(row + 1)),
                column('caseid', 'infants.source_record_id infants.infant_id', childOf),
                column('name', '', (row) => `Baby of ${invented.firstName(who(row))}`),
                column('date_of_birth', 'infants.dob', (row) => invented.iso(invented.deliveredOn(row))),
                column('gender', 'infants.sex', oneOf(['female', 'male'])),
                column('hiv_outcome', '', () => '---'),
                column('mfl_code', 'infants.facility_mfl', (row) => invented.facilityOf(row).code),
                column('indices.mother', 'infants.m2m_client_id', caseOf),
                column('closed', '', oneOf(['False', 'True', 'False'])),
            ],
        },
        {
            file: 'ANC Visit.csv',
            rows: invented.MOTHERS,
            columns: form(
                'a',
                3,
                [
                    column('form.case.@case_id', 'anc_visit.m2m_client_id', caseOf),
                    column('form.visit_date', 'anc_visit.visit_date', (row) => invented.iso(after(row, 3))),
                    column('form.anc.gestational_age_weeks', 'anc_visit.ga_weeks', (row) => String(14 + (row % 20))),
                    column('form.art.adherence', 'anc_visit.adherence', oneOf(['good', 'GOOD', 'poor'])),
                    column('form.next_visit_date', 'anc_visit.next_appt', (row) => invented.iso(after(row, 31))),
                ],
                'anc_visit'
            ),
        },
        {
            file: 'Home Visit.csv',
            rows: 15,
            columns: form(
                'h',
                10,
                [
                    column('form.case.@case_id', 'home_visit.m2m_client_id', caseOf),
                    column('form.visit_date', 'home_visit.visit_date', (row) => invented.iso(after(row, 10))),
                    column('form.topics_discussed', 'home_visit.topics', oneOf(['adherence', 'nutrition disclosure'])),
                ],
                'home_visit'
            ),
        },
    ],
}
