import { CircularLoader } from '@dhis2/ui'
import { useEffect, useState } from 'react'
import { i18n } from '../i18n.ts'

const QUIET_MILLISECONDS = 700

/** Says that something is coming, but only when it takes long enough to be noticed. */
export const Loading = () => {
    const [shown, setShown] = useState(false)
    useEffect(() => {
        const timer = setTimeout(() => setShown(true), QUIET_MILLISECONDS)
        return () => clearTimeout(timer)
    }, [])
    return <div role="status">{shown && <CircularLoader small aria-label={i18n.t('Loading')} />}</div>
}
