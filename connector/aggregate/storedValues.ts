import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import type { Stored } from './changes.ts'
import { StoredDataValueSet } from '#dhis2/dataValues.ts'
import type { Day } from '#dhis2/day.ts'
import { type Month, monthStart } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The programme in Kenya began later than this, so no figure is older. */
const FIRST_DAY = '2008-01-01'

/** A data set at one org unit, until the end of the counting. */
export interface Where {
    dataSet: Uid
    orgUnit: Uid
    until: Day
}

/**
 * All values that the server holds there, of every attribute option combo.
 *
 * @param month only those of this month
 */
export const readStoredValues = async (client: Dhis2Client, where: Where, month?: Month): Promise<Stored[]> => {
    const answer = await client.get('dataValueSets', StoredDataValueSet, {
        dataSet: where.dataSet,
        orgUnit: where.orgUnit,
        startDate: month === undefined ? FIRST_DAY : monthStart(month),
        endDate: where.until,
    })
    return (answer.dataValues ?? []).flatMap((stored) => {
        const period = stored.period ?? answer.period
        const { dataElement, categoryOptionCombo, attributeOptionCombo, value } = stored
        return period && categoryOptionCombo && attributeOptionCombo && value
            ? [{ period, dataElement, categoryOptionCombo, attributeOptionCombo, value }]
            : []
    })
}

const Registrations = z.object({
    completeDataSetRegistrations: z
        .array(z.object({ period: z.string(), attributeOptionCombo: z.string().optional(), completed: z.boolean().optional() }))
        .optional(),
})

/** What is registered as complete there, as `<month>.<attribute option combo>`. */
export const readCompleteness = async (client: Dhis2Client, where: Where): Promise<Set<string>> => {
    const answer = await client.get('completeDataSetRegistrations', Registrations, {
        dataSet: where.dataSet,
        orgUnit: where.orgUnit,
        startDate: FIRST_DAY,
        endDate: where.until,
    })
    return new Set(
        (answer.completeDataSetRegistrations ?? [])
            .filter(({ completed }) => completed !== false)
            .map(({ period, attributeOptionCombo }) => `${period}.${attributeOptionCombo ?? ''}`)
    )
}
