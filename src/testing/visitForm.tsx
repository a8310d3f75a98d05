import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Routes } from 'react-router-dom'
import VisitPage from '../features/visit/VisitPage.tsx'
import { akinyi, joy, plan } from './akinyi.ts'
import { installed, optionSetsAnswer } from './installed.ts'
import { At, nurse } from './place.tsx'
import { renderApp } from './render.tsx'
import type { Request } from './render.tsx'
import type { TrackerPayload } from '#dhis2/tracker.ts'

/** The answer to a visit that was saved. */
export const accepted = { status: 'OK', validationReport: { errorReports: [] } }

interface Setting {
    language?: 'en' | 'sw'
    privacy?: boolean
    infants?: readonly (typeof joy)[]
    /** the mother each time that she is read */
    mother?: () => typeof akinyi
}

/** Draws the form of Akinyi and her daughter on 21 November 2026; `sent` collects what it saves. */
export const show = (
    answer: (request: Request) => unknown = () => accepted,
    { infants = [joy], mother = () => akinyi, ...setting }: Setting = {}
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
                'tracker/trackedEntities': ({ id }) => (id ? mother() : { trackedEntities: infants }),
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
export const akinyiWith = (changed: object): typeof akinyi => ({
    ...akinyi,
    enrollments: akinyi.enrollments.map((enrollment) => ({ ...enrollment, ...changed })),
})

/** Akinyi after somebody turned her plan into a visit of the day. */
export const visitedMeanwhile = () =>
    akinyiWith({ events: [{ ...plan, status: 'COMPLETED', occurredAt: '2026-11-21T00:00:00.000', updatedAt: '2026-11-21T09:00:00.000' }] })

/** Picks one of the answers that are laid open. */
export const choose = async (group: string | RegExp, answer: string) =>
    userEvent.click(within(await screen.findByRole('radiogroup', { name: group })).getByRole('radio', { name: answer }))

/** Says which mentor mother saw the pair: no finished visit is without her. */
export const nameMentor = async () => userEvent.type(await screen.findByRole('textbox', { name: 'Mentor Mother' }), 'MM-13077-01')

/** Answers all that is needed. */
export const fillIn = async () => {
    await nameMentor()
    await choose('Breastfeeding now?', 'Yes')
    await choose('On treatment today?', 'Yes')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Which visit?, Baby Joy' }), 'W10')
    await choose('Feeding now, Baby Joy', 'Breast milk only')
    await userEvent.type(screen.getByRole('textbox', { name: 'Weight, kg, Baby Joy' }), '5,1')
}

/** Presses Done. */
export const done = () => userEvent.click(screen.getByRole('button', { name: 'Done' }))
