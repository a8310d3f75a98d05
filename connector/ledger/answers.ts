import type { Decision, ReviewKind, ReviewRecord } from './ledger.ts'

const ANSWERS: Record<ReviewKind, readonly Decision[]> = {
    CONFLICT: ['partner', 'facility'],
    IDENTITY: ['same', 'other'],
    BURNT: ['again', 'leave'],
    VOIDED: ['withdraw', 'leave'],
}

/** Two records of the partner under one number: nobody in DHIS2 to choose from. */
export const isLookAlike = ({ kind, uid }: Pick<ReviewRecord, 'kind' | 'uid'>): boolean => kind === 'IDENTITY' && uid === ''

/** What a question may be answered with. */
export const answersTo = (review: Pick<ReviewRecord, 'kind' | 'uid'>): readonly Decision[] =>
    isLookAlike(review) ? ['leave'] : ANSWERS[review.kind]
