import { type TransformName, transforms } from '../transforms.ts'
import type { Parameters, Surroundings } from './cleaned.ts'
import { sentinelTest } from './sentinel.ts'

/** What a mapping of Kenya gives its transforms. */
export const surroundings: Surroundings = {
    isSentinel: sentinelTest(new Set(['99', '999', '9999', '-999', '-1', '88', 'n/a', 'na', 'nil', 'none', '---', 'unknown'])),
    facilities: new Set(['13077', '13939', '11289']),
    dates: {
        order: 'unknown',
        zone: 'Africa/Nairobi',
        placeholders: new Set(['0000-00-00', '1900-01-01', '99/99/9999']),
        months: new Map([
            ['jan', 1],
            ['may', 5],
            ['mei', 5],
            ['mwezi wa tano', 5],
            ['september', 9],
            ['sept', 9],
            ['agosti', 8],
        ]),
        weekdays: new Set(['thu', 'thursday', 'alhamisi', 'tarehe']),
        asOf: '2026-10-31',
    },
}
export const clean = (name: TransformName, text: string, parameters: Parameters = {}, around = surroundings) =>
    transforms[name](around, parameters)(text)

/** A cell, the value it becomes, and the reason if there is one. */
type Row = [text: string, value: string, reason?: string]
/** Holds a transform against a table. */
export const holds = (name: TransformName, rows: readonly Row[], parameters: Parameters = {}, around = surroundings): void => {
    const outcome = rows.map(([text]) => ({ text, ...clean(name, text, parameters, around) }))
    expect(outcome).toEqual(rows.map(([text, value, reason]) => (reason === undefined ? { text, value } : { text, value, reason })))
}
