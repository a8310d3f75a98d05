import { useLanguage } from '../app/language.tsx'
import { usePrivacy } from '../app/privacy.tsx'
import type { DueItem, Reason } from '#programme/schedule/types.ts'
import { itemName, reasonText } from '#programme/texts/dueItems.ts'

/** The words for what falls due, in the language of the screen; privacy mode tells nothing of tests or treatment. */
export const useItemWords = () => {
    const { language } = useLanguage()
    const { privacy } = usePrivacy()
    const manner = { language, neutral: privacy }
    return {
        name: (item: Pick<DueItem, 'key' | 'n'>): string => itemName(item, manner),
        reason: (reason: Reason): string => reasonText(reason, manner),
    }
}
