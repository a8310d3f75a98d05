import { FetchError } from '@dhis2/app-runtime'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { plan } from '../../testing/akinyi.ts'
import { stageUid } from '../../testing/installed.ts'
import { njeri, njerisPlan, show } from '../../testing/today.tsx'
import type { Events } from '../../testing/today.tsx'

const missed = { ...plan, scheduledAt: '2026-11-07T00:00:00.000' }

const both: Events = ({ params }) => (params.program === 'prMother000' ? [missed, njerisPlan] : [])

describe('Today', () => {
    it('says of each pair who it is, why it is here now and what to do, most urgent first', async () => {
        show(both)
        const list = await screen.findByRole('list', { name: 'Pairs to see' })
        const [first, second] = within(list)
            .getAllByRole('listitem')
            .filter((item) => within(item).queryByRole('link') !== null)
        expect(within(first ?? list).getByRole('link', { name: 'Open Akinyi A., number ending 4512' })).toHaveAttribute(
            'href',
            '/pair/teAkinyi000'
        )
        expect(first).toHaveTextContent('baby, 10 weeks old')
        expect(first).toHaveTextContent('Missed 7 Nov 2026, 14 days ago')
        expect(first).toHaveTextContent('6-week visit, 28 days late')
        expect(second).toHaveTextContent('Njeri')
        expect(second).toHaveTextContent('20 weeks pregnant')
        expect(second).toHaveTextContent('Planned 21 Nov 2026, today')
        expect(second).toHaveTextContent('Antenatal contact 2, due today')
        expect(screen.getByRole('status', { name: 'List state' })).toHaveTextContent('2 pairs')
    })

    it('asks the server three times before the first name is shown', async () => {
        const { asked } = show(both)
        await screen.findByRole('list', { name: 'Pairs to see' })
        expect(asked.map(({ params }) => params.program)).toEqual(['prMother000', 'prChild0000', 'prMother000'])
        expect(asked[0]?.params).toMatchObject({
            orgUnit: 'ouMathare00',
            orgUnitMode: 'SELECTED',
            status: 'SCHEDULE',
            scheduledBefore: '2026-11-28',
        })
    })

    it('speaks to DHIS2 2.40 in its own words', async () => {
        const { asked } = show(both, { minor: 40 })
        expect(await screen.findByRole('list', { name: 'Pairs to see' })).toBeVisible()
        expect(asked[0]?.params).toMatchObject({ ouMode: 'SELECTED', programStatus: 'ACTIVE' })
        expect(asked[0]?.params).not.toHaveProperty('orgUnitMode')
        expect(asked[2]?.params).toMatchObject({ trackedEntity: 'teAkinyi000;teNjeri0000' })
    })

    it('does not wait on an antenatal day for a mother who came after the birth', async () => {
        const antenatal = { ...plan, programStage: stageUid('KMMP_M_ANC'), scheduledAt: '2026-08-01T00:00:00.000', notes: [] }
        const visit = {
            event: 'evVisit0000',
            programStage: plan.programStage,
            trackedEntity: 'teAkinyi000',
            status: 'COMPLETED',
            occurredAt: '2026-10-24',
        }
        const { asked } = show(({ params }) => {
            if (params.enrollments) {
                return [visit]
            }
            return params.program === 'prMother000' ? [antenatal, njerisPlan] : []
        })
        expect(await screen.findByRole('link', { name: /Njeri/ })).toBeVisible()
        expect(screen.queryByRole('link', { name: /Akinyi/ })).not.toBeInTheDocument()
        expect(screen.getByRole('button', { name: 'All, 1 pair' })).toBeVisible()
        expect(asked.at(-1)?.params).toMatchObject({ program: 'prMother000', enrollments: 'enAkinyi000' })
    })

    it('begins a visit from the row', async () => {
        show(both)
        await userEvent.click(await screen.findByRole('button', { name: 'Record visit for Akinyi A.' }))
        expect(screen.getByText('at /pair/teAkinyi000/visit/2026-11-21')).toBeVisible()
    })

    it('explains a place in the list by facts that add up', async () => {
        show(both)
        await userEvent.click(await screen.findByRole('button', { name: 'Why this place, 20 points' }))
        expect(screen.getByText('Missed a visit 7 to 30 days ago, 18')).toBeVisible()
        expect(screen.getByText('One for each full week past the limit, five at most, 2')).toBeVisible()
    })

    it('filters by overdue and due, and keeps the filter in the address', async () => {
        show(both)
        await userEvent.click(await screen.findByRole('button', { name: 'Due, 1 pair' }))
        expect(screen.getByRole('status', { name: 'List state' })).toHaveTextContent('1 pair, filtered by Due')
        expect(screen.queryByRole('link', { name: /Akinyi/ })).not.toBeInTheDocument()
        expect(screen.getByText('at /today?f=due')).toBeVisible()
        expect(screen.getByRole('button', { name: 'Due, 1 pair' })).toHaveAttribute('aria-pressed', 'true')
    })

    it('finds a pair of the list by what is typed, and offers the way back', async () => {
        show(both)
        await userEvent.type(await screen.findByRole('searchbox', { name: 'Find in this list' }), 'nobody')
        expect(screen.getByText('No one in this filter.')).toBeVisible()
        await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
        expect(screen.getByRole('status', { name: 'List state' })).toHaveTextContent('2 pairs')
        await userEvent.type(screen.getByRole('searchbox', { name: 'Find in this list' }), '0871')
        expect(screen.getByRole('status', { name: 'List state' })).toHaveTextContent('1 pair')
    })

    it('says when there is nobody, and leads to those whom nobody planned', async () => {
        show(() => [])
        expect(await screen.findByText('No one is due or overdue today. That is good news, or nobody has been planned.')).toBeVisible()
        await userEvent.click(screen.getByRole('button', { name: 'Check Nobody planned' }))
        expect(await screen.findByRole('link', { name: /Akinyi/ })).toBeVisible()
    })

    it('keeps pairs that may not be seen by name', async () => {
        show(both, { people: () => ({ trackedEntities: [njeri] }) })
        expect(await screen.findByRole('link', { name: 'Open Name not shown' })).toBeVisible()
        expect(screen.getByText('Held elsewhere, or not yours to see')).toBeVisible()
    })

    it.each([
        [new FetchError({ type: 'network', message: 'An unknown network error occurred' }), 'No connection.', true],
        [
            new FetchError({ type: 'access', message: 'Forbidden', details: { httpStatusCode: 403 } }),
            'You do not have permission for this.',
            false,
        ],
        [new FetchError({ type: 'access', message: 'Unauthorized', details: { httpStatusCode: 401 } }), 'Your session has ended.', true],
        ...['OWNERSHIP_ACCESS_DENIED', 'PROGRAM_ACCESS_CLOSED'].map((message): [FetchError, string, boolean] => [
            new FetchError({ type: 'access', message, details: { httpStatusCode: 401, message } }),
            'You do not have permission for this.',
            false,
        ]),
        [new FetchError({ type: 'unknown', message: 'An unknown error occurred - Oops (500)' }), 'The server could not do this.', true],
    ])('says what is wrong: %s', async (error, title, retry) => {
        show(() => {
            throw error
        })
        expect(await screen.findByText(title)).toBeVisible()
        expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(retry ? 1 : 0)
    })

    it('tries again when asked', async () => {
        let failed = false
        show((request) => {
            if (!failed) {
                failed = true
                throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
            }
            return both(request)
        })
        await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
        expect(await screen.findByRole('list', { name: 'Pairs to see' })).toBeVisible()
    })

    it('covers names and words in privacy mode', async () => {
        show(both, { privacy: true })
        expect(await screen.findByRole('link', { name: 'Open A., number ending 4512' })).toBeVisible()
        expect(document.body).not.toHaveTextContent(/Akinyi|Njeri|Antenatal|PCR|HIV/)
    })

    it.each(['en', 'sw'] as const)('is accessible in %s', async (language) => {
        const { container } = show(both, { language })
        await userEvent.click((await screen.findAllByRole('button', { name: /20/ }))[0] ?? document.body)
        expect((await axe(container)).violations).toEqual([])
    })

    it('speaks Kiswahili', async () => {
        show(both, { language: 'sw' })
        expect(await screen.findByRole('heading', { name: 'Leo' })).toBeVisible()
        expect(await screen.findByText('Hakufika 7 Nov 2026, siku 14 zilizopita')).toBeVisible()
        expect(document.documentElement).toHaveAttribute('lang', 'sw')
    })
})
