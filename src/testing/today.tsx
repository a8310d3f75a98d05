import { Route, Routes, useLocation } from 'react-router-dom'
import { TodayPage } from '../features/today/TodayPage.tsx'
import { akinyi, joy } from './akinyi.ts'
import { attributeUid, installed, stageUid } from './installed.ts'
import { At, nurse } from './place.tsx'
import { renderApp } from './render.tsx'
import type { Request } from './render.tsx'

/** A pregnant girl of a partner. */
export const njeri = {
    trackedEntity: 'teNjeri0000',
    attributes: [
        { attribute: attributeUid('GIVEN_NAME'), value: 'Njeri' },
        { attribute: attributeUid('DATE_OF_BIRTH'), value: '2009-03-01' },
        { attribute: attributeUid('M2M_CLIENT_ID'), value: 'KE-13077-00871' },
    ],
    enrollments: [{ enrollment: 'enNjeri0000', enrolledAt: '2026-08-01T00:00:00.000', status: 'ACTIVE' }],
    relationships: [],
}

/** The plan of her contact, for today. */
export const njerisPlan = {
    event: 'evNjeri0000',
    programStage: stageUid('KMMP_M_ANC'),
    trackedEntity: 'teNjeri0000',
    scheduledAt: '2026-11-21T00:00:00.000',
    notes: [{ value: 'KMMP1 key=ANC_CONTACT a=2026-07-04 v=2026-1 pair=teNjeri0000 src=APP', storedAt: '2026-10-24T08:00:00.000' }],
}

const Address = () => <p>{`at ${useLocation().pathname}${useLocation().search}`}</p>

/** What the server answers to a question for events, or for records. */
export type Events = (request: Request) => unknown[]

/** Whether people are asked for with all that was recorded of them. */
export const isForRecords = ({ params }: Request): boolean => String(params.fields).includes('events[')

/** Draws Today at one facility; `asked` gathers what was asked of the server about people. */
export const show = (
    events: Events,
    setting: { language?: 'en' | 'sw'; privacy?: boolean; people?: () => unknown; records?: Events; minor?: number } = {}
) => {
    const asked: Request[] = []
    const view = renderApp(
        <At session={nurse} metadata={installed}>
            <Routes>
                <Route path="/today" element={<TodayPage />} />
                <Route path="*" element={null} />
            </Routes>
            <Address />
        </At>,
        {
            ...setting,
            at: '/today',
            answers: {
                'tracker/events': (request) => {
                    asked.push(request)
                    return { [setting.minor === 40 ? 'instances' : 'events']: events(request) }
                },
                'tracker/trackedEntities': (request) => {
                    asked.push(request)
                    if (isForRecords(request)) {
                        return { [setting.minor === 40 ? 'instances' : 'trackedEntities']: setting.records?.(request) ?? [] }
                    }
                    const people = request.params.program === 'prMother000' ? [akinyi, njeri] : [joy]
                    return setting.people ? setting.people() : { [setting.minor === 40 ? 'instances' : 'trackedEntities']: people }
                },
            },
        }
    )
    return { ...view, asked }
}
