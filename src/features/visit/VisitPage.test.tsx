import { FetchError } from '@dhis2/app-runtime'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { Route, Routes } from 'react-router-dom'
import { akinyi, joy, plan } from '../../testing/akinyi.ts'
import { installed, optionSetsAnswer, stageUid, uidOf } from '../../testing/installed.ts'
import { At, nurse } from '../../testing/place.tsx'
import { renderApp } from '../../testing/render.tsx'
import type { Request } from '../../testing/render.tsx'
import { draftOf, dropDraft } from './drafts.ts'
import VisitPage from './VisitPage.tsx'
import type { Event, TrackerPayload } from '#dhis2/tracker.ts'

const accepted = { status: 'OK', validationReport: { errorReports: [] } }

interface Setting {
    language?: 'en' | 'sw'
    privacy?: boolean
    infant?: typeof joy
    /** the mother each time that she is read */
    mother?: () => typeof akinyi
}

const show = (
    answer: (request: Request) => unknown = () => accepted,
    { infant = joy, mother = () => akinyi, ...setting }: Setting = {}
) => {
    const sent: TrackerPayload[] = []
    const view = renderApp(
        <At session={nurse} metadata={installed}>
            <Routes>
                <Route path="/pair/:pair/visit/:date" element={<VisitPage />} />
                <Route path="/today" element={<p>the list</p>} />
            </Routes>
        </At>,
        {
            ...setting,
            at: '/pair/teAkinyi000/visit/2026-11-21',
            answers: {
                'tracker/trackedEntities': ({ id }) => (id ? mother() : { trackedEntities: [infant] }),
                optionSets: () => optionSetsAnswer,
                tracker: (request) => {
                    sent.push(JSON.parse(JSON.stringify(request.data)))
                    return answer(request)
                },
            },
        }
    )
    return { ...view, sent }
}

/** Akinyi with something else about her enrollment. */
const akinyiWith = (changed: object): typeof akinyi => ({
    ...akinyi,
    enrollments: akinyi.enrollments.map((enrollment) => ({ ...enrollment, ...changed })),
})

/** Akinyi after somebody turned her plan into a visit of the day. */
const visitedMeanwhile = () =>
    akinyiWith({ events: [{ ...plan, status: 'COMPLETED', occurredAt: '2026-11-21T00:00:00.000', updatedAt: '2026-11-21T09:00:00.000' }] })

const choose = async (group: string | RegExp, answer: string) =>
    userEvent.click(within(await screen.findByRole('radiogroup', { name: group })).getByRole('radio', { name: answer }))

const fillIn = async () => {
    await choose('Breastfeeding now?', 'Yes')
    await choose('On treatment today?', 'Yes')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Which visit?, Baby Joy' }), 'W10')
    await choose('Feeding now, Baby Joy', 'Breast milk only')
    await userEvent.type(screen.getByRole('textbox', { name: 'Weight, kg, Baby Joy' }), '5,1')
}

const done = () => userEvent.click(screen.getByRole('button', { name: 'Done' }))

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
        const { sent } = show(undefined, { infant: untested })
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
        const { sent } = show(undefined, { infant: untested })
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

describe('when a visit cannot be saved', () => {
    it('keeps what was typed, says so, and sends the same objects again', async () => {
        let answered = 0
        const { sent } = show(() => {
            answered += 1
            if (answered === 1) {
                throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
            }
            return accepted
        })
        await fillIn()
        await done()
        expect(await screen.findByText('No connection. Nothing has been saved yet.')).toBeVisible()
        expect(screen.getByRole('textbox', { name: 'Weight, kg, Baby Joy' })).toHaveValue('5,1')
        await done()
        await screen.findByText('the list')
        expect(sent[1]).toEqual(sent[0])
    })

    it('sends the same objects again also when the pair was read anew and shows what arrived after all', async () => {
        let arrived = false
        const setting = { mother: () => (arrived ? visitedMeanwhile() : akinyi) }
        const lost = show(() => {
            arrived = true
            throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
        }, setting)
        await fillIn()
        await done()
        await screen.findByText('No connection. Nothing has been saved yet.')
        lost.unmount()
        const { sent } = show(undefined, setting)
        await screen.findByRole('form')
        await done()
        await screen.findByText('the list')
        expect(sent).toEqual(lost.sent)
    })

    it('does not overwrite the visit that somebody else recorded meanwhile', async () => {
        let isChanged = false
        const { sent } = show(undefined, { mother: () => (isChanged ? visitedMeanwhile() : akinyi) })
        await fillIn()
        isChanged = true
        await done()
        expect(await screen.findByText('Someone else changed this while you worked. It was not saved.')).toBeVisible()
        expect(sent).toEqual([])
        expect(await screen.findByText('A visit on this day is already recorded. This would be another one.')).toBeVisible()
        await done()
        await screen.findByText('the list')
        expect(sent[0]?.events?.map(({ event }) => event)).not.toContain(plan.event)
    })

    it('forgets the draft of a saved visit even when its page was left before the answer came', async () => {
        let answerNow: (answer: unknown) => void = () => undefined
        const { unmount, sent } = show(() => new Promise((resolve) => (answerNow = resolve)))
        await fillIn()
        await done()
        await waitFor(() => expect(sent).toHaveLength(1))
        unmount()
        answerNow(accepted)
        await waitFor(() => expect(draftOf('teAkinyi000 2026-11-21')).toBeUndefined())
    })

    it('marks the answer that the server refuses', async () => {
        show(() => ({
            status: 'ERROR',
            validationReport: {
                errorReports: [{ errorCode: 'E1303', uid: 'evPlan00000', args: [`identifier=${uidOf('KMMP_TB_STATUS')}`] }],
            },
        }))
        await fillIn()
        await done()
        expect(await screen.findByText('The server did not accept an answer. It was not saved.')).toBeVisible()
        expect(screen.getByRole('radiogroup', { name: 'TB check' })).toHaveAccessibleDescription(/The server did not accept this answer/)
        expect(screen.getByText('Code E1303')).toBeVisible()
    })

    it('names the missing right', async () => {
        show(() => ({ status: 'ERROR', validationReport: { errorReports: [{ errorCode: 'E1000', uid: 'evPlan00000', args: [] }] } }))
        await fillIn()
        await done()
        expect(await screen.findByText('You do not have permission for this record. It was not saved.')).toBeVisible()
    })
})

describe('who is asked about', () => {
    it('leaves out a mother whose follow-up has ended', async () => {
        show(undefined, { mother: () => akinyiWith({ status: 'COMPLETED' }) })
        expect(await screen.findByRole('group', { name: /Baby Joy/ })).toBeVisible()
        expect(screen.queryByRole('group', { name: 'Mother' })).not.toBeInTheDocument()
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
