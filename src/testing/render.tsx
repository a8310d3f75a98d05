import { CustomDataProvider, Provider, useAlerts } from '@dhis2/app-runtime'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ComponentProps, ReactElement } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { LanguageProvider } from '../app/language.tsx'
import { PrivacyProvider } from '../app/privacy.tsx'
import { routerFuture } from '../app/routerFuture.ts'

type Resources = NonNullable<ComponentProps<typeof CustomDataProvider>['data']>

/** What the app asks of the server. */
export interface Request {
    type: string
    id?: string
    params: Record<string, string | string[]>
    data?: unknown
}

/** Answers by resource. An answer may throw the runtime's FetchError. */
export type Answers = Record<string, (request: Request) => unknown>

const resourcesOf = (answers: Answers): Resources =>
    Object.fromEntries(
        Object.entries(answers).map(([resource, answer]) => [
            resource,
            async (type: string, query: object) => {
                const request: Request = { params: {}, ...query, type }
                return JSON.parse(JSON.stringify(await answer(request)))
            },
        ])
    )

const configOf = (minor: number) => ({
    baseUrl: 'http://dhis2.test',
    apiVersion: minor,
    appName: 'Mentor Mothers',
    systemInfo: { version: `2.${minor}.1`, contextPath: '', serverTimeZoneId: 'Africa/Nairobi' },
    serverVersion: { major: 2, minor, full: `2.${minor}.1` },
})

interface Setting {
    answers: Answers
    /** where the hash points to */
    at?: string
    language?: 'en' | 'sw'
    privacy?: boolean
    /** minor version of the server */
    minor?: number
}

/** Draws a part of the app with the runtime's contexts, a fresh memory and answers in place of a network; a call without answer fails. */
export const renderApp = (ui: ReactElement, { answers, at = '/', language = 'en', privacy = false, minor = 42 }: Setting) => {
    localStorage.setItem('mentor-mothers.language', language)
    localStorage.setItem('mentor-mothers.privacy', privacy ? 'on' : 'off')
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } }, logger: silent })
    return render(
        <Provider
            config={configOf(minor)}
            userInfo={undefined as never}
            plugin={false}
            parentAlertsAdd={undefined}
            showAlertsInPlugin={false}
        >
            <CustomDataProvider data={resourcesOf(answers)}>
                <QueryClientProvider client={queries}>
                    <LanguageProvider>
                        <PrivacyProvider>
                            <MemoryRouter initialEntries={[at]} future={routerFuture}>
                                {ui}
                            </MemoryRouter>
                            <Alerts />
                        </PrivacyProvider>
                    </LanguageProvider>
                </QueryClientProvider>
            </CustomDataProvider>
        </Provider>
    )
}

/** The platform draws alerts outside the app. */
const Alerts = () =>
    useAlerts().map(({ id, message }) => (
        <p key={id} role="alert">
            {message}
        </p>
    ))

// failed queries are part of these tests; the library would print each of them
const silent = { log: () => undefined, warn: () => undefined, error: () => undefined }
