import { TestedLedger, page, type LedgerFixture } from './testLedger.ts'

/** What every implementation of `Ledger` must do about the subjects of rows. */
export const testSubjects = (name: string, make: () => LedgerFixture): void => {
    describe(`subjects: ${name}`, () => {
        let tested: TestedLedger
        beforeEach(() => (tested = new TestedLedger(make())))
        afterEach(() => tested.remove())

        const amina = {
            kind: 'client',
            key: 'KE-1',
            standing: 'loaded' as const,
            trackedEntity: 'person00001',
            facts: { birth: '1999-01-02' },
        }

        it('are found by key and by mark at once, and in later runs', () => {
            tested.ledger.subjects.remember(amina, ['CCC_NUMBER=1', 'NUPI=2'])
            const found = () => [
                tested.ledger.subjects.get('client', 'KE-1'),
                ...tested.ledger.subjects.marked('client', ['NUPI=2', 'CCC_NUMBER=9']),
                ...tested.ledger.subjects.marked('infant', ['NUPI=2']),
            ]
            expect(found()).toMatchObject([amina, amina])
            tested.ledger.subjects.turn()
            expect(found()).toMatchObject([amina, amina])
            tested.ledger.commit(page())
            tested.reopen()
            expect(found()).toMatchObject([amina, amina])
        })

        it('are forgotten when the page was not committed', () => {
            tested.ledger.subjects.remember(amina, ['NUPI=2'])
            tested.ledger.subjects.turn()
            tested.reopen()
            expect(tested.ledger.subjects.get('client', 'KE-1')).toBeUndefined()
            expect(tested.ledger.subjects.marked('client', ['NUPI=2'])).toEqual([])
        })

        it('do not mix pages: what came after the turn waits for the next commit', () => {
            tested.ledger.subjects.turn()
            tested.ledger.subjects.remember(amina, [])
            tested.ledger.commit(page())
            tested.reopen()
            expect(tested.ledger.subjects.get('client', 'KE-1')).toBeUndefined()
        })

        it('are written page by page, in their order, while several are on their way', () => {
            tested.ledger.subjects.remember(amina, ['NUPI=2'])
            tested.ledger.subjects.turn()
            tested.ledger.subjects.remember({ ...amina, key: 'KE-2' }, ['NUPI=2'])
            tested.ledger.subjects.turn()
            expect(tested.ledger.subjects.marked('client', ['NUPI=2'])).toHaveLength(2)
            tested.ledger.commit(page())
            tested.reopen()
            expect(tested.ledger.subjects.marked('client', ['NUPI=2'])).toMatchObject([amina])
        })

        it('of a run that broke off are not written by the next one', () => {
            tested.ledger.subjects.remember(amina, [])
            tested.ledger.subjects.turn()
            tested.ledger.startRun('other', '1')
            tested.ledger.subjects.remember({ ...amina, key: 'KE-2' }, [])
            tested.ledger.subjects.turn()
            tested.ledger.commit(page())
            tested.reopen()
            expect(['KE-1', 'KE-2'].map((key) => tested.ledger.subjects.get('client', key)?.key)).toEqual([undefined, 'KE-2'])
        })

        it('keep the marks of which a later row says nothing', () => {
            for (const [mark, more] of [
                ['NUPI=2', false],
                ['NUPI=3', true],
            ] as const) {
                tested.ledger.subjects.remember(amina, [mark], more)
                tested.ledger.subjects.turn()
                tested.ledger.commit(page())
            }
            tested.reopen()
            expect(['NUPI=2', 'NUPI=3'].map((mark) => tested.ledger.subjects.marked('client', [mark]).length)).toEqual([1, 1])
        })

        it('lose the standing of a person whom DHIS2 did not take', () => {
            tested.ledger.subjects.remember(amina, [])
            tested.ledger.subjects.turn()
            tested.ledger.commit(page({ notLoaded: new Map([['person00001', 'refused']]) }))
            expect(tested.ledger.subjects.get('client', 'KE-1')?.standing).toBe('refused')
            tested.reopen()
            expect(tested.ledger.subjects.get('client', 'KE-1')?.standing).toBe('refused')
        })

        it('keep only their newest marks', () => {
            tested.ledger.subjects.remember(amina, ['NUPI=2'])
            tested.ledger.subjects.turn()
            tested.ledger.commit(page())
            tested.ledger.subjects.remember(amina, ['NUPI=3'])
            tested.ledger.subjects.turn()
            tested.ledger.commit(page())
            tested.reopen()
            expect(tested.ledger.subjects.marked('client', ['NUPI=2'])).toEqual([])
            expect(tested.ledger.subjects.marked('client', ['NUPI=3'])).toHaveLength(1)
        })
    })
}
