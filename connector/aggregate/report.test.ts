import { FigureTally } from './report.ts'

test('a figure that is refused counts once, whatever the codes', () => {
    const tally = new FigureTally('2026-10-31')
    tally.sent({ created: 1, updated: 0, refused: 3, codes: new Map([['E8020', 1]]) })
    tally.sent({
        created: 0,
        updated: 1,
        refused: 1,
        codes: new Map([
            ['E7642', 1],
            ['E7640', 1],
        ]),
    })
    tally.refused('ORG_UNIT_NOT_ASSIGNED', 2)
    tally.refused('ORG_UNIT_OUT_OF_VIEW', 0)
    expect(tally.report()).toMatchObject({
        values: { created: 1, updated: 1, refused: 6 },
        refusals: [{ code: 'ORG_UNIT_NOT_ASSIGNED', values: 2 }, { code: 'E8020', values: 1 }, { code: 'E7642' }, { code: 'E7640' }],
    })
})
