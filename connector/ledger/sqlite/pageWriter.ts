import type { Keys } from '../keys.ts'
import type { ObjectRecord, PageRecord, PlanRecord, RefusalRecord, RowKey, RowRecord } from '../ledger.ts'
import type { statements } from './statements.ts'
import { addDays, dayInZone } from '#dhis2/day.ts'

/** Days that the encrypted body of an unfinished row is kept. */
const RETENTION = 90

/** Writes what a page of rows leaves behind, but for subjects and withdrawals. Called inside the transaction of a commit. */
export class PageWriter {
    readonly #statements: ReturnType<typeof statements>
    readonly #keys: Keys

    constructor(prepared: ReturnType<typeof statements>, keys: Keys) {
        this.#statements = prepared
        this.#keys = keys
    }

    write(page: PageRecord, run: number): void {
        // neighbouring keys touch the same pages of the file
        sorted(page.rows, 'key').forEach((row) => this.#putRow(row, run))
        page.begun?.forEach(({ key, place, source, objects }) => {
            this.#statements.beginRow.run(key, place.file, place.row, run, source, objects.join(' '))
        })
        if (page.reopen !== undefined && page.reopen.length > 0) {
            this.#statements.reopen.run(JSON.stringify(page.reopen))
        }
        this.#forgetWaiting(page.renamed ?? [])
        this.#putBodies(page.rows)
        this.#statements.dropRefusals.run(keysOf(page.rows.filter(({ outcome }) => outcome !== 'reject')))
        sorted(page.objects, 'uid').forEach((object) => this.#putObject(object, run))
        page.aliases.forEach((uid, wanted) => this.#statements.putAlias.run(wanted, uid))
        page.refusals.forEach((refusal) => this.#putRefusal(refusal, run))
        page.plans.forEach((plan) => this.#putPlan(plan))
        page.moved?.forEach((uid) => this.#statements.replan.run(uid))
        this.#putReviews(page, run)
    }

    #putRow({ key, place, content, outcome, source, finding, corrects, objects = [] }: RowRecord, run: number): void {
        const { reason = null, column = null, detail = null } = finding ?? {}
        const found = [content, outcome, reason, column, detail, place.file, place.row]
        this.#statements.putRow.run(key, ...found, run, source, corrects ?? null, objects.join(' '))
    }

    #forgetWaiting(given: readonly RowKey[]): void {
        if (given.length > 0) {
            const forgotten = JSON.stringify(this.#statements.forgetWaiting.all(JSON.stringify(given)).map(({ key }) => key))
            this.#statements.dropBodies.run(forgotten)
            this.#statements.dropRefusals.run(forgotten)
            this.#statements.closeReviews.run(new Date().toISOString(), forgotten)
        }
    }

    /** Bodies of unfinished rows are kept sealed for a time; those of finished rows go. */
    #putBodies(rows: readonly RowRecord[]): void {
        this.#statements.dropBodies.run(keysOf(rows.filter(({ body }) => body === undefined)))
        const expires = addDays(dayInZone(new Date(), 'UTC'), RETENTION)
        for (const { key, body, orgUnit = null } of rows) {
            if (body !== undefined) {
                this.#statements.putBody.run(key, this.#keys.seal(JSON.stringify(body)), expires, orgUnit)
            }
        }
    }

    #putObject(object: ObjectRecord, run: number): void {
        const { uid, kind, owner, trackedEntity, fields, linked, since } = object
        const { program = null, enrollment = null, programStage = null, status = null, day = null } = object
        this.#statements.putObject.run(
            ...[uid, kind, owner, trackedEntity, fields, linked ? 1 : 0, program, enrollment, programStage, status, day, since, run]
        )
    }

    #putRefusal({ row, uid, codes }: RefusalRecord, run: number): void {
        this.#statements.putRefusal.run(uid, row, codes.join(' '), run)
    }

    /** Earlier questions of these rows are closed; of a row that waits or is refused, what was decided is still to be done. */
    #putReviews({ rows, reviews }: PageRecord, run: number): void {
        const now = new Date().toISOString()
        const isWaiting = ({ outcome }: RowRecord) => outcome === 'park' || outcome === 'reject'
        this.#statements.closeReviews.run(now, keysOf(rows.filter((row) => !isWaiting(row))))
        this.#statements.closeUndecided.run(now, keysOf(rows.filter(isWaiting)))
        for (const { kind, row, uid, field = '', points = null, orgUnit = null } of reviews) {
            this.#statements.putReview.run(kind, row, uid, field, points, run, orgUnit)
        }
    }

    #putPlan(plan: PlanRecord): void {
        const { uid, owner, state, trackedEntity, enrollment, program, programStage, orgUnit, on } = plan
        const { namedOn = null, column, note, status = null, event = null } = plan
        this.#statements.putPlan.run(
            ...[uid, owner, state, trackedEntity, enrollment, program, programStage, orgUnit, on, namedOn, column, note, status, event]
        )
    }
}

const keysOf = (rows: readonly RowRecord[]): string => JSON.stringify(rows.map(({ key }) => key))

const sorted = <Key extends string, T extends Record<Key, string>>(items: readonly T[], key: Key): T[] =>
    items.toSorted((a, b) => (a[key] < b[key] ? -1 : 1))
