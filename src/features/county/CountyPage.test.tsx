import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { installed } from '../../testing/installed.ts'
import { At, countyOfficer, nurse } from '../../testing/place.tsx'
import { renderApp } from '../../testing/render.tsx'
import type { Request } from '../../testing/render.tsx'
import CountyPage from './CountyPage.tsx'

const elements = (codes: Readonly<Record<string, string>>) => Object.entries(codes).map(([id, code]) => ({ dataElement: { id, code } }))

const dataSets: Readonly<Record<string, object>> = {
    KMMP_DS_MONTHLY: {
        id: 'dsMonthly00',
        dataSetElements: elements({
            deNew000000: 'KMMP_IND_NEW_CLIENTS',
            deTestedN00: 'KMMP_IND_HEI_PCR68_N',
            deTestedD00: 'KMMP_IND_HEI_PCR68_D',
        }),
    },
    KMMP_DS_EID_COHORT: {
        id: 'dsCohorts00',
        dataSetElements: elements({
            deFinalN000: 'KMMP_IND_MTCT_FINAL_N',
            deFinalD000: 'KMMP_IND_MTCT_FINAL_D',
            deKnownN000: 'KMMP_IND_FINAL_KNOWN_N',
            deKnownD000: 'KMMP_IND_FINAL_KNOWN_D',
            deWorstN000: 'KMMP_IND_MTCT_WORST_N',
            deWorstD000: 'KMMP_IND_MTCT_WORST_D',
        }),
    },
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

/** 240 infants of 300 with a known outcome, 6 of them positive, in two months of the year. */
const cohorts = [
    value('deFinalN000', 'ouMathare00', '202601', 2),
    value('deFinalN000', 'ouKariob000', '202610', 4),
    value('deFinalD000', 'ouMathare00', '202601', 100),
    value('deFinalD000', 'ouKariob000', '202610', 140),
    value('deKnownN000', 'ouKariob000', '202610', 240),
    value('deKnownD000', 'ouKariob000', '202610', 300),
    value('deWorstN000', 'ouKariob000', '202610', 66),
    value('deWorstD000', 'ouKariob000', '202610', 300),
]

const names = { ouMathare00: 'Mathare North', ouHuruma000: 'Huruma Lions', ouKariob000: 'Kariobangi' }

const show = (
    stored: (request: Request) => unknown = () => ({ dataValues: values }),
    {
        session = countyOfficer,
        language = 'en',
        cohort = () => ({ dataValues: cohorts }),
    }: { session?: typeof countyOfficer; language?: 'en' | 'sw'; cohort?: (request: Request) => unknown } = {}
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
                dataSets: ({ params }) => ({ dataSets: [dataSets[/\[(.*)\]/.exec(String(params.filter))?.[1] ?? '']] }),
                dataValueSets: (request) => {
                    if (request.params.dataSet === 'dsCohorts00') {
                        return cohort(request)
                    }
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
    const row = within(await screen.findByRole('table', { name: 'Facilities' })).getByRole('row', { name: new RegExp(facility) })
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

    it('tells the day of the newest figure as it is in Nairobi', async () => {
        const late = { ...value('deNew000000', 'ouMathare00', '202610', 7), lastUpdated: '2026-11-15T22:30:00.000+0000' }
        show(() => ({ dataValues: [late] }))
        expect(await screen.findByText('Data as of 16 Nov 2026')).toBeVisible()
    })

    it('shows transmission of twelve months with how much is known, the worst case and the national value', async () => {
        const asked: Request[] = []
        show(undefined, {
            cohort: (request) => {
                asked.push(request)
                return { dataValues: cohorts }
            },
        })
        const table = await screen.findByRole('table', { name: 'Mother-to-child transmission, twelve months to November 2026' })
        const rows = within(table)
            .getAllByRole('row')
            .map((row) => row.textContent?.trim())
        expect(rows).toEqual([
            'Final mother-to-child transmission6 of 240 3%',
            'Final outcome known240 of 300 80%',
            'Final transmission, worst case66 of 300 22%',
            expect.stringMatching(/^Kenya, modelled, 2023.*NSDCC7.3%$/),
            expect.stringMatching(/^Line of the United Nations, at most, 2018.*5%$/),
        ])
        expect(asked[0]?.params).toMatchObject({ startDate: '2025-12-01', endDate: '2026-11-30' })
    })

    it('hides transmission of so few infants that people could be known', async () => {
        show(undefined, {
            cohort: () => ({
                dataValues: [value('deFinalN000', 'ouMathare00', '202601', 2), value('deFinalD000', 'ouMathare00', '202601', 100)],
            }),
        })
        const row = await screen.findByRole('row', { name: /^Final mother-to-child transmission/ })
        expect(row).toHaveTextContent(/few$/)
        expect(screen.getByRole('row', { name: /^Final transmission, worst case/ })).toHaveTextContent(/few$/)
    })

    it('moves to another period', async () => {
        const { asked } = show()
        await screen.findByRole('table', { name: 'Facilities' })
        await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Period' }), '202512')
        expect(await screen.findByRole('combobox', { name: 'Period' })).toHaveValue('202512')
        await screen.findByRole('table', { name: 'Facilities' })
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
