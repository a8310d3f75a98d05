import type { CompiledMapping } from './compileMapping.ts'
import { compiled, said, Trial } from './trying.ts'

let mapping: CompiledMapping
let trial: Trial

beforeAll(async () => {
    mapping = await compiled()
})
beforeEach(() => {
    trial = new Trial(mapping)
})

const second = { id: 'P2', pid: 'KE-2' }

describe('a person who comes twice in an export', () => {
    test.each<[string, Record<string, string>, string]>([
        ['same number, same names', {}, 'load_warn DUPLICATE_CLIENT'],
        [
            'same number, names the other way round and spelled as heard',
            { first: 'Achieng', last: 'Wanjeru' },
            'load_warn DUPLICATE_CLIENT',
        ],
        ['same number, same names, another phone', { phone: '0722000000' }, 'load_warn DUPLICATE_CLIENT'],
        ['same number, other names and birth', { first: 'Halima', last: 'Abdi', dob: '1980-01-01' }, 'park IDENTITY_AMBIGUOUS'],
        ['same number, other names', { first: 'Halima', last: 'Abdi' }, 'park IDENTITY_AMBIGUOUS'],
        ['no number, same names, birth and phone', { number: '' }, 'park IDENTITY_AMBIGUOUS'],
        ['no number, names the other way round', { number: '', first: 'Achieng', last: 'Wanjiru' }, 'park IDENTITY_AMBIGUOUS'],
        ['no number, born a year apart, estimated', { number: '', dob: '1998-12-01', estimated: 'yes' }, 'park IDENTITY_AMBIGUOUS'],
        ['no number, born a year apart, exact', { number: '', dob: '1998-12-01' }, 'load'],
        ['no number, no phone to compare', { number: '', phone: '' }, 'load'],
        ['no number, the phone of another woman', { number: '', first: 'Halima' }, 'load'],
        ['another number, all else the same', { number: 'N2' }, 'load'],
        ['no number, another case, all else the same', { number: '', case_id: 'c2' }, 'park IDENTITY_AMBIGUOUS'],
        ['no number or phone, the same case', { number: '', phone: '', case_id: 'C1' }, 'load_warn DUPLICATE_CLIENT'],
        [
            'no number or phone, the same case, other names',
            { number: '', phone: '', first: 'Halima', case_id: 'C1' },
            'park IDENTITY_AMBIGUOUS',
        ],
    ])('%s', (_, cells, expected) => {
        trial.patient({ case_id: 'c1' })
        expect(said(trial.patient({ ...second, ...cells }))).toBe(expected)
    })

    test('a duplicate wants nothing of its own, and its visits belong to the one person', () => {
        const [, enrollment] = trial.patient({}).wanted
        expect(trial.patient(second).wanted).toEqual([])
        const { wanted } = trial.visit({ pid: 'KE-2' })
        expect(wanted).toMatchObject([
            { trackedEntity: enrollment && 'trackedEntity' in enrollment && enrollment.trackedEntity, enrollment: enrollment?.uid },
        ])
    })

    test('visits of one who waits for a decision wait too', () => {
        trial.patient({})
        trial.patient({ ...second, number: '' })
        expect(said(trial.visit({ pid: 'KE-2' }))).toBe('park PARENT_MISSING')
    })

    test('joining again after leaving is a new enrollment of the same person', () => {
        const [person, first] = trial.patient({ left: '2026-03-01' }).wanted
        const again = trial.patient({ ...second, joined: '2026-06-01' })
        expect(said(again)).toBe('load')
        expect(again.wanted.map(({ kind }) => kind)).toEqual(['enrollment', 'event'])
        expect(again.wanted[0]).toMatchObject({ trackedEntity: person?.uid })
        expect(again.wanted[0]?.uid).not.toBe(first?.uid)
        expect(trial.visit({ pid: 'KE-2' }).wanted).toMatchObject([{ trackedEntity: person?.uid, enrollment: again.wanted[0]?.uid }])
    })

    test('a new episode under the very same number waits, so that nothing takes the place of the old one', () => {
        trial.patient({ left: '2026-03-01' })
        expect(said(trial.patient({ id: 'P2', joined: '2026-06-01' }))).toBe('park IDENTITY_AMBIGUOUS')
    })

    test('one number for two records of one person is a duplicate, for two persons a question', () => {
        trial.patient({})
        expect(said(trial.patient({ id: 'P2' }))).toBe('load_warn DUPLICATE_CLIENT')
        expect(said(trial.patient({ id: 'P3', first: 'Halima', last: 'Abdi' }))).toBe('park IDENTITY_AMBIGUOUS')
    })
})

describe('what a person decided about somebody who is like an earlier one', () => {
    const like = { ...second, number: '' }
    const first = (cells = {}) => trial.patient(cells).wanted[0]?.uid ?? ''

    test('is asked with the earlier person and points of likeness', () => {
        const uid = first({ number: '' })
        expect(trial.patient(like).candidates).toEqual([{ uid, points: 62 }])
        const named = first({ id: 'P3', pid: 'KE-3', number: 'N3', phone: '0722000000', first: 'Halima', last: 'Abdi' })
        expect(trial.laterRun().patient({ ...second, number: 'N3' }).candidates).toEqual([{ uid: named, points: expect.any(Number) }])
    })

    test('the same: the row is linked to the earlier person, and so are its visits', () => {
        const uid = first()
        expect(said(trial.patient(like, { same: uid, others: [] }))).toBe('load_warn DUPLICATE_CLIENT')
        expect(trial.visit({ pid: 'KE-2' }).wanted).toMatchObject([{ trackedEntity: uid }])
    })

    test('another: a person of her own, and neither is asked about again when her row changes', () => {
        const uid = first({ number: '' })
        const other = trial.patient(like, { others: [uid] })
        expect(said(other)).toBe('load')
        expect(other.wanted[0]?.uid).not.toBe(uid)
        expect(said(trial.laterRun().patient({ number: '', joined: '2026-01-11' }))).toBe('load')
        expect(said(trial.patient({ ...like, joined: '2026-01-11' }, { others: [uid] }))).toBe('load')
    })

    test('two records under one client number can be no two persons, whatever was decided', () => {
        const uid = first()
        const reused = trial.patient({ id: 'P3', first: 'Halima', last: 'Abdi' }, { others: [uid] })
        expect([said(reused), reused.candidates]).toEqual(['park IDENTITY_AMBIGUOUS', []])
    })
})

describe('a record that the partner merged into another', () => {
    test('belongs to the person who was kept, whatever its own names say', () => {
        const uid = trial.patient({}).wanted[0]?.uid
        const merged = trial.patient({ ...second, number: 'N2', first: 'Halima', last: 'Abdi', kept_as: 'KE-1' })
        expect([said(merged), merged.wanted]).toEqual(['load_warn DUPLICATE_CLIENT', []])
        expect(trial.visit({ pid: 'KE-2' }).wanted).toMatchObject([{ trackedEntity: uid }])
    })

    test('waits until the one who was kept is loaded', () => {
        expect(said(trial.patient({ kept_as: 'KE-9' }))).toBe('park PARENT_MISSING')
    })

    test('is itself when it names itself', () => {
        expect(said(trial.patient({ kept_as: 'KE-1' }))).toBe('load')
    })
})

test('the next export finds everybody where they were, in any order of rows', () => {
    const rows: Record<string, string>[] = [
        {},
        second,
        { id: 'P3', pid: 'KE-3', number: '' },
        { id: 'P4', pid: 'KE-4', number: 'N4', first: 'Halima' },
    ]
    const first = rows.map((cells) => said(trial.patient(cells)))
    const later = new Trial(mapping, trial.index)
    const again = rows.toReversed().map((cells) => said(later.patient(cells)))
    expect(again.toReversed()).toEqual(first)
    expect(first).toEqual(['load', 'load_warn DUPLICATE_CLIENT', 'park IDENTITY_AMBIGUOUS', 'load'])
})
