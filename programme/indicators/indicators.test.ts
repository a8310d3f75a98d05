import { categories, categoryCombos } from '../model/categories.ts'
import { aggregateElements, dataSets } from '../model/dataSets.ts'
import { infant, mother, pair } from '../testing/pair.ts'
import { catalogue, contributionsOf } from './catalogue.ts'
import { indicators, transmission } from './indicators.ts'

const tested = { stage: 'KMMP_C_TEST', on: '2026-05-25' }
const episode = pair({
    mother: mother({ joined: '2026-01-15', attributes: { SEX: 'FEMALE', DATE_OF_BIRTH: '1999-01-01', CLIENT_TYPE: 'PREGNANT_HIV_POS' } }),
    infants: [infant({ born: '2026-04-10', attributes: { SEX: 'FEMALE' }, intake: { EXPOSED: 'YES' }, events: [tested] })],
})

test('a pair adds to every figure that it belongs to', () => {
    expect(contributionsOf(episode, '2026-10-31').map(({ element, month }) => [element, month])).toEqual(
        expect.arrayContaining([
            ['KMMP_IND_NEW_CLIENTS', '202601'],
            ['KMMP_IND_NEW_CLIENTS', '202604'],
            ['KMMP_IND_HEI_PCR68_D', '202606'],
            ['KMMP_IND_HEI_PCR68_N', '202606'],
        ])
    )
})

test('every figure has its element in a data set', () => {
    const kept = dataSets.flatMap((set) => set.elements)
    for (const { numerator, denominator } of catalogue) {
        expect(kept).toEqual(expect.arrayContaining(denominator === undefined ? [numerator] : [numerator, denominator]))
    }
})

test('every contribution names one option of each category of its element, and a partner that exists', () => {
    const optionsOf = (code: string) => categories.find((category) => category.code === code)?.options.map((option) => option.code)
    for (const { element, categoryOptions, partner } of contributionsOf(episode, '2026-10-31')) {
        const comboCode = aggregateElements.find(({ code }) => code === element)?.categoryCombo
        const combo = categoryCombos.find(({ code }) => code === comboCode)?.categories ?? []
        expect(categoryOptions).toHaveLength(combo.length)
        categoryOptions.forEach((option, place) => expect(optionsOf(combo[place] ?? '')).toContain(option))
        expect(optionsOf('KMMP_CAT_PARTNER')).toContain(partner)
    }
})

test('the county screen shows the figures that it always showed', () => {
    expect(indicators.map(({ code }) => code)).toEqual(['KMMP_IND_NEW_CLIENTS', 'KMMP_IND_HEI_PCR68'])
})

test('transmission comes with how much is known and the worst case', () => {
    expect(transmission.map(({ code }) => code)).toEqual(['KMMP_IND_MTCT_FINAL', 'KMMP_IND_FINAL_KNOWN', 'KMMP_IND_MTCT_WORST'])
})
