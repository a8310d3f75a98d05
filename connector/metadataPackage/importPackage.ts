import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { MetadataPackage } from '#programme/metadata/build.ts'

const ErrorReport = z.object({ errorCode: z.string().optional(), message: z.string().optional() })
const ObjectReport = z.object({
    displayName: z.string().optional(),
    uid: z.string().optional(),
    errorReports: z.array(ErrorReport).optional(),
})
const Report = z.object({
    status: z.string(),
    stats: z.object({ created: z.number(), updated: z.number() }),
    typeReports: z.array(z.object({ klass: z.string(), objectReports: z.array(ObjectReport).optional() })).optional(),
})
/** Some faults have no report at all (Q43). */
const Envelope = z.object({ message: z.string().optional(), response: Report.optional().catch(undefined) })

/** Objects made and changed by an import, or that would be. */
export interface Imported {
    created: number
    updated: number
}

/** Refusals shown; the rest are usually of the same kind. */
const SHOWN = 10

/**
 * Sends a piece of a package to `POST /api/metadata`; all of it or nothing is imported.
 *
 * @throws Failure with what the server refuses, and why. The inner status counts: the outer one is WARNING whatever happened (Q43)
 */
export const importPackage = async (client: Dhis2Client, metadata: MetadataPackage, mode: 'VALIDATE' | 'COMMIT'): Promise<Imported> => {
    const params = { importMode: mode, importStrategy: 'CREATE_AND_UPDATE', atomicMode: 'ALL', importReportMode: 'ERRORS' }
    const { body, status } = await client.send('POST', 'metadata', metadata, { params })
    const { message, response } = Envelope.parse(body)
    if (response?.status === 'OK') {
        return { created: response.stats.created, updated: response.stats.updated }
    }
    throw new Failure({
        kind: mode === 'VALIDATE' ? 'configuration' : 'refused',
        what: mode === 'VALIDATE' ? 'DHIS2 would refuse the package; nothing was changed.' : 'DHIS2 refused a piece of the package.',
        where: 'POST /api/metadata',
        why: response ? refusals(response) : `Answer ${status} without a report: ${message ?? 'no message'}`,
        next: 'Remove what stands in the way and run the command again: it goes on with what is still missing.',
    })
}

const refusals = ({ typeReports = [] }: z.infer<typeof Report>): string => {
    const lines = typeReports.flatMap(({ klass, objectReports = [] }) =>
        objectReports.flatMap(({ displayName, uid, errorReports = [] }) =>
            errorReports.map(
                ({ errorCode, message }) =>
                    `${klass.slice(klass.lastIndexOf('.') + 1)} ${displayName ?? uid ?? ''}: ${errorCode ?? ''} ${message ?? ''}`
            )
        )
    )
    const more = lines.length > SHOWN ? [`and ${lines.length - SHOWN} more`] : []
    return [...lines.slice(0, SHOWN), ...more].join('\n         ')
}
