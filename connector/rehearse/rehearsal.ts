import type { Importer } from '../deliver/deliver.ts'
import { reportIn } from '../deliver/judge.ts'
import type { Answer } from '../dhis2/answer.ts'
import type { Directory } from '../identity/identify.ts'
import type { Reader, RecordId } from '../plan/readCurrent.ts'
import { merged, objectsIn, parentsOf, TYPE_OF, type Rehearsed } from './merged.ts'
import type { RehearsalStore } from './rehearsalStore.ts'
import { retryClass } from '#dhis2/errorCodes.ts'
import type { Enrollment, Event, TrackedEntity, TrackerPayload } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Asks a DHIS2 what it would say of a request, without carrying it out. */
export type Validate = (body: string, strategy?: 'DELETE') => Promise<Answer>

/**
 * A DHIS2 as it would be: what is sent to it is kept aside and seen by later reading, and the real one is only read. With `validate` the
 * real one judges each request; of an object whose parent exists only here it cannot tell.
 */
export class Rehearsal implements Reader, Directory, Importer {
    readonly #real: Reader & Directory
    readonly #store: RehearsalStore
    readonly #validate: Validate | undefined
    /** org units that persons were given to, by tracked entity and program */
    readonly #owners = new Map<string, Uid>()
    /** objects that the server could not judge, because their parents are not there yet */
    unjudged = 0

    constructor(real: Reader & Directory, store: RehearsalStore, validate?: Validate) {
        this.#real = real
        this.#store = store
        this.#validate = validate
    }

    get reaches(): boolean {
        return this.#real.reaches
    }

    async import(body: string, strategy?: 'DELETE'): Promise<Answer> {
        const sent = objectsIn(JSON.parse(body) as TrackerPayload)
        const errors = this.#validate === undefined ? [] : this.#judged(sent, await this.#validate(body, strategy))
        const refused = new Set(errors.map(({ uid }) => uid))
        const taken = sent.filter(({ uid }) => !refused.has(uid))
        taken.forEach((item) => this.#store.put(strategy === 'DELETE' ? { ...item, object: { ...item.object, deleted: true } } : item))
        const typeReportMap = Object.fromEntries(
            Object.entries(TYPE_OF).map(([list, type]) => [
                type,
                { objectReports: taken.filter((object) => object.list === list).map(({ uid }) => ({ uid })) },
            ])
        )
        return { status: 200, body: { status: 'OK', validationReport: { errorReports: errors }, bundleReport: { typeReportMap } } }
    }

    async transfer({ trackedEntity, program, to }: Parameters<Importer['transfer']>[0]): Promise<Answer> {
        this.#owners.set(`${trackedEntity} ${program}`, to)
        return { status: 200, body: {} }
    }

    async probe(): Promise<void> {
        // it never stays away
    }

    async trackedEntities(uids: readonly Uid[], program: Uid | undefined, more?: { links?: boolean }): Promise<TrackedEntity[]> {
        const real = new Map((await this.#real.trackedEntities(uids, program, more)).map((entity) => [entity.trackedEntity, entity]))
        return uids.flatMap((uid) => {
            const rehearsed = this.#store.get('trackedEntities', uid)
            const entity = merged<TrackedEntity>('trackedEntities', real.get(uid), rehearsed)
            return entity === undefined ? [] : { ...entity, enrollments: this.#enrollmentsOf(uid, entity), ...this.#ownersOf(entity) }
        })
    }

    async events(uids: readonly Uid[], program: Uid): Promise<Event[]> {
        const real = new Map((await this.#real.events(uids, program)).map((event) => [event.event, event]))
        return uids.flatMap((uid) => merged<Event>('events', real.get(uid), this.#store.get('events', uid)) ?? [])
    }

    async openPlans(enrollments: readonly Uid[], program: Uid): Promise<Event[]> {
        const open = await this.#real.openPlans(enrollments, program)
        return open
            .flatMap((event) => merged<Event>('events', event, this.#store.get('events', event.event)) ?? [])
            .filter(({ status, deleted }) => status === 'SCHEDULE' && deleted !== true)
    }

    async recordedEvents(records: readonly RecordId[], dataElement: Uid, program: Uid): Promise<Event[]> {
        const real = await this.#real.recordedEvents(records, dataElement, program)
        return real.flatMap((event) => merged<Event>('events', event, this.#store.get('events', event.event)) ?? [])
    }

    /** The real ones: what this run creates in an enrollment is its own. */
    eventsIn(enrollments: readonly Uid[], program: Uid): Promise<Event[]> {
        return this.#real.eventsIn(enrollments, program)
    }

    /** The real ones: whom this run brings is no stranger to it. */
    residentsOf(orgUnit: Uid, program: Uid): Promise<TrackedEntity[]> {
        return this.#real.residentsOf(orgUnit, program)
    }

    async holdersOf(attribute: Uid, values: readonly string[], within: { trackedEntityType: Uid }): Promise<TrackedEntity[]> {
        const real = await this.#real.holdersOf(attribute, values, within)
        const rehearsed = this.#store.holdersOf(attribute, values)
        const known = new Set(real.map(({ trackedEntity }) => trackedEntity))
        const added = rehearsed.flatMap((uid) =>
            known.has(uid) ? [] : (merged<TrackedEntity>('trackedEntities', undefined, this.#store.get('trackedEntities', uid)) ?? [])
        )
        return [...real, ...added.map((entity) => ({ ...entity, enrollments: this.#enrollmentsOf(entity.trackedEntity, entity) }))]
    }

    #ownersOf({ trackedEntity, programOwners = [] }: TrackedEntity): Pick<TrackedEntity, 'programOwners'> {
        return {
            programOwners: programOwners.map(({ program, orgUnit }) => ({
                program,
                orgUnit: this.#owners.get(`${trackedEntity} ${program}`) ?? orgUnit,
            })),
        }
    }

    #enrollmentsOf(uid: Uid, { enrollments = [] }: TrackedEntity): Enrollment[] {
        const rehearsed = new Map(this.#store.enrollmentsOf(uid).map((object) => [object.uid, object]))
        const standing = enrollments.flatMap((held) => merged<Enrollment>('enrollments', held, rehearsed.get(held.enrollment)) ?? [])
        const known = new Set(enrollments.map(({ enrollment }) => enrollment))
        const added = [...rehearsed.values()].filter((object) => !known.has(object.uid))
        return [...standing, ...added.flatMap((object) => merged<Enrollment>('enrollments', undefined, object) ?? [])]
    }

    /** What the server says against objects; where it misses a parent that exists only here, it says nothing that counts. */
    #judged(sent: readonly Rehearsed[], answer: Answer): { uid: Uid; errorCode: string }[] {
        const said = (reportIn(answer.body)?.validationReport.errorReports ?? []).flatMap(({ uid, errorCode }) =>
            uid === undefined ? [] : [{ uid, errorCode }]
        )
        const misses = new Set(said.filter(({ errorCode }) => retryClass(errorCode) === 'dependency').map(({ uid }) => uid))
        const excused = new Set(
            sent
                .filter((object) => misses.has(object.uid) && parentsOf(object).some((parent) => this.#store.has(parent)))
                .map(({ uid }) => uid)
        )
        this.unjudged += excused.size
        return said.filter(({ uid }) => !excused.has(uid))
    }
}
