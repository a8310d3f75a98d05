import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { axe } from 'jest-axe'
import { At, metadataOf, nurse } from '../../testing/place.tsx'
import { renderApp } from '../../testing/render.tsx'
import type { Request } from '../../testing/render.tsx'
import FindPage from './FindPage.tsx'

const metadata = metadataOf({
    attributes: {
        KMMP_GIVEN_NAME: 'atGiven0000',
        KMMP_FAMILY_NAME: 'atFamily000',
        KMMP_PREFERRED_NAME: 'atPrefer000',
        KMMP_HEI_NUMBER: 'atHei000000',
        KMMP_M2M_CLIENT_ID: 'atM2m000000',
    },
})

const akinyi = {
    trackedEntity: 'teAkinyi000',
    attributes: [
        { attribute: 'atGiven0000', value: 'Akinyi' },
        { attribute: 'atFamily000', value: "O'Brien" },
        { attribute: 'atM2m000000', value: 'KE-13077-04512' },
    ],
}

const joy = {
    trackedEntity: 'teJoy000000',
    attributes: [{ attribute: 'atGiven0000', value: 'Joy' }],
    relationships: [
        {
            relationshipType: 'rtMotherChi',
            from: { trackedEntity: { trackedEntity: 'teAkinyi000' } },
            to: { trackedEntity: { trackedEntity: 'teJoy000000' } },
        },
    ],
}

const show = (answer: (request: Request) => unknown[], language: 'en' | 'sw' = 'en') =>
    renderApp(
        <At session={nurse} metadata={metadata}>
            <FindPage />
        </At>,
        { language, answers: { 'tracker/trackedEntities': (request) => ({ trackedEntities: answer(request) }) } }
    )

describe('Find', () => {
    it('finds a mother by the beginning of her name and leads to her page', async () => {
        show(({ params }) => (params.filter?.[0] === 'atGiven0000:sw:Akinyi' ? [akinyi] : []))
        await userEvent.type(screen.getByRole('searchbox', { name: 'Number, phone or name' }), 'Akinyi')
        const link = await screen.findByRole('link', { name: 'Open Akinyi O., number ending 4512' })
        expect(link).toHaveAttribute('href', '/pair/teAkinyi000')
        expect(screen.getByRole('status', { name: '' })).toHaveTextContent('Understood as name, 1 person')
    })

    it('leads from the number of an infant to the mother', async () => {
        show(({ params }) => (params.program === 'prChild0000' && params.filter?.[0] === 'atHei000000:eq:13077-2026-00045' ? [joy] : []))
        await userEvent.type(screen.getByRole('searchbox'), '13077/2026/00045')
        expect(await screen.findByRole('link', { name: 'Open Joy' })).toHaveAttribute('href', '/pair/teAkinyi000')
    })

    it('says when nobody was found, and asks nothing while too little is typed', async () => {
        const asked = jest.fn(() => [])
        show(asked)
        await userEvent.type(screen.getByRole('searchbox'), 'ak')
        expect(await screen.findByText(/at least three letters/)).toBeVisible()
        await userEvent.type(screen.getByRole('searchbox'), 'osua')
        expect(await screen.findByText(/No one found in the places you may see/)).toBeVisible()
        expect(asked).toHaveBeenCalledTimes(3)
    })

    it.each(['en', 'sw'] as const)('is accessible in %s', async (language) => {
        const { container } = show(() => [akinyi], language)
        await userEvent.type(await screen.findByRole('searchbox'), 'Akinyi')
        await screen.findByRole('link')
        expect((await axe(container)).violations).toEqual([])
    })
})
