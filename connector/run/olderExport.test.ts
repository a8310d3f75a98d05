import type { ExportDay } from '../ledger/ledger.ts'
import type { FileDay } from '../source/source.ts'
import { exportDays, olderThanDelivered } from './olderExport.ts'
import type { Day } from '#dhis2/day.ts'

const of = (day: string, by: FileDay['by'] = 'name'): FileDay => ({ day, by })
const exported = (days: Record<string, FileDay>) => ({ name: 'm2m', days: new Map(Object.entries(days)) })
const before = new Map([
    ['clients.csv', { day: '2026-11-14', asOf: '2026-11-14' }],
    ['visits.csv', { day: '2026-11-14', asOf: '2026-11-14' }],
])

describe('an export', () => {
    it.each([
        ['the first of a source', exported({ 'clients.csv': of('2026-10-31') }), new Map<string, ExportDay>()],
        ['of the same day', exported({ 'clients.csv': of('2026-11-14'), 'visits.csv': of('2026-11-14') }), before],
        ['newer', exported({ 'clients.csv': of('2026-11-15'), 'visits.csv': of('2026-11-15') }), before],
        ['with a file that never came before', exported({ 'tests.csv': of('2026-10-31') }), before],
        ['of which nobody knows the day', exported({}), before],
    ])('goes through: %s', (_, days, delivered) => {
        expect(olderThanDelivered(days, delivered)).toBeUndefined()
    })

    it.each<[string, FileDay['by'], string]>([
        ['manifest', 'manifest', 'by its manifest'],
        ['name', 'name', 'by its name'],
    ])('with last month’s file in it is refused, with what says so: the %s', (_, by, words) => {
        const found = olderThanDelivered(exported({ 'clients.csv': of('2026-11-14', by), 'visits.csv': of('2026-10-31', by) }), before)
        expect(found).toMatchObject({ kind: 'limit', where: 'source m2m: visits.csv' })
        expect(found?.why).toContain(`visits.csv is of 2026-10-31, ${words}; the one delivered last is of 2026-11-14.`)
    })

    it('is judged by the day that the operator names, where one does', () => {
        const lastMonth = exported({ 'clients.csv': of('2026-10-31', 'manifest') })
        expect(olderThanDelivered({ ...lastMonth, said: '2026-11-15' }, before)).toBeUndefined()
        const found = olderThanDelivered({ ...exported({ 'clients.csv': of('2026-11-15') }), said: '2026-10-31' }, before)
        expect(found?.why).toContain('clients.csv is of 2026-10-31, by --as-of')
    })

    it.each<[string, FileDay, Day, Day | undefined]>([
        ['wrong by itself, and goes on without the word of the operator', of('2026-10-31', 'manifest'), '2026-11-15', undefined],
        ['newer by itself than the operator says every time', of('2026-11-28'), '2026-10-31', '2026-10-31'],
    ])('goes through a second time: %s', (_, day, said, next) => {
        const export1 = { ...exported({ 'clients.csv': day }), said }
        expect(olderThanDelivered({ ...export1, said: next }, exportDays(export1))).toBeUndefined()
    })
})
