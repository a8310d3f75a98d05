import type { Case } from '../ruleCases.ts'

type Given = Omit<Case, 'story' | 'fires' | 'on'> & { on?: string }

/** The day of an event whose day does not matter. */
const SOME_DAY = '2026-06-01'

/** A case in which the rule holds. */
export const fires = (story: string, given: Given): Case => ({ story, fires: true, on: SOME_DAY, ...given })

/** A case in which the rule stays silent. */
export const silent = (story: string, given: Given): Case => ({ story, fires: false, on: SOME_DAY, ...given })
