import { figureExamples } from '../testing/figureExamples.ts'
import { added } from '../testing/figures.ts'
import { catalogue } from './catalogue.ts'

const AS_OF = '2026-10-31'
const stem = (code: string) => code.replace('KMMP_IND_', '')

test('every figure has a worked example, and every example a figure', () => {
    expect(Object.keys(figureExamples).toSorted()).toEqual(catalogue.map(({ code }) => stem(code)).toSorted())
})

describe.each(catalogue.map((indicator) => [stem(indicator.code), indicator] as const))('%s', (name, indicator) => {
    const worked = figureExamples[name]
    const counts = (line: string) => indicator.denominator === undefined || line.startsWith('N ')

    test('adds what was worked out by hand', () => {
        expect(worked?.adds.some(counts)).toBe(true)
        expect(worked && added(name, worked.counted, AS_OF).toSorted()).toEqual(worked?.adds.toSorted())
    })

    test('does not count a pair that lacks what it asks', () => {
        expect(worked?.otherAdds.some(counts)).toBe(false)
        expect(worked && added(name, worked.other, AS_OF).toSorted()).toEqual(worked?.otherAdds.toSorted())
    })

    test('says what it is in both languages, and where that comes from', () => {
        for (const text of [indicator.name, indicator.definition]) {
            expect(text.en).not.toBe('')
            expect(text.sw).not.toBe('')
            expect(text.sw).not.toBe(text.en)
        }
        expect(indicator.source).toMatch(/domain brief [BC]\d/)
    })
})
