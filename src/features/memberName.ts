import { usePrivacy } from '../app/privacy.tsx'
import { ageText } from '../app/words.ts'
import { childAge } from '../domain/age.ts'
import { shownName } from '../domain/client.ts'
import { i18n } from '../i18n.ts'
import type { Day } from '#dhis2/day.ts'
import type { Member } from '#programme/episode.ts'
import { birthOf } from '#programme/episode.ts'

/** How members of the pair are called on headings: `Mother`, and `Baby Joy` or just `Baby 1`. */
export const useMemberName = (): {
    baby: (infant: Member, place: number) => string
    babyWithAge: (infant: Member, place: number, today: Day) => string
} => {
    const { privacy } = usePrivacy()
    const baby = (infant: Member, place: number): string => {
        const name = shownName({ GIVEN_NAME: infant.attributes['PREFERRED_NAME'] ?? infant.attributes['GIVEN_NAME'] ?? '' }, privacy)
        return name === '' ? i18n.t('Baby {{place}}', { place: place + 1 }) : i18n.t('Baby {{-name}}', { name })
    }
    const babyWithAge = (infant: Member, place: number, today: Day): string => {
        const born = birthOf(infant)
        return born === undefined ? baby(infant, place) : `${baby(infant, place)}, ${ageText(childAge(born, today))}`
    }
    return { baby, babyWithAge }
}
