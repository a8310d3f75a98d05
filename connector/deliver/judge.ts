import { uidsIn } from '../plan/names.ts'
import type { Delivery } from '../plan/planPage.ts'
import { bestClass, isGone } from '#dhis2/errorCodes.ts'
import { ImportReport, refusalCodes, writtenUids } from '#dhis2/importReport.ts'
import type { Uid } from '#dhis2/uid.ts'

/**
 * What became of a sent object:
 * - `confirmed`: DHIS2 holds it
 * - `refused`: DHIS2 does not take it, with its codes
 * - `dependency`: its parent is missing or was refused; it was not tried
 */
export type Fate = { is: 'confirmed' } | { is: 'refused'; codes: readonly string[] } | { is: 'dependency' }

/** An object of whose fate the answer says nothing, or something that a look at the server must confirm. */
export interface Doubt {
    delivery: Delivery
    /** codes to be reported when the object is not there */
    codes: readonly string[]
}

export interface Verdict {
    fates: Map<Uid, Fate>
    doubts: Doubt[]
}

/** The report in an answer; undefined when it is none, and what was done is not known (dhis2-web-api.md 2.6). */
export const reportIn = (body: unknown): ImportReport | undefined => {
    const read = ImportReport.safeParse(body)
    if (!read.success) {
        return undefined
    }
    const { status, validationReport } = read.data
    // a database failure on 2.40: an error without any error entry
    return status === 'ERROR' && validationReport.errorReports.length === 0 ? undefined : read.data
}

/** Walks all sent objects: each has a fate or is in doubt. Counts in the report cannot prove anything. */
export const judge = (deliveries: readonly Delivery[], report: ImportReport): Verdict => {
    const written = writtenUids(report)
    const refused = refusalCodes(report)
    const repeated = new Set(
        (report.validationReport.warningReports ?? []).flatMap(({ warningCode, uid }) => (warningCode === 'E4015' ? uid : []))
    )
    const verdict: Verdict = { fates: new Map(), doubts: [] }
    for (const delivery of deliveries) {
        const { uid } = delivery.wanted
        const codes = refused.get(uid)
        if (codes !== undefined) {
            judgeRefused(delivery, codes, verdict)
        } else if (written.has(uid) || repeated.has(uid)) {
            verdict.fates.set(uid, { is: 'confirmed' })
        } else if (uidsIn(delivery.wanted).some((parent) => refused.has(parent))) {
            verdict.fates.set(uid, { is: 'dependency' })
        } else {
            verdict.doubts.push({ delivery, codes: [NOT_STORED] })
        }
    }
    return verdict
}

/** DHIS2 left an object out without a word. */
export const NOT_STORED = 'NOT_STORED'

/** The same link stands under another UID. */
const LINK_EXISTS = 'E4018'

const judgeRefused = (delivery: Delivery, codes: readonly string[], { fates, doubts }: Verdict): void => {
    const { uid } = delivery.wanted
    const found = bestClass(codes)
    if (codes.includes(LINK_EXISTS) || (delivery.action === 'delete' && isGone(codes))) {
        fates.set(uid, { is: 'confirmed' })
    } else if (found === 'dependency') {
        fates.set(uid, { is: 'dependency' })
    } else if (found === 'settled') {
        doubts.push({ delivery, codes })
    } else {
        fates.set(uid, { is: 'refused', codes })
    }
}
