import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

/** Answers to the nine questions in order. */
const answers = (...points: number[]): { values: Record<string, string> } => {
    const items = ['PHQ2_1', 'PHQ2_2', ...[3, 4, 5, 6, 7, 8, 9].map((n) => `PHQ9_${n}`)]
    return { values: Object.fromEntries(points.map((point, place) => [items[place] ?? '', String(point)])) }
}
const band = (inside: number[], outside: number[], code: string): Case[] => [
    fires(inside.join(' '), { ...answers(...inside), assigns: [code] }),
    silent(outside.join(' '), answers(...outside)),
]

export const motherSupportCases: Readonly<Record<string, readonly Case[]>> = {
    PHQ_SHOW: [fires('not at all, twice', answers(0, 0)), silent('several days', answers(0, 1))],
    PHQ_RANGE: [fires('four points', answers(4, 0)), silent('three points', answers(3, 3))],
    PHQ_SUM_ASSIGN: [
        fires('two answers', { ...answers(0, 0), assigns: ['0'] }),
        fires('nine answers', { ...answers(3, 3, 3, 3, 3, 3, 3, 3, 3), assigns: ['27'] }),
        silent('only one of the first two', answers(2)),
    ],
    PHQ_BAND_UNLIKELY: band([2, 2], [2, 2, 1], 'UNLIKELY'),
    PHQ_BAND_MILD: band([3, 3, 3], [3, 3, 3, 1], 'MILD'),
    PHQ_BAND_MODERATE: band([3, 3, 3, 1], [3, 3, 3], 'MODERATE'),
    PHQ_BAND_MODERATELY_SEVERE: band([3, 3, 3, 3, 3], [3, 3, 3, 3, 2], 'MODERATELY_SEVERE'),
    PHQ_BAND_SEVERE: band([3, 3, 3, 3, 3, 3, 2], [3, 3, 3, 3, 3, 3, 1], 'SEVERE'),
    PHQ_REFER: [fires('ten points', answers(3, 3, 3, 1)), silent('nine points', answers(3, 3, 3))],
    PHQ_ITEM9_ALERT: [
        fires('several days', { values: { PHQ9_9: '1' } }),
        silent('not at all', { values: { PHQ9_9: '0' } }),
        silent('not asked', {}),
    ],
    GBV_PRIVACY_HIDE: [
        fires('others listened', { values: { PRIVATE_SPACE: 'false' } }),
        fires('not said', {}),
        silent('alone', { values: { PRIVATE_SPACE: 'true' } }),
    ],
    GBV_ACTION_REQUIRED: [
        fires('threatened', { values: { PRIVATE_SPACE: 'true', GBV_THREAT: 'true' } }),
        silent('no violence', { values: { PRIVATE_SPACE: 'true', GBV_THREAT: 'false' } }),
        silent('not in private', { values: { PRIVATE_SPACE: 'false', GBV_THREAT: 'true' } }),
    ],
    NOBODY_HOME_HIDE: [fires('nobody', { values: { PERSON_SEEN: 'NOBODY' } }), silent('the client', { values: { PERSON_SEEN: 'CLIENT' } })],
    NEIGHBOUR_HIDE: [
        fires('a neighbour', { values: { PERSON_SEEN: 'NEIGHBOUR' } }),
        silent('the client', { values: { PERSON_SEEN: 'CLIENT' } }),
    ],
    IDENTITY_HIDE: [
        fires('somebody else', { values: { IDENTITY_CONFIRMED: 'false' } }),
        silent('the client', { values: { IDENTITY_CONFIRMED: 'true' } }),
    ],
}

const both = (code: string, cases: readonly Case[]): Record<string, readonly Case[]> => ({ [code]: cases, [`CHILD_${code}`]: cases })

export const followingCases: Readonly<Record<string, readonly Case[]>> = {
    ...both('TRACE_ATTEMPTS', [
        fires('the 21st', { values: { TRACE_ATTEMPT_NO: '21' } }),
        silent('the 20th', { values: { TRACE_ATTEMPT_NO: '20' } }),
    ]),
    ...both('TRACE_WHY_NOT', [
        fires('not reached', { values: { TRACE_RESULT: 'NO_CONTACT' } }),
        silent('reached', { values: { TRACE_RESULT: 'CONTACTED' } }),
    ]),
    ...both('TRACE_WHY_NOT_SHOW', [
        fires('reached', { values: { TRACE_RESULT: 'CONTACTED' } }),
        silent('not reached', { values: { TRACE_RESULT: 'NO_CONTACT' } }),
    ]),
    ...both('TRACE_PROMISE', [
        fires('yesterday', { values: { PROMISED_DATE: '2026-05-31' } }),
        silent('today', { values: { PROMISED_DATE: '2026-06-01' } }),
    ]),
    ...both('TRACE_EXIT', [
        fires('died', { values: { TRUE_STATUS: 'DIED' } }),
        silent('went elsewhere by herself', { values: { TRUE_STATUS: 'SELF_TRANSFERRED' } }),
    ]),
    ...both('TRACE_RETURNED', [
        fires('back, search not closed', { values: { RETURN_DATE: '2026-05-30', FINAL_OUTCOME_REACHED: 'false' } }),
        silent('back, search closed', { values: { RETURN_DATE: '2026-05-30', FINAL_OUTCOME_REACHED: 'true' } }),
        silent('not back', {}),
    ]),
    TRACE_BUDDY_SILENT: [
        fires('the buddy does not know', { values: { TRACE_METHOD: 'TREATMENT_BUDDY' }, person: { ALT_CONTACT_KNOWS_STATUS: 'false' } }),
        fires('nobody asked whether the buddy knows', { values: { TRACE_METHOD: 'TREATMENT_BUDDY' } }),
        silent('the buddy knows', { values: { TRACE_METHOD: 'TREATMENT_BUDDY' }, person: { ALT_CONTACT_KNOWS_STATUS: 'true' } }),
        silent('another way', { values: { TRACE_METHOD: 'PHONE_CALL' } }),
    ],
    TRACE_HOME_OK: [
        fires('she said no', { person: { HOME_VISIT_OK: 'false' } }),
        silent('she said yes', { person: { HOME_VISIT_OK: 'true' } }),
    ],
    PHONE_OK_CHECK: [
        fires('not asked', {}),
        fires('she said no', { person: { PHONE_CONTACT_OK: 'false' } }),
        silent('she said yes', { person: { PHONE_CONTACT_OK: 'true' } }),
    ],
    ...both('REFERRAL_OUTCOME_AFTER', [
        fires('the day before', { values: { OUTCOME_DATE: '2026-05-31', REFERRAL_DATE: '2026-06-01' } }),
        silent('the same day', { values: { OUTCOME_DATE: '2026-06-01', REFERRAL_DATE: '2026-06-01' } }),
    ]),
    ...both('REFERRAL_PENDING_ASSIGN', [
        fires('no outcome yet', { values: { REFERRAL_DATE: '2026-06-01' }, assigns: ['PENDING'] }),
        silent('completed', { values: { REFERRAL_DATE: '2026-06-01', REFERRAL_OUTCOME: 'COMPLETED' } }),
        silent('a partner says nothing', { values: { REFERRAL_DATE: '2026-06-01', SOURCE_SYSTEM: 'COMMCARE' } }),
    ]),
    ...both('REFERRAL_OVERDUE', [
        fires('pending since years', { values: { REFERRAL_DATE: '2020-01-01', REFERRAL_OUTCOME: 'PENDING' } }),
        silent('completed', { values: { REFERRAL_DATE: '2020-01-01', REFERRAL_OUTCOME: 'COMPLETED' } }),
        silent('referred in a hundred years', { values: { REFERRAL_DATE: '2126-01-01', REFERRAL_SERVICE: 'ART' } }),
    ]),
    ...both('REFERRAL_WHERE', [fires('not said', {}), silent('in words', { values: { REFERRED_TO_TEXT: 'Huduma Centre' } })]),
    IPV_FIRST: [
        fires('not asked', { values: { IPV_SCREEN_BEFORE_NOTIFY: 'false' } }),
        silent('asked', { values: { IPV_SCREEN_BEFORE_NOTIFY: 'true' } }),
    ],
    EXIT_DEATH: [fires('died', { values: { MOTHER_EXIT: 'DIED' } }), silent('graduated', { values: { MOTHER_EXIT: 'GRADUATED_24M' } })],
    TRANSFER_VERIFY: [
        fires('transferred', { values: { MOTHER_EXIT: 'TRANSFER_OUT' } }),
        silent('lost', { values: { MOTHER_EXIT: 'LTFU' } }),
    ],
}
