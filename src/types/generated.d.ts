// made by `d2-app-scripts i18n generate` before every build
declare module '*/locales/sw/translations.json' {
    const sentences: Record<string, string>
    export default sentences
}

declare module '@dhis2/d2-i18n' {
    interface Translator {
        language: string
        t: (key: string, params?: Record<string, unknown>) => unknown
        changeLanguage: (language: string) => unknown
        addResourceBundle: (
            ...bundle: [language: string, namespace: string, sentences: Record<string, string>, deep: boolean, overwrite: boolean]
        ) => unknown
    }
    const translator: Translator
    export default translator
}

declare module '*.module.css' {
    const classes: Record<string, string>
    export default classes
}
