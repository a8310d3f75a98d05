import fc from 'fast-check'
import { Keys } from '../ledger/keys.ts'
import { SeenRows } from './seenRows.ts'

const keys = new Keys(Buffer.alloc(32, 5))

it('tells of any sequence of rows which came before, and whether they said the same', () => {
    const text = fc.string({ maxLength: 2 })
    fc.assert(
        fc.property(fc.array(fc.tuple(text, text)), (rows) => {
            const seen = new SeenRows()
            const known = new Map<string, string>()
            for (const [key, content] of rows) {
                const before = known.get(key)
                const expected = before === undefined ? 'new' : before === content ? 'same' : 'other'
                expect(seen.meet(keys.mark(key), keys.mark(content))).toBe(expected)
                known.set(key, before ?? content)
            }
        })
    )
})

it('still tells after it has grown', () => {
    const seen = new SeenRows()
    const rows = Array.from({ length: 100_000 }, (_, n) => [keys.mark(`key ${n}`), keys.mark(`row ${n}`)] as const)
    expect(rows.filter(([key, content]) => seen.meet(key, content) !== 'new')).toEqual([])
    expect(rows.filter(([key, content]) => seen.meet(key, content) !== 'same')).toEqual([])
})
