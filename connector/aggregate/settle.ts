import type { Dhis2Client } from '../dhis2/client.ts'
import { changesBetween, groupKey } from './changes.ts'
import { completeMonths, registerComplete } from './completeness.ts'
import type { LiveDataSet } from './readFigures.ts'
import type { FigureTally } from './report.ts'
import { sendValues } from './sendValues.ts'
import { readCompleteness, readStoredValues } from './storedValues.ts'
import type { Values } from './sums.ts'
import type { Day } from '#dhis2/day.ts'
import { monthEnd, monthOf } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The values of a data set for one org unit. */
export interface Settling {
    dataSet: LiveDataSet
    /** UID on the server of figures */
    orgUnit: Uid
    wanted: Values
    asOf: Day
    tally: FigureTally
}

/** Makes the server hold the values of a month's data set for a facility, all of them ours, and registers the months that are complete. */
export const settleMonths = async (client: Dhis2Client, settling: Settling): Promise<void> => {
    const { dataSet, orgUnit, wanted, asOf, tally } = settling
    // servers give only months that end by the last day asked for
    const where = { dataSet: dataSet.id, orgUnit, until: monthEnd(monthOf(asOf)) }
    const ours = new Set([...dataSet.elements.values()].map(({ id }) => id))
    const { stored, refused } = await settle(client, { ...settling, ours, until: where.until })
    tally.months(
        orgUnit,
        [...wanted.values()].map(({ period }) => period)
    )
    const none = dataSet.partners.get('KMMP_PARTNER_NONE') ?? dataSet.partners.get('')
    if (none === undefined || wanted.size + stored.length === 0) {
        return
    }
    const registered = await readCompleteness(client, where)
    if (registered === undefined) {
        tally.note('COMPLETENESS_OUT_OF_REACH')
        return
    }
    const complete = completeMonths([...wanted.values(), ...stored], none, asOf).filter(
        (month) => !registered.has(groupKey(month)) && !refused.has(groupKey(month))
    )
    tally.completed(await registerComplete(client, complete, { dataSet: dataSet.id, orgUnit, on: asOf }))
}

/** Makes the server hold the values of a year's data set. People fill it too: only elements of ours are replaced, and only they register it. */
export const settleYears = async (client: Dhis2Client, settling: Settling & { ours: ReadonlySet<Uid> }): Promise<void> => {
    await settle(client, { ...settling, until: `${settling.asOf.slice(0, 4)}-12-31` })
}

const settle = async (
    client: Dhis2Client,
    { dataSet, orgUnit, wanted, ours, until, tally }: Settling & { ours: ReadonlySet<Uid>; until: Day }
) => {
    const where = { dataSet: dataSet.id, orgUnit, until }
    const stored = await readStoredValues(client, where)
    const { groups, unchanged } = changesBetween(wanted, stored, ours)
    tally.unchanged(unchanged)
    const refused = new Set<string>()
    for (const group of groups) {
        const sent = await sendValues(client, group, where)
        tally.sent(sent)
        if (sent.refused > 0) {
            refused.add(groupKey(group))
        }
    }
    return { stored, refused }
}
