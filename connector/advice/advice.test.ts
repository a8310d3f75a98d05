import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { figureAdvice } from '../aggregate/advice.ts'
import { adviceOn, reasonAdvice } from './advice.ts'
import { withAdviceReference } from './reference.ts'
import { trackerAdvice } from './trackerCodes.ts'
import { TRACKER_CODES } from '#dhis2/errorCodes.ts'

const root = resolve(__dirname, '..', '..')

test('the operator’s page says what the reports say: run npm run docs after a change', () => {
    const page = readFileSync(join(root, 'docs', 'connector.md'), 'utf8')
    expect(withAdviceReference(page)).toBe(page)
})

test('every code that a tracker import can give has advice of its own, and no other has', () => {
    expect([...trackerAdvice.keys()].toSorted()).toEqual(TRACKER_CODES)
})

describe('in answers recorded of real servers', () => {
    const folder = join(root, 'test', 'contract', 'exchanges')
    const exchanges = readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    const codesIn = (path: string): string[] => {
        const found = exchanges.filter((line) => line.includes(`"path":"${path}`) || line.includes(`"path": "${path}`))
        return [...new Set(found.flatMap((line) => line.match(/\bE\d{4}\b/g) ?? []))]
    }

    test('every code of a tracker import has advice', () => {
        const codes = codesIn('/api/tracker"').filter((code) => code.startsWith('E1') || code.startsWith('E4') || code === 'E5000')
        expect(codes.length).toBeGreaterThan(30)
        expect(codes.filter((code) => !trackerAdvice.has(code))).toEqual([])
    })

    test('every code of data values has advice', () => {
        const codes = codesIn('/api/dataValueSets').filter((code) => /^E[78]/.test(code))
        expect(codes.length).toBeGreaterThan(15)
        expect(codes.filter((code) => !figureAdvice.has(code))).toEqual([])
    })
})

test('a code that is not known is judged by its class', () => {
    expect(adviceOn('E9999')).toContain('does not accept a value')
})

test('all advice is one or two whole sentences that a line of a table holds', () => {
    const all = [...Object.values(reasonAdvice), ...trackerAdvice.values(), ...figureAdvice.values()]
    expect(all.filter((said) => !/^[A-Z][^|\n]{10,210}\.$/.test(said))).toEqual([])
})
