import type { History, RowHistory } from '../ledger/history.ts'
import type { RowBody } from '../ledger/ledger.ts'
import type { SourceRow } from '../records.ts'
import type { Source, StreamShape } from '../source/source.ts'
import type { Day } from '#dhis2/day.ts'

const PAGE = 500

/** Parked and refused rows of a ledger as a source: worked on again without the export that brought them. */
export const waitingSource = (history: History, waiting: readonly RowHistory[], asOf: Day): Source => ({
    check: async () => ({ absent: [], notes: [] }),
    discover: async () => ({ asOf, fullExport: false, streams: [] }),
    read: async function* (stream) {
        let rows: SourceRow[] = []
        for (const row of rowsOf(history, waiting, stream)) {
            rows.push(row)
            if (rows.length === PAGE) {
                yield { rows, problems: [], state: {} }
                rows = []
            }
        }
        if (rows.length > 0) {
            yield { rows, problems: [], state: {} }
        }
    },
})

const lacksOf = ({ lacks }: RowBody): Pick<SourceRow, 'lacks'> => (lacks === undefined ? {} : { lacks: new Set(lacks) })

/** Read whole before the first is worked on: the run changes what it reads. */
const rowsOf = (history: History, waiting: readonly RowHistory[], stream: StreamShape): SourceRow[] =>
    waiting.flatMap(({ key, file, row }) => {
        const body = history.body(key)
        return body?.stream === stream.name
            ? [{ file, row, sourceRecordId: body.sourceRecordId, occurrence: body.occurrence, cells: body.cells, ...lacksOf(body) }]
            : []
    })
