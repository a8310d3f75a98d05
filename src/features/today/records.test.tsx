import { FetchError } from '@dhis2/app-runtime'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { akinyi, joy, plan } from '../../testing/akinyi.ts'
import { isForRecords, njerisPlan, show } from '../../testing/today.tsx'
import type { Events } from '../../testing/today.tsx'

const untested = { ...joy, enrollments: joy.enrollments.map((enrollment) => ({ ...enrollment, events: [] })) }
const unplannedAkinyi = {
    ...akinyi,
    enrollments: akinyi.enrollments.map((enrollment) => ({
        ...enrollment,
        events: enrollment.events.filter(({ status }) => status !== 'SCHEDULE'),
    })),
}

/** The records of Akinyi and of her daughter, whose first test was never taken. */
const testOwed: Events = ({ params }) => (params.program === 'prMother000' ? [akinyi] : [untested])

describe('what the records of the pairs in view tell', () => {
    const planned = { ...plan, scheduledAt: '2026-11-24T00:00:00.000' }
    const events: Events = ({ params }) => (params.program === 'prMother000' ? [planned, njerisPlan] : [])

    it('is what is owed, first of all a late test, and reads mothers and infants once each', async () => {
        const { asked } = show(events, { records: testOwed })
        expect(await screen.findByText('6-week PCR test, 28 days late')).toBeVisible()
        const records = asked.filter(isForRecords)
        expect(records.map(({ params }) => [params.program, params.trackedEntities])).toEqual([
            ['prMother000', 'teNjeri0000,teAkinyi000'],
            ['prChild0000', 'teJoy000000'],
        ])
    })

    it('moves nobody until asked to sort again', async () => {
        show(events, { records: testOwed })
        const names = () => screen.getAllByRole('link', { name: /^Open / }).map((link) => link.textContent)
        await screen.findByText('6-week PCR test, 28 days late')
        expect(names()).toEqual(['Njeri', 'Akinyi A.'])
        expect(screen.getByRole('button', { name: 'Overdue, 0 pairs' })).toBeVisible()
        await userEvent.click(screen.getByRole('button', { name: 'Sort again' }))
        expect(names()).toEqual(['Akinyi A.', 'Njeri'])
        expect(screen.getByRole('button', { name: 'Overdue, 1 pair' })).toBeVisible()
        expect(screen.queryByRole('button', { name: 'Sort again' })).not.toBeInTheDocument()
    })

    it('is explained by points', async () => {
        show(events, { records: testOwed })
        await screen.findByText('6-week PCR test, 28 days late')
        const [row] = screen.getAllByRole('listitem').filter((item) => within(item).queryByRole('link', { name: /Akinyi/ }))
        await userEvent.click(within(row ?? document.body).getByRole('button', { name: /^Why this place/ }))
        expect(screen.getByText('First test of the baby is past its limit, 25')).toBeVisible()
    })

    it('says nothing of tests in privacy mode', async () => {
        show(events, { records: testOwed, privacy: true })
        expect(await screen.findByText('Test, 28 days late')).toBeVisible()
        expect(document.body).not.toHaveTextContent(/PCR|HIV/)
    })

    it('can fail without taking the list away', async () => {
        show(events, {
            records: () => {
                throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
            },
        })
        expect(await screen.findByText('No connection.')).toBeVisible()
        expect(screen.getByRole('link', { name: /Akinyi/ })).toBeVisible()
    })
})

describe('Nobody planned', () => {
    const records: Events = ({ params }) => (params.program === 'prMother000' ? [unplannedAkinyi] : [untested])
    const onlyNjeri: Events = ({ params }) => (params.program === 'prMother000' ? [njerisPlan] : [])
    const press = async () => userEvent.click(await screen.findByRole('button', { name: 'Nobody planned, counted when pressed' }))

    it('reads nothing before it is pressed', async () => {
        const { asked } = show(onlyNjeri, { records })
        await screen.findByRole('link', { name: /Njeri/ })
        expect(asked.filter(({ params }) => params.status === 'SCHEDULE')).toHaveLength(2)
    })

    it('shows followed pairs without a day ahead, with what they are owed, and how many were read', async () => {
        const { asked } = show(onlyNjeri, { records })
        await press()
        const row = await screen.findByRole('link', { name: 'Open Akinyi A., number ending 4512' })
        expect(row.closest('li')).toHaveTextContent('No visit is planned')
        expect(row.closest('li')).toHaveTextContent('6-week PCR test, 28 days late')
        expect(screen.queryByRole('link', { name: /Njeri/ })).not.toBeInTheDocument()
        expect(screen.getByRole('status', { name: 'List state' })).toHaveTextContent(
            '1 pair with no day planned, or past a limit before it. 2 followed pairs were read.'
        )
        expect(screen.getByRole('button', { name: 'Nobody planned, 1 pair' })).toHaveAttribute('aria-pressed', 'true')
        expect(screen.getByText('at /today?f=unplanned')).toBeVisible()
        const [everybody] = asked.filter(({ params }) => params.orgUnits !== undefined)
        expect(everybody?.params).toMatchObject({ orgUnits: 'ouMathare00', orgUnitMode: 'SELECTED', enrollmentStatus: 'ACTIVE' })
        const whole = asked.filter(({ params }) => params.status === 'SCHEDULE' && params.scheduledBefore === undefined)
        expect(whole.map(({ params }) => params.program)).toEqual(['prMother000', 'prChild0000'])
    })

    it('shows a pair whose test is past its limit while the visit is planned far ahead', async () => {
        const far = { ...plan, scheduledAt: '2026-12-20T00:00:00.000' }
        show(({ params }) => (params.program === 'prMother000' ? [njerisPlan, ...(params.scheduledBefore ? [] : [far])] : []), { records })
        await press()
        const row = (await screen.findByRole('link', { name: /Akinyi/ })).closest('li')
        expect(row).toHaveTextContent('Planned 20 Dec 2026, in 29 days')
        expect(row).toHaveTextContent('6-week PCR test, 28 days late')
    })

    it('says when everybody has a day', async () => {
        show(({ params }) => (params.program === 'prMother000' ? [njerisPlan, plan] : []), { records })
        await press()
        expect(await screen.findByText('Everybody has a planned day. 2 followed pairs were read.')).toBeVisible()
    })

    it('says what is wrong when it cannot be read, and tries again', async () => {
        let failed = false
        show(onlyNjeri, {
            records: (request) => {
                if (!failed) {
                    failed = true
                    throw new FetchError({ type: 'network', message: 'An unknown network error occurred' })
                }
                return records(request)
            },
        })
        await press()
        await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
        expect(await screen.findByRole('link', { name: /Akinyi/ })).toBeVisible()
    })

    it.each(['en', 'sw'] as const)('is accessible in %s', async (language) => {
        const { container } = show(onlyNjeri, { records, language })
        await userEvent.click(await screen.findByRole('button', { name: /Nobody planned|Wasiopangiwa tarehe/ }))
        await screen.findByRole('link', { name: /Akinyi/ })
        expect((await axe(container)).violations).toEqual([])
    })

    it('speaks Kiswahili', async () => {
        show(onlyNjeri, { records, language: 'sw' })
        await userEvent.click(await screen.findByRole('button', { name: /Wasiopangiwa tarehe/ }))
        expect(await screen.findByText('Hakuna ziara iliyopangwa')).toBeVisible()
        await waitFor(() =>
            expect(screen.getByRole('status')).toHaveTextContent(
                'jozi 1 bila tarehe, au muda umepita kabla ya tarehe. Zimesomwa jozi 2 zinazofuatiliwa.'
            )
        )
    })
})
