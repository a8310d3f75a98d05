import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { installed } from '../../testing/installed.ts'
import { At, countyOfficer, nurse } from '../../testing/place.tsx'
import { renderApp } from '../../testing/render.tsx'
import type { Request } from '../../testing/render.tsx'
import CountyPage from './CountyPage.tsx'

const dataSets = {
    dataSets: [
        {
            id: 'dsMonthly00',
            dataSetElements: [
                { dataElement: { id: 'deNew000000', code: 'KMMP_IND_NEW_CLIENTS' } },
                { dataElement: { id: 'deTestedN00', code: 'KMMP_IND_HEI_PCR68_N' } },
                { dataElement: { id: 'deTestedD00', code: 'KMMP_IND_HEI_PCR68_D' } },
            ],
        },
    ],
}

const value = (dataElement: string, orgUnit: string, period: string, count: number) => ({
    dataElement,
    orgUnit,
    period,
    value: String(count),
    lastUpdated: '2026-11-16T05:00:12.000+0000',
})

const values = [
    value('deNew000000', 'ouMathare00', '202610', 7),
    value('deNew000000', 'ouMathare00', '202610', 5),
    value('deNew000000', 'ouHuruma000', '202610', 3),
    value('deNew000000', 'ouKariob000', '202610', 30),
    value('deTestedN00', 'ouMathare00', '202610', 8),
    value('deTestedD00', 'ouMathare00', '202610', 10),
    value('deTestedN00', 'ouKariob000', '202610', 6),
    value('deTestedD00', 'ouKariob000', '202610', 6),
]

const names = { ouMathare00: 'Mathare North', ouHuruma000: 'Huruma Lions', ouKariob000: 'Kariobangi' }

const show = (
    stored: (request: Request) => unknown = () => ({ dataValues: values }),
    { session = countyOfficer, language = 'en' }: { session?: typeof countyOfficer; language?: 'en' | 'sw' } = {}
) => {
    const asked: Request[] = []
    const view = renderApp(
        <At session={session} metadata={installed}>
            <CountyPage />
        </At>,
        {
            language,
            at: '/county',
            answers: {
                dataSets: () => dataSets,
                dataValueSets: (request) => {
                    asked.push(request)
                    return stored(request)
                },
                organisationUnits: () => ({ organisationUnits: Object.entries(names).map(([id, displayName]) => ({ id, displayName })) }),
            },
        }
    )
    return { ...view, asked }
}

const cellsOf = async (facility: string) => {
    const row = within(await screen.findByRole('table')).getByRole('row', { name: new RegExp(facility) })
    return within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent?.trim())
}

describe('County', () => {
    it('adds up what was pushed, by facility and month', async () => {
        const { asked } = show()
        expect(await cellsOf('Mathare North')).toEqual(['–', '<5', '–', '–', '8 of 10 80%', '–'])
        expect(await cellsOf('Kariobangi')).toEqual(['–', '30', '–', '–', '6 of 6 100%', '–'])
        expect(await cellsOf('All facilities')).toEqual(['–', '45', '–', '–', '14 of 16 88%', '–'])
        expect(asked[0]?.params).toMatchObject({ orgUnit: 'ouNairobi00', children: true, startDate: '2026-09-01', endDate: '2026-11-30' })
        expect(screen.getByText('Data as of 16 Nov 2026')).toBeVisible()
    })

    it('never holds a hidden number in the page', async () => {
        const { container } = show()
        expect(await cellsOf('Huruma Lions')).toEqual(['–', '<5', '–', '–', '–', '–'])
        expect(container.innerHTML).not.toMatch(/>\s*(3|12)\s*</)
    })

    it('shows all numbers to readers of line lists', async () => {
        show(undefined, { session: { ...countyOfficer, may: () => true } })
        expect((await cellsOf('Huruma Lions'))[1]).toBe('3')
        expect((await cellsOf('Mathare North'))[1]).toBe('12')
    })

    it('moves to another period', async () => {
        const { asked } = show()
        await screen.findByRole('table')
        await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Period' }), '202512')
        expect(await screen.findByRole('combobox', { name: 'Period' })).toHaveValue('202512')
        await screen.findByRole('table')
        expect(asked.at(-1)?.params).toMatchObject({ startDate: '2025-10-01', endDate: '2025-12-31' })
    })

    it('defines a figure within one action', async () => {
        show()
        await userEvent.click(await screen.findByRole('button', { name: 'Definition of Infants tested at 6 to 8 weeks' }))
        expect(screen.getByText(/with a PCR sample taken at the age of 42 to 62 days/)).toBeVisible()
    })

    it.each([[{}], [null], ['']])('says when nothing was sent: %j', async (empty) => {
        show(() => empty)
        expect(await screen.findByText('There are no figures for these months yet.')).toBeVisible()
    })

    it('is not for people without the right', () => {
        show(undefined, { session: nurse })
        expect(screen.getByText('You do not have permission for this.')).toBeVisible()
    })

    it.each(['en', 'sw'] as const)('is accessible in %s', async (language) => {
        const { container } = show(undefined, { language })
        await userEvent.click((await screen.findAllByRole('button', { name: /Definition|Maana/ }))[0] ?? document.body)
        expect((await axe(container)).violations).toEqual([])
    })
})
