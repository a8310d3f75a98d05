import { compiled, MAPPING, said, Trial } from './trying.ts'

/** Visits that tell of their form, and a sheet of repeats that knows the number of the form alone. */
const WITH_REPEATS = `${MAPPING.replace(
    '        plans:\n',
    '        tell: [{ kind: form, id: row.id, facts: { who: pid, day: day } }]\n        plans:\n'
)}    repeats:
        file: repeats.csv
        key: id
        orgUnit: parent
        parent: { kind: patient, id: pid }
        look: { told: { kind: form, id: row.form } }
        columns:
            form: { required: true }
            pid: { cel: told.who }
            day: { cel: told.day }
            topics: { as: split, list: topic }
        events:
            - { stage: VISIT, of: parent, on: day, values: { TOPIC_*: { each: topics } } }
`

let trial: Trial
beforeEach(async () => {
    trial = new Trial(await compiled(WITH_REPEATS))
})
const repeat = (form: string) => trial.laterRun().give('repeats', { id: 'R1', gone: '0', form, topics: 'food' })

test('a repeat is of the day and the person of its form', () => {
    const patient = trial.patient({})
    trial.visit({ id: 'V1', day: '2026-02-10' })
    expect(repeat('V1')).toMatchObject({
        outcome: 'load',
        orgUnit: 'ouNorth',
        wanted: [{ occurredAt: '2026-02-10', trackedEntity: patient.wanted[0]?.uid }],
    })
})

test('it waits while its form does, or is not there, and goes by itself afterwards', () => {
    trial.patient({})
    expect(said(repeat('V1'))).toBe('park PARENT_MISSING')
    trial.visit({ id: 'V1', day: '03/04/2026' })
    expect(said(repeat('V1'))).toBe('park PARENT_MISSING')
    trial.laterRun().visit({ id: 'V1', day: '2026-04-03' })
    expect(said(repeat('V1'))).toBe('load')
})

test('without the number of its form it is refused for that', () => {
    expect(repeat('')).toMatchObject({ outcome: 'reject', findings: [{ reason: 'MANDATORY_MISSING', column: 'form' }] })
})
