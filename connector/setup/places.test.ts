import { patternAt, placesIn } from './places.ts'

const WHOM = { subject: ['child', 'baby', 'mtoto', 'twin'], others: ['mother', 'mama'] }
const at = (places: readonly string[], names: readonly string[], mark = ' '): string[] =>
    places.flatMap((place) => names.map((name) => `${place}${mark}${name}`))

test.each([
    ['groups above the header', at(['MTOTO WA 1', 'MTOTO WA 2 (PACHA)'], ['Jina', 'Jinsia']), ['MTOTO WA 1', 'MTOTO WA 2 (PACHA)']],
    ['words for numbers', at(['First', 'Second', 'Third'], ['baby born', 'baby sex']), ['First', 'Second', 'Third']],
    ['one word in place of another', at(['Baby', 'Twin'], ['date of birth', 'sex', 'HEI no']), ['Baby', 'Twin']],
    ['letters', at(['child_a', 'child_b'], ['dob', 'sex'], '_'), ['child_a', 'child_b']],
])('records side by side are told apart by %s', (_, headings, places) => {
    expect(placesIn(['No', 'Mother name', ...headings, 'Remarks'], WHOM)).toEqual(places)
})

test.each([
    ['the mother and her only child', at(['Mother', 'Baby'], ['date of birth', 'sex'])],
    ['two tests of one person', at(['HIV test', 'Viral load'], ['date', 'result'])],
    ['a single name in common', ['Baby 1 born', 'Baby 2 born']],
])('%s are none', (_, headings) => {
    expect(placesIn(headings, WHOM)).toEqual([])
})

test('a heading tells its place', () => {
    const places = ['First', 'Second']
    expect(patternAt('Second baby: born', places)).toEqual({ pattern: '# baby: born', place: 1 })
    expect(patternAt('Secondary school', places)).toBeUndefined()
})
