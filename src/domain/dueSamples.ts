import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Episode } from '#programme/episode.ts'
import { dueItems, OPEN_STATES } from '#programme/schedule/dueItems.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import type { DueItem } from '#programme/schedule/types.ts'

/** Stage of the infant's tests. */
export const TEST_STAGE = 'KMMP_C_TEST'

/** A sample that an infant owes on a day, and the answers by which its event says which test it is. */
export interface DueSample {
    item: DueItem
    /** answers by field code without prefix */
    answers: Readonly<Record<string, string>>
}

/** The sample to be taken from each infant on a day, by tracked entity: at most one each. A sample that waits for its result is taken. */
export const dueSamples = (episode: Episode, on: Day): Map<Uid, DueSample> =>
    new Map(
        dueItems(episode, guidelines, on)
            .filter(({ stage, state }) => stage === TEST_STAGE && OPEN_STATES.includes(state))
            .map((item) => [item.subject, { item, answers: { ...pointOf(item), ...takenOn(item, on) } }])
    )

const pointOf = (item: DueItem): Record<string, string> => {
    const rule = guidelines
        .find(({ version }) => version === item.guideline)
        ?.rules.find(({ key, n, subject }) => key === item.key && n === item.n && subject === 'infant')
    return rule?.point ? { [rule.point[0]]: rule.point[1] } : {}
}

const takenOn = ({ kind }: DueItem, on: Day): Record<string, string> => ({
    ...(kind && { CTEST_KIND: kind }),
    SAMPLE_DATE: on,
    CTEST_RESULT: 'PENDING',
})
