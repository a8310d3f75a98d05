import { type Cell, cellKey, type Values } from './sums.ts'
import type { Month } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A value to send. `before` tells that the server holds another value in its place. */
export interface Change extends Cell {
    value: number
    before: boolean
}

/** Changes that go in one request: servers judge a data set, month, org unit and attribute option combo together (Q35). */
export interface ChangeGroup {
    month: Month
    attributeOptionCombo: Uid
    changes: readonly Change[]
}

/** A value as the server holds it. */
export type Stored = Cell & { value: string }

/**
 * What must be sent so that the server holds what was counted, no more and no less: new and changed values, and zero where everything that
 * was counted before has gone. Cells of elements that are not counted here are left alone.
 */
export const changesBetween = (
    wanted: Values,
    stored: readonly Stored[],
    counted: ReadonlySet<Uid>
): { groups: ChangeGroup[]; unchanged: number } => {
    const ours = new Map(stored.filter(({ dataElement }) => counted.has(dataElement)).map((value) => [cellKey(value), value]))
    const changes = [...wanted].flatMap(([key, cell]): Change[] => {
        const held = ours.get(key)
        return held !== undefined && Number(held.value) === cell.value ? [] : [{ ...cell, before: held !== undefined }]
    })
    const gone = [...ours].flatMap(([key, { month, attributeOptionCombo, dataElement, categoryOptionCombo, value }]): Change[] =>
        wanted.has(key) || Number(value) === 0
            ? []
            : [{ month, attributeOptionCombo, dataElement, categoryOptionCombo, value: 0, before: true }]
    )
    return { groups: grouped([...changes, ...gone]), unchanged: wanted.size - changes.length }
}

const grouped = (changes: readonly Change[]): ChangeGroup[] => {
    const groups = new Map<string, Change[]>()
    for (const change of changes) {
        const key = `${change.month}.${change.attributeOptionCombo}`
        groups.set(key, [...(groups.get(key) ?? []), change])
    }
    return [...groups]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, members]) => {
            const [first] = members
            return first ? [{ month: first.month, attributeOptionCombo: first.attributeOptionCombo, changes: members }] : []
        })
}
