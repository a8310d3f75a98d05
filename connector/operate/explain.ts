import { adviceOn } from '../advice/advice.ts'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { TrackerReader } from '../dhis2/readTracker.ts'
import { EXIT, Failure } from '../failure.ts'
import { readFingerprints } from '../ledger/fingerprints.ts'
import type { History, OpenReview, RowHistory } from '../ledger/history.ts'
import type { Keys } from '../ledger/keys.ts'
import type { ObjectRecord } from '../ledger/ledger.ts'
import type { WithdrawalCause, WithdrawalRecord, WithdrawalState } from '../ledger/withdrawals.ts'
import { codesOf, type Metadata } from '../metadata.ts'
import { readCurrent } from '../plan/readCurrent.ts'
import { standingOf, type Standing } from '../plan/standing.ts'
import { openTarget } from '../run/openRun.ts'
import { findRows } from './findRows.ts'
import { withHistory, type Asking } from './openHistory.ts'
import { countOf } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

interface ObjectStory extends Pick<ObjectRecord, 'uid' | 'kind' | 'status' | 'day' | 'linked'> {
    /** program stage, program or nothing, by code */
    of?: string
    /** what was delivered, by the codes of DHIS2; no values */
    fields: readonly string[]
    firstRun: number
    lastRun: number
    /** undefined when DHIS2 could not be asked */
    now?: Standing
}

interface RowStory extends RowHistory {
    advice: string
    objects: readonly ObjectStory[]
    refusals: readonly { uid: Uid; codes: readonly string[]; run: number }[]
    reviews: readonly OpenReview[]
    withdrawals: readonly (WithdrawalRecord & { run: number })[]
}

/**
 * `kmmp explain KEY`: all that is known of a source row, step by step: what became of it and why, which objects it delivered, what DHIS2
 * said, and how DHIS2 holds them now. Tells names of fields, never their values.
 *
 * @param key the partner's record id, `FILE:ROW`, the partner's number of a person, or a UID of DHIS2
 */
export const explain = (config: Config, { secret, key }: Asking & { key: string }, out: Console): Promise<number> =>
    withHistory(config, secret, async (history, keys) => {
        const rows = await findRows(config, key, { history, keys })
        if (rows.length === 0) {
            throw new Failure({
                kind: 'configuration',
                what: 'The ledger knows no such row or object.',
                next: 'Give a record id or the number of a person as the export has it, FILE:ROW such as clients.csv:12, or a UID. Rows left out as copies have no record of their own.',
            })
        }
        const now = await askDhis2(
            config,
            rows.flatMap((row) => history.objectsOf(row.key)),
            keys
        )
        if (now instanceof Failure) {
            out.say(`DHIS2 could not be asked how it is now: ${now.what}`)
        }
        const stories = rows.map((row) => storyOf(row, history, now instanceof Failure ? undefined : now))
        out.show('explain', { rows: stories }, stories.flatMap(storyText))
        return EXIT.done
    })

interface Now {
    standings: ReadonlyMap<Uid, Standing>
    metadata: Metadata
}

const askDhis2 = async (config: Config, objects: readonly ObjectRecord[], keys: Keys): Promise<Now | Failure> => {
    try {
        const { client, metadata } = await openTarget(config)
        const current = await readCurrent(objects, new TrackerReader(client), new Map())
        return { metadata, standings: new Map(objects.map((object) => [object.uid, standingOf(object, current.get(object.uid), keys)])) }
    } catch (error) {
        if (error instanceof Failure) {
            return error
        }
        throw error
    }
}

const storyOf = (row: RowHistory, history: History, now: Now | undefined): RowStory => {
    const codes = now === undefined ? new Map<Uid, string>() : codesOf(now.metadata)
    const named = (id: string) => codes.get(id) ?? id
    return {
        ...row,
        advice: row.reason === undefined ? '' : adviceOn(row.reason),
        objects: history.objectsOf(row.key).map(({ uid, kind, status, day, linked, fields, program, programStage, since, run }) => {
            const standing = now?.standings.get(uid)
            const of = programStage ?? (kind === 'enrollment' ? program : undefined)
            return {
                ...{ uid, kind, status, day, linked, firstRun: since, lastRun: run },
                of: of && named(of),
                fields: [...readFingerprints(fields).keys()].map(named),
                now: standing?.is === 'changed' ? { ...standing, fields: standing.fields.map(named) } : standing,
            }
        }),
        refusals: history.refusals(row.key),
        reviews: history.reviewsOf(row.key).map((review) => ({ ...review, field: named(review.field) })),
        withdrawals: history.withdrawalsOf(row.key),
    }
}

const KIND: Record<ObjectRecord['kind'], string> = {
    trackedEntity: 'tracked entity',
    enrollment: 'enrollment',
    event: 'event',
    relationship: 'relationship',
}

const storyText = (story: RowStory): string[] => {
    const { source, file, row, outcome, reason, column, detail, run, advice, objects, refusals, reviews, withdrawals } = story
    return [
        `${file} row ${row} of ${source}: ${countOf[outcome]} in run ${run}`,
        ...(reason === undefined ? [] : [`  why      ${[reason, column, detail].filter(Boolean).join(', ')}`, `  advice   ${advice}`]),
        ...refusals.map(
            ({ uid, codes, run: when }) => `  refused  ${uid} with ${codes.join(', ')} in run ${when}: ${adviceOn(codes[0] ?? '')}`
        ),
        ...objects.flatMap(objectText),
        ...reviews.map(
            ({ id, kind, uid, field, points }) =>
                `  review   no. ${id} ${[kind, uid, field, points].filter(Boolean).join(' ')}: kmmp reviews`
        ),
        ...withdrawals.map(
            ({ kind, uid, cause, state, run: when }) =>
                `  withdrawn ${KIND[kind]} ${uid}, as ${CAUSE[cause]}: ${STATE[state]} in run ${when}`
        ),
        ...(objects.length + refusals.length + withdrawals.length === 0 ? ['  objects  none of its own in DHIS2'] : []),
        '',
    ]
}

const CAUSE: Record<WithdrawalCause, string> = {
    deleted: 'the partner deleted the record',
    unwanted: 'the record goes on without it',
    absent: 'a full export no longer brought the record',
    barred: 'the record may not be delivered any more',
}

const STATE: Record<WithdrawalState, string> = {
    pending: 'to be settled, found',
    asked: 'asked about',
    cancelled: 'cancelled in DHIS2',
    deleted: 'deleted in DHIS2',
    left: 'left in DHIS2 as it is',
    covered: 'left with its cancelled enrollment',
}

const objectText = ({ uid, kind, of, status, day, linked, fields, firstRun, lastRun, now }: ObjectStory): string[] => [
    `  object   ${[KIND[kind], uid, of, status, day].filter(Boolean).join(' ')}`,
    `           ${linked ? 'found in DHIS2' : 'delivered'} in run ${firstRun}${lastRun === firstRun ? '' : `, last changed in run ${lastRun}`}`,
    ...(fields.length === 0 ? [] : [`           holds ${fields.join(', ')}`]),
    ...(now === undefined ? [] : [`           now: ${NOW[now.is]}${now.is === 'changed' ? `: ${now.fields.join(', ')}` : ''}`]),
]

const NOW: Record<Standing['is'], string> = {
    asDelivered: 'as delivered',
    changed: 'changed in DHIS2 since',
    deleted: 'deleted in DHIS2',
    missing: 'not there, or not for the eyes of this account',
}
