import type { Importer } from '../deliver/deliver.ts'
import type { Answer } from '../dhis2/answer.ts'
import { Failure } from '../failure.ts'
import type { Directory } from '../identity/identify.ts'
import type { Reader, RecordId } from '../plan/readCurrent.ts'
import type { Attribute, DataValue, Enrollment, Event, Relationship, TrackedEntity, TrackerPayload } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/**
 * What goes wrong with one request:
 * - `busy`: nothing is done
 * - `lost`: all is done, the answer is lost
 * - `half`: a database failure after the first half was stored; the answer is no report
 * - `silent`: the first object is left out without a word
 */
export type Fault = 'busy' | 'lost' | 'half' | 'silent' | 'down'

const LISTS = ['trackedEntities', 'enrollments', 'events', 'relationships'] as const
type Stored = { list: (typeof LISTS)[number]; object: Record<string, unknown> & { deleted?: boolean } }
const TYPE = { trackedEntities: 'TRACKED_ENTITY', enrollments: 'ENROLLMENT', events: 'EVENT', relationships: 'RELATIONSHIP' }
const KEY = { trackedEntities: 'trackedEntity', enrollments: 'enrollment', events: 'event', relationships: 'relationship' }

/** A DHIS2 tracker in memory with what delivery depends on: merging of values, missing parents, refusals, and things that go wrong. */
export class FakeTracker implements Importer, Reader, Directory {
    readonly reaches = true
    readonly store = new Map<Uid, Stored>()
    readonly requests: TrackerPayload[] = []
    /** codes with which an object is refused */
    readonly refuses = new Map<Uid, string[]>()
    /** what is said with a code */
    readonly says = new Map<string, string>()
    /** transfers that were asked for: person, program, org unit */
    readonly transfers: string[] = []
    /** persons whom their facility does not let go */
    readonly keepsOwner = new Set<Uid>()
    /** faults of the next requests, in order; `undefined` lets one through */
    faults: (Fault | undefined)[] = []
    /** more objects than this in a request are answered 413 */
    most = Infinity
    /** an object that makes any request with it fail as a whole */
    poison: Uid | undefined
    reads = 0

    async import(body: string, strategy?: 'DELETE'): Promise<Answer> {
        const payload = JSON.parse(body) as TrackerPayload
        const fault = this.faults.shift()
        const sent = LISTS.flatMap((list) => (payload[list] ?? []).map((object) => ({ list, object: { ...object } })))
        if (fault === 'busy' || fault === 'down') {
            throw new Failure({ kind: fault === 'busy' ? 'busy' : 'unreachable', what: fault })
        }
        if (sent.length > this.most) {
            throw new Failure({ kind: 'tooLarge', what: 'too large' })
        }
        this.requests.push(payload)
        if (sent.some((item) => uidOf(item) === this.poison)) {
            throw new Failure({ kind: 'malformed', what: 'malformed' })
        }
        const taken = fault === 'half' ? sent.slice(0, Math.ceil(sent.length / 2)) : sent
        const answer = this.#store(fault === 'silent' ? taken.slice(1) : taken, strategy)
        if (fault === 'lost') {
            throw new Failure({ kind: 'unknownOutcome', what: 'lost' })
        }
        return fault === 'half' ? { status: 409, body: { httpStatus: 'Conflict' } } : answer
    }

    async transfer({ trackedEntity, program, to }: Parameters<Importer['transfer']>[0]): Promise<Answer> {
        const fault = this.faults.shift()
        if (fault === 'busy' || fault === 'down') {
            throw new Failure({ kind: fault === 'busy' ? 'busy' : 'unreachable', what: fault })
        }
        this.transfers.push(`${trackedEntity} ${program} ${to}`)
        if (this.keepsOwner.has(trackedEntity)) {
            throw new Failure({ kind: 'forbidden', what: 'no access to the owner' })
        }
        this.edit(trackedEntity, (person) => (person.programOwners = [{ program, orgUnit: to }]))
        if (fault === 'lost') {
            throw new Failure({ kind: 'unknownOutcome', what: 'lost' })
        }
        return { status: 200, body: {} }
    }

    async probe(): Promise<void> {
        if (this.faults[0] === 'down') {
            throw new Failure({ kind: 'unreachable', what: 'down' })
        }
    }

    /** As in DHIS2, only who is or was enrolled in the program when one is named. */
    async trackedEntities(uids: readonly Uid[], program?: Uid): Promise<TrackedEntity[]> {
        this.reads++
        return uids
            .flatMap((uid) => this.#trackedEntity(uid) ?? [])
            .filter(({ enrollments = [] }) => program === undefined || enrollments.some((enrollment) => enrollment.program === program))
    }

    async events(uids: readonly Uid[]): Promise<Event[]> {
        this.reads++
        return uids.flatMap((uid) => this.#of<Event>('events', uid) ?? [])
    }

    async openPlans(enrollments: readonly Uid[], program: Uid): Promise<Event[]> {
        this.reads++
        return this.#all<Event>('events').filter(
            (event) => event.status === 'SCHEDULE' && event.program === program && enrollments.includes(event.enrollment ?? '')
        )
    }

    async recordedEvents(records: readonly RecordId[], dataElement: Uid, program: Uid): Promise<Event[]> {
        this.reads++
        const enrollments = new Set(records.map(({ enrollment }) => enrollment))
        const ids = new Set(records.map(({ id }) => id.toLowerCase()))
        return this.#all<Event>('events').filter(
            ({ enrollment = '', dataValues = [], ...event }) =>
                event.program === program &&
                enrollments.has(enrollment) &&
                dataValues.some((held) => held.dataElement === dataElement && ids.has((held.value ?? '').toLowerCase()))
        )
    }

    async eventsIn(enrollments: readonly Uid[]): Promise<Event[]> {
        this.reads++
        return this.#all<Event>('events').filter(({ enrollment = '', deleted }) => enrollments.includes(enrollment) && deleted !== true)
    }

    async residentsOf(orgUnit: Uid, program: Uid): Promise<TrackedEntity[]> {
        const enrolled = new Set(this.#all<Enrollment>('enrollments').flatMap((one) => (one.program === program ? one.trackedEntity : [])))
        return this.#all<TrackedEntity>('trackedEntities').filter(
            (person) => person.orgUnit === orgUnit && person.deleted !== true && enrolled.has(person.trackedEntity)
        )
    }

    async holdersOf(attribute: Uid, values: readonly string[]): Promise<TrackedEntity[]> {
        this.reads++
        const lower = values.map((value) => value.toLowerCase())
        return this.#all<TrackedEntity>('trackedEntities')
            .filter(
                ({ attributes = [], deleted }) =>
                    deleted !== true &&
                    attributes.some((held) => held.attribute === attribute && lower.includes((held.value ?? '').toLowerCase()))
            )
            .flatMap(({ trackedEntity }) => this.#trackedEntity(trackedEntity) ?? [])
    }

    /** Changes an object as staff would. */
    edit(uid: Uid, change: (object: Record<string, unknown>) => void): void {
        const stored = this.store.get(uid)
        if (stored === undefined) {
            throw new Error(`${uid} is not there`)
        }
        change(stored.object)
    }

    object<T>(uid: Uid): T {
        return this.store.get(uid)?.object as T
    }

    /** All objects, in an order of their own, to compare two states. */
    state(): unknown {
        return [...this.store].sort(([a], [b]) => (a < b ? -1 : 1))
    }

    #store(sent: Stored[], strategy: 'DELETE' | undefined): Answer {
        const errors: { uid: Uid; errorCode: string; message?: string; trackerType: string }[] = []
        const written = new Map<string, { uid: Uid }[]>()
        for (const item of sent) {
            const uid = uidOf(item)
            const codes = [...(this.refuses.get(uid) ?? (strategy === 'DELETE' ? [] : this.#missingParent(item, errors)))]
            const held = this.store.get(uid)
            if (held?.object.deleted) {
                codes.unshift('E1082')
            }
            if (codes.length > 0) {
                errors.push(
                    ...codes.map((errorCode) => ({ uid, errorCode, message: this.says.get(errorCode), trackerType: TYPE[item.list] }))
                )
            } else {
                if (strategy === 'DELETE') {
                    this.edit(uid, (object) => (object.deleted = true))
                } else {
                    this.#merge(uid, item)
                }
                written.set(TYPE[item.list], [...(written.get(TYPE[item.list]) ?? []), { uid }])
            }
        }
        const typeReportMap = Object.fromEntries([...written].map(([type, objectReports]) => [type, { objectReports }]))
        return { status: 200, body: { status: 'OK', validationReport: { errorReports: errors }, bundleReport: { typeReportMap } } }
    }

    #missingParent({ list, object }: Stored, errors: readonly { uid: Uid }[]): string[] {
        const parents = list === 'enrollments' ? [object.trackedEntity] : list === 'events' ? [object.enrollment] : []
        if (parents.some((parent) => errors.some(({ uid }) => uid === parent))) {
            return ['E5000']
        }
        return parents.every((parent) => this.store.has(String(parent))) ? [] : ['E1033']
    }

    #merge(uid: Uid, { list, object }: Stored): void {
        const held = this.store.get(uid)?.object ?? {}
        const merged = {
            ...object,
            attributes: mergeValues(held.attributes as Attribute[], object.attributes as Attribute[], 'attribute'),
            dataValues: mergeValues(held.dataValues as DataValue[], object.dataValues as DataValue[], 'dataElement'),
        }
        const { programOwners } = held
        this.store.set(uid, { list, object: { status: 'ACTIVE', ...merged, ...(programOwners === undefined ? {} : { programOwners }) } })
        if (list === 'enrollments') {
            this.#own(object)
        }
    }

    /** The org unit of the first enrollment in a program owns the person there. */
    #own({ trackedEntity, program, orgUnit }: Record<string, unknown>): void {
        this.edit(String(trackedEntity), (person) => {
            const owners = (person.programOwners ?? []) as { program: unknown }[]
            person.programOwners = owners.some((owner) => owner.program === program) ? owners : [...owners, { program, orgUnit }]
        })
    }

    #trackedEntity(uid: Uid): TrackedEntity | undefined {
        const found = this.#of<TrackedEntity>('trackedEntities', uid)
        return (
            found && {
                ...found,
                enrollments: this.#all<Enrollment>('enrollments').filter(({ trackedEntity }) => trackedEntity === uid),
                relationships: this.#all<Relationship & { deleted?: boolean }>('relationships').filter(
                    ({ from, to, deleted }) =>
                        deleted !== true && (from.trackedEntity?.trackedEntity === uid || to.trackedEntity?.trackedEntity === uid)
                ),
            }
        )
    }

    #of<T>(list: Stored['list'], uid: Uid): T | undefined {
        const stored = this.store.get(uid)
        return stored?.list === list ? (stored.object as T) : undefined
    }

    #all<T>(list: Stored['list']): T[] {
        return [...this.store.values()].filter((stored) => stored.list === list).map(({ object }) => object as T)
    }
}

const uidOf = ({ list, object }: Stored): Uid => String(object[KEY[list]])

const mergeValues = <K extends string, T extends { value?: string } & Record<K, string>>(held: T[] = [], sent: T[] = [], key: K): T[] => {
    const values = new Map(held.map((item) => [item[key], item]))
    for (const item of sent) {
        if (item.value === undefined || item.value === '') {
            values.delete(item[key])
        } else {
            values.set(item[key], item)
        }
    }
    return [...values.values()].sort((a, b) => (a[key] < b[key] ? -1 : 1))
}
