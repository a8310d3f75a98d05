import { undated } from './fileName.ts'

test.each([
    ['Enrolment_-_all_versions_-_False_-_2026-11-15-05-00-12.csv', 'Enrolment_-_all_versions_-_False.csv'],
    ['clients_20261115.csv', 'clients.csv'],
    ['clients 2026-11-15T0500Z.csv', 'clients.csv'],
    ['15.11.2026 clients.xlsx', 'clients.xlsx'],
    ['Register (15-11-26).xlsx', 'Register.xlsx'],
    ['ANC Visit 2026-11-15 (1).csv', 'ANC Visit.csv'],
    ['clients (2).csv', 'clients.csv'],
    // a name of its own, or no day at all
    ['2026-11-15.csv', '2026-11-15.csv'],
    ['Register 2026.xlsx', 'Register 2026.xlsx'],
    ['form_12345678.csv', 'form_12345678.csv'],
    ['clients.v2.csv', 'clients.v2.csv'],
    ['tests (EID).csv', 'tests (EID).csv'],
])('%s is every night %s', (name, plain) => {
    expect(undated(name)).toBe(plain)
})
