import { hideTogether } from './transmission.ts'

const rate = (numerator: number) => [{ shown: 'ratio' as const, numerator, denominator: 300 }]
const hidden = [{ shown: 'hidden' as const }]
const known = { KMMP_IND_FINAL_KNOWN: rate(240) }

it('hides the worst case with a rate of few infants, for the difference would tell them', () => {
    const total = { ...known, KMMP_IND_MTCT_FINAL: hidden, KMMP_IND_MTCT_WORST: rate(62) }
    expect(hideTogether(total)).toEqual({ ...known, KMMP_IND_MTCT_FINAL: hidden, KMMP_IND_MTCT_WORST: hidden })
})

it('leaves figures of many as they are', () => {
    const total = { ...known, KMMP_IND_MTCT_FINAL: rate(6), KMMP_IND_MTCT_WORST: rate(66) }
    expect(hideTogether(total)).toEqual(total)
})
