import { refuse } from '../answer.ts'
import { isObject, isTrue, objects, text, type JsonObject } from '../json.ts'
import { DEFAULT_OPTION_COMBO } from '../metadata/prepare.ts'
import type { Sandbox } from '../sandbox.ts'
import type { IdSchemes } from './idSchemes.ts'
import { ENROLLMENT_STATUSES, EVENT_STATUSES, type Bundle, type Common, type InAttribute, type InEnd, type InNote } from './payload.ts'
import { isUid, randomUid, type Uid } from '#dhis2/uid.ts'

/** Reads a tracker body. What cannot be read (UIDs, dates, enumerations) ends the whole request. */
export const readBundle = (sandbox: Sandbox, body: JsonObject, schemes: IdSchemes): Bundle => {
    const reader = new Reader(sandbox, schemes)
    for (const object of objects(body.trackedEntities)) {
        reader.trackedEntity(object)
    }
    for (const object of objects(body.enrollments)) {
        reader.enrollment(object)
    }
    for (const object of objects(body.events)) {
        reader.event(object)
    }
    for (const object of objects(body.relationships)) {
        reader.relationship(object)
    }
    return reader.bundle
}

class Reader {
    readonly bundle: Bundle = { trackedEntities: [], enrollments: [], events: [], relationships: [] }
    private readonly sandbox: Sandbox
    private readonly schemes: IdSchemes

    constructor(sandbox: Sandbox, schemes: IdSchemes) {
        this.sandbox = sandbox
        this.schemes = schemes
    }

    trackedEntity(object: JsonObject): void {
        const uid = this.uid(object.trackedEntity) ?? randomUid()
        this.bundle.trackedEntities.push({
            kind: 'TRACKED_ENTITY',
            uid,
            ...this.common(object),
            type: this.metadata('trackedEntityTypes', object.trackedEntityType),
            inactive: isTrue(object.inactive),
            potentialDuplicate: isTrue(object.potentialDuplicate),
            attributes: this.attributes(object),
        })
        for (const child of objects(object.enrollments)) {
            this.enrollment(child, uid)
        }
        for (const child of objects(object.relationships)) {
            this.relationship(child)
        }
    }

    enrollment(object: JsonObject, trackedEntity?: Uid): void {
        const uid = this.uid(object.enrollment) ?? randomUid()
        this.bundle.enrollments.push({
            kind: 'ENROLLMENT',
            uid,
            ...this.common(object),
            trackedEntity: this.uid(object.trackedEntity) ?? trackedEntity,
            program: this.metadata('programs', object.program),
            status: this.choice(object.status, ENROLLMENT_STATUSES),
            enrolledAt: this.date(object.enrolledAt),
            occurredAt: this.date(object.occurredAt),
            completedAt: this.date(object.completedAt),
            followUp: isTrue(object.followUp),
            attributes: this.attributes(object),
            notes: this.notes(object),
        })
        for (const child of objects(object.events)) {
            this.event(child, uid)
        }
        for (const child of objects(object.relationships)) {
            this.relationship(child)
        }
    }

    event(object: JsonObject, enrollment?: Uid): void {
        const stage = this.metadata('programStages', object.programStage)
        const stored = this.sandbox.registry.get('programStages', stage)
        const ofStage = isObject(stored?.program) ? text(stored.program.id) : undefined
        this.bundle.events.push({
            kind: 'EVENT',
            uid: this.uid(object.event) ?? randomUid(),
            ...this.common(object),
            enrollment: this.uid(object.enrollment) ?? enrollment,
            program: this.metadata('programs', object.program) ?? ofStage,
            stage,
            status: this.choice(object.status, EVENT_STATUSES),
            occurredAt: this.date(object.occurredAt),
            scheduledAt: this.date(object.scheduledAt),
            completedAt: this.date(object.completedAt),
            followUp: isTrue(object.followUp),
            attributeOptionCombo: this.metadata('categoryOptionCombos', object.attributeOptionCombo) ?? DEFAULT_OPTION_COMBO,
            assignedUser: isObject(object.assignedUser)
                ? { uid: text(object.assignedUser.uid), username: text(object.assignedUser.username) }
                : undefined,
            dataValues: objects(object.dataValues).map((given) => ({
                dataElement: this.metadata('dataElements', given.dataElement) ?? '',
                value: text(given.value),
                storedBy: text(given.storedBy),
                providedElsewhere: isTrue(given.providedElsewhere),
            })),
            notes: this.notes(object),
        })
        for (const child of objects(object.relationships)) {
            this.relationship(child)
        }
    }

    relationship(object: JsonObject): void {
        this.bundle.relationships.push({
            kind: 'RELATIONSHIP',
            uid: this.uid(object.relationship) ?? randomUid(),
            type: this.metadata('relationshipTypes', object.relationshipType),
            from: this.ends(object.from),
            to: this.ends(object.to),
            createdAtClient: this.date(object.createdAtClient),
        })
    }

    private common(object: JsonObject): Omit<Common, 'uid'> {
        return {
            orgUnit: this.metadata('organisationUnits', object.orgUnit),
            geometry: isObject(object.geometry) ? object.geometry : undefined,
            createdAtClient: this.date(object.createdAtClient),
            updatedAtClient: this.date(object.updatedAtClient),
            storedBy: text(object.storedBy),
        }
    }

    private attributes(object: JsonObject): InAttribute[] {
        return objects(object.attributes).map((given) => ({
            attribute: this.metadata('trackedEntityAttributes', given.attribute) ?? '',
            value: text(given.value),
            storedBy: text(given.storedBy),
        }))
    }

    private notes(object: JsonObject): InNote[] {
        return objects(object.notes).flatMap((given) => {
            const value = text(given.value)
            return value === undefined ? [] : [{ note: this.uid(given.note) ?? randomUid(), value, storedBy: text(given.storedBy) }]
        })
    }

    private ends(value: unknown): InEnd[] {
        if (!isObject(value)) {
            return []
        }
        const end = (kind: InEnd['kind'], name: string): InEnd[] => {
            const part = value[name]
            const uid = this.uid(isObject(part) ? part[name] : part)
            return uid === undefined ? [] : [{ kind, uid }]
        }
        return [...end('TRACKED_ENTITY', 'trackedEntity'), ...end('ENROLLMENT', 'enrollment'), ...end('EVENT', 'event')]
    }

    /** A metadata UID; given by code or name it is looked up, and stays as it is when nothing is found. */
    private metadata(type: string, value: unknown): string | undefined {
        const given = text(value)
        const scheme = this.schemes(type)
        if (given === undefined || scheme === 'UID') {
            return given
        }
        return this.sandbox.registry.findBy(type, scheme === 'CODE' ? 'code' : 'name', given)?.id ?? given
    }

    private uid(value: unknown): Uid | undefined {
        const given = text(value)
        if (given === undefined || isUid(given) || this.sandbox.rules.reportsMalformedUid) {
            return given
        }
        return this.unreadable('UID must be an alphanumeric string of 11 characters starting with a letter')
    }

    private date(value: unknown): string | undefined {
        if (value === undefined || value === null || value === '') {
            return undefined
        }
        return this.sandbox.clock.read(value) ?? this.unreadable('Invalid date format')
    }

    private choice<Word extends string>(value: unknown, words: readonly [Word, ...Word[]]): Word {
        const given = text(value)
        if (given === undefined) {
            return words[0]
        }
        return words.find((word) => word === given) ?? this.unreadable(`Not one of ${words.join(', ')}`)
    }

    private unreadable(reason: string): never {
        return refuse(this.sandbox.rules.unreadableTrackerStatus, `JSON parse error: ${reason}`, null)
    }
}
