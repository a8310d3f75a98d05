import { adviceOn } from '../advice/advice.ts'
import { EXIT, exitCodeOf, type Failure } from '../failure.ts'
import type { WithdrawalRecord } from '../ledger/withdrawals.ts'
import type { Metadata } from '../metadata.ts'
import type { Delivery } from '../plan/planPage.ts'
import type { Finding, RowPlace } from '../records.ts'
import type { AbsentStream } from '../source/source.ts'
import { countOf, type Count, type Outcome } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

export type Counts = Record<Count, number>

/** Objects written, by kind. */
export interface Written {
    created: number
    updated: number
}

export interface RunReport {
    source: string
    /** the day that the export speaks of */
    asOf: string
    seconds: number
    files: { file: string; rows: number; counts: Counts }[]
    /** files that should be there and are not */
    missing: { file: string; next: string }[]
    counts: Counts
    /** `places` are the first rows that had the reason, `columns` how many rows had it in which column */
    reasons: (ReasonTally & { advice: string })[]
    trackedEntities: Written
    /** by code, with the name that people know */
    enrollments: ({ code: string; name: string } & Written)[]
    events: ({ code: string } & Written)[]
    relationships: Written
    /** persons who went to another facility */
    transferred: number
    /** events planned for days to come */
    planned: Written
    /** objects that rows no longer want: taken back, or a person is asked */
    withdrawn: Withdrawn
    /** the same of objects whose rows may not be delivered any more */
    barred: Withdrawn
    /** rows delivered before that this full export lacks, by file */
    absentRows: readonly { file: string; rows: number }[]
    /** why the run ended before its end */
    failure?: Failure
    /** true when nothing was sent: all is as it would be */
    rehearsed?: boolean
}

export type Withdrawn = Record<'cancelled' | 'deleted' | 'asked', number>

interface ReasonTally {
    reason: string
    count: Count
    rows: number
    columns: { column: string; rows: number }[]
    places: Place[]
}

type Place = Pick<RowPlace, 'file' | 'row'>

/** What a row is counted under. */
type Told = { outcome: Outcome } & Partial<Pick<Finding, 'reason' | 'column'>>

/** So many rows are named for each reason; the outcomes file names all. */
const NAMED = 8

/** The exit code that a run deserves. */
export const exitCodeOfReport = ({ failure, missing, counts }: RunReport): number => {
    if (failure !== undefined) {
        return exitCodeOf(failure)
    }
    if (missing.length > 0) {
        return EXIT.unavailable
    }
    return counts.parked + counts.refused > 0 ? EXIT.rowsLeft : EXIT.done
}

const noCounts = (): Counts => ({ delivered: 0, unchanged: 0, skipped: 0, voided: 0, parked: 0, refused: 0 })
const nothing = (): Written => ({ created: 0, updated: 0 })

interface Reported {
    source: string
    asOf: string
    absent: readonly AbsentStream[]
    failure?: Failure
}

/** Adds up a run while it goes on. Holds counts and codes only. */
export class Tally {
    readonly #files = new Map<string, { rows: number; counts: Counts }>()
    readonly #reasons = new Map<string, ReasonTally>()
    readonly #written = new Map<string, Written>()
    readonly #withdrawn: Withdrawn = { cancelled: 0, deleted: 0, asked: 0 }
    readonly #barred: Withdrawn = { cancelled: 0, deleted: 0, asked: 0 }
    #absentRows: RunReport['absentRows'] = []
    readonly #codes: Map<Uid, string>
    readonly #metadata: Metadata
    readonly #started = Date.now()
    #transferred = 0

    constructor(metadata: Metadata) {
        this.#metadata = metadata
        this.#codes = new Map([...metadata.programs.values(), ...metadata.programStages.values()].map(({ id, code }) => [id, code]))
    }

    /** Rows read, before anything became of them. */
    read(file: string, rows: number): void {
        this.#file(file).rows += rows
    }

    row(place: Place, outcome: Outcome, finding: Pick<Finding, 'reason' | 'column'> | undefined): void {
        this.#add(place, { outcome, ...finding }, 1)
    }

    /** A row already counted turned out otherwise. */
    amend(place: Place, from: Told, to: Told): void {
        this.#add(place, from, -1)
        this.#add(place, to, 1)
    }

    /** Rows that a full export lacks. */
    absentRows(files: RunReport['absentRows']): void {
        this.#absentRows = files
    }

    /** What became of objects that rows no longer want. */
    withdrew(withdrawals: readonly Pick<WithdrawalRecord, 'state' | 'cause'>[]): void {
        for (const { state, cause } of withdrawals) {
            if (state === 'cancelled' || state === 'deleted' || state === 'asked') {
                const counts = cause === 'barred' ? this.#barred : this.#withdrawn
                counts[state]++
            }
        }
    }

    written(deliveries: readonly Delivery[]): void {
        for (const { wanted, action } of deliveries) {
            const written = this.#entry(this.#written, kindOf(wanted, this.#codes), nothing)
            written[action === 'create' ? 'created' : 'updated']++
        }
    }

    transferred(persons: number): void {
        this.#transferred += persons
    }

    /**
     * @throws Error when a row was lost: rows in = delivered + unchanged + skipped + voided + parked + refused (a run that was broken off
     * has no outcome for rows in hand)
     */
    report({ source, asOf, absent, failure }: Reported): RunReport {
        const files = [...this.#files].map(([file, found]) => ({ file, ...found }))
        for (const { file, rows, counts } of files) {
            if (failure === undefined && sum(counts) !== rows) {
                throw new Error(`${file}: ${rows} rows were read and ${sum(counts)} have an outcome`)
            }
        }
        return {
            source,
            asOf,
            seconds: (Date.now() - this.#started) / 1000,
            files,
            missing: missingFiles(absent),
            counts: files.map(({ counts }) => counts).reduce(plus, noCounts()),
            reasons: [...this.#reasons.values()]
                .filter(({ rows }) => rows > 0)
                .sort((a, b) => b.rows - a.rows)
                .map((found) => ({ ...found, columns: found.columns.filter(({ rows }) => rows > 0), advice: adviceOn(found.reason) })),
            trackedEntities: this.#written.get('trackedEntity') ?? nothing(),
            enrollments: this.#writtenOf('enrollment').map((found) => ({ ...found, name: this.#nameOf(found.code) })),
            events: this.#writtenOf('event'),
            relationships: this.#written.get('relationship') ?? nothing(),
            transferred: this.#transferred,
            planned: this.#written.get('planned') ?? nothing(),
            withdrawn: this.#withdrawn,
            barred: this.#barred,
            absentRows: this.#absentRows,
            failure,
        }
    }

    #add({ file, row }: Place, { outcome, reason = '', column = '' }: Told, rows: 1 | -1): void {
        const count = countOf[outcome]
        this.#file(file).counts[count] += rows
        if (reason === '') {
            return
        }
        const tally = this.#entry(this.#reasons, `${count} ${reason}`, (): ReasonTally => ({
            reason,
            count,
            rows: 0,
            columns: [],
            places: [],
        }))
        tally.rows += rows
        if (column !== '') {
            countColumn(tally.columns, column, rows)
        }
        if (rows === -1) {
            tally.places = tally.places.filter((place) => place.file !== file || place.row !== row)
        } else if (tally.places.length < NAMED) {
            tally.places.push({ file, row })
        }
    }

    #file(file: string) {
        return this.#entry(this.#files, file, () => ({ rows: 0, counts: noCounts() }))
    }

    #entry<T>(map: Map<string, T>, key: string, make: () => T): T {
        const known = map.get(key) ?? make()
        map.set(key, known)
        return known
    }

    #writtenOf(kind: string): ({ code: string } & Written)[] {
        return [...this.#written]
            .filter(([key]) => key.startsWith(`${kind} `))
            .map(([key, written]) => ({ code: key.slice(kind.length + 1), ...written }))
            .sort((a, b) => (a.code < b.code ? -1 : 1))
    }

    #nameOf(program: string): string {
        return this.#metadata.programs.get(program)?.name ?? program
    }
}

const countColumn = (columns: ReasonTally['columns'], column: string, rows: 1 | -1): void => {
    const known = columns.find((one) => one.column === column)
    if (known === undefined) {
        columns.push({ column, rows })
    } else {
        known.rows += rows
    }
}

/** Several streams may be of one file. */
const missingFiles = (absent: readonly AbsentStream[]): RunReport['missing'] => [
    ...new Map(absent.flatMap(({ file, fault }) => (fault === undefined ? [] : [[file, { file, next: fault.next }] as const]))).values(),
]

const kindOf = (wanted: Delivery['wanted'], codes: ReadonlyMap<Uid, string>): string => {
    if (wanted.kind === 'enrollment') {
        return `enrollment ${codes.get(wanted.program) ?? wanted.program}`
    }
    if (wanted.kind === 'event') {
        const isPlan = wanted.status === 'SCHEDULE' || wanted.status === 'SKIPPED'
        return isPlan ? 'planned' : `event ${codes.get(wanted.programStage) ?? wanted.programStage}`
    }
    return wanted.kind
}

const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0)

const plus = (a: Counts, b: Counts): Counts => ({
    delivered: a.delivered + b.delivered,
    unchanged: a.unchanged + b.unchanged,
    skipped: a.skipped + b.skipped,
    voided: a.voided + b.voided,
    parked: a.parked + b.parked,
    refused: a.refused + b.refused,
})
