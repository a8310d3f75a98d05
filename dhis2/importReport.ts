import * as z from 'zod/mini'
import { TrackerType } from './tracker.ts'

const Counts = z.object({ created: z.number(), updated: z.number(), deleted: z.number(), ignored: z.number(), total: z.number() })

/** `args` and `message` of an entry may hold whole objects with their values: they are left out here, so nobody can log them. */
const ErrorEntry = z.object({ errorCode: z.string(), uid: z.optional(z.string()) })
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

/** All error codes of each refused object, by UID. One object may carry several, in no order. */
export const refusalCodes = (report: ImportReport): Map<string, string[]> => {
    const codes = new Map<string, string[]>()
    for (const { uid, errorCode } of report.validationReport.errorReports) {
        if (uid === undefined) {
            continue
        }
        codes.set(uid, [...(codes.get(uid) ?? []), errorCode])
    }
    return codes
}
