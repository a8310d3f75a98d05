import { dayInName, undated } from './fileName.ts'

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

test.each([
    ['Enrolment_-_all_versions_-_False_-_2026-11-15-05-00-12.csv', '2026-11-15'],
    ['clients_20261115.csv', '2026-11-15'],
    ['/exports/2026-10-31/clients 2026-11-15T0500Z.csv', '2026-11-15'],
    // no day, none that there is, or one that can be read in two ways
    ['/exports/2026-10-31/clients.csv', undefined],
    ['clients_2026-02-30.csv', undefined],
    ['form_202611150.csv', undefined],
    ['04.11.2026 clients.xlsx', undefined],
])('the day in %s is %s', (name, day) => {
    expect(dayInName(name)).toBe(day)
})
