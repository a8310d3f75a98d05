import { value, enrollment, person, visit } from '../testing/wanted.ts'
import type { Field } from './fields.ts'
import { changedObject, newObject } from './payload.ts'

const change = (name: string, text: string, scalar = false): Field => ({ name, value: text, owner: 'partner', scalar })
const of = { trackedEntity: 'person00001', enrollment: 'enroll00001' }

it('creates without empty values, which DHIS2 2.41 would store', () => {
    const wanted = person('person00001', { values: [value('name0000001', 'Amina'), value('number00001', '')] })
    expect(newObject(wanted)).toMatchObject({ attributes: [{ attribute: 'name0000001', value: 'Amina' }] })
})

it('keeps every scalar of an event that the row does not change: DHIS2 would reset it', () => {
    const payload = changedObject(
        visit('event000001', of),
        {
            kind: 'event',
            object: {
                event: 'event000001',
                programStage: 'stage000001',
                orgUnit: 'unit0000002',
                status: 'COMPLETED',
                occurredAt: '2026-02-03T00:00:00.000',
                scheduledAt: '2026-02-01T00:00:00.000',
                completedAt: '2026-02-04T09:00:00.000',
                followup: true,
                geometry: { type: 'Point' },
                assignedUser: { username: 'mentor' },
                attributeOptionCombo: 'combo000001',
                dataValues: [{ dataElement: 'element0001', value: '1' }],
            },
        },
        { write: [change('element0002', '2')], delivered: '' }
    )
    expect(payload).toEqual({
        event: 'event000001',
        ...of,
        program: 'program0001',
        programStage: 'stage000001',
        orgUnit: 'unit0000002',
        status: 'COMPLETED',
        occurredAt: '2026-02-03',
        scheduledAt: '2026-02-01',
        completedAt: '2026-02-04T09:00:00.000',
        followUp: true,
        followup: true,
        geometry: { type: 'Point' },
        assignedUser: { username: 'mentor' },
        attributeOptionCombo: 'combo000001',
        dataValues: [{ dataElement: 'element0002', value: '2' }],
    })
})

it('sends again what it delivered of an event: program rules of 2.42 see the payload alone', () => {
    const dataValues = [
        { dataElement: 'element0001', value: 'ours' },
        { dataElement: 'element0002', value: 'ours, changed now' },
        { dataElement: 'element0003', value: 'worked out by a rule' },
    ]
    const held = {
        kind: 'event' as const,
        object: { event: 'event000001', programStage: 'stage000001', status: 'COMPLETED' as const, dataValues },
    }
    const payload = changedObject(visit('event000001', of), held, {
        write: [change('element0002', 'new')],
        delivered: 'element0001 print;element0002 print;status print',
    })
    expect(payload).toMatchObject({
        dataValues: [
            { dataElement: 'element0001', value: 'ours' },
            { dataElement: 'element0002', value: 'new' },
        ],
    })
})

it('sends a completion date beside COMPLETED only: 2.42 refuses others', () => {
    const held = {
        kind: 'enrollment' as const,
        object: { enrollment: 'enroll00001', status: 'COMPLETED' as const, completedAt: '2026-03-01' },
    }
    const reopened = changedObject(enrollment('enroll00001', 'person00001'), held, {
        write: [change('status', 'ACTIVE', true)],
        delivered: '',
    })
    expect(reopened).not.toHaveProperty('completedAt')
    expect(changedObject(enrollment('enroll00001', 'person00001'), held, { write: [], delivered: '' })).toMatchObject({
        completedAt: '2026-03-01',
    })
})

it('keeps the category that an enrollment of 2.43 has: left out, it would become the default or be refused (E1055)', () => {
    const object = { enrollment: 'enroll00001', attributeOptionCombo: 'combo000001' }
    const payload = changedObject(enrollment('enroll00001', 'person00001'), { kind: 'enrollment', object }, { write: [], delivered: '' })
    expect(payload).toMatchObject({ attributeOptionCombo: 'combo000001' })
})

it('gives a note the same UID each time, so that a repeated request adds none', () => {
    const plan = visit('event000001', of, { status: 'SCHEDULE', note: 'KMMP1' })
    expect(newObject(plan)).toEqual(newObject({ ...plan }))
    expect(newObject(plan)).toMatchObject({ notes: [{ value: 'KMMP1' }] })
})
