import { Suspense, useRef, useState } from 'react'
import { useMetadata } from '../data/metadata.ts'
import { useSession } from '../data/session.ts'
import { i18n } from '../i18n.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Bar } from './Bar.tsx'
import { HiddenScreen } from './HiddenScreen.tsx'
import classes from './Layout.module.css'
import { PlaceProvider, usePlace } from './place.tsx'
import { Routing } from './Routing.tsx'
import { sectionsOf } from './sections.ts'

/** Everything below the platform's header bar. */
export const Layout = () => {
    const session = useSession()
    const metadata = useMetadata()
    const failed = session.error ?? metadata.error
    if (session.data && metadata.data) {
        return (
            <PlaceProvider session={session.data} metadata={metadata.data}>
                <Inside />
            </PlaceProvider>
        )
    }
    const retry = () => void Promise.all([session.refetch(), metadata.refetch()])
    return <main className={classes.app}>{failed ? <ErrorNotice error={failed} onRetry={retry} /> : <Loading />}</main>
}

const Inside = () => {
    const main = useRef<HTMLElement>(null)
    const [hidden, setHidden] = useState(false)
    const sections = sectionsOf(usePlace())
    return (
        <div className={classes.app}>
            {hidden && <HiddenScreen onShow={() => setHidden(false)} />}
            <div style={hidden ? { visibility: 'hidden' } : undefined}>
                <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
                    {i18n.t('Skip to content')}
                </button>
                <Bar onHide={() => setHidden(true)} />
                <main ref={main} tabIndex={-1} className={classes.main}>
                    <Suspense fallback={<Loading />}>
                        {sections[0] ? <Routing sections={sections} home={sections[0].path} /> : <NothingHere />}
                    </Suspense>
                </main>
            </div>
        </div>
    )
}

const NothingHere = () => (
    <Notice kind="warning" title={i18n.t('There is nothing here for your account.')}>
        {i18n.t(
            'Either the programme is not installed on this server, or your account has no facility and no rights in it. Ask the person who looks after DHIS2 in your county.'
        )}
    </Notice>
)
