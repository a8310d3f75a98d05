import { may } from '../access/sharing.ts'
import type { Call } from '../call.ts'
import { groupBy } from '../group.ts'
import { isTrue, text, type JsonObject } from '../json.ts'
import { inside, parseFields, wants, type Field } from '../metadata/fields.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import { linkRows } from './linkRows.ts'
import { trackerModel, type TrackerModel } from './model.ts'
import { ownershipOpens } from './ownership.ts'
import { eventColumns, type EnrollmentRow, type EventRow, type NoteRow, type RelationshipRow, type TrackedEntityRow } from './rows.ts'
import { Attributes } from './shapeAttributes.ts'
import { dataValuesOf, geometryOf, groupShaped, noteShape, optionsOfCombo, shapeRows, stamps, userShape } from './shapeParts.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { parseJson } from '#dhis2/json.ts'

const IN = 'IN (SELECT value FROM json_each(?))'
const EVERYTHING = parseFields('*')
const SHORT_ENDS =
    'from[trackedEntity[trackedEntity],enrollment[enrollment],event[event]],to[trackedEntity[trackedEntity],enrollment[enrollment],event[event]]'

/** Fields of each kind when a request names none. */
const DEFAULT_FIELDS = {
    trackedEntities: '*,!relationships,!enrollments,!events,!programOwners',
    enrollments: '*,!relationships,!events,!attributes',
    events: '*,!relationships',
    relationships: `relationship,relationshipType,${SHORT_ENDS}`,
}

/** The fields that a request wants of the objects it lists. */
export const fieldsWanted = (call: Call, kind: keyof typeof DEFAULT_FIELDS): Field[] =>
    parseFields(call.query.list('fields').join(',') || DEFAULT_FIELDS[kind])

/** Turns stored rows into the JSON that tracker answers carry; what is not asked for is not read. */
export class Shaper {
    private readonly call: Call
    private readonly model: TrackerModel
    private readonly attributes: Attributes
    /** users as rows hold them, each read once */
    private readonly users = new Map<string, unknown>()

    constructor(call: Call) {
        this.call = call
        this.model = trackerModel(call.sandbox.registry)
        this.attributes = new Attributes(call, this.model)
    }

    /**
     * @param program the only one whose enrollments, owner and attributes are shown; the attributes stand beside those of the type
     * @param everything shows all attributes that are stored
     */
    trackedEntities(rows: readonly TrackedEntityRow[], fields: readonly Field[], program?: string, everything = false): JsonObject[] {
        const { rules } = this.call.sandbox
        const ids = JSON.stringify(rows.map(({ id }) => id))
        const attributes = wants(fields, 'attributes') ? this.attributes.stored(ids) : undefined
        const enrollments = wants(fields, 'enrollments')
            ? this.enrollmentsOf(rows, inside(fields, 'enrollments') ?? EVERYTHING, program)
            : undefined
        const relationships = wants(fields, 'relationships') ? this.relationshipsOf(rows, inside(fields, 'relationships')) : undefined
        const owners = wants(fields, 'programOwners') ? this.ownersOf(ids, program) : undefined
        return shapeRows(rows, fields, {
            trackedEntity: (row) => row.uid,
            trackedEntityType: (row) => row.type,
            ...stamps(this.user),
            orgUnit: (row) => row.org_unit,
            inactive: (row) => row.inactive === 1,
            potentialDuplicate: (row) => row.potential_duplicate === 1,
            storedBy: (row) => (rules.trackedEntityStoredBy ? row.stored_by : undefined),
            geometry: geometryOf,
            attributes: (row) =>
                this.attributes.shown(attributes?.get(row.id), everything ? undefined : this.attributes.ofType(row.type, program)),
            enrollments: (row) => enrollments?.get(row.id) ?? [],
            relationships: (row) => relationships?.get(row.uid) ?? [],
            programOwners: (row) => (owners?.get(row.id) ?? []).map((owner) => ({ ...owner, trackedEntity: row.uid })),
        })
    }

    enrollments(rows: readonly EnrollmentRow[], fields: readonly Field[]): JsonObject[] {
        const { store, rules } = this.call.sandbox
        const entityIds = JSON.stringify([...new Set(rows.map(({ tracked_entity }) => tracked_entity))])
        const entities = new Map(
            store
                .all<{ id: number; uid: string }>(`SELECT id, uid FROM tracked_entity WHERE id ${IN}`, entityIds)
                .map(({ id, uid }) => [id, uid])
        )
        const events = wants(fields, 'events') ? this.eventsOf(rows, inside(fields, 'events') ?? EVERYTHING) : undefined
        const attributes = wants(fields, 'attributes') ? this.attributes.stored(entityIds) : undefined
        const notes = wants(fields, 'notes') ? this.notesOf(rows) : undefined
        const relationships = wants(fields, 'relationships') ? this.relationshipsOf(rows, inside(fields, 'relationships')) : undefined
        return shapeRows(rows, fields, {
            enrollment: (row) => row.uid,
            ...stamps(this.user),
            trackedEntity: (row) => entities.get(row.tracked_entity),
            program: (row) => row.program,
            status: (row) => row.status,
            orgUnit: (row) => row.org_unit,
            orgUnitName: (row) => this.orgUnitName(row.org_unit),
            attributeOptionCombo: () => (rules.enrollmentOptionCombo ? DEFAULT_OPTION_COMBO : undefined),
            enrolledAt: (row) => row.enrolled_at,
            occurredAt: (row) => row.occurred_at,
            followUp: (row) => row.follow_up === 1,
            completedAt: (row) => row.completed_at,
            completedBy: (row) => row.completed_by,
            storedBy: (row) => row.stored_by,
            geometry: geometryOf,
            events: (row) => events?.get(row.id) ?? [],
            relationships: (row) => relationships?.get(row.uid) ?? [],
            attributes: (row) => this.attributes.shown(attributes?.get(row.tracked_entity), this.attributes.ofProgram(row.program)),
            notes: (row) => notes?.get(row.uid) ?? [],
        })
    }

    events(rows: readonly EventRow[], fields: readonly Field[]): JsonObject[] {
        const { registry, rules } = this.call.sandbox
        const parents = this.parentsOf(rows)
        const notes = wants(fields, 'notes') ? this.notesOf(rows) : undefined
        const relationships = wants(fields, 'relationships') ? this.relationshipsOf(rows, inside(fields, 'relationships')) : undefined
        const parentOf = ({ enrollment }: EventRow) => parents.get(enrollment ?? 0)
        return shapeRows(rows, fields, {
            event: (row) => row.uid,
            status: (row) => row.status,
            program: (row) => row.program,
            programStage: (row) => row.stage,
            enrollment: (row) => parentOf(row)?.enrollment ?? this.madeUpEnrollment(row),
            trackedEntity: (row) => parentOf(row)?.entity,
            orgUnit: (row) => row.org_unit,
            orgUnitName: (row) => this.orgUnitName(row.org_unit),
            occurredAt: (row) => row.occurred_at,
            scheduledAt: (row) => row.scheduled_at,
            storedBy: (row) => row.stored_by,
            ...Object.fromEntries(rules.eventFollowUp.map((name) => [name, (row: EventRow) => row.follow_up === 1])),
            ...stamps(this.user),
            attributeOptionCombo: (row) => row.attribute_option_combo,
            attributeCategoryOptions: (row) => optionsOfCombo(registry.get('categoryOptionCombos', row.attribute_option_combo)),
            completedBy: (row) => row.completed_by,
            completedAt: (row) => row.completed_at,
            geometry: geometryOf,
            assignedUser: (row) => userShape(registry.get('users', row.assigned_user ?? '')) ?? (rules.namesOrgUnits ? {} : undefined),
            dataValues: dataValuesOf,
            notes: (row) => notes?.get(row.uid) ?? [],
            relationships: (row) => relationships?.get(row.uid) ?? [],
        })
    }

    relationships(rows: readonly RelationshipRow[], fields: readonly Field[]): JsonObject[] {
        const typeOf = ({ type }: RelationshipRow) => this.call.sandbox.registry.get('relationshipTypes', type)
        return shapeRows(rows, fields, {
            relationship: (row) => row.uid,
            relationshipName: (row) => text(typeOf(row)?.name),
            relationshipType: (row) => row.type,
            createdAt: (row) => row.created_at,
            createdAtClient: (row) => row.created_at_client,
            updatedAt: (row) => row.updated_at,
            bidirectional: (row) => isTrue(typeOf(row)?.bidirectional),
            deleted: (row) => (row.deleted === 1 && this.call.sandbox.rules.deletedLinks === 'marked' ? true : undefined),
            from: (row) => this.end(row.from_kind, row.from_uid, inside(fields, 'from')),
            to: (row) => this.end(row.to_kind, row.to_uid, inside(fields, 'to')),
        })
    }

    private end(kind: string, uid: string, fields: Field[] | undefined): JsonObject {
        const { store } = this.call.sandbox
        const name = { TRACKED_ENTITY: 'trackedEntity', ENROLLMENT: 'enrollment', EVENT: 'event' }[kind] ?? 'event'
        const wanted = (fields && inside(fields, name)) ?? parseFields('*,!relationships')
        if (wanted.length === 1 && wanted[0]?.name === name) {
            return { [name]: { [name]: uid } }
        }
        const read = <Row>(table: string) => store.all<Row>(`SELECT * FROM ${table} WHERE uid = ?`, uid)
        if (kind === 'TRACKED_ENTITY') {
            return { [name]: this.trackedEntities(read<TrackedEntityRow>('tracked_entity'), wanted, undefined, true)[0] }
        }
        if (kind === 'ENROLLMENT') {
            return { [name]: this.enrollments(read<EnrollmentRow>('enrollment'), wanted)[0] }
        }
        return { [name]: this.events(read<EventRow>('event'), wanted)[0] }
    }

    private readonly user = (json: string): unknown => {
        const known = this.users.get(json) ?? parseJson(json)
        this.users.set(json, known)
        return known
    }

    private orgUnitName(uid: string): string | undefined {
        const { rules, registry } = this.call.sandbox
        return rules.namesOrgUnits ? text(registry.get('organisationUnits', uid)?.name) : undefined
    }

    private enrollmentsOf(
        rows: readonly TrackedEntityRow[],
        fields: readonly Field[],
        program: string | undefined
    ): Map<number, JsonObject[]> {
        const { store } = this.call.sandbox
        const ids = JSON.stringify(rows.map(({ id }) => id))
        const deleted = this.call.query.flag('includeDeleted') ? '' : 'AND deleted = 0'
        const all = store.all<EnrollmentRow>(`SELECT * FROM enrollment WHERE tracked_entity ${IN} ${deleted} ORDER BY id`, ids)
        const units = new Map(rows.map((row) => [row.id, row]))
        const owners = this.ownersOf(ids)
        const visible = all.filter((row) => {
            if (program !== undefined && row.program !== program) {
                return false
            }
            const owner =
                owners.get(row.tracked_entity)?.find((one) => one.program === row.program)?.orgUnit ??
                units.get(row.tracked_entity)?.org_unit
            return this.mayReadProgram(row.program, row.tracked_entity, owner ?? '')
        })
        const shaped = this.enrollments(visible, fields)
        return groupShaped(visible, shaped, ({ tracked_entity }) => tracked_entity)
    }

    private mayReadProgram(uid: string, entity: number, owner: string): boolean {
        const program = this.model.programs.get(uid)
        if (!program) {
            return false
        }
        const { caller, sandbox } = this.call
        return may(caller, 'dataRead', program.object.sharing) && ownershipOpens(sandbox, caller, program, { id: entity, owner })
    }

    private eventsOf(rows: readonly EnrollmentRow[], fields: readonly Field[]): Map<number, JsonObject[]> {
        const deleted = this.call.query.flag('includeDeleted') ? '' : 'AND deleted = 0'
        const all = this.call.sandbox.store.all<EventRow>(
            `SELECT ${eventColumns(wants(fields, 'dataValues'))} FROM event WHERE enrollment ${IN} ${deleted} ORDER BY id`,
            JSON.stringify(rows.map(({ id }) => id))
        )
        const visible = all.filter(({ stage }) => {
            const object = this.model.stages.get(stage)?.object
            return object !== undefined && may(this.call.caller, 'dataRead', object.sharing)
        })
        return groupShaped(visible, this.events(visible, fields), ({ enrollment }) => enrollment ?? 0)
    }

    private ownersOf(ids: string, only?: string): Map<number, { orgUnit: string; program: string }[]> {
        const rows = this.call.sandbox.store.all<{ tracked_entity: number; program: string; org_unit: string }>(
            `SELECT * FROM program_owner WHERE tracked_entity IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR program = ?2)`,
            ids,
            only ?? null
        )
        const grouped = groupBy(rows, ({ tracked_entity }) => tracked_entity)
        return new Map([...grouped].map(([id, own]) => [id, own.map(({ program, org_unit }) => ({ orgUnit: org_unit, program }))]))
    }

    private notesOf(rows: readonly { uid: string }[]): Map<string, JsonObject[]> {
        const all = this.call.sandbox.store.all<NoteRow>(
            `SELECT * FROM note WHERE owner ${IN} ORDER BY id`,
            JSON.stringify(rows.map(({ uid }) => uid))
        )
        const grouped = groupBy(all, ({ owner }) => owner)
        return new Map([...grouped].map(([owner, notes]) => [owner, notes.map((note) => noteShape(note, this.call.sandbox.rules))]))
    }

    private relationshipsOf(rows: readonly { uid: string }[], fields: readonly Field[] | undefined): Map<string, JsonObject[]> {
        const all = linkRows(this.call, rows)
        const shaped = this.relationships(all, fields ?? parseFields(`*,${SHORT_ENDS}`))
        const found = new Map<string, JsonObject[]>()
        all.forEach((row, place) => {
            for (const uid of [row.from_uid, row.to_uid]) {
                found.set(uid, [...(found.get(uid) ?? []), shaped[place] ?? {}])
            }
        })
        return found
    }

    private parentsOf(rows: readonly EventRow[]): Map<number, { enrollment: string; entity: string }> {
        const ids = JSON.stringify([...new Set(rows.map(({ enrollment }) => enrollment))].filter((id) => id !== null))
        const found = this.call.sandbox.store.all<{ id: number; enrollment: string; entity: string }>(
            `SELECT en.id, en.uid AS enrollment, t.uid AS entity FROM enrollment en JOIN tracked_entity t ON t.id = en.tracked_entity WHERE en.id ${IN}`,
            ids
        )
        return new Map(found.map(({ id, enrollment, entity }) => [id, { enrollment, entity }]))
    }

    /** 2.41 and 2.42 show an enrollment for events of event programs, which have none. */
    private madeUpEnrollment({ program }: EventRow): string | undefined {
        return this.call.sandbox.rules.eventProgramEnrollment ? derivedUid('enrollment', 'sandbox', program) : undefined
    }
}
