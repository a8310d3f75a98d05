import { groupBy } from '../group.ts'
import { idsOf, text } from '../json.ts'
import type { Checks } from '../tracker/check.ts'
import type { Bundle, InEnrollment, InEvent, InTrackedEntity } from '../tracker/payload.ts'
import type { AttributeRow, EnrollmentRow, EventRow, StoredValues, TrackedEntityRow } from '../tracker/rows.ts'
import { type ProgramRules, ruleBook } from './ruleBook.ts'
import { newestFirst, type RuleEnrollment, type RuleEvent, type Scene } from './situation.ts'

/** What rules see of a payload and of what is stored (dhis2-core RuleEngineMapper). Each enrollment is put together once. */
export class Scenes {
    private readonly checks: Checks
    private readonly bundle: Bundle
    private readonly today: string
    private readonly now: string
    private readonly entities: ReadonlyMap<string, InTrackedEntity>
    private readonly enrollments: ReadonlyMap<string, InEnrollment>
    private readonly eventsSent: ReadonlyMap<string | undefined, readonly InEvent[]>
    private readonly scenes = new Map<string, Scene | undefined>()
    private storedEvents?: ReadonlyMap<number | null, readonly EventRow[]>
    private groupMembers?: Map<string, string[]>

    /** @param bundle what is left of the payload after the checks */
    constructor(checks: Checks, bundle: Bundle) {
        this.checks = checks
        this.bundle = bundle
        this.today = checks.today
        this.now = checks.sandbox.clock.local()
        this.entities = new Map(bundle.trackedEntities.map((entity) => [entity.uid, entity]))
        this.enrollments = new Map(bundle.enrollments.map((enrollment) => [enrollment.uid, enrollment]))
        this.eventsSent = groupBy(bundle.events, ({ enrollment }) => enrollment)
    }

    /** What the rules of an enrollment's program may look at; nothing when the enrollment is neither sent nor stored. */
    ofEnrollment(rules: ProgramRules, uid: string): Scene | undefined {
        if (!this.scenes.has(uid)) {
            const enrollment = this.enrollmentSeen(uid)
            this.scenes.set(uid, enrollment && { ...this.common(rules), enrollment, events: newestFirst(this.eventsSeen(uid, rules)) })
        }
        return this.scenes.get(uid)
    }

    /** Events of a program without registration are looked at together, as far as they were sent together. */
    ofSingleEvents(rules: ProgramRules, program: string): Scene {
        const sent = this.bundle.events.filter((event) => event.program === program)
        return { ...this.common(rules), events: newestFirst(sent.map((event, place) => this.eventSent(event, place))) }
    }

    private common(rules: ProgramRules): Omit<Scene, 'enrollment' | 'events'> {
        return { rules, today: this.today, constants: ruleBook(this.checks.sandbox.registry).constants, members: () => this.members() }
    }

    private enrollmentSeen(uid: string): RuleEnrollment | undefined {
        const sent = this.enrollments.get(uid)
        const stored = this.checks.preheat.enrollments.get(uid)
        const enrolled = sent?.enrolledAt ?? stored?.enrolled_at
        if ((!sent && !stored) || enrolled === undefined) {
            return undefined
        }
        const orgUnit = sent?.orgUnit ?? stored?.org_unit ?? ''
        return {
            uid,
            status: sent?.status ?? stored?.status ?? 'ACTIVE',
            enrolledDay: enrolled.slice(0, 10),
            incidentDay: (sent ? (sent.occurredAt ?? enrolled) : (stored?.occurred_at ?? enrolled)).slice(0, 10),
            orgUnit,
            orgUnitCode: this.codeOf(orgUnit),
            attributes: this.attributesSeen(sent, stored),
        }
    }

    /** What is sent goes before what is stored, but for an enrollment's own attributes in some versions; what is sent empty is not looked at. */
    private attributesSeen(sent: InEnrollment | undefined, stored: EnrollmentRow | undefined): ReadonlyMap<string, string> {
        const { preheat, sandbox } = this.checks
        const entity: TrackedEntityRow | undefined = sent
            ? preheat.trackedEntities.get(sent.trackedEntity ?? '')
            : preheat.trackedEntitiesById.get(stored?.tracked_entity ?? 0)
        const kept = [...(preheat.attributes.get(entity?.id ?? 0)?.values() ?? [])].map(({ attribute, value }: AttributeRow) => ({
            attribute,
            value: value ?? undefined,
        }))
        const ofEntity = this.entities.get(sent?.trackedEntity ?? entity?.uid ?? '')?.attributes ?? []
        const ofEnrollment = sent?.attributes ?? []
        const later = sandbox.rules.rulesPreferStoredAttributes ? [ofEnrollment, kept, ofEntity] : [kept, ofEntity, ofEnrollment]
        return new Map(later.flat().flatMap(({ attribute, value }) => (value === undefined ? [] : [[attribute, value]])))
    }

    private eventsSeen(enrollment: string, rules: ProgramRules): RuleEvent[] {
        const sent = this.eventsSent.get(enrollment) ?? []
        const uids = new Set(sent.map(({ uid }) => uid))
        const stored = rules.looksAround ? this.eventsStored(enrollment) : []
        return [
            ...stored.flatMap((row) => (uids.has(row.uid) ? [] : [this.eventStored(row)])),
            ...sent.map((event, place) => this.eventSent(event, place)),
        ]
    }

    /** Stored events of the enrollments at hand that the user may see, read at once for all. */
    private eventsStored(enrollment: string): readonly EventRow[] {
        const { preheat, sandbox } = this.checks
        this.storedEvents ??= groupBy(
            sandbox.store.all<EventRow>(
                'SELECT * FROM event WHERE deleted = 0 AND enrollment IN (SELECT value FROM json_each(?))',
                JSON.stringify([...preheat.enrollments.values()].map(({ id }) => id))
            ),
            (row) => row.enrollment
        )
        const id = preheat.enrollments.get(enrollment)?.id
        const rows = id === undefined ? [] : (this.storedEvents.get(id) ?? [])
        return rows.filter((row) => this.checks.inSearch(row.org_unit))
    }

    private eventStored(row: EventRow): RuleEvent {
        return {
            uid: row.uid,
            stage: row.stage,
            stageName: this.nameOfStage(row.stage),
            status: row.status,
            day: dayOf(row.occurred_at ?? row.scheduled_at) ?? '',
            dueDay: dayOf(row.scheduled_at),
            completedDay: dayOf(row.completed_at),
            created: row.created_at_client ?? row.created_at,
            orgUnit: row.org_unit,
            orgUnitCode: this.codeOf(row.org_unit),
            values: storedValues(row),
        }
    }

    /** @param place among the events sent: of two new ones of a day the later sent counts as newer */
    private eventSent(event: InEvent, place: number): RuleEvent {
        const stored = this.checks.preheat.events.get(event.uid)
        const stage = event.stage ?? ''
        const created = event.createdAtClient ?? stored?.created_at ?? `${this.now}${String(place).padStart(6, '0')}`
        return {
            uid: event.uid,
            stage,
            stageName: this.nameOfStage(stage),
            status: event.status,
            day: dayOf(event.occurredAt ?? event.scheduledAt) ?? '',
            dueDay: dayOf(event.scheduledAt),
            completedDay: dayOf(event.completedAt),
            created,
            orgUnit: event.orgUnit ?? '',
            orgUnitCode: this.codeOf(event.orgUnit),
            values: this.valuesSeen(event, stored),
        }
    }

    private valuesSeen(event: InEvent, stored: EventRow | undefined): ReadonlyMap<string, string> {
        const seen = new Map(stored && this.checks.sandbox.rules.rulesSeeStoredValues ? storedValues(stored) : [])
        for (const { dataElement, value } of event.dataValues) {
            if (value === undefined) {
                seen.delete(dataElement)
            } else {
                seen.set(dataElement, value)
            }
        }
        return seen
    }

    /** Org units by UID and by code of their groups, and the roles of the caller. */
    private members(): Map<string, string[]> {
        if (!this.groupMembers) {
            const { registry } = this.checks.sandbox
            const groups = registry.list('organisationUnitGroups').flatMap((group) => {
                const units = idsOf(group.organisationUnits)
                return [group.id, text(group.code) ?? group.id].map((name): [string, string[]] => [name, units])
            })
            this.groupMembers = new Map([...groups, ['USER', idsOf(this.checks.caller.object.userRoles)]])
        }
        return this.groupMembers
    }

    private codeOf(orgUnit: string | undefined): string | undefined {
        return text(this.checks.sandbox.registry.get('organisationUnits', orgUnit)?.code)
    }

    private nameOfStage(stage: string): string {
        return text(this.checks.model.stages.get(stage)?.object.name) ?? ''
    }
}

const dayOf = (local: string | null | undefined): string | undefined => local?.slice(0, 10)

const storedValues = ({ data_values }: EventRow): Map<string, string> =>
    new Map(Object.entries(JSON.parse(data_values) as StoredValues).map(([element, { value }]) => [element, value]))
