import type { Config } from '../config/readConfig.ts'
import { kindOf } from '../exchange/reviewItems.ts'
import { Failure } from '../failure.ts'
import type { OpenReview } from '../ledger/history.ts'
import { openTarget } from '../run/openRun.ts'
import { chosen } from '../run/runSync.ts'
import { refuseUnknownPlace, refuseUnknownReason } from './refuseUnknown.ts'
import { isUid, type Uid } from '#dhis2/uid.ts'
import type { ReviewItem } from '#programme/exchange.ts'

/** Which questions are meant. What is left out counts for all. */
export interface ReviewFilter {
    kind?: ReviewItem['kind']
    source?: string
    /** facility, by its code or UID in DHIS2 */
    orgUnit?: string
    /** why the row is not delivered, such as CONSENT_MISSING */
    reason?: string
}

/**
 * The questions that a filter names. DHIS2 is asked only for the code of a facility.
 *
 * @throws Failure when none fits because the source, facility or reason is not known
 */
export const fittingReviews = async (
    config: Config,
    reviews: readonly OpenReview[],
    { kind, source, orgUnit, reason }: ReviewFilter
): Promise<OpenReview[]> => {
    if (source !== undefined) {
        chosen(config, source)
    }
    const unit = orgUnit === undefined || isUid(orgUnit) ? orgUnit : await unitOfCode(config, orgUnit)
    const fitting = reviews.filter(
        (open) =>
            (kind === undefined || kindOf(open) === kind) &&
            (source === undefined || open.source === source) &&
            (unit === undefined || open.orgUnit === unit) &&
            (reason === undefined || open.reason === reason)
    )
    if (fitting.length === 0) {
        if (reason !== undefined) {
            refuseUnknownReason(
                reason,
                reviews.flatMap((open) => open.reason ?? [])
            )
        }
        if (unit !== undefined) {
            refuseUnknownPlace(config, unit, ({ id }) => id === unit)
        }
    }
    return fitting
}

const unitOfCode = async (config: Config, code: string): Promise<Uid> => {
    const { metadata } = await openTarget(config)
    const unit = metadata.orgUnits.find((known) => known.code === code)
    if (unit === undefined) {
        throw new Failure({
            kind: 'configuration',
            what: `DHIS2 knows no facility with the code "${code}".`,
            where: '--org-unit',
            next: 'Give the code that the facility has in DHIS2, or its UID.',
        })
    }
    return unit.id
}
