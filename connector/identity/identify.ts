import { uniqueAttributes, type Metadata } from '../metadata.ts'
import type { Candidate, KnownIdentities, WantedEnrollment, WantedTrackedEntity } from '../records.ts'
import type { Attributes, Recognition } from './strangers.ts'
import { dayPart } from '#dhis2/day.ts'
import type { Enrollment, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Looks people up in DHIS2. */
export interface Directory {
    holdersOf(attribute: Uid, values: readonly string[], within: { trackedEntityType: Uid }): Promise<TrackedEntity[]>
    /** people whom an org unit holds in a program, with their attributes */
    residentsOf(orgUnit: Uid, program: Uid): Promise<TrackedEntity[]>
    trackedEntities(uids: readonly Uid[], program: Uid | undefined): Promise<TrackedEntity[]>
}

/**
 * What DHIS2 knows of a tracked entity that the ledger does not know:
 * - `new`: nobody there holds one of its unique values, or looks like it
 * - `linked`: one that agrees holds them, or somebody said so; `found` stands for it from now on. It may be our own, when a ledger was lost
 * - `ambiguous`: several hold them, or one that does not agree; or nobody does, and some look like it
 */
export type Identity =
    { is: 'new' } | { is: 'linked'; found: TrackedEntity } | { is: 'ambiguous'; column?: string; candidates: readonly Candidate[] }

interface Identifying {
    metadata: Metadata
    recognition: Recognition
    /** what people said of tracked entities */
    decided?: ReadonlyMap<Uid, KnownIdentities>
    /** people of DHIS2 who look like one whose numbers nobody there holds */
    alike?: (entity: WantedTrackedEntity) => Promise<Candidate[]>
}

/** Finds out about tracked entities by their unique attributes, in bulk; then by those who look like them. */
export const identify = async (
    wanted: readonly WantedTrackedEntity[],
    directory: Directory,
    { metadata, recognition, decided = new Map(), alike = async () => [] }: Identifying
): Promise<Map<Uid, Identity>> => {
    const attributesOf = attributesByCode(metadata)
    const unique = uniqueAttributes(metadata)
    const holders = await lookUp(wanted, directory, unique)
    const chosen = await chosenPersons(
        wanted.flatMap(({ uid }) => decided.get(uid)?.same ?? []),
        directory
    )
    const compare: Compare = (entity, found) => recognition.compare(attributesOf(entity), attributesOf(found))
    const identities = new Map<Uid, Identity>()
    for (const entity of wanted) {
        const said = decided.get(entity.uid)
        const found = judge(entity, holders, { unique, compare, decided: said, chosen: chosen.get(said?.same ?? '') })
        identities.set(entity.uid, found.is === 'new' ? doubted(await alike(entity), said) : found)
    }
    return identities
}

/** Nobody is merged on likeness alone: somebody must say whether it is one of them. */
const doubted = (alike: readonly Candidate[], decided: KnownIdentities | undefined): Identity => {
    const candidates = alike.filter(({ uid }) => !decided?.others.includes(uid))
    return candidates.length === 0 ? { is: 'new' } : { is: 'ambiguous', candidates }
}

/** Those whom people chose, whatever numbers they hold. */
const chosenPersons = async (uids: readonly Uid[], directory: Directory): Promise<ReadonlyMap<Uid, TrackedEntity>> => {
    const found = uids.length === 0 ? [] : await directory.trackedEntities(uids, undefined)
    return new Map(found.filter(({ deleted }) => deleted !== true).map((person) => [person.trackedEntity, person]))
}

/**
 * The enrollment of a linked tracked entity that stands for a wanted one: an active one of the same program. A completed one does only when it
 * began on the same day: the same person enrolled again is a new enrollment.
 */
export const standingEnrollment = (wanted: WantedEnrollment, found: TrackedEntity): Uid | undefined => {
    const same = (found.enrollments ?? []).filter(({ program, deleted }) => program === wanted.program && deleted !== true)
    const begun = ({ status, enrolledAt = '' }: Enrollment) => status === 'COMPLETED' && dayPart(enrolledAt) === wanted.enrolledAt
    return (same.find(({ enrollment }) => enrollment === wanted.uid) ?? same.find(({ status }) => status === 'ACTIVE') ?? same.find(begun))
        ?.enrollment
}

type Holders = Map<string, Map<Uid, TrackedEntity>>

const lookUp = async (wanted: readonly WantedTrackedEntity[], directory: Directory, unique: ReadonlySet<Uid>): Promise<Holders> => {
    const questions = new Map<string, { attribute: Uid; trackedEntityType: Uid; values: Set<string> }>()
    for (const { trackedEntityType, values } of wanted) {
        for (const { id: attribute, value } of values.filter(({ id, value }) => unique.has(id) && value !== '')) {
            const key = `${attribute} ${trackedEntityType}`
            const question = questions.get(key) ?? { attribute, trackedEntityType, values: new Set<string>() }
            question.values.add(value)
            questions.set(key, question)
        }
    }
    const holders: Holders = new Map()
    for (const { attribute, trackedEntityType, values } of questions.values()) {
        for (const found of await directory.holdersOf(attribute, [...values], { trackedEntityType })) {
            noteHolder(holders, attribute, found)
        }
    }
    return holders
}

/** Kept under the exact value: the server's search knows no case, its uniqueness does. */
const noteHolder = (holders: Holders, attribute: Uid, found: TrackedEntity): void => {
    for (const held of found.attributes ?? []) {
        if (held.attribute === attribute && held.value !== undefined) {
            const key = `${attribute} ${held.value}`
            holders.set(key, (holders.get(key) ?? new Map<Uid, TrackedEntity>()).set(found.trackedEntity, found))
        }
    }
}

const judge = (
    entity: WantedTrackedEntity,
    holders: Holders,
    { unique, compare, decided, chosen }: { unique: ReadonlySet<Uid>; compare: Compare; decided?: KnownIdentities; chosen?: TrackedEntity }
): Identity => {
    const found = new Map<Uid, TrackedEntity>()
    let column: string | undefined
    for (const { id, value, column: from } of entity.values.filter(({ id }) => unique.has(id))) {
        for (const [uid, holder] of holders.get(`${id} ${value}`) ?? []) {
            if (!decided?.others.includes(uid)) {
                found.set(uid, holder)
                column ??= from
            }
        }
    }
    const [only, ...others] = chosen === undefined ? found.values() : [chosen]
    if (only === undefined) {
        return { is: 'new' }
    }
    if (others.length === 0 && (only === chosen || only.trackedEntity === entity.uid || compare(entity, only).agrees)) {
        return { is: 'linked', found: only }
    }
    return { is: 'ambiguous', column, candidates: [...found].map(([uid, holder]) => ({ uid, points: compare(entity, holder).points })) }
}

type Compare = (wanted: WantedTrackedEntity, found: TrackedEntity) => ReturnType<Recognition['compare']>

/** Reads the attributes of a wanted or a found person by their codes, without the empty ones. */
export const attributesByCode = (metadata: Metadata): ((person: WantedTrackedEntity | TrackedEntity) => Attributes) => {
    const codes = new Map([...metadata.attributes.values()].map(({ id, code }) => [id, code]))
    return (person) => {
        const values =
            'values' in person
                ? person.values.map(({ id, value }) => [id, value] as const)
                : (person.attributes ?? []).map(({ attribute, value = '' }) => [attribute, value] as const)
        return new Map(values.flatMap(([id, value]) => (value === '' ? [] : [[codes.get(id) ?? id, value]])))
    }
}
