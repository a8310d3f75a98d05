import type { Ledger, RowKey } from '../ledger/ledger.ts'
import type { Finding } from '../records.ts'
import { amendmentKey } from './outcomes.ts'
import type { Tally } from './report.ts'
import type { Outcome } from '#dhis2/outcome.ts'

/** Lines that turned out otherwise than they were written, by `amendmentKey`. */
export type AmendedLines = Map<string, { outcome: Outcome; finding: Finding }>

/** Refuses rows that were concluded otherwise before: DHIS2 refused something of theirs at the end of the run. */
export const refuseAfterAll = (
    changes: ReadonlyMap<RowKey, Finding>,
    { ledger, tally }: { ledger: Pick<Ledger, 'refuse'>; tally: Tally },
    amendments: AmendedLines
): void => {
    for (const { key, place, before } of ledger.refuse(changes)) {
        const finding = changes.get(key)
        if (finding !== undefined) {
            amendments.set(amendmentKey(place.file, place.row), { outcome: 'reject', finding })
            tally.amend(place, before, { outcome: 'reject', ...finding })
        }
    }
}
