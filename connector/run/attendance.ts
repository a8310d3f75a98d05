import { REOPENED, type PlanRecord, type RowKey } from '../ledger/ledger.ts'
import type { WithdrawalRecord } from '../ledger/withdrawals.ts'
import type { WithdrawalPolicy } from '../records.ts'
import type { Page } from '../source/source.ts'
import { wasDelivered, type KeyedRow } from './rows.ts'
import { SeenRows } from './seenRows.ts'
import type { Sync } from './sync.ts'
import type { Reason } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What was met of one file. */
interface Met {
    /** rows that were delivered before */
    rows: number
    /** false while it brought no row at all: a header, a total, nothing */
    filled: boolean
    /** false once the file showed that it cannot be trusted: what it lacks is then no sign of anything */
    whole: boolean
    /** keys of all its rows, where something is to be done about absent ones */
    keys?: SeenRows
}

/** Reasons for which a file waits as a whole. */
const SPOILT: ReadonlySet<Reason> = new Set(['FILE_INCOMPLETE', 'HEADER_UNKNOWN'])

/** The most careful first: of several streams in one file, its policy holds. */
const CAREFUL_FIRST: readonly WithdrawalPolicy['absent'][] = ['report', 'ask', 'withdraw']

const ROWS_A_PAGE = 500

/** Says of the finding why a row no longer counts as delivered. */
const ABSENT = 'ABSENT_AT_SOURCE'

interface AbsentRow {
    key: RowKey
    row: number
    objects: readonly Uid[]
}

/** Which rows that were delivered before a full export brings no longer. Of an export that is not full nothing is concluded. */
export class Attendance {
    readonly #sync: Sync
    /** delivered rows by file, before this run */
    readonly #before: ReadonlyMap<string, number>
    readonly #met = new Map<string, Met>()

    constructor(sync: Sync) {
        this.#sync = sync
        this.#before = sync.fullExport && sync.wholeFiles ? sync.ledger.withdrawals.deliveredByFile(sync.name) : new Map()
    }

    /** Notes the rows of a page, and lines of it that show that their file is spoilt. */
    note(file: string, rows: readonly KeyedRow[], problems: Page['problems']): void {
        const met = this.#met.get(file) ?? {
            rows: 0,
            filled: false,
            whole: true,
            keys: this.#policy(file) === 'report' ? undefined : new SeenRows(),
        }
        met.rows += rows.filter(({ known }) => wasDelivered(known)).length
        met.filled ||= rows.length > 0
        met.whole &&= !problems.some(({ reason }) => SPOILT.has(reason))
        rows.forEach(({ key, content }) => met.keys?.meet(key, content))
        this.#met.set(file, met)
    }

    /** How many delivered rows are absent, by file. A file without a single row says nothing. */
    absent(): { file: string; rows: number }[] {
        return [...this.#before].flatMap(([file, before]) => {
            const met = this.#met.get(file)
            return met?.filled && met.whole && before > met.rows ? [{ file, rows: before - met.rows }] : []
        })
    }

    /** Withdraws what absent rows delivered, where the mapping says so, or has it asked about. */
    withdraw(): void {
        for (const { file } of this.absent()) {
            const keys = this.#met.get(file)?.keys
            if (keys !== undefined) {
                const rows = [...this.#sync.ledger.withdrawals.deliveredRows(this.#sync.name, file)].filter(
                    ({ key }) => keys.meet(key, key) === 'new'
                )
                for (let from = 0; from < rows.length; from += ROWS_A_PAGE) {
                    this.#withdrawRows(file, rows.slice(from, from + ROWS_A_PAGE))
                }
            }
        }
    }

    #withdrawRows(file: string, rows: readonly AbsentRow[]): void {
        const { ledger, name: source } = this.#sync
        const withdrawn = this.#objectsOf(file, rows)
        const concerned = new Set(withdrawn.map(({ row }) => row))
        // a row that only names appointments is nothing to ask about
        const gone = this.#policy(file) === 'withdraw' ? rows : rows.filter(({ key }) => concerned.has(key))
        ledger.commit({
            rows: gone.map(({ key, row, objects }) => ({
                ...{ key, source, objects, place: { file, row } },
                ...{ content: REOPENED, outcome: 'void', finding: { reason: ABSENT } },
            })),
            objects: [],
            aliases: new Map(),
            refusals: [],
            plans: this.#policy(file) === 'withdraw' ? this.#appointmentsOf(rows) : [],
            reviews: [],
            notLoaded: new Map(),
            settled: [],
            withdrawals: { withdrawn },
        })
    }

    #objectsOf(file: string, rows: readonly AbsentRow[]): WithdrawalRecord[] {
        const { ledger, name: source } = this.#sync
        const objects = ledger.objects(rows.flatMap((row) => row.objects))
        return rows.flatMap(({ key: row, objects: uids }) =>
            uids.flatMap((uid): WithdrawalRecord[] => {
                const object = objects.get(uid)
                return object === undefined || object.kind === 'trackedEntity' || object.owner !== row
                    ? []
                    : [{ uid, kind: object.kind, row, source, stream: this.#stream(file), cause: 'absent', state: 'pending' }]
            })
        )
    }

    #appointmentsOf(rows: readonly AbsentRow[]): PlanRecord[] {
        const named = this.#sync.ledger.plansNamedBy(rows.map(({ key }) => key))
        return named.filter(({ state }) => state === 'pending' || state === 'planned').map((plan) => ({ ...plan, state: 'dropped' }))
    }

    #policy(file: string): WithdrawalPolicy['absent'] {
        return this.#streamsOf(file)[0]?.withdrawn.absent ?? 'report'
    }

    #stream(file: string): string {
        return this.#streamsOf(file)[0]?.shape.name ?? ''
    }

    #streamsOf(file: string): Sync['streams'] {
        return this.#sync.streams
            .filter(({ shape }) => shape.file === file)
            .toSorted((a, b) => CAREFUL_FIRST.indexOf(a.withdrawn.absent) - CAREFUL_FIRST.indexOf(b.withdrawn.absent))
    }
}
