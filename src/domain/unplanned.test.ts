import type { History } from './history.ts'
import { overlooked, unplannedPairs } from './unplanned.ts'
import type { PairPeople } from './worklist.ts'
import type { Event } from '#dhis2/tracker.ts'

const stages = new Map([
    ['stAnc000000', 'KMMP_M_ANC'],
    ['stPnc000000', 'KMMP_M_PNC'],
    ['stTest00000', 'KMMP_C_TEST'],
])
const born = (trackedEntity: string, birth: string) => ({ trackedEntity, attributes: { DATE_OF_BIRTH: birth } })
const people = new Map<string, PairPeople>([
    ['teAkinyi000', { mother: {}, infants: [born('teJoy000000', '2026-09-12')] }],
    ['teNjeri0000', { mother: {}, infants: [] }],
    ['teBaraka000', { infants: [born('teBaraka000', '2026-10-01')] }],
])
const plan = (trackedEntity: string, programStage: string, scheduledAt: string): Event => ({
    event: `ev${trackedEntity}`,
    trackedEntity,
    programStage,
    scheduledAt: `${scheduledAt}T00:00:00.000`,
})

describe('pairs for whom nobody has planned', () => {
    it.each<[string, Event[], [string, boolean][]]>([
        [
            'all, the youngest infants first',
            [],
            [
                ['teBaraka000', false],
                ['teAkinyi000', false],
                ['teNjeri0000', false],
            ],
        ],
        [
            'not a mother whose infant has a plan within a week',
            [plan('teJoy000000', 'stTest00000', '2026-11-28'), plan('teNjeri0000', 'stAnc000000', '2026-11-20')],
            [['teBaraka000', false]],
        ],
        [
            'a mother whose only plan is of the pregnancy that is over',
            [plan('teAkinyi000', 'stAnc000000', '2026-08-01'), plan('teNjeri0000', 'stAnc000000', '2026-08-01')],
            [
                ['teBaraka000', false],
                ['teAkinyi000', true],
            ],
        ],
        [
            'not a mother who also has a plan after the birth',
            [plan('teAkinyi000', 'stAnc000000', '2026-08-01'), plan('teAkinyi000', 'stPnc000000', '2026-11-24')],
            [
                ['teBaraka000', false],
                ['teNjeri0000', false],
            ],
        ],
    ])('%s', (_case, plans, expected) => {
        expect(unplannedPairs(people, plans, { today: '2026-11-21', stages }).map(({ pair, outlived }) => [pair, outlived])).toEqual(
            expected
        )
    })

    it('leaves to the list of today who is still waited for since the pregnancy, and takes who came since', () => {
        const history = (cameSinceBirth: boolean): History => ({ owed: [], settled: new Set(), cameSinceBirth })
        const pairs = [
            { pair: 'teAkinyi000', outlived: true, later: [] },
            { pair: 'teNjeri0000', outlived: false, later: [] },
        ]
        const shown = (came: boolean) => overlooked(pairs, new Map([['teAkinyi000', history(came)]])).map(({ pair }) => pair)
        expect(shown(true)).toEqual(['teAkinyi000', 'teNjeri0000'])
        expect(shown(false)).toEqual(['teNjeri0000'])
    })

    it.each([
        ['overdue', ['teAkinyi000']],
        ['due', []],
    ] as const)('shows a plan beyond the week only when something is past its limit: %s', (state, shown) => {
        const [later] = unplannedPairs(new Map([...people].slice(0, 1)), [plan('teAkinyi000', 'stPnc000000', '2026-11-29')], {
            today: '2026-11-21',
            stages,
        })
        const due = { key: 'PCR_W6', subject: 'teJoy000000', state, due: '2026-10-24', overdueFrom: '2026-11-14', days: 28 }
        const owed = [{ ...due, reason: { code: 'LATE' as const, params: { days: 28 } } }]
        const histories = new Map([['teAkinyi000', { owed, settled: new Set<string>(), cameSinceBirth: true }]])
        expect(overlooked(later ? [later] : [], histories).map(({ pair }) => pair)).toEqual(shown)
    })
})
