import * as z from 'zod/mini'
import { TrackerType } from './tracker.ts'

const Counts = z.object({ created: z.number(), updated: z.number(), deleted: z.number(), ignored: z.number(), total: z.number() })

/** What has the form of a UID. */
const UID = /\b[A-Za-z][A-Za-z0-9]{10}\b/g

/**
 * `args` and `message` of an entry may hold whole objects with their values: they are left out here, so nobody can log them. Of the message is
 * kept what may name the attribute or data element that was refused.
 */
const ErrorEntry = z.pipe(
    z.object({ errorCode: z.string(), uid: z.optional(z.string()), message: z.optional(z.string()) }),
    z.transform(({ errorCode, uid, message = '' }) => ({ errorCode, uid, named: message.match(UID) ?? [] }))
)
const WarningEntry = z.object({ warningCode: z.string(), uid: z.optional(z.string()) })
const ObjectReport = z.object({ uid: z.string() })

/**
 * The answer of a synchronous `POST /api/tracker`. A body without `validationReport` is not one: the outcome is then unknown
 * (database failure, proxy page) and the objects must be read back.
 */
export const ImportReport = z.object({
    status: z.string(),
    validationReport: z.object({
        errorReports: z.array(ErrorEntry),
        warningReports: z.optional(z.array(WarningEntry)),
    }),
    stats: z.optional(Counts),
    bundleReport: z.optional(
        z.object({
            typeReportMap: z.optional(
                z.partialRecord(TrackerType, z.object({ stats: z.optional(Counts), objectReports: z.optional(z.array(ObjectReport)) }))
            ),
        })
    ),
})
export type ImportReport = z.infer<typeof ImportReport>

/** UIDs that the server says it has written. */
export const writtenUids = (report: ImportReport): Set<string> =>
    new Set(Object.values(report.bundleReport?.typeReportMap ?? {}).flatMap((type) => type?.objectReports?.map(({ uid }) => uid) ?? []))

/** Why an object was refused, with all in its message that may be the UID of a field. */
export interface Refusal {
    code: string
    named: readonly string[]
}

/** All refusals of each object, by its UID. One object may have several, in no order. */
export const refusalsIn = (report: ImportReport): Map<string, Refusal[]> => {
    const refusals = new Map<string, Refusal[]>()
    for (const { uid, errorCode: code, named } of report.validationReport.errorReports) {
        if (uid === undefined) {
            continue
        }
        refusals.set(uid, [...(refusals.get(uid) ?? []), { code, named }])
    }
    return refusals
}
