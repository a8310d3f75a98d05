import { plansAtVisit } from './plans.ts'
import { visitBody } from './visitBody.ts'
import type { VisitPart } from './visitBody.ts'
import type { Event } from '#dhis2/tracker.ts'

const plan = (event: string, scheduledAt: string, more: Partial<Event> = {}): Event => ({
    event,
    programStage: 'stPnc000000',
    enrollment: 'enMother000',
    orgUnit: 'ouMathare00',
    status: 'SCHEDULE',
    scheduledAt: `${scheduledAt}T00:00:00.000`,
    ...more,
})

const part = (events: Event[]): VisitPart => ({
    enrollment: 'enMother000',
    program: 'prMother000',
    stage: 'stPnc000000',
    events,
    dataValues: [{ dataElement: 'deAdherence', value: 'GOOD' }],
    visit: 'evNew000000',
})

const next = {
    event: 'evNext00000',
    enrollment: 'enMother000',
    program: 'prMother000',
    stage: 'stPnc000000',
    on: '2026-12-21',
    note: 'KMMP1 key=PNC_CONTACT',
}

const sent = (events: Event[], on = '2026-11-21') =>
    new Map(visitBody({ on, orgUnit: 'ouMathare00', parts: [part(events)], plans: [next] }).events?.map((event) => [event.event, event]))

describe('which plan a visit keeps', () => {
    it.each([
        ['2026-11-21', 'evPlan00000'],
        ['2026-11-14', 'evPlan00000'],
        ['2026-11-28', 'evPlan00000'],
        ['2026-11-13', undefined],
        ['2026-11-29', undefined],
    ])('a plan for %s', (day, kept) => {
        expect(plansAtVisit([plan('evPlan00000', day)], { stage: 'stPnc000000' }, '2026-11-21').kept?.event).toBe(kept)
    })

    it('keeps the nearest and makes the others pointless', () => {
        const found = plansAtVisit(
            [plan('evLong00000', '2026-10-01'), plan('evNear00000', '2026-11-20'), plan('evLater0000', '2026-12-19')],
            { stage: 'stPnc000000' },
            '2026-11-21'
        )
        expect(found.kept?.event).toBe('evNear00000')
        expect(found.skipped.map((event) => event.event)).toEqual(['evLong00000', 'evLater0000'])
    })

    it('ends plans of the pregnancy with a visit after birth', () => {
        const antenatal = plan('evAnc000000', '2026-11-20', { programStage: 'stAnc000000' })
        expect(plansAtVisit([antenatal], { stage: 'stPnc000000', ends: ['stAnc000000'] }, '2026-11-21')).toEqual({
            kept: undefined,
            skipped: [antenatal],
        })
    })

    it('leaves plans of other stages and closed plans alone', () => {
        const others = [
            plan('evTest00000', '2026-11-21', { programStage: 'stTest00000' }),
            plan('evGone00000', '2026-11-21', { status: 'SKIPPED' }),
        ]
        expect(plansAtVisit(others, { stage: 'stPnc000000' }, '2026-11-21')).toEqual({ kept: undefined, skipped: [] })
    })
})

describe('what a finished visit sends', () => {
    it('turns the plan of these days into the visit and keeps its planned day and its person', () => {
        const events = sent([plan('evPlan00000', '2026-11-24', { assignedUser: { username: 'mentor' }, followUp: true })])
        expect(events.get('evPlan00000')).toEqual({
            event: 'evPlan00000',
            program: 'prMother000',
            programStage: 'stPnc000000',
            enrollment: 'enMother000',
            orgUnit: 'ouMathare00',
            status: 'COMPLETED',
            occurredAt: '2026-11-21',
            scheduledAt: '2026-11-24T00:00:00.000',
            followUp: true,
            assignedUser: { username: 'mentor' },
            dataValues: [{ dataElement: 'deAdherence', value: 'GOOD' }],
        })
        expect(events.has('evNew000000')).toBe(false)
        expect(events.get('evNext00000')?.assignedUser).toEqual({ username: 'mentor' })
    })

    it('keeps the mark for follow-up also where the server spells it in small letters', () => {
        const events = sent([plan('evPlan00000', '2026-11-24', { followup: true }), plan('evLater0000', '2026-12-19', { followup: true })])
        expect([...events.values()].map(({ event, followup }) => [event, followup])).toEqual([
            ['evPlan00000', true],
            ['evLater0000', true],
            ['evNext00000', undefined],
        ])
    })

    it('records a new event and closes the plan when she came much earlier', () => {
        const events = sent([plan('evPlan00000', '2026-12-19')])
        expect(events.get('evNew000000')).toMatchObject({ status: 'COMPLETED', occurredAt: '2026-11-21' })
        expect(events.get('evPlan00000')).toMatchObject({ status: 'SKIPPED', scheduledAt: '2026-12-19T00:00:00.000' })
        expect(events.get('evPlan00000')).not.toHaveProperty('occurredAt')
    })

    it('plans the next appointment with its purpose', () => {
        expect(sent([]).get('evNext00000')).toEqual({
            event: 'evNext00000',
            program: 'prMother000',
            programStage: 'stPnc000000',
            enrollment: 'enMother000',
            orgUnit: 'ouMathare00',
            status: 'SCHEDULE',
            scheduledAt: '2026-12-21',
            notes: [{ value: 'KMMP1 key=PNC_CONTACT' }],
        })
    })

    it('is the same however often it is built, so that sending again doubles nothing', () => {
        const events = [plan('evPlan00000', '2026-12-19')]
        expect([...sent(events).keys()]).toEqual([...sent(events).keys()])
    })
})
