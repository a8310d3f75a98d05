import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
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
    const params = {
        dataSet: where.dataSet,
        orgUnit: where.orgUnit,
        startDate: month === undefined ? FIRST_DAY : monthStart(month),
        endDate: where.until,
    }
    const answer = await client.get('dataValueSets', StoredDataValueSet, params).catch((error: unknown) => {
        throw showsNothing(error) ? outOfView(where) : error
    })
    return (answer.dataValues ?? []).flatMap((stored) => {
        const period = stored.period ?? answer.period
        const { dataElement, categoryOptionCombo, attributeOptionCombo, value } = stored
        return period && categoryOptionCombo && attributeOptionCombo && value
            ? [{ period, dataElement, categoryOptionCombo, attributeOptionCombo, value }]
            : []
    })
}

/** Data set, attribute option combo or org unit that the account may not see (2.43). */
const NOT_SHOWN = ['E2010', 'E2011', 'E2012']

/** Where an account may not see the values of an org unit, servers up to 2.42 answer with nothing at all. */
const showsNothing = (error: unknown): boolean =>
    error instanceof Failure && (error.kind === 'blockedOrigin' || NOT_SHOWN.includes(error.code ?? ''))

/** The figures of an org unit are not for this account's eyes, whatever the version. */
export const OUT_OF_VIEW = 'ORG_UNIT_OUT_OF_VIEW'

/** What was asked of one org unit, or the Failure that its figures are not for this account's eyes. */
export const whereShown = <T>(asked: Promise<T>): Promise<T | Failure> =>
    asked.catch((error: unknown) => {
        if (error instanceof Failure && error.code === OUT_OF_VIEW) {
            return error
        }
        throw error
    })

const outOfView = ({ orgUnit, dataSet }: Where): Failure =>
    new Failure({
        kind: 'forbidden',
        code: OUT_OF_VIEW,
        what: 'The account may not see the data values of an org unit whose figures it counts.',
        where: `GET /api/dataValueSets of org unit ${orgUnit}, data set ${dataSet}`,
        why: 'DHIS2 shows data values below the data view org units of an account only, and of data sets that are shared with it.',
        next: 'Give the account all its facilities, or an org unit above them, as data view org units too, or leave its data view empty; then run the same command again.',
    })

const Registrations = z.object({
    completeDataSetRegistrations: z
        .array(z.object({ period: z.string(), attributeOptionCombo: z.string().optional(), completed: z.boolean().optional() }))
        .optional(),
})

/**
 * What is registered as complete there, as `<month>.<attribute option combo>`; undefined where the account captures no data, which is where
 * DHIS2 shows no registrations and takes none, though it may show the values (Q53).
 */
export const readCompleteness = async (client: Dhis2Client, where: Where): Promise<Set<string> | undefined> => {
    const answer = await client
        .get('completeDataSetRegistrations', Registrations, {
            dataSet: where.dataSet,
            orgUnit: where.orgUnit,
            startDate: FIRST_DAY,
            endDate: where.until,
        })
        .catch((error: unknown) => {
            if (error instanceof Failure && error.code === 'E2012') {
                return undefined
            }
            throw error
        })
    return (
        answer &&
        new Set(
            (answer.completeDataSetRegistrations ?? [])
                .filter(({ completed }) => completed !== false)
                .map(({ period, attributeOptionCombo }) => `${period}.${attributeOptionCombo ?? ''}`)
        )
    )
}
