import type { Episode } from '../episode.ts'
import { catalogue } from '../indicators/catalogue.ts'
import type { Contribution } from '../indicators/contribution.ts'
import type { Day } from '#dhis2/day.ts'

/** What a pair adds to one indicator; `stem` is its code without `KMMP_IND_`. */
export const addedTo = (stem: string, episode: Episode, asOf: Day): Contribution[] => {
    const indicator = catalogue.find(({ code }) => code === `KMMP_IND_${stem}`)
    if (indicator === undefined) {
        throw new Error(`No indicator KMMP_IND_${stem} in the catalogue`)
    }
    return indicator.contribute(episode, asOf)
}

/** The same as short words: part (N or D; nothing for a count), month and options, e.g. `N 202606 YES`. */
export const added = (stem: string, episode: Episode, asOf: Day): string[] =>
    addedTo(stem, episode, asOf).map(({ element, month, categoryOptions }) =>
        [element.replace(`KMMP_IND_${stem}`, '').replace('_', ''), month, ...categoryOptions].filter((word) => word !== '').join(' ')
    )
