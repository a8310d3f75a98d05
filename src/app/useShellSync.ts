import { useEffect } from 'react'
import { useLocation } from 'react-router-dom'

/** The global shell of DHIS2 2.42+ mirrors our hash only on `popstate`, which the router never fires (toolchain trial, 2.42). */
export const useShellSync = () => {
    const { key } = useLocation()
    useEffect(() => {
        dispatchEvent(new PopStateEvent('popstate'))
    }, [key])
}
