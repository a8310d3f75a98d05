import type { Ledger } from './ledger.ts'
import { page, type LedgerFixture } from './testLedger.ts'

/** What every implementation of `Ledger` must do about the subjects of rows. */
export const testSubjects = (name: string, make: () => LedgerFixture): void => {
    describe(`subjects: ${name}`, () => {
        let fixture: LedgerFixture
        let ledger: Ledger
        const reopen = () => {
            ledger.close()
            ledger = fixture.open()
        }
        beforeEach(() => {
            fixture = make()
            ledger = fixture.open()
            ledger.startRun('m2m', '1')
        })
        afterEach(() => {
            ledger.close()
            fixture.remove()
        })

        const amina = {
            kind: 'client',
            key: 'KE-1',
            standing: 'loaded' as const,
            trackedEntity: 'person00001',
            facts: { birth: '1999-01-02' },
        }

        it('are found by key and by mark at once, and in later runs', () => {
            ledger.subjects.remember(amina, ['CCC_NUMBER=1', 'NUPI=2'])
            const found = () => [
                ledger.subjects.get('client', 'KE-1'),
                ...ledger.subjects.marked('client', ['NUPI=2', 'CCC_NUMBER=9']),
                ...ledger.subjects.marked('infant', ['NUPI=2']),
            ]
            expect(found()).toMatchObject([amina, amina])
            ledger.subjects.turn()
            expect(found()).toMatchObject([amina, amina])
            ledger.commit(page())
            reopen()
            expect(found()).toMatchObject([amina, amina])
        })

        it('are forgotten when the page was not committed', () => {
            ledger.subjects.remember(amina, ['NUPI=2'])
            ledger.subjects.turn()
            reopen()
            expect(ledger.subjects.get('client', 'KE-1')).toBeUndefined()
            expect(ledger.subjects.marked('client', ['NUPI=2'])).toEqual([])
        })

        it('do not mix pages: what came after the turn waits for the next commit', () => {
            ledger.subjects.turn()
            ledger.subjects.remember(amina, [])
            ledger.commit(page())
            reopen()
            expect(ledger.subjects.get('client', 'KE-1')).toBeUndefined()
        })

        it('are written page by page, in their order, while several are on their way', () => {
            ledger.subjects.remember(amina, ['NUPI=2'])
            ledger.subjects.turn()
            ledger.subjects.remember({ ...amina, key: 'KE-2' }, ['NUPI=2'])
            ledger.subjects.turn()
            expect(ledger.subjects.marked('client', ['NUPI=2'])).toHaveLength(2)
            ledger.commit(page())
            reopen()
            expect(ledger.subjects.marked('client', ['NUPI=2'])).toMatchObject([amina])
        })

        it('of a run that broke off are not written by the next one', () => {
            ledger.subjects.remember(amina, [])
            ledger.subjects.turn()
            ledger.startRun('other', '1')
            ledger.subjects.remember({ ...amina, key: 'KE-2' }, [])
            ledger.subjects.turn()
            ledger.commit(page())
            reopen()
            expect(['KE-1', 'KE-2'].map((key) => ledger.subjects.get('client', key)?.key)).toEqual([undefined, 'KE-2'])
        })

        it('keep the marks of which a later row says nothing', () => {
            for (const [mark, more] of [
                ['NUPI=2', false],
                ['NUPI=3', true],
            ] as const) {
                ledger.subjects.remember(amina, [mark], more)
                ledger.subjects.turn()
                ledger.commit(page())
            }
            reopen()
            expect(['NUPI=2', 'NUPI=3'].map((mark) => ledger.subjects.marked('client', [mark]).length)).toEqual([1, 1])
        })

        it('lose the standing of a person whom DHIS2 did not take', () => {
            ledger.subjects.remember(amina, [])
            ledger.subjects.turn()
            ledger.commit(page({ notLoaded: new Map([['person00001', 'refused']]) }))
            expect(ledger.subjects.get('client', 'KE-1')?.standing).toBe('refused')
            reopen()
            expect(ledger.subjects.get('client', 'KE-1')?.standing).toBe('refused')
        })

        it('keep only their newest marks', () => {
            ledger.subjects.remember(amina, ['NUPI=2'])
            ledger.subjects.turn()
            ledger.commit(page())
            ledger.subjects.remember(amina, ['NUPI=3'])
            ledger.subjects.turn()
            ledger.commit(page())
            reopen()
            expect(ledger.subjects.marked('client', ['NUPI=2'])).toEqual([])
            expect(ledger.subjects.marked('client', ['NUPI=3'])).toHaveLength(1)
        })
    })
}
