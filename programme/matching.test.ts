import { matchPersons, type Person } from './matching.ts'
import { soundKey } from './names.ts'

const facility = 'ou'
const njeri: Person = {
    name: 'Njeri Wambui',
    birth: '2001-05-04',
    phone: '0712000001',
    phoneOwn: true,
    village: 'Mathare 4A',
    facility,
}
const twins = { mother: 'm', birth: '2026-01-01', facility }

describe('whether two records are of one person (the examples that staff agreed on)', () => {
    test.each<[string, Person, Person, number, string]>([
        ['the same CCC number', { ccc: '1307700123' }, { ccc: '1307700123' }, 100, 'strong'],
        ['the same phone', { phone: '0712 345 678', phoneOwn: true }, { phone: '+254712345678', phoneOwn: true }, 18, 'none'],
        ['a name spelled as heard', { name: 'Wanjeru Mary', facility }, { name: 'Mary Wanjiru', facility }, 32, 'weak'],
        [
            'a name, an age, a phone and a village',
            {
                name: 'Catherine Akini',
                birth: '1998-01-01',
                birthEstimated: true,
                phone: '0712000001',
                phoneOwn: true,
                village: 'Huruma',
                facility,
            },
            {
                name: 'Katherine Akinyi',
                birth: '1999-06-15',
                birthEstimated: true,
                phone: '712000001',
                phoneOwn: true,
                village: 'Huruma',
                facility,
            },
            64,
            'possible',
        ],
        [
            'Atieno and Otieno',
            { name: 'Grace Atieno', birth: '1998-03-02', facility },
            { name: 'Grace Otieno', birth: '1998-11-20', facility },
            19,
            'none',
        ],
        [
            'Jebet and Chebet',
            { name: 'Jebet Faith', birth: '2000-02-01', ward: 'w', facility },
            { name: 'Faith Chebet', birth: '2000-02-01', ward: 'w', facility },
            51,
            'possible',
        ],
        ['names the other way round, all else the same', njeri, { ...njeri, name: 'Wambui Njeri' }, 78, 'strong'],
        [
            'the same with day and month of birth swapped',
            { ...njeri, birth: '2001-04-05' },
            { ...njeri, name: 'Wambui Njeri' },
            71,
            'possible',
        ],
        [
            'a phone that six people use',
            { name: 'Halima Abdi', phone: '0712000001', phoneUsers: 6, village: 'Mathare 4A', facility },
            { name: 'Fatuma Ali', phone: '0712000001', village: 'Mathare 4A', facility },
            1,
            'none',
        ],
        [
            'two CCC numbers',
            { name: 'Mary Wanjiru', birth: '1995-01-09', ccc: '1307700123', facility },
            { name: 'Mary Wanjiru', birth: '1995-01-09', ccc: '1307700456', facility },
            14,
            'none',
        ],
        ['one NUPI, two sexes', { nupi: 'MOH12345678', sex: 'MALE' }, { nupi: 'MOH12345678', sex: 'FEMALE' }, 60, 'possible'],
        ['twins', { ...twins, name: 'Joy', birthOrder: '1' }, { ...twins, name: 'Ian', birthOrder: '2' }, 0, 'none'],
        ['an infant again', { ...twins, name: 'Joy A.' }, { ...twins, name: 'Joy' }, 61, 'possible'],
        ['a twin with the other one’s number', { ...twins, name: 'Ian', hei: 'h' }, { ...twins, name: 'Joy', hei: 'h' }, 29, 'weak'],
        [
            'another name after marriage',
            { name: 'Akinyi Achieng', birth: '1997-07-07', phone: '0712000001', phoneOwn: true, pregnancy: '2026-12-04', facility },
            { name: 'Akinyi Odhiambo', birth: '1997-07-07', phone: '0712000001', phoneOwn: true, pregnancy: '2026-12-01', facility },
            64,
            'possible',
        ],
    ])('%s', (_, one, other, points, band) => {
        expect(matchPersons(one, other)).toMatchObject({ points, band })
        expect(matchPersons(other, one).points).toBe(points)
    })

    test('a phone typed into the search lifts whoever has it to possible', () => {
        const match = matchPersons({ phone: '0712 345 678', phoneOwn: true }, { phone: '+254712345678', phoneOwn: true }, 'phone')
        expect(match).toMatchObject({ points: 60, band: 'possible' })
    })

    test('one number on two exact births years apart is a conflict, never a match', () => {
        const match = matchPersons({ ccc: '1307700123', birth: '1990-01-01' }, { ccc: '1307700123', birth: '1999-01-01' })
        expect(match).toEqual({ points: 60, band: 'possible', numberConflict: true })
    })

    test('names alone never make a match', () => {
        expect(matchPersons({ name: 'Mary Wanjiru Njeri' }, { name: 'Mary Wanjiru Njeri' }).band).toBe('weak')
    })
})

test.each([
    ['wanjiru', 'wnjr'],
    ['wanjeru', 'wnjr'],
    ['chebet', 'jbt'],
    ['jebet', 'jbt'],
    ['catherine', 'ktrn'],
    ['katherine', 'ktrn'],
    ['mohamed', 'mmd'],
    ['muhammad', 'mmd'],
])('%s sounds %s', (word, key) => {
    expect(soundKey(word)).toBe(key)
})
