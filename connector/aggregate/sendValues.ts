import { z } from 'zod'
import type { Answer } from '../dhis2/answer.ts'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { ChangeGroup } from './changes.ts'
import { DataValueSummary, type DataValueSet } from '#dhis2/dataValues.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What became of the values of one request. */
export interface Sent {
    created: number
    updated: number
    refused: number
    /** DHIS2 codes of refusals, with how many values each concerned */
    codes: ReadonlyMap<string, number>
}

/** Refused unless everything fits: without these, servers up to 2.42 store values under wrong elements, combos and units (Q36). */
const STRICT = {
    async: false,
    importStrategy: 'CREATE_AND_UPDATE',
    strictPeriods: true,
    strictDataElements: true,
    strictCategoryOptionCombos: true,
    strictAttributeOptionCombos: true,
    strictOrganisationUnits: true,
}

/** A value that no counter mentions, e.g. a zero of an element whose zeros do not count. */
const VANISHED = 'VANISHED'
const UNNAMED = 'UNNAMED'

/** Sends one group. Values replace what stands in their place, so sending again after a lost answer does no harm. */
export const sendValues = async (client: Dhis2Client, group: ChangeGroup, place: { dataSet: Uid; orgUnit: Uid }): Promise<Sent> => {
    const body: DataValueSet = {
        dataSet: place.dataSet,
        period: group.period,
        orgUnit: place.orgUnit,
        attributeOptionCombo: group.attributeOptionCombo,
        dataValues: group.changes.map(({ dataElement, categoryOptionCombo, value }) => ({
            dataElement,
            categoryOptionCombo,
            value: String(value),
        })),
    }
    const answer = await client.send('POST', 'dataValueSets', body, { params: STRICT, again: true })
    return judgeValues(summaryOf(answer), group)
}

/** The summary inside a web message, or standing alone. */
const summaryOf = ({ body, status }: Answer): DataValueSummary => {
    const wrapped = z.object({ response: DataValueSummary }).safeParse(body)
    const plain = wrapped.success ? undefined : DataValueSummary.safeParse(body)
    const summary = wrapped.success ? wrapped.data.response : plain?.data
    if (summary === undefined) {
        throw new Failure({
            kind: 'unknownOutcome',
            what: `DHIS2 did not say what became of the values (${status}).`,
            where: 'POST /api/dataValueSets',
            next: 'Run the same command again: it compares with what DHIS2 holds and sends the rest.',
        })
    }
    return summary
}

/**
 * Which values were taken, judged by status, conflicts and rejected places: HTTP codes and counters differ between versions (Q34, Q37). A
 * summary with an error refuses all; a success that counts fewer than were sent lost some without a word (Q33).
 */
export const judgeValues = (summary: DataValueSummary, { changes }: ChangeGroup): Sent => {
    const conflicts = summary.conflicts ?? []
    const refused = new Set(
        summary.status === 'ERROR'
            ? changes.keys()
            : [...(summary.rejectedIndexes ?? []), ...conflicts.flatMap((conflict) => conflict.indexes ?? [])]
    )
    const codes = new Map<string, number>()
    const count = (code: string, values: number) => codes.set(code, (codes.get(code) ?? 0) + values)
    for (const { errorCode, indexes } of conflicts) {
        count(errorCode ?? UNNAMED, indexes?.length ?? refused.size)
    }
    const vanished = vanishedFrom(summary, changes)
    if (vanished.length > 0) {
        count(VANISHED, vanished.length)
    }
    if (refused.size > 0 && codes.size === 0) {
        count(UNNAMED, refused.size)
    }
    const taken = changes.filter((change, place) => !refused.has(place) && !vanished.includes(change))
    return {
        created: taken.filter(({ before }) => !before).length,
        updated: taken.filter(({ before }) => before).length,
        refused: refused.size + vanished.length,
        codes,
    }
}

/** The counters do not say which values vanished; zeros are the ones that do. */
const vanishedFrom = ({ status, importCount }: DataValueSummary, changes: ChangeGroup['changes']): ChangeGroup['changes'] => {
    const { imported, updated, ignored, deleted } = importCount
    const missing = status === 'SUCCESS' ? changes.length - (imported + updated + ignored + deleted) : 0
    return changes.toSorted((one, other) => one.value - other.value).slice(0, Math.max(0, missing))
}
