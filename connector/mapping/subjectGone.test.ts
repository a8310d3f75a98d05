import { compiled, MAPPING, said, Trial } from './trying.ts'

let trial: Trial
beforeEach(async () => {
    trial = new Trial(await compiled())
})

describe('a patient who was delivered, once her own record may not be delivered any more', () => {
    test.each<[string, Record<string, string>, string]>([
        ['she does not agree', { consent: 'hapana' }, 'park PARENT_MISSING'],
        ['it was made for practice', { first: 'Test' }, 'skip TEST_RECORD'],
        ['the partner deleted it', { gone: '1' }, 'park PARENT_MISSING'],
    ])('has no visits delivered: %s', (_, cells, expected) => {
        trial.patient({})
        trial.laterRun().patient(cells)
        expect(said(trial.visit({}))).toBe(expected)
        trial.laterRun().patient({})
        expect(said(trial.visit({}))).toBe('load')
    })

    test.each<[string, Record<string, string>]>([
        ['another record of her number, made for practice', { id: 'P9', first: 'Test' }],
        ['another record of her number, without consent', { id: 'P9', consent: '' }],
        ['another record of her number, deleted', { id: 'P9', gone: '1' }],
        ['her own, with a fault of another kind', { joined: '' }],
    ])('goes on with her visits: %s', (_, cells) => {
        trial.patient({})
        trial.laterRun().patient(cells)
        expect(said(trial.visit({}))).toBe('load')
    })
})

describe('visits of somebody who never was of the programme', () => {
    const practice = { id: 'P9', first: 'Test' }

    it('are left out for the reason of their person, whatever else is wrong with them', () => {
        trial.patient(practice)
        expect(said(trial.visit({ day: 'never' }))).toBe('skip TEST_RECORD')
        expect(trial.visit({}).findings).toEqual([{ reason: 'TEST_RECORD', column: 'pid', detail: 'so is the record on which it hangs' }])
    })

    it('are delivered once her record is one of the programme', () => {
        trial.patient(practice)
        trial.laterRun().patient({ ...practice, first: 'Wanjiru' })
        expect(said(trial.visit({}))).toBe('load')
    })

    it('are left out as well when her record waited before', () => {
        trial.patient({ joined: '' })
        trial.laterRun().patient({ first: 'Test' })
        expect(said(trial.visit({}))).toBe('skip TEST_RECORD')
    })

    test.each([
        ['the record that waits comes before', ['real', 'practice']],
        ['the record that waits comes after', ['practice', 'real']],
    ])('wait for the right one of two records under a number: %s', (_, order) => {
        const rows = { real: { joined: '' }, practice }
        for (const name of [...order, ...order]) {
            trial.laterRun().patient(rows[name as keyof typeof rows])
        }
        expect(said(trial.visit({}))).toBe('park PARENT_MISSING')
    })
})

describe('a baby who was delivered, once the record of the mother may not be delivered any more', () => {
    const BABIES = `
    babies:
        file: babies.csv
        key: id
        subject: { kind: baby, id: bid }
        parent: { kind: patient, id: pid }
        columns: { pid: { required: true }, bid: { required: true }, born: { as: date, required: true } }
        entity: { type: PATIENT, attributes: { NAME: bid } }
        enrol: { program: CARE, on: born }
    weighings:
        file: weighings.csv
        key: id
        parent: { kind: baby, id: bid }
        columns: { bid: { required: true }, day: { as: date, required: true } }
        events:
            - { stage: VISIT, of: parent, on: day }
`
    const weighing = () => said(trial.give('weighings', { id: 'W1', mfl: '13077', bid: 'B1', day: '2026-03-01' }))
    beforeEach(async () => {
        trial = new Trial(await compiled(MAPPING + BABIES.slice(1)))
        trial.patient({})
        trial.give('babies', { id: 'B1', mfl: '13077', pid: 'KE-1', bid: 'B1', born: '2026-02-01' })
    })

    test.each<[string, Record<string, string>, string]>([
        ['she does not agree', { consent: 'hapana' }, 'park PARENT_MISSING'],
        ['it was made for practice', { first: 'Test' }, 'skip TEST_RECORD'],
        ['it only waits', { joined: '' }, 'load'],
        ['the partner deleted it', { gone: '1' }, 'load'],
    ])('what is told of the baby goes with it: %s', (_, cells, expected) => {
        expect(weighing()).toBe('load')
        trial.laterRun().patient(cells)
        expect(weighing()).toBe(expected)
        trial.laterRun().patient({})
        expect(weighing()).toBe('load')
    })
})
