import * as invented from './invented.ts'
import { column, oneOf, type InventedExport } from './invented.ts'

const number = (row: number): string => `UP/${String(row + 1).padStart(3, '0')}/26`

/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 480

/**
 * A survey tool's export with whole questions over its columns, in one sheet: a mother with her only baby in a row. It has no code of the facility, and
 * no column for the sex of mothers.
 */
export const upendo: InventedExport = {
    name: 'upendo',
    tables: [
        {
            file: 'Upendo mothers 2026.xlsx#Data',
            rows: invented.MOTHERS,
            columns: [
                column('start', '', (row) => `${invented.iso(invented.enrolledOn(row))}T08:00:00.000+03:00`),
                column('end', 'clients.source_modified_on', (row) => `${invented.iso(invented.enrolledOn(row))}T08:20:00.000+03:00`),
                column('Select the health facility', 'clients.facility_name', (row) => invented.facilityOf(row).name),
                column('County', 'clients.county', (row) => invented.facilityOf(row).county),
                column('Name of the mentor mother', 'clients.mm_id', oneOf(['Mentor A', 'Mentor B'])),
                column("Client's unique number", 'clients.m2m_client_id', number),
                column('What is the first name of the mother?', 'clients.first_name', (row) => invented.firstName(who(row))),
                column('What is her last name?', 'clients.last_name', (row) => invented.lastName(who(row))),
                column('What is her date of birth?', 'clients.dob', (row) => invented.iso(invented.bornOn(who(row)))),
                column('Phone number', 'clients.phone', (row) => invented.phone(who(row))),
                column('Whose phone is it?', 'clients.phone_owner', oneOf(['Her own', 'Her partner', 'Her own'])),
                column('HIV status of the mother at enrolment', 'clients.hiv_status_entry', oneOf(['Known positive', 'Negative'])),
                column('When did she start ART?', 'clients.art_start_date', (row) => invented.iso(invented.enrolledOn(row))),
                column('Date of enrolment into the programme', 'clients.enrol_date', (row) => invented.iso(invented.enrolledOn(row))),
                column('First day of her last menstrual period', 'clients.lmp', (row) => invented.iso(invented.lmpOf(row))),
                column('Does she agree that her data are shared?', 'clients.consent_data', () => 'Yes'),
                column("Baby's date of birth", 'infants.dob', (row) =>
                    invented.hasBaby(row) ? invented.iso(invented.deliveredOn(row)) : ''
                ),
                column('Sex of the baby', 'infants.sex', (row) => (invented.hasBaby(row) ? oneOf(['Girl', 'Boy'])(row) : '')),
                column('Birth weight of the baby in grams', 'infants.birth_weight', (row) =>
                    invented.hasBaby(row) ? oneOf(['2900', '3150'])(row) : ''
                ),
                column('Comments', '', oneOf(['', 'to be called'])),
                column('_uuid', 'clients.source_record_id', (row) => `u-${7_000_000 + row * 104_729}`),
                column('_index', '', (row) => String(row + 1)),
            ],
        },
    ],
}
