import { infant, mother, pair } from '../testing/pair.ts'
import { guidelines } from './guidelines.ts'
import { nextContact } from './nextContact.ts'

// a visit on 21 November 2026 of an infant born on 12 September
const visit = { stage: 'KMMP_M_PNC', on: '2026-11-21' }
const woman = mother({ joined: '2026-06-01', events: [{ stage: 'KMMP_M_DELIVERY', on: '2026-09-12' }, visit] })
const tested = { stage: 'KMMP_C_TEST', on: '2026-10-24', values: { CTEST_RESULT: 'NEGATIVE' } }

test('the visit at 14 weeks falls on a Saturday and moves to Monday', () => {
    const next = nextContact(pair({ mother: woman, infants: [infant({ born: '2026-09-12', events: [tested] })] }), guidelines, '2026-11-21')
    expect(next).toMatchObject({ on: '2026-12-21', movedFrom: '2026-12-19', because: [{ key: 'PNC_CONTACT', n: 4 }] })
})

test('a holiday moves it one day more', () => {
    const episode = pair({ mother: woman, infants: [infant({ born: '2026-09-12', events: [tested] })] })
    expect(nextContact(episode, guidelines, '2026-11-21', new Set(['2026-12-21']))).toMatchObject({ on: '2026-12-22' })
})

test('a test of the infant that is still owed brings them back in a week', () => {
    const next = nextContact(pair({ mother: woman, infants: [infant({ born: '2026-09-12' })] }), guidelines, '2026-11-21')
    expect(next).toMatchObject({ on: '2026-11-30', movedFrom: '2026-11-28', because: [{ key: 'PCR_W6' }] })
})

test('when nothing falls due within three months, twelve weeks on', () => {
    const old = pair({ mother: mother({ joined: '2024-01-01', events: [{ stage: 'KMMP_M_DELIVERY', on: '2024-02-01' }] }) })
    expect(nextContact(old, guidelines, '2026-11-20')).toEqual({ on: '2027-02-12', because: [], movedFrom: undefined })
})
