import type { Episode } from '../episode.ts'
import { clientFigures } from './clientFigures.ts'
import type { Contribution } from './contribution.ts'
import { developmentFigures } from './developmentFigures.ts'
import { followUpFigures } from './followUpFigures.ts'
import { heiCohort } from './heiCohort.ts'
import { hv02 } from './hv02.ts'
import type { Indicator } from './indicator.ts'
import { infantFigures } from './infantFigures.ts'
import { maternalCohort } from './maternalCohort.ts'
import { mer } from './mer.ts'
import { supportFigures } from './supportFigures.ts'
import { testingFigures } from './testingFigures.ts'
import { viralLoadFigures } from './viralLoadFigures.ts'
import type { Day } from '#dhis2/day.ts'

/** Every indicator that is counted from client records. How each is split stands with it. */
export const catalogue: readonly Indicator[] = [
    ...clientFigures,
    ...testingFigures,
    ...viralLoadFigures,
    ...infantFigures,
    ...followUpFigures,
    ...supportFigures,
    ...developmentFigures,
    ...maternalCohort,
    ...heiCohort,
    ...hv02,
    ...mer,
]

/** What a pair adds to all figures, as known on a day. */
export const contributionsOf = (episode: Episode, asOf: Day): Contribution[] => {
    const made: Contribution[] = []
    for (const { contribute } of catalogue) {
        made.push(...contribute(episode, asOf))
    }
    return made
}
