import translator from '@dhis2/d2-i18n'

export type Language = 'en' | 'sw'

/** What is filled into `{{name}}` places; write `{{-name}}` for people's names, or O'Brien is shown escaped. */
type Params = Readonly<Record<string, string | number>>

/** Where the platform keeps the sentences of an app. */
const NAMESPACE = 'default'

/** The translator of the app's own sentences. Keys are the English sentences; a key holds no colon (it would be read as a namespace). */
export const i18n = {
    t: (key: string, params?: Params): string => String(translator.t(key, { ...params, ns: NAMESPACE })),
    language: (): string => translator.language,
}

const loaded = new Set<Language>(['en'])

/** Whether a language can be shown at once. English needs nothing: its sentences are the keys. */
export const isLoaded = (language: Language): boolean => loaded.has(language)

/** Makes a language ready; Kiswahili is fetched when somebody wants it. */
export const loadLanguage = async (language: Language): Promise<void> => {
    if (isLoaded(language)) {
        return
    }
    const { default: sentences } = await import('./locales/sw/translations.json')
    translator.addResourceBundle('sw', NAMESPACE, sentences, true, false)
    loaded.add(language)
}

/** Speaks a loaded language from now on. */
export const speak = (language: Language): void => {
    void translator.changeLanguage(language)
}
