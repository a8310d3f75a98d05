import { FetchError } from '@dhis2/app-runtime'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { Route, Routes } from 'react-router-dom'
import { akinyi, joy } from '../../testing/akinyi.ts'
import { installed, stageUid, uidOf } from '../../testing/installed.ts'
import { At, nurse } from '../../testing/place.tsx'
import { renderApp } from '../../testing/render.tsx'
import PairPage from './PairPage.tsx'

const show = (setting: { language?: 'en' | 'sw'; privacy?: boolean; at?: string; one?: (id: string) => unknown; baby?: object } = {}) => {
    const { one = (id: string) => (id === 'teAkinyi000' ? akinyi : joy), baby = joy, at = '/pair/teAkinyi000', ...shown } = setting
    return renderApp(
        <At session={nurse} metadata={installed}>
            <Routes>
                <Route path="/pair/:pair" element={<PairPage />} />
                <Route path="/pair/:pair/visit/:date" element={<p>the form</p>} />
            </Routes>
        </At>,
        { ...shown, at, answers: { 'tracker/trackedEntities': ({ id }) => (id ? one(id) : { trackedEntities: [baby] }) } }
    )
}

describe('the page of a pair', () => {
    it('shows who they are, mother above baby', async () => {
        show()
        const who = await screen.findByRole('region', { name: 'Who' })
        expect(who).toHaveTextContent('Akinyi A. ..4512')
        expect(who).toHaveTextContent('10 weeks after birth')
        const regions = screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'))
        expect(regions).toEqual(['Who', 'Mother', 'Baby Joy, 10 weeks old'])
        expect(document.title).toBe('Mother and baby – Mentor Mothers')
    })

    it('marks what a partner sent and offers no way to change it', async () => {
        show()
        const timeline = within(await screen.findByRole('region', { name: 'Mother' })).getByRole('list', { name: 'Timeline' })
        const visit = within(timeline)
            .getAllByRole('listitem')
            .find((item) => within(item).queryByText('24 Oct 2026'))
        expect(visit).toHaveTextContent('Postnatal contact')
        expect(visit).toHaveTextContent('Partner')
        expect(visit).toHaveTextContent('How well does she take it? Good')
        expect(within(visit ?? timeline).queryByRole('button')).not.toBeInTheDocument()
        expect(within(visit ?? timeline).queryByRole('textbox')).not.toBeInTheDocument()
    })

    it('shows a missed appointment and the schedule, with its reasons on request', async () => {
        show()
        const mother = await screen.findByRole('region', { name: 'Mother' })
        expect(within(mother).getByText('Missed')).toBeVisible()
        const schedule = screen.getByRole('toolbar', { name: 'Schedule' })
        expect(within(schedule).getByRole('button', { name: /^First call/ })).toBeVisible()
        const chip = within(schedule).getByRole('button', { name: /14-week visit/ })
        await userEvent.click(chip)
        expect(screen.getByText(/Due 19 Dec 2026. Can be done from 12 Dec 2026 to 2 Jan 2027/)).toBeVisible()
    })

    it('lets arrow keys walk along the schedule', async () => {
        show()
        const chips = within(await screen.findByRole('toolbar', { name: 'Schedule' })).getAllByRole('button')
        chips[0]?.focus()
        await userEvent.keyboard('{ArrowRight}')
        expect(chips[1]).toHaveFocus()
        await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
        expect(chips.at(-1)).toHaveFocus()
    })

    it('leads to the form of today’s visit', async () => {
        show()
        await userEvent.click(await screen.findByRole('button', { name: 'Record visit' }))
        expect(screen.getByText('the form')).toBeVisible()
    })

    it('opens the pair of the mother from the number of her baby', async () => {
        show({
            at: '/pair/teJoy000000',
            one: (id) => (id === 'teAkinyi000' ? akinyi : joy),
        })
        expect(await screen.findByRole('region', { name: 'Who' })).toHaveTextContent('Akinyi A.')
    })

    it('can be read but not written when follow-up has ended', async () => {
        const ended = {
            ...akinyi,
            enrollments: akinyi.enrollments.map((enrollment) => ({ ...enrollment, status: 'COMPLETED' })),
            relationships: [],
        }
        show({ one: () => ended })
        expect(await screen.findByText('Follow-up has ended')).toBeVisible()
        expect(screen.queryByRole('button', { name: 'Record visit' })).not.toBeInTheDocument()
    })

    it('says when the record is gone', async () => {
        show({
            one: () => {
                throw new FetchError({ type: 'unknown', message: 'An unknown error occurred - Not Found (404)' })
            },
        })
        expect(await screen.findByText('This record was removed, merged or is held elsewhere.')).toBeVisible()
    })

    it('covers names, numbers and answers in privacy mode until asked', async () => {
        show({ privacy: true })
        const mother = await screen.findByRole('region', { name: 'Mother' })
        expect(document.body).not.toHaveTextContent(/Akinyi|Huruma|0700|Postnatal|HIV|Good/)
        await userEvent.click(within(mother).getByRole('button', { name: 'Show answers' }))
        expect(mother).toHaveTextContent('Good')
    })

    it.each([
        ['en', false],
        ['sw', false],
        ['sw', true],
    ] as const)('is accessible in %s, privacy %s', async (language, privacy) => {
        const { container } = show({ language, privacy })
        await screen.findByRole('toolbar')
        expect((await axe(container)).violations).toEqual([])
    })

    describe('where mother and baby do not fit together', () => {
        const recorded = (person: typeof akinyi | typeof joy, stage: string, element: string, value: string) => ({
            ...person,
            enrollments: person.enrollments.map(({ events, ...enrollment }) => ({
                ...enrollment,
                events: [
                    ...events,
                    {
                        event: `ev${element}`,
                        programStage: stageUid(stage),
                        status: 'COMPLETED',
                        occurredAt: '2026-09-12T00:00:00.000',
                        dataValues: [{ dataElement: uidOf(element), value }],
                    },
                ],
            })),
        })
        const positive = recorded(akinyi, 'KMMP_M_ENROL', 'KMMP_HIV_STATUS_ENTRY', 'KNOWN_POSITIVE')
        const differing = { one: () => positive, baby: recorded(joy, 'KMMP_C_ENROL', 'KMMP_EXPOSED', 'NO') }

        it('says what to look at', async () => {
            show(differing)
            expect(await screen.findByText('The mother has HIV: is the child exposed?')).toBeVisible()
        })

        it('tells nothing of it in privacy mode', async () => {
            show({ ...differing, privacy: true })
            expect(await screen.findByText('Leave privacy mode to read which.')).toBeVisible()
            expect(screen.queryByText(/HIV/)).not.toBeInTheDocument()
        })
    })
})
