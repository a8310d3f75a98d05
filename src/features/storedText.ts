import { shortDay } from '../app/words.ts'
import { YES_NO } from '../domain/form/question.ts'
import type { Choice } from '../domain/form/question.ts'
import type { Language } from '../i18n.ts'
import { isDay } from '#dhis2/day.ts'
import type { Text } from '#programme/model/types.ts'

/** A stored value as people read it: the name of an option, yes or no, a written date; else the value itself. */
export const storedText = (choices: readonly Choice[], value: string, text: (text: Text) => string, language: Language): string => {
    const known = [...choices, ...YES_NO].find(({ code }) => code === value)
    if (known) {
        return text(known.name)
    }
    return isDay(value) ? shortDay(value, language) : value
}
