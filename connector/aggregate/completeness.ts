import { z } from 'zod'
import type { Answer } from '../dhis2/answer.ts'
import type { Dhis2Client } from '../dhis2/client.ts'
import type { Day } from '#dhis2/day.ts'
import { type Month, monthEnd, monthsBetween, monthOf } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A month of a facility that is counted to the end, for one attribute option combo. */
export interface CompleteMonth {
    period: Month
    attributeOptionCombo: Uid
}

/**
 * Which months may be registered as complete: from the first one with a figure to the last one that has ended, each for the combos that
 * have figures then and for clients without a partner, so that a facility with nothing to count is seen to have reported.
 *
 * @param figures month and combo of everything counted or stored for the facility
 */
export const completeMonths = (figures: readonly CompleteMonth[], none: Uid, asOf: Day): CompleteMonth[] => {
    const [first] = figures.map(({ period }) => period).toSorted()
    if (first === undefined) {
        return []
    }
    return monthsBetween(first, monthOf(asOf))
        .filter((month) => monthEnd(month) <= asOf)
        .flatMap((month) => {
            const combos = figures.filter(({ period }) => period === month).map(({ attributeOptionCombo }) => attributeOptionCombo)
            return [...new Set([none, ...combos])].map((attributeOptionCombo) => ({ period: month, attributeOptionCombo }))
        })
}

const Summary = z.object({ status: z.string(), importCount: z.object({ imported: z.number(), updated: z.number() }) })

/** Registers months as complete on a day. Gives how many the server took. */
export const registerComplete = async (
    client: Dhis2Client,
    months: readonly CompleteMonth[],
    { dataSet, orgUnit, on }: { dataSet: Uid; orgUnit: Uid; on: Day }
): Promise<number> => {
    const send = async (some: readonly CompleteMonth[]): Promise<number> => {
        const registrations = some.map(({ period, attributeOptionCombo }) => ({
            dataSet,
            period,
            organisationUnit: orgUnit,
            attributeOptionCombo,
            date: on,
            completed: true,
        }))
        const body = { completeDataSetRegistrations: registrations }
        return taken(await client.send('POST', 'completeDataSetRegistrations', body, { again: true }))
    }
    if (months.length === 0) {
        return 0
    }
    const all = await send(months)
    if (all === months.length) {
        return all
    }
    // 2.43 refuses the first registration of a month that it never used, and takes the same one when it comes again (Q39)
    let sum = 0
    for (const month of months) {
        sum += (await send([month])) || (await send([month]))
    }
    return sum
}

const taken = ({ body }: Answer): number => {
    const wrapped = z.object({ response: Summary }).safeParse(body)
    const summary = wrapped.success ? wrapped.data.response : Summary.safeParse(body).data
    return summary === undefined || summary.status === 'ERROR' ? 0 : summary.importCount.imported + summary.importCount.updated
}
