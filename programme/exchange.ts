import * as z from 'zod/mini'
import { Count } from '#dhis2/outcome.ts'

/**
 * What connector and app say to each other in the dataStore of DHIS2. Nothing here names a person or
 * tells a value: UIDs, codes, counts and user names of staff only.
 */
export const NAMESPACE = 'mentor-mothers'

/** Moves on with the shapes; a reader leaves alone what is newer than itself. */
export const SCHEMA = 1

/** Parts of a key are joined by a point: servers often refuse an encoded slash. */
export const exchangeKey = {
    /** @param started UTC, ISO 8601 */
    run: (partner: string, started: string) => `runs.${partner}.${started.slice(0, 19).replace(/[-:]/g, '')}`,
    refusals: (partner: string, started: string) => `refusals.${partner}.${started.slice(0, 19).replace(/[-:]/g, '')}`,
    review: (item: string) => `reviews.${item}`,
    decision: (item: string) => `decisions.${item}`,
}

const schema = z.literal(SCHEMA)
const counts = z.object(Object.fromEntries(Count.options.map((word) => [word, z.int()])) as Record<Count, z.ZodMiniNumberFormat>)

/** One run of a partner's data, in numbers of rows. */
export const RunSummary = z.object({
    schema,
    partner: z.string(),
    started: z.string(),
    ended: z.string(),
    /** exit code of the command: 0 all delivered, 10 some rows wait, 11 stopped by a limit, 12 broken off */
    exitCode: z.int(),
    counts,
    /** questions that wait for a person */
    reviews: z.int(),
    /** key of the refusals of this run */
    refusals: z.string(),
})
export type RunSummary = z.infer<typeof RunSummary>

/** Rows that wait or were refused, by file, reason and facility. */
export const Refusals = z.object({
    schema,
    partner: z.string(),
    groups: z.array(
        z.object({
            file: z.string(),
            count: Count,
            reason: z.string(),
            /** facility of the rows; none where it is not known, and of the smallest groups when there are very many */
            orgUnit: z.optional(z.string()),
            rows: z.int(),
        })
    ),
})
export type Refusals = z.infer<typeof Refusals>

export const Action = z.enum(['same', 'other', 'partner', 'facility', 'again', 'withdraw', 'leave'])
export type Action = z.infer<typeof Action>

/**
 * A question to staff:
 * - `match`: is the person of a partner's row one of the candidates
 * - `transfer`: she was moved to another facility by the partner, and elsewhere by staff
 * - `dispute`: a field was changed by both
 * - `deleted`: the partner still has what was deleted
 * - `withdrawn`: the partner no longer has what was delivered
 */
export const ReviewItem = z.object({
    schema,
    item: z.string(),
    partner: z.string(),
    kind: z.enum(['match', 'transfer', 'dispute', 'deleted', 'withdrawn']),
    orgUnit: z.optional(z.string()),
    /** UID of the object in question; none for a match */
    subject: z.optional(z.string()),
    /** code of the field in question */
    field: z.optional(z.string()),
    candidates: z.array(z.object({ trackedEntity: z.string(), points: z.optional(z.int()) })),
    /** what may be answered */
    actions: z.array(Action),
})
export type ReviewItem = z.infer<typeof ReviewItem>

/** An answer of staff. `by` is their user name; who wrote the entry, by the server's word, goes before it. */
export const Decision = z.object({
    item: z.string(),
    action: Action,
    /** who is the same */
    candidate: z.optional(z.string()),
    by: z.string(),
    at: z.string(),
})
export type Decision = z.infer<typeof Decision>
