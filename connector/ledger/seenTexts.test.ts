import fc from 'fast-check'
import { SeenTexts } from './seenTexts.ts'

it('tells of any sequence of texts which came before', () => {
    fc.assert(
        fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
            const seen = new SeenTexts()
            const known = new Set<string>()
            for (const text of texts) {
                expect(seen.see(text)).toBe(known.has(text))
                known.add(text)
            }
        })
    )
})

it('still tells after it has grown', () => {
    const seen = new SeenTexts()
    const texts = Array.from({ length: 100_000 }, (_, n) => `row ${n}`)
    expect(texts.filter((text) => seen.see(text))).toEqual([])
    expect(texts.filter((text) => !seen.see(text))).toEqual([])
})
