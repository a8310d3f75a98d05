import * as invented from './invented.ts'
import { column, oneOf, under, type InventedExport } from './invented.ts'

const mother = (row: number): string => `PD/${String(row + 1).padStart(3, '0')}`
/** Other people than those of the other exports, with the same dates of care. */
const who = (row: number): number => row + 600
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const named = (date: Date): string =>
    [String(date.getUTCDate()).padStart(2, '0'), MONTHS[date.getUTCMonth()], String(date.getUTCFullYear()).slice(2)].join('-')
const child = (row: number, cell: (row: number) => string): string => (invented.hasBaby(row) ? cell(row) : '')
const twin = (row: number, cell: (row: number) => string): string => (row % 11 === 0 ? child(row, cell) : '-')
const born = (row: number): string => named(invented.deliveredOn(row))

/**
 * The only workbook of a small organisation: the mother's row with two groups of columns for her children, which have the same headings; an age in
 * place of a birth date; facilities by the organisation's own names; a sheet in which all tests are viral loads.
 */
export const pendo: InventedExport = {
    name: 'pendo',
    tables: [
        {
            file: 'Pendo daftari 2026.xlsx#Mama na Watoto',
            rows: invented.MOTHERS,
            columns: [
                column('Na.', '', (row) => String(row + 1)),
                column('Kituo cha Afya', 'clients.facility_name', (row) => invented.facilityOf(row).own),
                column('Namba ya Mama', 'clients.source_record_id clients.m2m_client_id', mother),
                column('Jina la Mama', 'clients.whole_name', (row) => `${invented.firstName(who(row))} ${invented.lastName(who(row))}`),
                column('Umri (miaka)', 'clients.age', (row) => String(18 + (row % 22))),
                column('Simu', 'clients.phone', (row) => invented.phone(who(row))),
                column('CCC No.', 'clients.ccc_no', (row) => invented.cccOf(who(row))),
                column('Tarehe ya Kujiunga', 'clients.enrol_date', (row) => named(invented.enrolledOn(row))),
                column('LMP', 'clients.lmp', (row) => named(invented.lmpOf(row))),
                column('Ridhaa (Ndiyo/Hapana)', 'clients.consent_data', () => 'Ndiyo'),
                under('MTOTO WA 1', 'Jina', '', (row) => child(row, oneOf(['Zuri', 'Amina-X']))),
                under('MTOTO WA 1', 'Tarehe ya Kuzaliwa', 'infants.dob', (row) => child(row, born)),
                under('MTOTO WA 1', 'Jinsia', 'infants.sex', (row) => child(row, oneOf(['Ke', 'Me']))),
                under('MTOTO WA 1', 'Uzito (kg)', 'infants.birth_weight', (row) => child(row, oneOf(['2.9', '3.15']))),
                under('MTOTO WA 2 (PACHA)', 'Jina', '', (row) => twin(row, oneOf(['Baraka-X']))),
                under('MTOTO WA 2 (PACHA)', 'Tarehe ya Kuzaliwa', 'infants.dob', (row) => twin(row, born)),
                under('MTOTO WA 2 (PACHA)', 'Jinsia', 'infants.sex', (row) => twin(row, oneOf(['Me', 'Ke']))),
                under('MTOTO WA 2 (PACHA)', 'Uzito (kg)', 'infants.birth_weight', (row) => twin(row, oneOf(['2.4']))),
                under('MENGINE', 'Mama Mshauri', 'clients.mm_id', oneOf(['Mshauri A', 'Mshauri B'])),
            ],
        },
        {
            file: 'Pendo daftari 2026.xlsx#Viral load',
            rows: invented.MOTHERS,
            columns: [
                column('Namba ya Mama', 'tests.subject_id', mother),
                column('Kituo', 'tests.facility_name', (row) => invented.facilityOf(row).own),
                column('Tarehe ya sampuli', 'tests.sample_date', (row) => named(invented.enrolledOn(row))),
                column('Matokeo', 'tests.result', oneOf(['LDL', '450', '<50'])),
            ],
        },
    ],
}
