import fc from 'fast-check'
import type { WithdrawalPolicy } from '../records.ts'
import type { Fault } from './fakeTracker.ts'
import type { Death } from './mortalTracker.ts'
import { enOf, eventOf, planOf, teOf, type Cells, type Data } from './syncHarness.ts'

/** One night: an export comes, and things go wrong. */
export interface Night {
    data: Data
    /** objects that DHIS2 refuses this night */
    refused: readonly string[]
    faults: readonly (Fault | undefined)[]
    /** how the first run of the night dies, if it does */
    death?: Death
    /** whether another run follows before the next export */
    again: boolean
    /** true when the ledger was lost by day */
    lost?: boolean
    /** true when the ledger is copied in the morning */
    copied?: boolean
    /** true when the last copy was put in the place of the ledger by day */
    restored?: boolean
    /** what staff changed in DHIS2 by day: the name of a client, or the day of a visit */
    edits?: readonly Edit[]
}

/** Whose name staff change, or which visit they put on another day. */
export type Edit = { client: string } | { visit: string }

/** Days near enough to each other that visits keep, pass and replace appointments. */
const DAYS = ['2026-02-01', '2026-02-05', '2026-02-09', '2026-02-14', '2026-02-20', '2026-03-01', '2026-03-12'] as const
const day = fc.constantFrom(...DAYS)
export const rarely = <T>(value: T, otherwise: T): fc.Arbitrary<T> => fc.constantFrom(otherwise, otherwise, otherwise, value)
const barred = fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant('CONSENT_MISSING' as const) })

/** A row, or none: a full export may leave it out. */
const row = (shape: { [Name in keyof Cells]?: fc.Arbitrary<Cells[Name]> }): fc.Arbitrary<Cells | undefined> =>
    fc.option(fc.record(shape) as fc.Arbitrary<Cells>, { nil: undefined, freq: 7 })

const client = (name: string, number: string) =>
    row({
        id: fc.constant(`c${name}`),
        client: fc.constant(name),
        name: fc.constantFrom(`N${name}`, `M${name}`),
        number: fc.constant(number),
        unit: fc.constantFrom('unit0000001', 'unit0000002'),
        voided: rarely('yes', ''),
        barred,
    })

const visit = (id: string) =>
    row({
        id: fc.constant(id),
        client: fc.constantFrom('A', 'A', 'B'),
        on: fc.option(day, { nil: '', freq: 5 }),
        next: fc.option(day, { nil: '' }),
        voided: rarely('yes', ''),
        barred,
    })

/** A file without any row says nothing of the rows that it lacks; so there is always one. */
const ALWAYS: Required<Data> = {
    clients: [{ id: 'cZ', client: 'Z', name: 'NZ', number: '9' }],
    visits: [{ id: 'vZ', client: 'Z', on: '2026-01-20' }],
}

const isThere = (cells: Cells | undefined): cells is Cells => cells !== undefined

/** A visit names no appointment before itself. */
const sensible = (cells: Cells): Cells => (cells.on && cells.next && cells.next <= cells.on ? { ...cells, next: '' } : cells)

const someExport = fc
    .record({ clients: fc.tuple(client('A', '1'), client('B', '2')), visits: fc.tuple(visit('v1'), visit('v2'), visit('v3')) })
    .map(({ clients, visits }): Required<Data> => ({
        clients: [...ALWAYS.clients, ...clients.filter(isThere)],
        visits: [...ALWAYS.visits, ...visits.filter(isThere).map(sensible)],
    }))

const someFault = fc.constantFrom<Fault | undefined>(undefined, 'busy', 'lost', 'half', 'silent')
const someObject = fc.constantFrom(teOf('A'), enOf('A'), eventOf('v1'), eventOf('v2'), planOf('A', DAYS[3]), planOf('A', DAYS[5]))

const someEdit: fc.Arbitrary<Edit> = fc.constantFrom({ client: 'A' }, { client: 'B' }, { visit: 'v1' }, { visit: 'v2' }, { visit: 'v3' })
export const someEdits = fc.array(someEdit, { maxLength: 2 })

export const someNights = ({
    lost = fc.constant(false),
    restored = fc.constant(false),
    edits = fc.constant([]),
}: {
    lost?: fc.Arbitrary<boolean>
    restored?: fc.Arbitrary<boolean>
    edits?: fc.Arbitrary<Edit[]>
}): fc.Arbitrary<Night[]> =>
    fc.array(
        fc.record({
            data: someExport,
            refused: fc.array(someObject, { maxLength: 2 }),
            faults: fc.array(someFault, { maxLength: 3 }),
            death: fc.option(fc.record({ left: fc.nat(2), after: fc.boolean() }), { nil: undefined }),
            again: fc.boolean(),
            lost,
            restored,
            copied: fc.boolean(),
            edits,
        }),
        { minLength: 1, maxLength: 4 }
    )

/** Policies under which everything is taken back once all questions are answered. */
export const takingPolicy: fc.Arbitrary<WithdrawalPolicy> = fc.record({
    held: fc.constantFrom('delete', 'ask'),
    enrollments: fc.constantFrom('cancel', 'ask'),
    absent: fc.constantFrom('withdraw', 'ask'),
    barred: fc.constantFrom('withdraw', 'ask'),
})

export const anyPolicy: fc.Arbitrary<WithdrawalPolicy> = fc.record({
    held: fc.constantFrom('delete', 'ask', 'leave'),
    enrollments: fc.constantFrom('cancel', 'ask', 'leave'),
    absent: fc.constantFrom('withdraw', 'ask', 'report'),
    barred: fc.constantFrom('withdraw', 'ask'),
})

/** Without its ledger the connector does not know which of two clients a visit was of before. */
export const ofOneClient = (nights: readonly Night[]): Night[] =>
    nights.map((night) => ({ ...night, data: { ...night.data, visits: night.data.visits?.map(withOneClient) } }))

const withOneClient = (cells: Cells): Cells => (cells.client === 'Z' ? cells : { ...cells, client: cells.id === 'v3' ? 'B' : 'A' })

/** True for a row of which an export wants something. */
export const isWanted = ({ voided, barred }: Cells): boolean => voided !== 'yes' && barred === undefined

/** A visit of somebody who is not there waits, and what it delivered before stays: of such an export nothing can be said. */
export const waitsForNobody = ({ clients = [], visits = [] }: Data): boolean => {
    const there = new Set(clients.filter(isWanted).map(({ client }) => client))
    return visits.every((cells) => !isWanted(cells) || there.has(cells.client))
}
