import * as invented from './invented.ts'
import { column, oneOf, type InventedExport } from './invented.ts'

const code = (row: number): string => `TL-${String(row + 1).padStart(4, '0')}`
/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 720
const form = (row: number): string => `f0a1-${String(4_000_000 + row * 104_729)}`
const submitted = (row: number): string => `${invented.iso(invented.enrolledOn(row))}T06:12:33`
const own = (row: number): string => invented.facilityOf(row).own.toLowerCase().replaceAll(' ', '_')

/**
 * What KoboToolbox gives: names of questions with their groups, answers as codes, the tool's own columns, and children as a repeated group in a file
 * of its own, which knows its mother by the form in which she stands and names no facility. File names end with the moment of the export.
 */
export const tulia: InventedExport = {
    name: 'tulia',
    tables: [
        {
            file: 'Enrolment_-_all_versions_-_False_-_2026-11-15-05-00-12.csv',
            rows: invented.MOTHERS,
            columns: [
                column('start', '', (row) => `${submitted(row)}.345+03:00`),
                column('end', '', (row) => `${submitted(row)}.945+03:00`),
                column('today', 'clients.enrol_date', (row) => invented.iso(invented.enrolledOn(row))),
                column('grp_site/county', 'clients.county', (row) => invented.facilityOf(row).county),
                column('grp_site/facility', 'clients.facility_name', own),
                column('grp_client/client_code', 'clients.m2m_client_id', code),
                column('grp_client/first_name', 'clients.first_name', (row) => invented.firstName(who(row))),
                column('grp_client/surname', 'clients.last_name', (row) => invented.lastName(who(row))),
                column('grp_client/dob', 'clients.dob', (row) => invented.iso(invented.bornOn(who(row)))),
                column('grp_client/sex', 'clients.sex', () => '2'),
                column('grp_preg/lmp', 'clients.lmp', (row) => invented.iso(invented.lmpOf(row))),
                column('_grp_preg/gps_latitude', '', (row) => `-1.25${row}`),
                column('consent_share', 'clients.consent_data', () => 'yes'),
                column('_id', '', (row) => String(550_000 + row)),
                column('_uuid', 'clients.source_record_id', form),
                column('_submission_time', 'clients.source_modified_on', submitted),
                column('__version__', '', () => 'vQx7'),
                column('_index', '', (row) => String(row + 1)),
            ],
        },
        {
            file: 'Enrolment_-_children_-_2026-11-15-05-00-12.csv',
            rows: invented.MOTHERS,
            present: invented.hasBaby,
            columns: [
                column('child_name', '', oneOf(['Zuri-X', '', 'Tumo-X'])),
                column('child_dob', 'infants.dob', (row) => invented.iso(invented.deliveredOn(row))),
                column('child_sex', 'infants.sex', oneOf(['1', '2'])),
                column('birth_weight', 'infants.birth_weight', oneOf(['2900', '3150'])),
                column('_index', '', (row) => String(row + 1)),
                column('_parent_table_name', '', () => 'Enrolment'),
                column('_parent_index', '', (row) => String(row + 1)),
                column('_submission__id', '', (row) => String(550_000 + row)),
                column('_submission__uuid', 'infants.m2m_client_id', form),
            ],
        },
    ],
}
