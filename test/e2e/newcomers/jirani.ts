import * as invented from './invented.ts'
import { column, oneOf, type InventedExport } from './invented.ts'

const client = (row: number): string => `JR-${String(row + 1).padStart(4, '0')}`
const child = (row: number): string => `JR-M${String(row + 1).padStart(4, '0')}`
const VISITS = 2
const motherOf = (row: number): number => Math.floor(row / VISITS)
const seenOn = (row: number): Date => new Date(invented.enrolledOn(motherOf(row)).getTime() + (row % VISITS) * 30 * 86_400_000)

/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 120

/**
 * Text files with headings and answers in Kiswahili. Facilities stand there by the partner's own names, without codes; a visit has no number of
 * its own, and dates are written with dots, the day first.
 */
export const jirani: InventedExport = {
    name: 'jirani',
    tables: [
        {
            file: 'akina_mama.csv',
            rows: invented.MOTHERS,
            columns: [
                column('Namba ya mteja', 'clients.source_record_id clients.m2m_client_id', client),
                column('Kituo', 'clients.facility_name', (row) => invented.facilityOf(row).own),
                column('Kaunti', 'clients.county', (row) => invented.facilityOf(row).county),
                column('Mama mshauri', 'clients.mm_id', oneOf(['Mshauri 1', 'Mshauri 2'])),
                column('Jina la kwanza', 'clients.first_name', (row) => invented.firstName(who(row))),
                column('Jina la ukoo', 'clients.last_name', (row) => invented.lastName(who(row))),
                column('Tarehe ya kuzaliwa', 'clients.dob', (row) => invented.dotted(invented.bornOn(who(row)))),
                column('Jinsia', 'clients.sex', () => 'Mke'),
                column('Simu', 'clients.phone', (row) => invented.phone(who(row))),
                column('Namba ya CCC', 'clients.ccc_no', (row) => invented.cccOf(who(row))),
                column('Kijiji', 'clients.village', oneOf(['Zinlo', 'Barut', 'Kamwe'])),
                column('Tarehe ya kuandikishwa', 'clients.enrol_date', (row) => invented.dotted(invented.enrolledOn(row))),
                column('Hali ya VVU', 'clients.hiv_status_entry', oneOf(['Anajulikana kuwa chanya', 'Chanya mpya (ANC)'])),
                column('Ridhaa', 'clients.consent_data', () => 'Ndiyo'),
                column('Siku ya mwisho ya hedhi', 'clients.lmp', (row) => invented.dotted(invented.lmpOf(row))),
                column('Maoni', '', oneOf(['', 'arudi mapema', 'anaishi mbali'])),
            ],
        },
        {
            file: 'watoto.csv',
            rows: invented.MOTHERS,
            present: invented.hasBaby,
            columns: [
                column('Namba ya mtoto', 'infants.source_record_id infants.infant_id', child),
                column('Namba ya mama', 'infants.m2m_client_id', client),
                column('Kituo', 'infants.facility_name', (row) => invented.facilityOf(row).own),
                column('Kaunti', 'infants.county', (row) => invented.facilityOf(row).county),
                column('Tarehe ya kuzaliwa', 'infants.dob', (row) => invented.dotted(invented.deliveredOn(row))),
                column('Jinsia ya mtoto', 'infants.sex', oneOf(['Kike', 'Kiume'])),
                column('Namba ya HEI', 'infants.hei_no', (row) => invented.heiOf(who(row))),
                column('Uzito wa kuzaliwa', 'infants.birth_weight', oneOf(['2900', '3150', '3420'])),
                column('Mahali pa kuzaliwa', 'infants.place_birth', oneOf(['Kituo cha afya', 'Nyumbani'])),
                column('Njia ya kujifungua', 'infants.mode', oneOf(['Kawaida', 'Upasuaji'])),
                column('Yuko hai', 'infants.alive', () => 'Ndiyo'),
            ],
        },
        {
            file: 'ziara.csv',
            rows: invented.MOTHERS * VISITS,
            columns: [
                column('Namba ya mteja', 'visits.m2m_client_id', (row) => client(motherOf(row))),
                column('Kituo', 'visits.facility_name', (row) => invented.facilityOf(motherOf(row)).own),
                column('Kaunti', 'visits.county', (row) => invented.facilityOf(motherOf(row)).county),
                column('Tarehe ya ziara', 'visits.visit_date', (row) => invented.dotted(seenOn(row))),
                column('Aina ya ziara', 'visits.visit_type', oneOf(['Kliniki ya wajawazito', 'Nyumbani', 'Simu'])),
                column('Miadi ijayo', 'visits.next_appt', (row) => invented.dotted(new Date(seenOn(row).getTime() + 28 * 86_400_000))),
            ],
        },
    ],
}
