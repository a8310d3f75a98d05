import { type Cell, cellKey, type Values } from './sums.ts'
import type { Uid } from '#dhis2/uid.ts'

/** A value to send. `before` tells that the server holds another value in its place. */
export interface Change extends Cell {
    value: number
    before: boolean
}

/** Changes that go in one request: servers judge a data set, period, org unit and attribute option combo together (Q35). */
export interface ChangeGroup {
    period: string
    attributeOptionCombo: Uid
    changes: readonly Change[]
}

/** A value as the server holds it. */
export type Stored = Cell & { value: string }

/**
 * What must be sent so that the server holds what was counted, no more and no less: new and changed values, and zero where everything that
 * was counted before has gone. Cells of elements that are not ours are only filled where nothing stands yet.
 *
 * @param ours elements whose values are ours to replace
 */
export const changesBetween = (
    wanted: Values,
    stored: readonly Stored[],
    ours: ReadonlySet<Uid>
): { groups: ChangeGroup[]; unchanged: number } => {
    const held = new Map(stored.map((value) => [cellKey(value), value]))
    const changes = [...wanted].flatMap(([key, cell]): Change[] => {
        const before = held.get(key)
        const stays = before !== undefined && (Number(before.value) === cell.value || !ours.has(cell.dataElement))
        return stays ? [] : [{ ...cell, before: before !== undefined }]
    })
    const gone = [...held].flatMap(([key, { value, ...cell }]): Change[] =>
        !ours.has(cell.dataElement) || wanted.has(key) || Number(value) === 0 ? [] : [{ ...cell, value: 0, before: true }]
    )
    return { groups: grouped([...changes, ...gone]), unchanged: wanted.size - changes.length }
}

const grouped = (changes: readonly Change[]): ChangeGroup[] => {
    const groups = new Map<string, Change[]>()
    for (const change of changes) {
        const key = groupKey(change)
        groups.set(key, [...(groups.get(key) ?? []), change])
    }
    return [...groups]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, members]) => {
            const [first] = members
            return first ? [{ period: first.period, attributeOptionCombo: first.attributeOptionCombo, changes: members }] : []
        })
}

/** One text for what is sent and registered together. */
export const groupKey = ({ period, attributeOptionCombo }: Pick<Cell, 'period' | 'attributeOptionCombo'>): string =>
    `${period}.${attributeOptionCombo}`
