import { CssVariables } from '@dhis2/ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { HashRouter } from 'react-router-dom'
import { LanguageProvider } from './app/language.tsx'
import { Layout } from './app/Layout.tsx'
import { PrivacyProvider } from './app/privacy.tsx'
import { routerFuture } from './app/routerFuture.ts'

const TWO_MINUTES = 120_000

// what is known about people stays in memory and goes with the page
const queries = new QueryClient({
    defaultOptions: {
        queries: { staleTime: TWO_MINUTES, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
        mutations: { networkMode: 'always' },
    },
})

const App = () => (
    <QueryClientProvider client={queries}>
        <CssVariables colors spacers theme />
        <LanguageProvider>
            <PrivacyProvider>
                <HashRouter future={routerFuture}>
                    <Layout />
                </HashRouter>
            </PrivacyProvider>
        </LanguageProvider>
    </QueryClientProvider>
)

export default App
