import type { ChangeGroup } from './changes.ts'
import { judgeValues } from './sendValues.ts'
import type { DataValueSummary } from '#dhis2/dataValues.ts'

const change = (dataElement: string, before: boolean, value = 1) => ({
    period: '202609',
    attributeOptionCombo: 'aoc',
    dataElement,
    categoryOptionCombo: 'coc',
    value,
    before,
})
const group: ChangeGroup = {
    period: '202609',
    attributeOptionCombo: 'aoc',
    changes: [change('new', false), change('old', true), change('gone', true, 0)],
}

const summary = (
    status: DataValueSummary['status'],
    counts: Partial<DataValueSummary['importCount']>,
    more: Partial<DataValueSummary> = {}
): DataValueSummary => ({
    status,
    importCount: { imported: 0, updated: 0, ignored: 0, deleted: 0, ...counts },
    ...more,
})

// the same outcome in the words of each version
test.each<[string, DataValueSummary, object]>([
    ['2.42 took all', summary('SUCCESS', { imported: 1, updated: 2 }), { created: 1, updated: 2, refused: 0 }],
    ['2.43 took all', summary('SUCCESS', { updated: 3 }), { created: 1, updated: 2, refused: 0 }],
    ['2.42 held some of them already', summary('SUCCESS', { imported: 1, ignored: 2 }), { created: 1, updated: 2, refused: 0 }],
    [
        'one value was refused',
        summary(
            'WARNING',
            { imported: 1, updated: 1, ignored: 1 },
            { conflicts: [{ errorCode: 'E7642', indexes: [1] }], rejectedIndexes: [1] }
        ),
        { created: 1, updated: 1, refused: 1, codes: new Map([['E7642', 1]]) },
    ],
    [
        '2.43 refused the whole set',
        summary('ERROR', {}, { conflicts: [{ errorCode: 'E8020' }], rejectedIndexes: [0, 1, 2] }),
        { created: 0, updated: 0, refused: 3, codes: new Map([['E8020', 3]]) },
    ],
    ['an abort without a code', summary('ERROR', {}), { refused: 3, codes: new Map([['UNNAMED', 3]]) }],
    [
        'a zero vanished',
        summary('SUCCESS', { imported: 1, updated: 1 }),
        { created: 1, updated: 1, refused: 1, codes: new Map([['VANISHED', 1]]) },
    ],
])('%s', (_, given, expected) => {
    expect(judgeValues(given, group)).toMatchObject(expected)
})
