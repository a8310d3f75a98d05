import { answersTo } from '../ledger/answers.ts'
import type { OpenReview } from '../ledger/history.ts'
import type { Keys } from '../ledger/keys.ts'
import { grouped } from '../plan/readCurrent.ts'
import type { Uid } from '#dhis2/uid.ts'
import { SCHEMA, type ReviewItem } from '#programme/exchange.ts'

/** A question as staff see it, with the questions of the ledger that it stands for: all candidates of a row are one. */
export interface Asked {
    item: ReviewItem
    reviews: readonly OpenReview[]
}

/**
 * Open questions of the ledger by the id under which staff answer them. The id is a keyed hash: it tells nothing of the row.
 *
 * @param named code of a field
 */
export const reviewItems = (reviews: readonly OpenReview[], keys: Keys, named: (field: Uid) => string): Map<string, Asked> => {
    const open = reviews.filter(({ decision }) => decision === undefined)
    return new Map(
        [...grouped(open, (review) => itemOf(review, keys))].flatMap(([item, group]) => {
            const [first] = group
            return first === undefined ? [] : [[item, { item: shown(item, first, group, named), reviews: group }]]
        })
    )
}

const itemOf = ({ source, kind, row, uid, field }: OpenReview, keys: Keys): string => {
    const question = kind === 'IDENTITY' ? `${kind}|${row}` : `${kind}|${row}|${uid}|${field}`
    return `${source}.${keys.mark(`question|${question}`).replaceAll('+', '-').replaceAll('/', '_')}`
}

const shown = (item: string, first: OpenReview, group: readonly OpenReview[], named: (field: Uid) => string): ReviewItem => {
    const isMatch = first.kind === 'IDENTITY'
    const candidates = group.flatMap(({ uid, points }) => (isMatch && uid !== '' ? { trackedEntity: uid, points } : []))
    return {
        schema: SCHEMA,
        item,
        partner: first.source,
        kind: kindOf(first),
        orgUnit: first.orgUnit,
        subject: isMatch ? undefined : first.uid,
        field: first.field === '' ? undefined : named(first.field),
        candidates,
        actions: [...answersTo(first)],
    }
}

/** What kind of question staff and operators are asked. */
export const kindOf = ({ kind, field }: Pick<OpenReview, 'kind' | 'field'>): ReviewItem['kind'] => {
    switch (kind) {
        case 'IDENTITY':
            return 'match'
        case 'BURNT':
            return 'deleted'
        case 'VOIDED':
            return 'withdrawn'
        case 'CONFLICT':
            return field === 'orgUnit' ? 'transfer' : 'dispute'
    }
}
