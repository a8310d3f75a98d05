import { REOPENED, type Ledger, type PlanRecord, type RowKey } from '../ledger/ledger.ts'
import type { WithdrawalRecord } from '../ledger/withdrawals.ts'
import { eventOf } from '../plan/appointments.ts'
import { grouped } from '../plan/readCurrent.ts'
import type { WithdrawalPolicy } from '../records.ts'
import { rowFiles } from '../source/repeats.ts'
import type { Page } from '../source/source.ts'
import { wasDelivered, type KeyedRow } from './rows.ts'
import { SeenRows } from './seenRows.ts'
import type { Sync } from './sync.ts'
import type { Reason } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What was met of one table, by whichever of its streams. */
interface Met {
    /** false while it brought no row at all: a header, a total, nothing */
    filled: boolean
    /** false once the file showed that it cannot be trusted: what it lacks is then no sign of anything */
    whole: boolean
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

/** Rows that stand: of one that waits now, something that it brought before may stand. */
export const standingAmong = (rows: readonly KeyedRow[], { withdrawals }: Pick<Ledger, 'withdrawals'>): ReadonlySet<RowKey> => {
    const waiting = rows.filter(({ known }) => known !== undefined && !wasDelivered(known)).map(({ key }) => key)
    const delivered = rows.filter(({ known }) => wasDelivered(known)).map(({ key }) => key)
    return new Set([...delivered, ...(waiting.length === 0 ? [] : withdrawals.standing(waiting))])
}

/** Which rows of which something stands a full export brings no longer. Of an export that is not full nothing is concluded. */
export class Attendance {
    readonly #sync: Sync
    /** rows that stood before this run, by file */
    readonly #before: ReadonlyMap<string, number>
    readonly #met = new Map<string, Met>()
    /** those of them that were met, by the file under which they are told */
    readonly #rows = new Map<string, number>()
    /** keys of all rows, where something is to be done about absent ones */
    readonly #keys: SeenRows | undefined
    readonly #streamsOf: ReadonlyMap<string, Sync['streams']>

    constructor(sync: Sync) {
        this.#sync = sync
        this.#keys = sync.streams.some(({ withdrawn }) => withdrawn.absent !== 'report') ? new SeenRows() : undefined
        const told = sync.streams.flatMap((stream) => rowFiles(stream.shape).map((file) => ({ file, stream })))
        this.#streamsOf = new Map(
            [...grouped(told, ({ file }) => file)].map(([file, all]) => [
                file,
                all
                    .map(({ stream }) => stream)
                    .toSorted((a, b) => CAREFUL_FIRST.indexOf(a.withdrawn.absent) - CAREFUL_FIRST.indexOf(b.withdrawn.absent)),
            ])
        )
        this.#before = sync.fullExport && sync.wholeFiles ? sync.ledger.withdrawals.standingByFile(sync.name) : new Map()
    }

    /** Notes the rows of a page of a table, and lines of it that show that it is spoilt. */
    note(table: string, rows: readonly KeyedRow[], problems: Page['problems']): void {
        const met = this.#met.get(table) ?? { filled: false, whole: true }
        met.filled ||= rows.length > 0
        met.whole &&= !problems.some(({ reason }) => SPOILT.has(reason))
        this.#met.set(table, met)
        const standing = standingAmong(rows, this.#sync.ledger)
        for (const { key, content, source } of rows) {
            this.#keys?.meet(key, content)
            if (standing.has(key)) {
                this.#rows.set(source.file, (this.#rows.get(source.file) ?? 0) + 1)
            }
        }
    }

    /** How many rows that stood are absent, by file. A file without a single row says nothing. */
    absent(): { file: string; rows: number }[] {
        return [...this.#before].flatMap(([file, before]) => {
            const met = this.#met.get(this.#streams(file)[0]?.shape.file ?? '')
            const rows = this.#rows.get(file) ?? 0
            return met?.filled && met.whole && before > rows ? [{ file, rows: before - rows }] : []
        })
    }

    /** Withdraws what absent rows delivered, where the mapping says so, or has it asked about. */
    withdraw(): void {
        const keys = this.#keys
        for (const { file } of this.absent()) {
            if (keys !== undefined && this.#policy(file) !== 'report') {
                const rows = [...this.#sync.ledger.withdrawals.standingRows(this.#sync.name, file)].filter(
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
        const objects = this.#objectsOf(file, rows)
        const having = new Set(objects.map(({ row }) => row))
        const takesAll = this.#policy(file) === 'withdraw'
        const { asked, dropped } = this.#plannedBy(file, takesAll ? [] : rows.filter(({ key }) => !having.has(key)))
        const withdrawn = [...objects, ...asked]
        const concerned = new Set([...withdrawn.map(({ row }) => row), ...dropped.map(({ owner }) => owner)])
        // of a row that stands for nothing of its own in DHIS2 there is nothing to ask
        const gone = takesAll ? rows : rows.filter(({ key }) => concerned.has(key))
        ledger.commit({
            rows: gone.map(({ key, row, objects }) => ({
                ...{ key, source, objects, place: { file, row } },
                ...{ content: REOPENED, outcome: 'void', finding: { reason: ABSENT } },
            })),
            objects: [],
            aliases: new Map(),
            refusals: [],
            plans: takesAll ? this.#appointmentsOf(rows) : dropped,
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

    /** The open appointments of rows that say nothing else: asked about once nobody else names them. */
    #plannedBy(file: string, rows: readonly AbsentRow[]): { asked: WithdrawalRecord[]; dropped: PlanRecord[] } {
        const { ledger, name: source } = this.#sync
        const absent = new Set(rows.map(({ key }) => key))
        const planned = ledger.plansNamedBy([...absent]).filter(({ state }) => state === 'planned')
        const open = new Set(
            [...ledger.objects(planned.map(eventOf)).values()].flatMap((one) => (one.status === 'SCHEDULE' ? [one.uid] : []))
        )
        const namings = grouped(
            ledger.plansAt([...open]).filter(({ state }) => state !== 'dropped'),
            eventOf
        )
        const asked = [...namings].flatMap(([uid, all]): WithdrawalRecord[] => {
            const row = all.every(({ owner }) => absent.has(owner)) ? all[0]?.owner : undefined
            return row === undefined
                ? []
                : [{ uid, kind: 'event', row, source, stream: this.#stream(file), cause: 'absent', state: 'pending' }]
        })
        const askedOf = new Map(asked.map(({ uid, row }) => [uid, row]))
        const others = planned.filter((plan) => open.has(eventOf(plan)) && askedOf.get(eventOf(plan)) !== plan.owner)
        return { asked, dropped: others.map((plan) => ({ ...plan, state: 'dropped' })) }
    }

    #appointmentsOf(rows: readonly AbsentRow[]): PlanRecord[] {
        const named = this.#sync.ledger.plansNamedBy(rows.map(({ key }) => key))
        return named.filter(({ state }) => state !== 'dropped').map((plan) => ({ ...plan, state: 'dropped' }))
    }

    #policy(file: string): WithdrawalPolicy['absent'] {
        return this.#streams(file)[0]?.withdrawn.absent ?? 'report'
    }

    #stream(file: string): string {
        return this.#streams(file)[0]?.shape.name ?? ''
    }

    #streams(file: string): Sync['streams'] {
        return this.#streamsOf.get(file) ?? []
    }
}
