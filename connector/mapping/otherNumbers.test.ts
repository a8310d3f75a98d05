import { compiled, loaded, MAPPING, said, Trial } from './trying.ts'

const NUMBERED = MAPPING.replace('{ kind: patient, id: pid }', '{ kind: patient, id: pid, also: [case_no] }').replace(
    'kept_as:',
    'kept_as:\n            case_no:'
)
/** Visits that know the patient by the number of her case, and name no facility. */
const BY_CASE = NUMBERED.replace('parent: { kind: patient, id: pid }', 'parent: { kind: patient, id: pid, by: case_no }').replace(
    'file: visits.csv\n',
    'file: visits.csv\n        orgUnit: parent\n'
)

let trial: Trial
beforeEach(async () => {
    trial = new Trial(await compiled(BY_CASE))
})
const visitOf = (caseNo: string): string => said(trial.laterRun().visit({ pid: caseNo, mfl: '' }))
const OTHER = { first: 'Moraa', last: 'Naliaka', dob: '1985-01-01', phone: '', number: '' }

test('a visit that knows the patient by her other number, in any case, belongs to her and to her facility', () => {
    const patient = trial.patient({ case_no: 'f00d-77' })
    const visit = trial.visit({ pid: 'F00D-77', mfl: '' })
    expect(said(visit)).toBe('load')
    expect(visit).toMatchObject({ orgUnit: 'ouNorth', wanted: [{ trackedEntity: patient.wanted[0]?.uid, orgUnit: 'ouNorth' }] })
})

test('it waits while she is not there, and goes by itself once she is', () => {
    expect(visitOf('f00d-77')).toBe('park PARENT_MISSING')
    trial.patient({ case_no: 'f00d-77' })
    expect(visitOf('f00d-77')).toBe('load')
})

test('her own number is not taken for it', () => {
    trial.patient({ pid: 'KE-1', case_no: 'f00d-77' })
    expect(visitOf('KE-1')).toBe('park PARENT_MISSING')
})

test('a number that two patients have leads to neither', () => {
    trial.patient({ id: 'P1', pid: 'KE-1', case_no: 'f00d-77' })
    trial.patient({ id: 'P2', pid: 'KE-2', case_no: 'f00d-77', ...OTHER })
    expect(visitOf('f00d-77')).toBe('park PARENT_MISSING')
})

test('so it does on a later day on which the row of only one of them comes', () => {
    trial.patient({ id: 'P1', pid: 'KE-1', case_no: 'f00d-77' })
    const second = { id: 'P2', pid: 'KE-2', case_no: 'f00d-77', ...OTHER }
    trial.patient(second)
    trial.laterRun().patient({ ...second, last: 'Nekesa' })
    expect(visitOf('f00d-77')).toBe('park PARENT_MISSING')
})

test('once one of them has another number, it leads to the other', () => {
    const first = trial.patient({ id: 'P1', pid: 'KE-1', case_no: 'f00d-77' })
    trial.patient({ id: 'P2', pid: 'KE-2', case_no: 'f00d-77', ...OTHER })
    trial.laterRun().patient({ id: 'P2', pid: 'KE-2', case_no: 'f00d-78', ...OTHER })
    expect(trial.visit({ pid: 'f00d-77', mfl: '' })).toMatchObject({ wanted: [{ trackedEntity: first.wanted[0]?.uid }] })
})

test('a number of everybody is nobody’s', () => {
    for (let place = 1; place <= 12; place++) {
        trial.patient({ ...OTHER, id: `P${place}`, pid: `KE-${place}`, case_no: '0000', last: `Naliaka ${place}` })
    }
    trial.laterRun()
    for (let place = 2; place <= 9; place++) {
        trial.patient({ ...OTHER, id: `P${place}`, pid: `KE-${place}`, case_no: `f00d-${place}`, last: `Naliaka ${place}` })
    }
    expect([visitOf('0000'), visitOf('f00d-5')]).toEqual(['park PARENT_MISSING', 'load'])
})

test('a patient whose record gets another key is found all the same', () => {
    trial.patient({ id: 'P1', pid: 'KE-1', case_no: 'f00d-77' })
    trial.laterRun().patient({ id: 'P1', pid: 'KE-9', case_no: 'f00d-77', ...OTHER })
    expect(visitOf('f00d-77')).toBe('load')
})

test.each([
    [
        'a number that nobody remembers',
        MAPPING.replace('parent: { kind: patient, id: pid }', 'parent: { kind: patient, id: pid, by: case_no }'),
        'No stream remembers "case_no" of a patient.',
    ],
    [
        'the facility of a parent where rows have none',
        NUMBERED.replace('file: patients.csv\n', 'file: patients.csv\n        orgUnit: parent\n'),
        'have no parent whose facility could be theirs',
    ],
])('a mapping that asks for %s says so', async (_, mapping, what) => {
    await expect(loaded(mapping)).rejects.toMatchObject({ mistakes: [{ what: expect.stringContaining(what) }] })
})
