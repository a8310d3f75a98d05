import * as invented from './invented.ts'
import { column, oneOf, type InventedExport } from './invented.ts'

const client = (row: number): string => `TU/${String(1001 + row)}`
const CONTACTS = 3
const motherOf = (row: number): number => Math.floor(row / CONTACTS)
const seenOn = (row: number): Date => new Date(invented.enrolledOn(motherOf(row)).getTime() + (row % CONTACTS) * 28 * 86_400_000)
const baby = (row: number, cell: (row: number) => string): string => (invented.hasBaby(row) ? cell(row) : '')
const twin = (row: number, cell: (row: number) => string): string => (row % 11 === 0 ? baby(row, cell) : '')

/**
 * A register kept in Excel: mothers with their infants side by side, dates with the day first, and text files for contacts and for the laboratory.
 * Facilities have their code.
 */
export const tumaini: InventedExport = {
    name: 'tumaini',
    tables: [
        {
            file: 'PMTCT register.xlsx#Mothers',
            rows: invented.MOTHERS,
            columns: [
                column('Reg. No.', 'clients.source_record_id clients.m2m_client_id', client),
                column('MFL Code', 'clients.facility_mfl', (row) => invented.facilityOf(row).code),
                column('Health facility', 'clients.facility_name', (row) => invented.facilityOf(row).name),
                column('County', 'clients.county', (row) => invented.facilityOf(row).county),
                column('Mentor mother', 'clients.mm_id', oneOf(['MM-TU-01', 'MM-TU-02'])),
                column("Mother's first name", 'clients.first_name', invented.firstName),
                column('Surname', 'clients.last_name', invented.lastName),
                column('D.O.B', 'clients.dob', (row) => invented.dayFirst(invented.bornOn(row))),
                column('Gender', 'clients.sex', () => 'F'),
                column('Mobile No', 'clients.phone', invented.phone),
                column('CCC Number', 'clients.ccc_no', invented.cccOf),
                column('Date of enrolment', 'clients.enrol_date', (row) => invented.dayFirst(invented.enrolledOn(row))),
                column('HIV status', 'clients.hiv_status_entry', oneOf(['Known positive', 'New positive (ANC)', 'Known positive'])),
                column('Client category', 'clients.client_type', oneOf(['Pregnant HIV+', 'Breastfeeding HIV+'])),
                column('Consent to share data (Y/N)', 'clients.consent_data', () => 'Y'),
                column('LMP', 'clients.lmp', (row) => invented.dayFirst(invented.lmpOf(row))),
                column('Expected date of delivery', 'clients.edd', (row) => invented.dayFirst(invented.deliveredOn(row))),
                column('ART start date', 'clients.art_start_date', (row) => invented.dayFirst(invented.enrolledOn(row))),
                column('Baby 1 DOB', 'infants.dob', (row) => baby(row, () => invented.dayFirst(invented.deliveredOn(row)))),
                column('Baby 1 Sex', 'infants.sex', (row) => baby(row, oneOf(['Girl', 'Boy']))),
                column('Baby 1 HEI No', 'infants.hei_no', (row) => baby(row, invented.heiOf)),
                column('Baby 1 birth weight (g)', 'infants.birth_weight', (row) => baby(row, oneOf(['2900', '3150', '3420']))),
                column('Baby 2 DOB', 'infants.dob', (row) => twin(row, () => invented.dayFirst(invented.deliveredOn(row)))),
                column('Baby 2 Sex', 'infants.sex', (row) => twin(row, oneOf(['Boy', 'Girl']))),
                column('Baby 2 HEI No', 'infants.hei_no', () => ''),
                column('Baby 2 birth weight (g)', 'infants.birth_weight', (row) => twin(row, oneOf(['2500', '2450']))),
                column('Shoe size', '', oneOf(['37', '38', '39'])),
            ],
        },
        {
            file: 'contacts.csv',
            rows: invented.MOTHERS * CONTACTS,
            columns: [
                column('Contact ID', 'visits.source_record_id', (row) => `K${5000 + row}`),
                column('Reg. No.', 'visits.m2m_client_id', (row) => client(motherOf(row))),
                column('MFL', 'visits.facility_mfl', (row) => invented.facilityOf(motherOf(row)).code),
                column('Date seen', 'visits.visit_date', (row) => invented.dayFirst(seenOn(row))),
                column('Type of contact', 'visits.visit_type', oneOf(['ANC visit', 'Home visit', 'Phone call'])),
                column('Gestation (weeks)', 'visits.ga_weeks', (row) => String(14 + (row % 20))),
                column('Adherence', 'visits.adherence', oneOf(['Good', 'Poor', 'Good', 'Inadequate'])),
                column('TB screening', 'visits.tb_status', oneOf(['No signs', 'On TPT'])),
                column('Seen by', 'visits.mm_id', oneOf(['MM-TU-01', 'MM-TU-02'])),
                column('TCA', 'visits.next_appt', (row) => invented.dayFirst(new Date(seenOn(row).getTime() + 28 * 86_400_000))),
            ],
        },
        {
            file: 'lab.csv',
            rows: invented.MOTHERS,
            columns: [
                column('Lab No', 'tests.source_record_id', (row) => `LAB${900 + row}`),
                column('Client No', 'tests.subject_id', client),
                column('Patient', 'tests.subject_type', () => 'Mother'),
                column('MFL', 'tests.facility_mfl', (row) => invented.facilityOf(row).code),
                column('Test', 'tests.test_type', () => 'Viral load'),
                column('Date of collection', 'tests.sample_date', (row) => invented.dayFirst(invented.enrolledOn(row))),
                column('Reason for test', 'tests.point', oneOf(['Baseline', 'Routine 6M'])),
                column('Results', 'tests.result', oneOf(['LDL', '1,250', '< 40', '450'])),
                column('Date of result', 'tests.result_date', (row) =>
                    invented.dayFirst(new Date(invented.enrolledOn(row).getTime() + 14 * 86_400_000))
                ),
                column('Given to client', 'tests.result_returned', oneOf(['Yes', 'No'])),
            ],
        },
    ],
}
