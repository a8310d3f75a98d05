import { fieldsOf } from '../plan/fields.ts'
import { uidsIn } from '../plan/names.ts'
import type { Delivery } from '../plan/planPage.ts'
import type { Wanted } from '../records.ts'
import { bestClass, isGone } from '#dhis2/errorCodes.ts'
import { ImportReport, refusalsIn, writtenUids, type Refusal } from '#dhis2/importReport.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Why DHIS2 does not take an object: its codes, and the partner's columns of those that name an attribute or data element. */
export interface Refused {
    codes: readonly string[]
    columns?: ReadonlyMap<string, string>
}

/**
 * What became of a sent object:
 * - `confirmed`: DHIS2 holds it
 * - `refused`: DHIS2 does not take it
 * - `dependency`: its parent is missing or was refused; it was not tried
 */
export type Fate = { is: 'confirmed' } | ({ is: 'refused' } & Refused) | { is: 'dependency' }

/** An object of whose fate the answer says nothing, or something that a look at the server must confirm. */
export interface Doubt {
    delivery: Delivery
    /** to be reported when the object is not there */
    refused: Refused
}

export interface Verdict {
    fates: Map<Uid, Fate>
    doubts: Doubt[]
}

/** The report in an answer; undefined when it is none, and what was done is not known. */
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
    const refused = refusalsIn(report)
    const repeated = new Set(
        (report.validationReport.warningReports ?? []).flatMap(({ warningCode, uid }) => (warningCode === 'E4015' ? uid : []))
    )
    const verdict: Verdict = { fates: new Map(), doubts: [] }
    for (const delivery of deliveries) {
        const { uid } = delivery.wanted
        const refusals = refused.get(uid)
        if (refusals !== undefined) {
            judgeRefused(delivery, refusedOf(delivery.wanted, refusals), verdict)
        } else if (written.has(uid) || repeated.has(uid)) {
            verdict.fates.set(uid, { is: 'confirmed' })
        } else if (uidsIn(delivery.wanted).some((parent) => refused.has(parent))) {
            verdict.fates.set(uid, { is: 'dependency' })
        } else {
            verdict.doubts.push({ delivery, refused: { codes: [NOT_STORED] } })
        }
    }
    return verdict
}

/** DHIS2 left an object out without a word. */
export const NOT_STORED = 'NOT_STORED'

/** The same link stands under another UID. */
const LINK_EXISTS = 'E4018'

const refusedOf = (wanted: Wanted, refusals: readonly Refusal[]): Refused => {
    const fields = fieldsOf(wanted)
    const columns = refusals.flatMap(({ code, named }) => {
        const column = fields.find(({ name }) => named.includes(name))?.column
        return column === undefined ? [] : [[code, column] as const]
    })
    return { codes: refusals.map(({ code }) => code), columns: new Map(columns) }
}

const judgeRefused = (delivery: Delivery, refused: Refused, { fates, doubts }: Verdict): void => {
    const { codes } = refused
    const { uid } = delivery.wanted
    const found = bestClass(codes)
    if (codes.includes(LINK_EXISTS) || (delivery.action === 'delete' && isGone(codes))) {
        fates.set(uid, { is: 'confirmed' })
    } else if (found === 'dependency') {
        fates.set(uid, { is: 'dependency' })
    } else if (found === 'settled') {
        doubts.push({ delivery, refused })
    } else {
        fates.set(uid, { is: 'refused', ...refused })
    }
}
