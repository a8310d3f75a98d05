import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { renderApp } from '../testing/render.tsx'
import { Layout } from './Layout.tsx'

const unit = (id: string, displayName: string) => ({ id, displayName })
const mathare = unit('ouMathare00', 'Mathare North')
const huruma = unit('ouHuruma000', 'Huruma Lions')

const access = { data: { read: true, write: true } }
const programs = ['KMMP_MOTHER', 'KMMP_CHILD'].map((code, place) => ({
    id: `prProgram0${place}`,
    code,
    access,
    programTrackedEntityAttributes: [],
    programStages: [],
}))

interface Setting {
    units?: unknown[]
    view?: unknown[]
    authorities?: string[]
    installed?: unknown[]
    at?: string
    language?: 'en' | 'sw'
}

const show = ({ units = [mathare], view = [], authorities = [], installed = programs, at = '/', language = 'en' }: Setting = {}) =>
    renderApp(<Layout />, {
        at,
        language,
        answers: {
            me: () => ({ id: 'usNurse0000', username: 'nurse', authorities, organisationUnits: units, dataViewOrganisationUnits: view }),
            'system/info': () => ({ serverDate: '2026-11-21T08:00:00.000', serverTimeZoneId: 'Africa/Nairobi' }),
            programs: () => ({ programs: installed }),
            relationshipTypes: () => ({ relationshipTypes: [] }),
            'tracker/events': () => ({ events: [] }),
            dataSets: () => ({ dataSets: [{ id: 'dsMonthly00', dataSetElements: [] }] }),
            dataValueSets: () => ({}),
            organisationUnits: () => ({ organisationUnits: [] }),
        },
    })

// the screens are fetched when they are opened; here they are read before, so that no test waits for a compiler
beforeAll(() => Promise.all([import('../features/county/CountyPage.tsx'), import('../features/find/FindPage.tsx')]))

const listIsRead = () => screen.findByText('No one is due or overdue today.', { exact: false })

describe('around every screen', () => {
    it('brings facility staff to Today, and shows only what they may open', async () => {
        show()
        expect(await screen.findByRole('heading', { name: 'Today' })).toHaveFocus()
        expect(screen.getByText('Mathare North')).toBeVisible()
        expect(screen.getByRole('link', { name: 'Find' })).toBeVisible()
        expect(screen.queryByRole('link', { name: 'County' })).not.toBeInTheDocument()
        expect(document.title).toBe('Today – Mentor Mothers')
        await listIsRead()
    })

    it('brings a county officer to County', async () => {
        show({ units: [], view: [unit('ouNairobi00', 'Nairobi County')], authorities: ['MENTOR_MOTHERS_COUNTY'] })
        expect(await screen.findByRole('heading', { name: 'County' })).toBeVisible()
        expect(screen.queryByRole('link', { name: 'Today' })).not.toBeInTheDocument()
    })

    it.each(['/today', '/find', '/pair/teAkinyi000'])('leads a county officer from %s to County, and asks for no client', async (at) => {
        show({ at, units: [], view: [unit('ouNairobi00', 'Nairobi County')], authorities: ['MENTOR_MOTHERS_COUNTY'] })
        expect(await screen.findByRole('heading', { name: 'County' })).toBeVisible()
        expect(screen.queryByText('You do not have permission for this.')).not.toBeInTheDocument()
    })

    it('lets people of several facilities choose, and remembers it', async () => {
        localStorage.removeItem('mentor-mothers.facility')
        const { unmount } = show({ units: [mathare, huruma] })
        await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Facility' }), 'Huruma Lions')
        unmount()
        show({ units: [mathare, huruma] })
        expect(await screen.findByRole('combobox', { name: 'Facility' })).toHaveDisplayValue('Huruma Lions')
        await listIsRead()
    })

    it('changes the language and keeps the choice', async () => {
        show()
        await userEvent.click(await screen.findByRole('button', { name: 'SW Kiswahili' }))
        expect(await screen.findByRole('heading', { name: 'Leo' })).toBeVisible()
        expect(document.documentElement).toHaveAttribute('lang', 'sw')
        expect(localStorage.getItem('mentor-mothers.language')).toBe('sw')
        await userEvent.click(screen.getByRole('button', { name: 'EN English' }))
        expect(await screen.findByRole('heading', { name: 'Today' })).toBeVisible()
        await listIsRead()
    })

    it('hides everything at once and comes back', async () => {
        show()
        await listIsRead()
        await userEvent.click(screen.getByRole('button', { name: 'Hide now' }))
        expect(screen.getByRole('dialog', { name: 'Clinic' })).toHaveFocus()
        expect(document.title).toBe('Clinic')
        expect(screen.queryByRole('heading', { name: 'Today' })).not.toBeInTheDocument()
        await userEvent.click(screen.getByRole('button', { name: 'Show again' }))
        expect(screen.getByRole('heading', { name: 'Today' })).toBeVisible()
        expect(document.title).toBe('Today – Mentor Mothers')
    })

    it('takes the keyboard past the bar', async () => {
        show()
        await listIsRead()
        await userEvent.click(screen.getByRole('button', { name: 'Skip to content' }))
        expect(screen.getByRole('main')).toHaveFocus()
    })

    it('says what to do when the programme is not installed', async () => {
        show({ installed: [] })
        expect(await screen.findByText('There is nothing here for your account.')).toBeVisible()
    })

    it('leads an unknown address home', async () => {
        show({ at: '/nowhere' })
        expect(await screen.findByRole('heading', { name: 'Today' })).toBeVisible()
        await listIsRead()
    })

    it('tells the global shell of each move', async () => {
        const moved = jest.fn()
        addEventListener('popstate', moved)
        show()
        await userEvent.click(await screen.findByRole('link', { name: 'Find' }))
        await screen.findByRole('heading', { name: 'Find' })
        removeEventListener('popstate', moved)
        expect(moved.mock.calls.length).toBeGreaterThan(1)
    })

    it.each(['en', 'sw'] as const)('is accessible in %s', async (language) => {
        const { container } = show({ units: [mathare, huruma], authorities: ['ALL'], language })
        await screen.findByRole('status', { name: /List state|Hali ya orodha/ })
        expect((await axe(container)).violations).toEqual([])
    })
})
