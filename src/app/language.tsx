import { createContext, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { i18n, isLoaded, loadLanguage, speak } from '../i18n.ts'
import type { Language } from '../i18n.ts'
import type { Text } from '#programme/model/types.ts'

const STORED = 'mentor-mothers.language'

const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
    language: 'en',
    choose: () => undefined,
})

/** The language of the screen and the way to change it. */
export const useLanguage = () => useContext(LanguageContext)

/** Reads a text of the programme in the language of the screen. */
export const useText = (): ((text: Text) => string) => {
    const { language } = useLanguage()
    return (text) => text[language]
}

const firstLanguage = (): Language => {
    const stored = localStorage.getItem(STORED)
    if (stored === 'en' || stored === 'sw') {
        return stored
    }
    return i18n.language().startsWith('sw') ? 'sw' : 'en'
}

/**
 * Keeps the app's own language: DHIS2 offers no Kiswahili among its interface languages (2.40-2.43). The screens are made anew on a
 * change, since translated sentences are read while rendering.
 */
export const LanguageProvider = ({ children }: { children: ReactNode }) => {
    const [wanted, setWanted] = useState(firstLanguage)
    const [spoken, setSpoken] = useState<Language>()
    const choose = (next: Language) => {
        localStorage.setItem(STORED, next)
        setWanted(next)
    }
    useEffect(() => {
        const begin = () => {
            speak(wanted)
            document.documentElement.lang = wanted
            setSpoken(wanted)
        }
        if (isLoaded(wanted)) {
            begin()
            return undefined
        }
        let current = true
        // without the network the words stay as they are
        loadLanguage(wanted).then(
            () => current && begin(),
            () => current && setSpoken((before) => before ?? 'en')
        )
        return () => {
            current = false
        }
    }, [wanted])
    if (spoken === undefined) {
        return null
    }
    return (
        <LanguageContext.Provider key={spoken} value={{ language: spoken, choose }}>
            {children}
        </LanguageContext.Provider>
    )
}
