import { userInfo } from '../access/caller.ts'
import type { Checks } from './check.ts'
import type { Bundle, InAttribute, InEnrollment, InEvent, InNote, InRelationship, InTrackedEntity } from './payload.ts'
import type { EnrollmentRow, StoredValue, StoredValues } from './rows.ts'

const geometryText = (geometry: unknown): string | null => (geometry === undefined ? null : JSON.stringify(geometry))
const orNull = (value: string | undefined): string | null => value ?? null

/**
 * Writes checked objects. An update replaces scalars and merges collections: attributes and data values that are not named stay, those
 * without value go, notes are only added.
 */
export const commit = (checks: Checks, bundle: Bundle): void => {
    const writer = new Writer(checks)
    for (const entity of bundle.trackedEntities) {
        writer.trackedEntity(entity)
    }
    for (const enrollment of bundle.enrollments) {
        writer.enrollment(enrollment)
    }
    for (const event of bundle.events) {
        writer.event(event)
    }
    for (const relationship of bundle.relationships) {
        writer.relationship(relationship)
    }
    writer.touch()
}

class Writer {
    private readonly checks: Checks
    private readonly now: string
    private readonly by: string
    private readonly ids = { entities: new Map<string, number>(), enrollments: new Map<string, { id: number; entity: number }>() }
    private readonly written = new Set<string>()
    private readonly touched = new Set<number>()

    constructor(checks: Checks) {
        this.checks = checks
        this.now = checks.sandbox.clock.local()
        this.by = JSON.stringify(userInfo(checks.caller))
    }

    trackedEntity(entity: InTrackedEntity): void {
        const { store } = this.checks.sandbox
        const known = this.rewrites(entity.uid, this.checks.preheat.trackedEntities) ? this.entityId(entity.uid) : undefined
        const scalars = [
            entity.orgUnit ?? '',
            Number(entity.inactive),
            Number(entity.potentialDuplicate),
            geometryText(entity.geometry),
            orNull(entity.createdAtClient),
            orNull(entity.updatedAtClient),
            this.storedBy(entity.storedBy),
            this.now,
            this.by,
        ]
        if (known === undefined) {
            const { id } = store.run(
                `INSERT INTO tracked_entity (org_unit, inactive, potential_duplicate, geometry, created_at_client, updated_at_client, stored_by,
                 updated_at, updated_by, uid, type, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
                ...scalars,
                entity.uid,
                entity.type ?? '',
                this.now,
                this.by
            )
            this.ids.entities.set(entity.uid, id)
        } else {
            store.run(
                `UPDATE tracked_entity SET org_unit = ?, inactive = ?, potential_duplicate = ?, geometry = ?, created_at_client = ?,
                 updated_at_client = ?, stored_by = ?, updated_at = ?, updated_by = ? WHERE id = ?`,
                ...scalars,
                known
            )
        }
        this.attributes(this.entityId(entity.uid) ?? 0, entity.attributes, entity.type)
    }

    enrollment(enrollment: InEnrollment): void {
        const { store, rules } = this.checks.sandbox
        const stored = this.checks.preheat.enrollments.get(enrollment.uid)
        const known = this.rewrites(enrollment.uid, this.checks.preheat.enrollments) ? this.enrollmentIds(enrollment.uid) : undefined
        const entity = this.entityId(enrollment.trackedEntity ?? '') ?? 0
        const scalars = [
            enrollment.orgUnit ?? '',
            enrollment.status,
            enrollment.enrolledAt ?? this.now,
            enrollment.occurredAt ?? enrollment.enrolledAt ?? this.now,
            ...this.completionOf(enrollment, stored),
            Number(enrollment.followUp),
            geometryText(enrollment.geometry),
            orNull(enrollment.createdAtClient),
            orNull(enrollment.updatedAtClient),
            this.now,
            this.by,
        ]
        if (known === undefined) {
            const { id } = store.run(
                `INSERT INTO enrollment (org_unit, status, enrolled_at, occurred_at, completed_at, completed_by, follow_up, geometry,
                 created_at_client, updated_at_client, updated_at, updated_by, uid, tracked_entity, program, stored_by, created_at, created_by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
                ...scalars,
                enrollment.uid,
                entity,
                enrollment.program ?? '',
                this.storedBy(enrollment.storedBy),
                this.now,
                this.by
            )
            this.ids.enrollments.set(enrollment.uid, { id, entity })
            store.run(
                'INSERT OR IGNORE INTO program_owner (tracked_entity, program, org_unit) VALUES (?, ?, ?)',
                entity,
                enrollment.program ?? '',
                enrollment.orgUnit ?? ''
            )
        } else {
            store.run(
                `UPDATE enrollment SET org_unit = ?, status = ?, enrolled_at = ?, occurred_at = ?, completed_at = ?, completed_by = ?,
                 follow_up = ?, geometry = ?, created_at_client = ?, updated_at_client = ?, updated_at = ?, updated_by = ?,
                 stored_by = CASE WHEN ? THEN NULL ELSE stored_by END WHERE id = ?`,
                ...scalars,
                Number(rules.forgetsStoredBy),
                known.id
            )
        }
        this.touched.add(entity)
        this.attributes(entity, enrollment.attributes, this.checks.model.programs.get(enrollment.program ?? '')?.trackedEntityType)
        this.notes(enrollment.uid, enrollment.notes)
    }

    event(event: InEvent): void {
        const { store, rules } = this.checks.sandbox
        const stored = this.checks.preheat.events.get(event.uid)
        const parent = this.enrollmentIds(event.enrollment ?? '')
        const completed = event.status === 'COMPLETED'
        const staysCompleted = completed && stored?.status === 'COMPLETED'
        const scalars = [
            event.orgUnit ?? '',
            event.status === 'VISITED' ? 'ACTIVE' : event.status,
            orNull(event.occurredAt),
            orNull(event.scheduledAt),
            completed
                ? staysCompleted
                    ? stored.completed_at
                    : ((rules.keepsEventCompletedAt ? event.completedAt : undefined) ?? this.now)
                : null,
            completed ? (staysCompleted ? stored.completed_by : this.checks.caller.username) : null,
            event.attributeOptionCombo,
            this.assignedUser(event),
            // servers of all versions read false back, whatever was sent (recorded as tracker-read-storedBy)
            0,
            geometryText(event.geometry),
            JSON.stringify(this.mergedValues(event, stored?.data_values)),
            orNull(event.createdAtClient),
            orNull(event.updatedAtClient),
            this.now,
            this.by,
        ]
        if (this.rewrites(event.uid, this.checks.preheat.events)) {
            store.run(
                `UPDATE event SET org_unit = ?, status = ?, occurred_at = ?, scheduled_at = ?, completed_at = ?, completed_by = ?,
                 attribute_option_combo = ?, assigned_user = ?, follow_up = ?, geometry = ?, data_values = ?, created_at_client = ?,
                 updated_at_client = ?, updated_at = ?, updated_by = ?, stored_by = CASE WHEN ? THEN NULL ELSE stored_by END WHERE uid = ?`,
                ...scalars,
                Number(rules.forgetsStoredBy),
                event.uid
            )
        } else {
            store.run(
                `INSERT INTO event (org_unit, status, occurred_at, scheduled_at, completed_at, completed_by, attribute_option_combo,
                 assigned_user, follow_up, geometry, data_values, created_at_client, updated_at_client, updated_at, updated_by, uid,
                 enrollment, program, stage, stored_by, created_at, created_by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
                ...scalars,
                event.uid,
                parent?.id ?? null,
                event.program ?? '',
                event.stage ?? '',
                this.storedBy(event.storedBy),
                this.now,
                this.by
            )
        }
        if (parent) {
            this.touched.add(parent.entity)
        }
        this.notes(event.uid, event.notes)
    }

    relationship({ uid, type, from, to, createdAtClient }: InRelationship): void {
        const [start] = from
        const [end] = to
        if (!start || !end) {
            return
        }
        this.checks.sandbox.store.run(
            `INSERT INTO relationship (uid, type, from_kind, from_uid, to_kind, to_uid, created_at, updated_at, created_at_client)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            uid,
            type ?? '',
            start.kind,
            start.uid,
            end.kind,
            end.uid,
            this.now,
            this.now,
            orNull(createdAtClient)
        )
    }

    /** Writing an enrollment or event counts as a change of the person. */
    touch(): void {
        const { store } = this.checks.sandbox
        const sql = 'UPDATE tracked_entity SET updated_at = ?, updated_by = ? WHERE id IN (SELECT value FROM json_each(?))'
        if (this.touched.size > 0) {
            store.run(sql, this.now, this.by, JSON.stringify([...this.touched]))
        }
    }

    private entityId(uid: string): number | undefined {
        return this.ids.entities.get(uid) ?? this.checks.preheat.trackedEntities.get(uid)?.id
    }

    private enrollmentIds(uid: string): { id: number; entity: number } | undefined {
        const stored = this.checks.preheat.enrollments.get(uid)
        return this.ids.enrollments.get(uid) ?? (stored && { id: stored.id, entity: stored.tracked_entity })
    }

    /** True when an object is there already, stored or from further up in the payload. Where that makes servers fail, it is made again. */
    private rewrites(uid: string, stored: ReadonlyMap<string, unknown>): boolean {
        const again = this.written.has(uid) && this.checks.sandbox.rules.repeatedUid !== 'fails'
        this.written.add(uid)
        return again || stored.has(uid)
    }

    /** Date and user of an enrollment's end: they change with its status only. */
    private completionOf({ status, completedAt }: InEnrollment, stored: EnrollmentRow | undefined): [string | null, string | null] {
        if (status === 'ACTIVE') {
            return [null, null]
        }
        if (stored?.status === status) {
            return [stored.completed_at, stored.completed_by]
        }
        const sent = this.checks.sandbox.rules.keepsEnrollmentCompletedAt ? completedAt : undefined
        return [sent ?? this.now, status === 'COMPLETED' ? this.checks.caller.username : null]
    }

    private storedBy(sent: string | undefined): string | null {
        return this.checks.sandbox.rules.storedBy === 'user' ? this.checks.caller.username : orNull(sent)
    }

    private attributes(entity: number, given: readonly InAttribute[], type: string | undefined): void {
        const { store, rules } = this.checks.sandbox
        const stored = this.checks.preheat.attributes.get(entity)
        for (const { attribute, value, storedBy } of given) {
            const ofType = this.checks.model.types.get(type ?? '')?.attributes.has(attribute) === true
            if (value !== undefined || (!stored?.has(attribute) && !ofType && rules.emptyAttributeRow)) {
                store.run(
                    `INSERT INTO attribute_value (tracked_entity, attribute, value, created_at, updated_at, stored_by) VALUES (?1, ?2, ?3, ?4, ?4, ?5)
                     ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at, stored_by = excluded.stored_by`,
                    entity,
                    attribute,
                    orNull(value),
                    this.now,
                    this.storedBy(storedBy)
                )
            } else if (stored?.has(attribute)) {
                store.run('DELETE FROM attribute_value WHERE tracked_entity = ? AND attribute = ?', entity, attribute)
            }
        }
    }

    private mergedValues(event: InEvent, stored: string | undefined): StoredValues {
        const values = stored === undefined ? {} : (JSON.parse(stored) as StoredValues)
        const { rules } = this.checks.sandbox
        const tellsUsers = rules.dataValueUsers === 'all' || (rules.dataValueUsers === 'added' && stored !== undefined)
        const by: unknown = tellsUsers && event.dataValues.length > 0 ? JSON.parse(this.by) : undefined
        for (const { dataElement, value, storedBy, providedElsewhere } of event.dataValues) {
            const known: StoredValue | undefined = values[dataElement]
            if (value === undefined) {
                delete values[dataElement]
            } else {
                values[dataElement] = {
                    value,
                    createdAt: known?.createdAt ?? this.now,
                    updatedAt: this.now,
                    storedBy: rules.dataValueStoredBy === 'user' ? this.checks.caller.username : storedBy,
                    providedElsewhere: providedElsewhere && rules.keepsProvidedElsewhere,
                    createdBy: known ? known.createdBy : by,
                    updatedBy: known && rules.dataValueUsers === 'added' ? known.updatedBy : by,
                }
            }
        }
        return values
    }

    private assignedUser({ assignedUser, stage }: InEvent): string | null {
        if (!assignedUser || this.checks.model.stages.get(stage ?? '')?.assignsUsers !== true) {
            return null
        }
        const { registry } = this.checks.sandbox
        const found = registry.get('users', assignedUser.uid) ?? registry.findBy('users', 'username', assignedUser.username ?? '')
        return found?.id ?? null
    }

    private notes(owner: string, notes: readonly InNote[]): void {
        const sql = 'INSERT OR IGNORE INTO note (uid, owner, value, stored_at, created_by, stored_by) VALUES (?, ?, ?, ?, ?, ?)'
        for (const { note, value, storedBy } of notes) {
            this.checks.sandbox.store.run(sql, note, owner, value, this.now, this.by, this.storedBy(storedBy))
        }
    }
}
