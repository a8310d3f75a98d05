import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router-dom'
import { TodayPage } from '../features/today/TodayPage.tsx'
import { useShellSync } from './useShellSync.ts'

const FindPage = lazy(() => import('../features/find/FindPage.tsx'))
const PairPage = lazy(() => import('../features/pair/PairPage.tsx'))
const VisitPage = lazy(() => import('../features/visit/VisitPage.tsx'))
const CountyPage = lazy(() => import('../features/county/CountyPage.tsx'))

/** The screens by address. Everything but the first screen of the day is fetched when it is opened. */
export const Routing = ({ home }: { home: string }) => {
    useShellSync()
    return (
        <Routes>
            <Route path="/today" element={<TodayPage />} />
            <Route path="/find" element={<FindPage />} />
            <Route path="/pair/:pair" element={<PairPage />} />
            <Route path="/pair/:pair/visit/:date" element={<VisitPage />} />
            <Route path="/county" element={<CountyPage />} />
            <Route path="*" element={<Navigate to={home} replace />} />
        </Routes>
    )
}
