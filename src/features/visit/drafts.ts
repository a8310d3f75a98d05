import type { Pair } from '../../data/pairRecord.ts'
import type { Typed } from '../../domain/form/check.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'
import { randomUid } from '#dhis2/uid.ts'

/** A visit that is being written. It lives in memory only and goes with the page. */
export interface Draft {
    typed: Typed
    day: string
    next?: string
    /** keys of blocks whose member was not seen */
    absent: readonly string[]
    /** keys of blocks whose infant gave the sample that was due */
    sampled: readonly string[]
    /** UIDs of what the visit will create, by purpose: made once, so that sending again after a lost answer doubles nothing */
    uids: Map<string, Uid>
    /** the pair from which the visit was sent while its fate is unknown: read anew, our own half-known visit would look like another one */
    sentFrom?: Pair
}

const drafts = new Map<string, Draft>()

/** One draft for each pair and day that the form began with. */
export const draftKey = (pair: Uid, day: Day): string => `${pair} ${day}`

/** The draft of a pair and day, if one was begun on this page. */
export const draftOf = (key: string): Draft | undefined => drafts.get(key)

export const keepDraft = (key: string, draft: Draft): void => {
    drafts.set(key, draft)
}

export const dropDraft = (key: string): void => {
    drafts.delete(key)
}

/** The UID that a draft uses for a purpose. */
export const uidFor = (draft: Draft, purpose: string): Uid => {
    const known = draft.uids.get(purpose)
    if (known) {
        return known
    }
    const made = randomUid()
    draft.uids.set(purpose, made)
    return made
}
