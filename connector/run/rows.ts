import type { Keys } from '../ledger/keys.ts'
import { isReopened, NO_CONTENT, type KnownRow, type Ledger, type RowBody, type RowKey, type RowRecord } from '../ledger/ledger.ts'
import { rowText, type SourceRow } from '../records.ts'
import type { RowProblem } from '../source/source.ts'
import type { SeenRows } from './seenRows.ts'
import { isDelivered, outcomeOfReason } from '#dhis2/outcome.ts'

/** A source row under the key by which the ledger knows it. */
export interface KeyedRow {
    key: RowKey
    /** hash of all cells and of the mapping's version */
    content: string
    source: SourceRow
    occurrence: number
    known?: KnownRow
}

/**
 * Looks rows up in the ledger. A record id that comes twice with different cells makes two rows: the second never overwrites what the
 * first one says. What was corrected by hand stands in for what the partner goes on sending.
 */
export const lookUpRows = (
    rows: readonly SourceRow[],
    { ledger, keys, name, version, seen }: { ledger: Ledger; keys: Keys; name: string; version: string; seen: SeenRows }
): KeyedRow[] => {
    const keyed = rows.map((source) => {
        const content = keys.mark(`${version}|${rowText(source)}`)
        let occurrence = source.occurrence ?? 1
        const whole = source.unread === undefined ? content : keys.mark(`${content}|${source.unread}`)
        let copy = false
        const keyNow = () => rowKey(keys, name, source, occurrence)
        // without an id, only what a row says tells it from others
        const identity = () => (source.sourceRecordId === '' ? keys.mark(`copy|${name}|${content}|${occurrence}`) : keyNow())
        for (let met = seen.meet(identity(), whole); met !== 'new'; met = seen.meet(identity(), whole)) {
            copy ||= met === 'same'
            occurrence++
        }
        return { key: keyNow(), content, source: occurrence > 1 ? { ...source, copy, again: !copy } : source, occurrence }
    })
    const known = ledger.rows(keyed.map(({ key }) => key))
    const met = keyed.map((row): KeyedRow => ({ ...row, known: known.get(row.key) }))
    const toCorrect = met.filter((row) => row.known?.corrects === row.content && !isUnchanged(row)).map(({ key }) => key)
    const corrections = toCorrect.length === 0 ? new Map<RowKey, RowBody>() : ledger.bodies(toCorrect)
    return met.map((row) => {
        const correction = corrections.get(row.key)
        return correction === undefined ? row : correctedRow(row, correction, (source) => keys.mark(`${version}|${rowText(source)}`))
    })
}

const correctedRow = (row: KeyedRow, { cells, lacks, occurrence }: RowBody, contentOf: (source: SourceRow) => string): KeyedRow => {
    const source = { ...row.source, cells, occurrence, lacks: lacks && new Set(lacks) }
    return { ...row, source, content: contentOf(source) }
}

/** A line that is no row, or a row of a file that cannot be trusted, is known by its place: what the ledger knows of the record itself stays. */
export const problemRecord = (keys: Keys, source: string, { place, reason, column, detail }: RowProblem): RowRecord => ({
    key: keys.mark(`problem|${source}|${place.file}|${place.row}`),
    place,
    content: NO_CONTENT,
    outcome: outcomeOfReason[reason],
    source,
    finding: { reason, column, detail },
})

/** A record without an id is known by its place. */
export const rowKey = (keys: Keys, name: string, { sourceRecordId, file, row }: SourceRow, occurrence: number): RowKey =>
    keys.mark(sourceRecordId === '' ? `row|${name}|${file}|${row}` : `row|${name}|id ${sourceRecordId}|${occurrence}`)

export const wasDelivered = (known: Pick<KnownRow, 'outcome'> | undefined): boolean => known !== undefined && isDelivered(known.outcome)

/**
 * True when neither the row nor its mapping changed since it was delivered: nothing is to be done. A row that was corrected by hand is
 * unchanged as long as the partner sends what was corrected.
 */
export const isUnchanged = ({ known, content }: KeyedRow): boolean =>
    wasDelivered(known) && (known?.content === content || (known?.corrects === content && !isReopened(known.content)))
