import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router-dom'
import { TodayPage } from '../features/today/TodayPage.tsx'
import type { Section } from './sections.ts'
import { useShellSync } from './useShellSync.ts'

const FindPage = lazy(() => import('../features/find/FindPage.tsx'))
const PairPage = lazy(() => import('../features/pair/PairPage.tsx'))
const VisitPage = lazy(() => import('../features/visit/VisitPage.tsx'))
const CountyPage = lazy(() => import('../features/county/CountyPage.tsx'))

/** The screens by address; an address that is not for this person leads to the first section that is. Everything but the first screen of the day is fetched when it is opened. */
export const Routing = ({ sections, home }: { sections: readonly Section[]; home: string }) => {
    useShellSync()
    const isOpen = (path: string): boolean => sections.some((section) => section.path === path)
    return (
        <Routes>
            {isOpen('/today') && <Route path="/today" element={<TodayPage />} />}
            {isOpen('/find') && (
                <>
                    <Route path="/find" element={<FindPage />} />
                    <Route path="/pair/:pair" element={<PairPage />} />
                    <Route path="/pair/:pair/visit/:date" element={<VisitPage />} />
                </>
            )}
            <Route path="/county" element={<CountyPage />} />
            <Route path="*" element={<Navigate to={home} replace />} />
        </Routes>
    )
}
