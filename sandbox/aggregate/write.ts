import type { Call } from '../call.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { isNumeric } from '../metadata/valueTypes.ts'
import { noteUse } from './completion.ts'
import type { GivenValue } from './given.ts'
import { aggregateModel } from './model.ts'
import type { ImportCounts } from './summary.ts'

interface StoredValue {
    value: string | null
    comment: string | null
    followup: number
    deleted: number
}

/** A value as this request left it, for keys given twice. */
export type Written = StoredValue

/** What all values of one request share while they are stored. */
export interface Writing {
    call: Call
    strategy: string
    dryRun: boolean
    counts: ImportCounts
    seen: Map<string, Written>
}

/**
 * Stores one value and counts it. An unchanged value counts as ignored; a zero that is not significant vanishes: a new one is in no
 * counter, over a value it deletes (2.40-2.42).
 */
export const writeValue = (writing: Writing, given: GivenValue): void => {
    const { call, strategy, counts, seen } = writing
    const key = keyOf(given)
    const stored = seen.get(key.join(' ')) ?? find(call, key)
    const live = stored && stored.deleted === 0 ? stored : undefined
    const element = aggregateModel(call.sandbox.registry).elements.get(given.dataElement ?? '')
    const vanishes =
        isZero(given.value, element?.valueType ?? 'TEXT') && element?.zeroIsSignificant === false && given.comment === undefined
    if (given.deleted || strategy === 'DELETE' || (vanishes && live)) {
        if (live) {
            count(writing, 'deleted', key, { ...live, deleted: 1 })
        } else {
            counts.ignored++
        }
    } else if (!vanishes) {
        place(writing, key, given, live)
    }
}

const place = (writing: Writing, key: readonly string[], given: GivenValue, live: StoredValue | undefined): void => {
    const { strategy, counts, seen } = writing
    const next = fresh(given)
    const repeated = seen.has(key.join(' '))
    const same = live && next.value === live.value && next.comment === live.comment && next.followup === live.followup
    if (live && !['CREATE', 'NEW'].includes(strategy) && (!same || repeated)) {
        count(writing, 'updated', key, next)
    } else if (!live && !['UPDATE', 'UPDATES'].includes(strategy)) {
        count(writing, 'imported', key, next)
    } else {
        counts.ignored++
    }
}

const count = ({ call, dryRun, counts, seen }: Writing, word: keyof ImportCounts, key: readonly string[], value: StoredValue): void => {
    counts[word]++
    if (!dryRun) {
        save(call, key, value, seen)
    }
}

const isZero = (value: string | undefined, valueType: string): boolean => value !== undefined && isNumeric(valueType) && Number(value) === 0

const fresh = ({ value, comment, followup, deleted }: GivenValue): StoredValue => ({
    value: value ?? null,
    comment: comment ?? null,
    followup: Number(followup),
    deleted: Number(deleted),
})

const keyOf = ({ orgUnit, period, dataElement, categoryOptionCombo, attributeOptionCombo }: GivenValue): string[] => [
    orgUnit ?? '',
    period?.id ?? '',
    dataElement ?? '',
    categoryOptionCombo ?? DEFAULT_OPTION_COMBO,
    attributeOptionCombo ?? DEFAULT_OPTION_COMBO,
]

const find = ({ sandbox }: Call, key: readonly string[]): StoredValue | undefined =>
    sandbox.store.one<StoredValue>(
        `SELECT value, comment, followup, deleted FROM data_value WHERE org_unit = ? AND period = ? AND data_element = ?
         AND category_option_combo = ? AND attribute_option_combo = ?`,
        ...key
    )

const save = ({ sandbox, caller }: Call, key: readonly string[], value: StoredValue, seen: Map<string, Written>): void => {
    seen.set(key.join(' '), value)
    noteUse(sandbox, key[1] ?? '')
    sandbox.store.run(
        `INSERT INTO data_value (org_unit, period, data_element, category_option_combo, attribute_option_combo, value, comment, followup, deleted,
         stored_by, created, last_updated) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)
         ON CONFLICT DO UPDATE SET value = excluded.value, comment = excluded.comment, followup = excluded.followup, deleted = excluded.deleted,
         stored_by = excluded.stored_by, last_updated = excluded.last_updated`,
        ...key,
        value.value,
        value.comment,
        value.followup,
        value.deleted,
        caller.username,
        sandbox.clock.local()
    )
}

/** Stores a value as it is, whatever was there. */
export const storeValue = (call: Call, given: GivenValue): void => save(call, keyOf(given), fresh(given), new Map())
