import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { akinyi, joy } from '../../testing/akinyi.ts'
import { stageUid, uidOf } from '../../testing/installed.ts'
import { akinyiWith, choose, done, fillIn, nameMentor, show } from '../../testing/visitForm.tsx'
import { dropDraft } from './drafts.ts'
import type { Event, TrackerPayload } from '#dhis2/tracker.ts'

const eventsOf = (payload: TrackerPayload | undefined): Map<string | undefined, Partial<Event>> =>
    new Map(
        (payload?.events ?? []).map((event) => [event.event === 'evPlan00000' ? 'plan' : `${event.programStage} ${event.status}`, event])
    )

const valueOf = (event: Partial<Event> | undefined, stem: string) =>
    event?.dataValues?.find(({ dataElement }) => dataElement === uidOf(`KMMP_${stem}`))?.value

afterEach(() => dropDraft('teAkinyi000 2026-11-21'))

describe('the form of a visit', () => {
    it('saves mother, baby and the next appointment in one request', async () => {
        const { sent } = show()
        await fillIn()
        await done()
        expect(await screen.findByText('the list')).toBeVisible()
        expect(screen.getByRole('alert')).toHaveTextContent('Visit saved. Next visit 21 Dec 2026.')
        expect(sent).toHaveLength(1)
        const events = eventsOf(sent[0])
        expect(events.size).toBe(3)
        expect(events.get('plan')).toMatchObject({
            status: 'COMPLETED',
            occurredAt: '2026-11-21',
            scheduledAt: '2026-11-19T00:00:00.000',
            assignedUser: { username: 'mentor' },
        })
        const visit = events.get('plan')
        expect([valueOf(visit, 'BREASTFEEDING_NOW'), valueOf(visit, 'SERVICE_POINT'), valueOf(visit, 'NEXT_APPT_DATE')]).toEqual([
            'true',
            'FACILITY_PNC_CWC',
            '2026-12-21',
        ])
        expect(valueOf(visit, 'SOURCE_SYSTEM')).toBe('DHIS2_APP')
        expect(valueOf(events.get(`${stageUid('KMMP_C_FUP')} COMPLETED`), 'WEIGHT_KG')).toBe('5.1')
        const next = events.get(`${stageUid('KMMP_M_PNC')} SCHEDULE`)
        expect(next).toMatchObject({ scheduledAt: '2026-12-21', assignedUser: { username: 'mentor' } })
        expect(next?.notes?.[0]?.value).toBe('KMMP1 key=PNC_CONTACT a=2026-09-12 v=2026-1 pair=teAkinyi000 src=APP')
    })

    it('says what is missing and leads to it', async () => {
        const { sent } = show()
        await screen.findByRole('form', { name: 'Visit of Saturday, 21 November 2026' })
        await done()
        const check = await screen.findByRole('region', { name: 'Please check' })
        expect(check).toHaveFocus()
        await userEvent.click(within(check).getByRole('button', { name: 'Feeding now, Baby Joy' }))
        const feeding = screen.getByRole('radiogroup', { name: 'Feeding now, Baby Joy' })
        expect(feeding).toHaveAccessibleDescription(/Please answer this/)
        expect(within(feeding).getByRole('radio', { name: 'Breast milk only' })).toHaveFocus()
        expect(sent).toEqual([])
    })

    it('is not finished without the mentor mother: DHIS2 would refuse it', async () => {
        show()
        await screen.findByRole('form', { name: 'Visit of Saturday, 21 November 2026' })
        await done()
        const check = await screen.findByRole('region', { name: 'Please check' })
        expect(within(check).getByRole('button', { name: 'Mentor Mother' })).toBeVisible()
    })

    it('asks when breastfeeding stopped only if it did, and keeps nothing of a question that is gone', async () => {
        const { sent } = show()
        await choose('Breastfeeding now?', 'No')
        await userEvent.type(screen.getByRole('textbox', { name: 'Date breastfeeding stopped' }), '30/11/2026')
        await userEvent.tab()
        expect(screen.getByRole('textbox', { name: 'Date breastfeeding stopped' })).toHaveAccessibleDescription(
            /This day is after the visit/
        )
        await fillIn()
        expect(screen.queryByRole('textbox', { name: 'Date breastfeeding stopped' })).not.toBeInTheDocument()
        await done()
        await screen.findByText('the list')
        expect(valueOf(eventsOf(sent[0]).get('plan'), 'BF_STOP_DATE')).toBeUndefined()
    })

    it('shows the last answer beside the question, and a slip at once', async () => {
        show()
        await choose('On treatment today?', 'Yes')
        expect(screen.getByRole('radiogroup', { name: 'How well does she take it?' })).toHaveAccessibleDescription(
            /Last time Good, 24 Oct 2026/
        )
        await userEvent.type(screen.getByRole('textbox', { name: 'Weight, kg, Baby Joy' }), '51')
        await userEvent.tab()
        expect(screen.getByRole('textbox', { name: 'Weight, kg, Baby Joy' })).toHaveAccessibleDescription(/cannot be more than 30/)
    })

    it('leaves out a baby who was not seen', async () => {
        const { sent } = show()
        await nameMentor()
        await choose('Breastfeeding now?', 'Yes')
        await choose('On treatment today?', 'Yes')
        await userEvent.click(screen.getByRole('checkbox', { name: 'Seen today' }))
        await done()
        await screen.findByText('the list')
        expect([...eventsOf(sent[0]).keys()]).toEqual(['plan', `${stageUid('KMMP_M_PNC')} SCHEDULE`])
    })

    it('proposes the next visit, takes another day, and refuses one too far away', async () => {
        const { sent } = show()
        const next = await screen.findByRole('textbox', { name: 'Next visit' })
        expect(next).toHaveValue('21/12/2026')
        expect(next).toHaveAccessibleDescription(/14-week visit due 19 Dec 2026/)
        await fillIn()
        await userEvent.clear(next)
        await userEvent.type(next, '1/6/2027')
        await done()
        expect(next).toHaveAccessibleDescription(/more than 92 days away/)
        await userEvent.clear(next)
        await userEvent.type(next, '2w')
        await done()
        await screen.findByText('the list')
        expect(eventsOf(sent[0]).get(`${stageUid('KMMP_M_PNC')} SCHEDULE`)?.scheduledAt).toBe('2026-12-05')
    })
})

describe('a test that the baby owes', () => {
    /** Joy without her first test: at ten weeks it is overdue */
    const untested = {
        ...joy,
        enrollments: joy.enrollments.map((enrollment) => ({
            ...enrollment,
            events: enrollment.events.filter(({ programStage }) => programStage !== stageUid('KMMP_C_TEST')),
        })),
    }

    it('is written as a sample that waits for its result, once ticked', async () => {
        const { sent } = show(undefined, { infants: [untested] })
        await fillIn()
        await userEvent.click(screen.getByRole('checkbox', { name: 'Sample taken from Baby Joy at this visit' }))
        await done()
        await screen.findByText('the list')
        const sample = eventsOf(sent[0]).get(`${stageUid('KMMP_C_TEST')} ACTIVE`)
        expect(sample).toMatchObject({ occurredAt: '2026-11-21' })
        expect(['CTEST_KIND', 'CTEST_POINT', 'SAMPLE_DATE', 'CTEST_RESULT', 'SOURCE_SYSTEM'].map((stem) => valueOf(sample, stem))).toEqual([
            'PCR',
            'W6',
            '2026-11-21',
            'PENDING',
            'DHIS2_APP',
        ])
    })

    it('is not written unless ticked', async () => {
        const { sent } = show(undefined, { infants: [untested] })
        await fillIn()
        await done()
        await screen.findByText('the list')
        expect([...eventsOf(sent[0]).keys()]).not.toContain(`${stageUid('KMMP_C_TEST')} ACTIVE`)
    })

    it('is not asked for when none is due', async () => {
        show()
        await screen.findByRole('form')
        expect(screen.queryByRole('checkbox', { name: /Sample taken/ })).not.toBeInTheDocument()
    })
})

describe('who is asked about', () => {
    it('leaves out a mother whose follow-up has ended', async () => {
        show(undefined, { mother: () => akinyiWith({ status: 'COMPLETED' }) })
        expect(await screen.findByRole('group', { name: /Baby Joy/ })).toBeVisible()
        expect(screen.queryByRole('group', { name: 'Mother' })).not.toBeInTheDocument()
    })

    it('calls the second twin Baby 2 also when the first is no longer followed', async () => {
        const { enrollments, relationships } = akinyi
        const linkTo = (uid: string) => ({ ...relationships[0], to: { trackedEntity: { trackedEntity: uid, attributes: [] } } })
        const twin = (uid: string, status: string) => ({
            ...joy,
            trackedEntity: uid,
            attributes: joy.attributes.slice(1),
            enrollments: joy.enrollments.map((enrollment) => ({
                ...enrollment,
                enrollment: `en${uid}`.slice(0, 11),
                trackedEntity: uid,
                status,
            })),
        })
        const links = [linkTo('aaTwin00001'), linkTo('bbTwin00002')]
        show(undefined, {
            mother: () => JSON.parse(JSON.stringify({ ...akinyi, enrollments, relationships: links })),
            infants: [twin('aaTwin00001', 'COMPLETED'), twin('bbTwin00002', 'ACTIVE')],
        })
        expect(await screen.findByRole('group', { name: /^Baby 2/ })).toBeVisible()
        expect(screen.queryByRole('group', { name: /^Baby 1/ })).not.toBeInTheDocument()
        expect(screen.getByRole('textbox', { name: 'Weight, kg, Baby 2' })).toBeVisible()
    })

    it('leaves out a baby who was not born on the day of the visit', async () => {
        show()
        const day = await screen.findByRole('textbox', { name: 'Day of the visit' })
        expect(screen.getByRole('group', { name: /Baby Joy/ })).toBeVisible()
        await userEvent.clear(day)
        await userEvent.type(day, '11/9/2026')
        expect(screen.queryByRole('group', { name: /Baby Joy/ })).not.toBeInTheDocument()
        expect(screen.getByRole('group', { name: 'Mother' })).toBeVisible()
    })

    it('saves nothing when nobody is left to record for', async () => {
        show(undefined, { mother: () => akinyiWith({ status: 'COMPLETED' }) })
        await userEvent.click(await screen.findByRole('checkbox', { name: 'Seen today' }))
        expect(screen.getByText('There is nobody to record this visit for.')).toBeVisible()
        expect(screen.getByRole('button', { name: 'Done' })).toBeDisabled()
    })
})

describe('the form for everybody', () => {
    it.each([
        ['en', false],
        ['sw', false],
        ['en', true],
    ] as const)('is accessible in %s, privacy %s, also with problems shown', async (language, privacy) => {
        const { container } = show(undefined, { language, privacy })
        await screen.findByRole('form')
        await userEvent.click(screen.getByRole('button', { name: /Done|Nimemaliza/ }))
        await waitFor(() => expect(screen.getByRole('region', { name: /Please check|Tafadhali angalia/ })).toBeVisible())
        expect((await axe(container)).violations).toEqual([])
    })

    it('says nothing of treatment in privacy mode', async () => {
        show(undefined, { privacy: true })
        expect(await screen.findByRole('radiogroup', { name: 'On medicine today?' })).toBeVisible()
        expect(screen.queryByText(/Last time/)).not.toBeInTheDocument()
        expect(document.body).not.toHaveTextContent(/HIV|treatment today|Akinyi/i)
    })
})
