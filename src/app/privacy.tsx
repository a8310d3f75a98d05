import { createContext, useContext, useState } from 'react'
import type { ReactNode } from 'react'

const STORED = 'mentor-mothers.privacy'

const PrivacyContext = createContext<{ privacy: boolean; toggle: () => void }>({ privacy: false, toggle: () => undefined })

/** Whether names, numbers and the words for tests and medicine are covered on this device. */
export const usePrivacy = () => useContext(PrivacyContext)

/** Remembers only the switch itself, never anything about a person. */
export const PrivacyProvider = ({ children }: { children: ReactNode }) => {
    const [privacy, setPrivacy] = useState(() => localStorage.getItem(STORED) === 'on')
    const toggle = () => {
        localStorage.setItem(STORED, privacy ? 'off' : 'on')
        setPrivacy(!privacy)
    }
    return <PrivacyContext.Provider value={{ privacy, toggle }}>{children}</PrivacyContext.Provider>
}
