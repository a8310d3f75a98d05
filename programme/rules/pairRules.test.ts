import { infant, mother, pair } from '../testing/pair.ts'
import { checkPair, pairRules } from './pairRules.ts'

const born = '2026-04-10'
interface Told {
    woman?: Record<string, string>
    person?: Record<string, string>
    child?: Record<string, string>
}

const found = ({ woman = { ENTRY_POINT: 'ANC' }, person = {}, child }: Told): string[] =>
    checkPair(
        pair({
            mother: mother({ joined: '2026-01-05', intake: woman, attributes: person }),
            infants: [infant({ born, intake: child })],
        }),
        '2028-05-01'
    ).map(({ code }) => code)

const cases: [code: string, story: string, told: Told, holds: boolean][] = [
    ['GRADUATION_NEEDS_OUTCOME', 'no outcome', { woman: { MOTHER_EXIT: 'GRADUATED_24M' } }, true],
    ['GRADUATION_NEEDS_OUTCOME', 'an outcome', { woman: { MOTHER_EXIT: 'GRADUATED_24M' }, child: { HEI_OUTCOME: 'NEG_18M_PLUS' } }, false],
    ['BIRTH_DAYS_DIFFER', 'two days apart', { woman: { DELIVERY_DATE: '2026-04-08' } }, true],
    ['BIRTH_DAYS_DIFFER', 'over midnight', { woman: { DELIVERY_DATE: '2026-04-09' } }, false],
    ['EXPOSURE_DIFFERS', 'positive mother', { woman: { HIV_STATUS_ENTRY: 'KNOWN_POSITIVE' }, child: { EXPOSED: 'NO' } }, true],
    ['EXPOSURE_DIFFERS', 'negative mother', { woman: { HIV_STATUS_ENTRY: 'NEGATIVE' }, child: { EXPOSED: 'NO' } }, false],
    ['MOTHER_TOO_YOUNG', 'nine years', { person: { DATE_OF_BIRTH: '2017-01-01' } }, true],
    ['MOTHER_TOO_YOUNG', '17 years', { person: { DATE_OF_BIRTH: '2009-01-01' } }, false],
]

test.each(cases)('%s with %s', (code, _, told, holds) => {
    expect(found(told).includes(code)).toBe(holds)
})

test('every rule of the pair is tried both ways', () => {
    const tried = (side: boolean) => new Set(cases.flatMap(([code, , , holds]) => (holds === side ? [code] : [])))
    expect([...tried(true)].sort()).toEqual(pairRules.map(({ code }) => code).sort())
    expect([...tried(false)].sort()).toEqual(pairRules.map(({ code }) => code).sort())
})

test('an infant without a mother in the programme has nothing to be compared with', () => {
    expect(checkPair(pair({ infants: [infant({ born })] }), '2026-05-01')).toEqual([])
})
