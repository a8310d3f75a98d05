import { withGroups } from './groups.ts'

const HEADER = ['No', 'Name', 'Born', 'Name', 'Born', 'Seen by']

test('names that stand under several groups of columns are told apart by them', () => {
    expect(withGroups(HEADER, ['', 'First child', '', 'Second child (twin)', '', ''])).toEqual([
        'No',
        'First child Name',
        'First child Born',
        'Second child (twin) Name',
        'Second child (twin) Born',
        'Seen by',
    ])
})

test('what stands before the first group keeps its name', () => {
    expect(withGroups(['Name', 'Sex', 'Name'], ['', '', 'Child'])).toEqual(['Name', 'Sex', 'Child Name'])
})

test.each([
    ['no line above', undefined],
    ['a title', ['Register of mothers']],
    ['one group over both', ['', 'Children', '', '', '', 'Remarks']],
])('under %s they stay, and the rows must agree on them', (_, above) => {
    expect(withGroups(HEADER, above)).toEqual(HEADER)
})

test('names that stand once stay, whatever groups are above', () => {
    expect(withGroups(['No', 'Name', 'Born'], ['Mother', '', 'Child'])).toEqual(['No', 'Name', 'Born'])
})
