import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Config } from '../config/readConfig.ts'
import { limitsOf } from '../deliver/batches.ts'
import type { Recognition } from '../identity/strangers.ts'
import type { History, RowFilter } from '../ledger/history.ts'
import { Keys } from '../ledger/keys.ts'
import { openSqliteHistory } from '../ledger/sqlite/sqliteHistory.ts'
import { openSqliteLedger } from '../ledger/sqlite/sqliteLedger.ts'
import type { MappedRow, Owner, SourceRow, SubjectIndex, Wanted, WithdrawalPolicy } from '../records.ts'
import { changeBudget, type Limits } from '../run/budget.ts'
import type { OutcomeLine } from '../run/outcomes.ts'
import type { RunReport } from '../run/report.ts'
import { sync, type Sync } from '../run/sync.ts'
import { waitingSource } from '../run/waitingSource.ts'
import type { Page, RowProblem, Source, StreamShape } from '../source/source.ts'
import type { FakeTracker } from './fakeTracker.ts'
import type { Death, MortalTracker } from './mortalTracker.ts'
import { enrollment, link, metadata, person, value, visit } from './wanted.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { outcomeOfReason } from '#dhis2/outcome.ts'

const KEY = Buffer.alloc(32, 3)
const keys = new Keys(KEY)

/** Rows of tests: a client, or a visit with the next appointment. */
export interface Cells {
    id: string
    client: string
    name?: string
    number?: string
    on?: string
    next?: string
    unit?: string
    unitOwner?: Owner
    /** the partner deleted it */
    voided?: string
    /** the reason for which it may not be delivered */
    barred?: 'CONSENT_MISSING' | 'TEST_RECORD'
    /** what makes a visit one and the same, if not the record */
    as?: string
    /** the mapping does not write the id of the record into the visit */
    unrecorded?: string
    /** the file lacks a column by which it is decided what the row wants */
    partial?: string
    /** a client to whom this one is linked */
    with?: string
}

/** The data element that holds the id of a visit's record. */
export const RECORD = 'record00001'

export const teOf = (client: string) => derivedUid('trackedEntity', 'test', client)
export const enOf = (client: string) => derivedUid('enrollment', 'test', client)
export const eventOf = (id: string) => derivedUid('event', 'test', id)
export const linkOf = (client: string, other: string) => derivedUid('link', 'test', `${client}|${other}`)
export const planOf = (client: string, on: string) => derivedUid('plan', 'test', `${client}|${on}`)

export const clientRow = ({ cells, ...place }: SourceRow, index: SubjectIndex): MappedRow => {
    const {
        client = '',
        name = '',
        number = '',
        on: enrolledAt = '2026-01-10',
        unit: orgUnit = 'unit0000001',
        unitOwner: orgUnitOwner,
        with: other = '',
        voided,
    } = cells as unknown as Cells
    if (voided || cells.barred) {
        index.remember({ kind: 'client', key: client, standing: 'refused', facts: {} }, [])
        return leftOutRow(place, cells as unknown as Cells)
    }
    index.remember({ kind: 'client', key: client, standing: 'loaded', trackedEntity: teOf(client), facts: {} }, [])
    const values = [value('name0000001', name), value('number00001', number)]
    const where = { orgUnit, orgUnitOwner }
    const links = other === '' ? [] : [link(linkOf(client, other), teOf(client), teOf(other))]
    const enrolled = enrollment(enOf(client), teOf(client), { ...where, enrolledAt })
    return { ...mapped(place, [person(teOf(client), { values, ...where }), enrolled, ...links]), orgUnit }
}

const leftOutRow = (place: Omit<SourceRow, 'cells'>, { barred }: Cells): MappedRow => {
    const reason = barred ?? 'DELETED_AT_SOURCE'
    return { ...mapped(place, []), outcome: outcomeOfReason[reason], findings: [{ reason }] }
}

export const visitRow = ({ cells, lacks, ...place }: SourceRow, index: SubjectIndex): MappedRow => {
    const { client = '', on = '', next = '', unit: orgUnit = 'unit0000001', as = place.sourceRecordId } = cells
    if (cells.voided || cells.barred) {
        return leftOutRow(place, cells as unknown as Cells)
    }
    if (index.get('client', client)?.standing !== 'loaded') {
        return { ...mapped(place, []), outcome: 'park', findings: [{ reason: 'PARENT_MISSING' }] }
    }
    const ids = { trackedEntity: teOf(client), enrollment: enOf(client) }
    const appointment = {
        ...ids,
        program: 'program0001',
        programStage: 'stage000001',
        orgUnit: 'unit0000001',
        column: 'next',
        note: 'KMMP1',
    }
    const plans = next === '' ? [] : [{ ...appointment, on: next, uid: planOf(client, next) }]
    const recorded = cells.unrecorded ? {} : { values: [value(RECORD, place.sourceRecordId)], recordIn: RECORD }
    const wanted = on === '' ? [] : [visit(eventOf(as), ids, { occurredAt: on, orgUnit, ...recorded })]
    return { ...mapped(place, wanted), plans, partial: lacks !== undefined }
}

const mapped = ({ file, row, sourceRecordId }: Omit<SourceRow, 'cells'>, wanted: Wanted[]): MappedRow => ({
    place: { file, row, sourceRecordId },
    stream: file,
    outcome: 'load',
    findings: [],
    wanted,
    plans: [],
})

export const shape = (name: string): StreamShape => ({ name, file: `${name}.csv`, key: 'id', columns: [] })
const lackOf = ({ partial }: Cells): Pick<SourceRow, 'lacks'> => (partial === undefined ? {} : { lacks: new Set(['next']) })

export const sourceOf = (data: Record<string, Cells[]>, cutOff?: string): Source => ({
    check: async () => ({ absent: [], notes: [] }),
    discover: async () => ({ asOf: '2026-10-31', fullExport: true, streams: [] }),
    read: async function* ({ name, file }): AsyncIterable<Page> {
        const rows = (data[name] ?? []).map((cells, place) => ({
            file,
            row: place + 1,
            sourceRecordId: cells.id,
            cells: { ...cells },
            ...lackOf(cells),
        }))
        const problems = rows.map((place): RowProblem => ({ place, reason: 'FILE_INCOMPLETE' }))
        yield file === cutOff ? { rows: [], problems, state: {} } : { rows, problems: [], state: {} }
    },
})

export interface Data {
    clients?: Cells[]
    visits?: Cells[]
}

/** What becomes of objects that a row no longer wants, unless a test says otherwise. */
export const POLICY: WithdrawalPolicy = { held: 'delete', enrollments: 'cancel', absent: 'report', barred: 'ask' }

/** Persons agree by name; without a number in common nobody looks like another, unless a test says otherwise. */
export const recognition: Recognition = {
    compare: (one, other) => ({ agrees: one.get('NAME') === other.get('NAME'), points: 50 }),
    marks: () => [],
    doubtful: 50,
}

/** Runs of a connector with a ledger of its own, on a fake tracker. */
export class SyncHarness {
    readonly #folder = mkdtempSync(join(tmpdir(), 'kmmp-sync-'))
    policy = POLICY
    /** a file that comes cut off */
    cutOff: string | undefined
    /** outcomes of the last run */
    lines: OutcomeLine[] = []

    /** what the operator's commands need to open the ledger */
    asking(): { config: Config; secret: string } {
        const ledger = join(this.#folder, 'kmmp.db')
        return { config: { ledger, sources: new Map([['m2m', {}]]) } as unknown as Config, secret: KEY.toString('hex') }
    }

    /** A whole run as a process of its own: opens the ledger, works, closes it. */
    async run(data: Data, tracker: FakeTracker, store = 'kmmp', changes: Partial<Sync> = {}): Promise<RunReport> {
        const ledger = openSqliteLedger(join(this.#folder, `${store}.db`), keys, 'https://dhis2.example.org')
        this.lines = []
        try {
            const { report } = await sync({
                name: 'm2m',
                source: sourceOf({ ...data }, this.cutOff),
                streams: [
                    { shape: shape('clients'), map: clientRow, withdrawn: this.policy },
                    { shape: shape('visits'), map: visitRow, withdrawn: this.policy },
                ],
                absent: [],
                version: '1',
                wholeFiles: true,
                fullExport: true,
                asOf: '2026-10-31',
                ledger,
                keys,
                metadata,
                recognition,
                reader: tracker,
                importer: tracker,
                limits: limitsOf(42),
                patience: { tries: 3, first: 0, longest: 0, wait: async () => undefined },
                tell: async (more) => void this.lines.push(...more),
                ...changes,
            })
            return report
        } finally {
            ledger.close()
        }
    }

    /**
     * A run that may be killed: what its ledger had not made durable by then is lost, as with a power cut.
     *
     * @returns undefined when it was killed
     */
    async runKilled(data: Data, tracker: MortalTracker, death: Death, store = 'kmmp'): Promise<RunReport | undefined> {
        let atDeath: (() => void) | undefined
        tracker.letDie(death, () => (atDeath = this.#photograph(store)))
        try {
            return await this.run(data, tracker, store)
        } catch (error) {
            if (atDeath === undefined) {
                throw error
            }
            atDeath()
            return undefined
        } finally {
            tracker.letLive()
        }
    }

    /** Keeps the files of a ledger as they are now, and puts them back when called. */
    #photograph(store: string): () => void {
        const path = join(this.#folder, `${store}.db`)
        const files = ['', '-wal', '.inflight'].map((end) => `${path}${end}`).filter((file) => existsSync(file))
        const kept = files.map((file) => [file, readFileSync(file)] as const)
        return () => {
            rmSync(`${path}-wal`, { force: true })
            kept.forEach(([file, bytes]) => writeFileSync(file, bytes))
            // the process that held it lives on here
            const database = new DatabaseSync(path)
            database.exec('delete from lease')
            database.close()
        }
    }

    /** A run under a change budget. */
    runWithin(limits: Limits, data: Data, tracker: FakeTracker): Promise<RunReport> {
        const ledger = openSqliteLedger(join(this.#folder, 'kmmp.db'), keys, 'https://dhis2.example.org')
        const approve = changeBudget(ledger, limits)
        ledger.close()
        return this.run(data, tracker, 'kmmp', { approve })
    }

    /** Asks the ledger as the operator's commands do. */
    ask<T>(question: (history: History) => T, store = 'kmmp'): T {
        const history = openSqliteHistory(join(this.#folder, `${store}.db`), keys)
        try {
            return question(history)
        } finally {
            history.close()
        }
    }

    /** Copies a ledger as `kmmp ledger backup` does. */
    async backUp(store: string, copy: string): Promise<void> {
        this.lose(copy)
        const history = openSqliteHistory(join(this.#folder, `${store}.db`), keys)
        try {
            await history.backup(join(this.#folder, `${copy}.db`))
        } finally {
            history.close()
        }
    }

    /** Puts a copy of one ledger in the place of another, as an administrator would. */
    copy(from: string, to: string): void {
        this.lose(to)
        if (existsSync(join(this.#folder, `${from}.db`))) {
            copyFileSync(join(this.#folder, `${from}.db`), join(this.#folder, `${to}.db`))
        }
    }

    /** Loses a ledger with what it has under way. */
    lose(store: string): void {
        const path = join(this.#folder, `${store}.db`)
        const files = ['', '-wal', '-shm', '.inflight'].map((end) => `${path}${end}`)
        files.forEach((file) => rmSync(file, { force: true }))
    }

    /** Works again on rows that wait, as `kmmp retry` does. */
    async retry(filter: RowFilter & { source: string }, tracker: FakeTracker): Promise<RunReport> {
        const history = openSqliteHistory(join(this.#folder, 'kmmp.db'), keys)
        try {
            return await this.run({}, tracker, 'kmmp', {
                source: waitingSource(history, [...history.waiting(filter)], '2026-10-31'),
                wholeFiles: false,
            })
        } finally {
            history.close()
        }
    }

    /** `id outcome REASON` of each row of the last run */
    outcomes(): string[] {
        return this.lines.map(({ source_record_id: id, outcome, reason }) => [id, outcome, reason].filter(Boolean).join(' '))
    }

    remove(): void {
        rmSync(this.#folder, { recursive: true })
    }
}
