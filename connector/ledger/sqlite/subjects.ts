import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { z } from 'zod'
import type { Subject } from '../../records.ts'
import type { Keys } from '../keys.ts'
import type { SubjectMemory } from '../ledger.ts'
import { isBarred, type BarringReason } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

interface Remembered {
    subject: Subject
    marks: readonly string[]
    /** marks known before stay */
    more?: boolean
}

/** What one page of rows tells of subjects, by name of the subject; and names by mark. */
class Memories {
    readonly byName = new Map<string, Remembered>()
    readonly byMark = new Map<string, string[]>()

    add(name: string, remembered: Remembered): void {
        this.byName.set(name, remembered)
        for (const text of remembered.marks) {
            const mark = nameOf(remembered.subject.kind, text)
            const names = this.byMark.get(mark)
            if (names === undefined) {
                this.byMark.set(mark, [name])
            } else {
                names.push(name)
            }
        }
    }
}

const Name = { kind: z.string(), key: z.string() }
export const Sealed = z.object({
    ...Name,
    facts: z.record(z.string(), z.string()),
    barred: z.custom<BarringReason>((reason) => typeof reason === 'string' && isBarred(reason)).optional(),
    parent: z.object(Name).optional(),
})

/** So many subjects are kept at hand; older ones are read from the file again. */
const AT_HAND = 1_000

/**
 * Subjects in SQLite. Keys and marks are kept as keyed hashes, facts encrypted. What was remembered but not yet committed is found as
 * well.
 */
export class SqliteSubjects implements SubjectMemory {
    readonly #keys: Keys
    readonly #get: StatementSync
    readonly #marked: StatementSync
    readonly #add: StatementSync
    readonly #change: StatementSync
    readonly #putMark: StatementSync
    readonly #dropMarks: StatementSync
    readonly #setStanding: StatementSync
    #fresh = new Memories()
    /** of pages that are not committed yet, the oldest first */
    readonly #turned: Memories[] = []
    readonly #atHand = new Map<string, Subject>()

    constructor(database: DatabaseSync, keys: Keys) {
        this.#keys = keys
        const columns = 'standing, tracked_entity, enrollment, program, org_unit, sealed'
        this.#get = database.prepare(`select ${columns} from subject where mark = ?`)
        this.#marked = database.prepare(
            `select distinct s.mark as mark, ${columns} from mark m join subject s on s.mark = m.subject
             where m.mark in (select value from json_each(?))`
        )
        this.#add = database.prepare(`insert or ignore into subject (mark, ${columns}) values (?, ?, ?, ?, ?, ?, ?)`)
        this.#change = database.prepare(
            `update subject set standing = ?, tracked_entity = ?, enrollment = ?, program = ?, org_unit = ?, sealed = ? where mark = ?`
        )
        this.#putMark = database.prepare('insert or ignore into mark (mark, subject) values (?, ?)')
        this.#dropMarks = database.prepare('delete from mark where subject = ? and mark not in (select value from json_each(?))')
        this.#setStanding = database.prepare('update subject set standing = ? where tracked_entity = ?')
    }

    get(kind: string, key: string): Subject | undefined {
        const name = nameOf(kind, key)
        const near = this.#uncommitted(name)?.subject ?? this.#atHand.get(name)
        if (near !== undefined) {
            return near
        }
        const row = this.#get.get(this.#keys.mark(name))
        return row === undefined ? undefined : this.#keepAtHand(this.#read(row))
    }

    marked(kind: string, marks: readonly string[]): Subject[] {
        const found = new Map<string, Subject>()
        const hashes = JSON.stringify(marks.map((mark) => this.#keys.mark(nameOf(kind, mark))))
        for (const row of this.#marked.all(hashes)) {
            const { key } = this.#read(row)
            const newest = this.get(kind, key)
            if (newest !== undefined) {
                found.set(key, newest)
            }
        }
        for (const { subject, marks: own } of this.#uncommittedBy(kind, marks)) {
            if (own.some((mark) => marks.includes(mark))) {
                found.set(subject.key, subject)
            }
        }
        return [...found.values()]
    }

    remember(subject: Subject, marks: readonly string[], more = false): void {
        const name = nameOf(subject.kind, subject.key)
        this.#fresh.add(name, { subject, marks, more })
        this.#atHand.delete(name)
    }

    turn(): void {
        this.#turned.push(this.#fresh)
        this.#fresh = new Memories()
    }

    /** Forgets what an earlier run of this process remembered and did not commit. */
    forgetUnwritten(): void {
        this.#fresh = new Memories()
        this.#turned.length = 0
        this.#atHand.clear()
    }

    /** Writes what was remembered up to the first turn that is not written yet. Called inside the transaction of a commit. */
    write(notLoaded: ReadonlyMap<Uid, 'parked' | 'refused'>): void {
        for (const [name, { subject, marks, more }] of this.#turned.shift()?.byName ?? []) {
            const standing = notLoaded.get(subject.trackedEntity ?? '') ?? subject.standing
            this.#writeOne(this.#keys.mark(name), { ...subject, standing }, marks, more)
            this.#keepAtHand({ ...subject, standing })
        }
        for (const [trackedEntity, standing] of notLoaded) {
            this.#setStanding.run(standing, trackedEntity)
        }
        if (notLoaded.size > 0) {
            this.#atHand.clear()
        }
    }

    #uncommitted(name: string): Remembered | undefined {
        return this.#fresh.byName.get(name) ?? this.#turned.findLast(({ byName }) => byName.has(name))?.byName.get(name)
    }

    #uncommittedBy(kind: string, marks: readonly string[]): Remembered[] {
        const holders = new Set<string>()
        for (const mark of marks) {
            for (const { byMark } of [...this.#turned, this.#fresh]) {
                byMark.get(nameOf(kind, mark))?.forEach((name) => holders.add(name))
            }
        }
        return [...holders].flatMap((name) => this.#uncommitted(name) ?? [])
    }

    #writeOne(mark: string, subject: Subject, marks: readonly string[], more = false): void {
        const {
            kind,
            key,
            facts,
            barred,
            parent,
            standing,
            trackedEntity = null,
            enrollment = null,
            program = null,
            orgUnit = null,
        } = subject
        const sealed = this.#keys.seal(JSON.stringify({ kind, key, facts, barred, parent }))
        const hashes = marks.map((text) => this.#keys.mark(nameOf(kind, text)))
        const values = [standing, trackedEntity, enrollment, program, orgUnit, sealed] as const
        if (this.#add.run(mark, ...values).changes === 0) {
            this.#change.run(...values, mark)
            if (!more) {
                this.#dropMarks.run(mark, JSON.stringify(hashes))
            }
        }
        for (const hash of hashes) {
            this.#putMark.run(hash, mark)
        }
    }

    #read(row: Record<string, unknown>): Subject {
        const sealed = Sealed.parse(JSON.parse(this.#keys.open(row.sealed as Uint8Array)))
        return {
            ...sealed,
            standing: row.standing as Subject['standing'],
            trackedEntity: optional(row.tracked_entity),
            enrollment: optional(row.enrollment),
            program: optional(row.program),
            orgUnit: optional(row.org_unit),
        }
    }

    #keepAtHand(subject: Subject): Subject {
        if (this.#atHand.size >= AT_HAND) {
            this.#atHand.clear()
        }
        this.#atHand.set(nameOf(subject.kind, subject.key), subject)
        return subject
    }
}

const nameOf = (kind: string, key: string): string => `${kind}|${key}`

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
