import type { Metadata } from '../metadata.ts'
import type { Candidate, KnownIdentities, WantedEnrollment, WantedTrackedEntity } from '../records.ts'
import { dayPart } from '#dhis2/day.ts'
import type { Enrollment, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Looks up holders of unique values in DHIS2. */
export interface Directory {
    holdersOf(attribute: Uid, values: readonly string[], within: { trackedEntityType: Uid }): Promise<TrackedEntity[]>
}

/** Says whether two sets of attributes, by code, are the same person beyond a shared number; `points` (0-100) for a person to judge by. */
export type Agreement = (wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>) => { agrees: boolean; points: number }

/**
 * What DHIS2 knows of a tracked entity that the ledger does not know:
 * - `new`: nobody there holds one of its unique values
 * - `linked`: one that agrees holds them; `found` stands for it from now on. It may be our own, when a ledger was lost
 * - `ambiguous`: several hold them, or one that does not agree
 */
export type Identity =
    { is: 'new' } | { is: 'linked'; found: TrackedEntity } | { is: 'ambiguous'; column?: string; candidates: readonly Candidate[] }

/** Finds out about tracked entities by their unique attributes, in bulk. */
export const identify = async (
    wanted: readonly WantedTrackedEntity[],
    directory: Directory,
    { metadata, agrees, decided = new Map() }: { metadata: Metadata; agrees: Agreement; decided?: ReadonlyMap<Uid, KnownIdentities> }
): Promise<Map<Uid, Identity>> => {
    const codes = new Map([...metadata.attributes.values()].map(({ id, code }) => [id, code]))
    const unique = new Set([...metadata.attributes.values()].filter((attribute) => attribute.unique).map(({ id }) => id))
    const holders = await lookUp(wanted, directory, unique)
    const compare = byCode(codes, agrees)
    return new Map(wanted.map((entity) => [entity.uid, judge(entity, holders, { unique, compare, decided: decided.get(entity.uid) })]))
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
    { unique, compare, decided }: { unique: ReadonlySet<Uid>; compare: ReturnType<typeof byCode>; decided?: KnownIdentities }
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
    const chosen = found.get(decided?.same ?? '')
    const [only, ...others] = chosen === undefined ? found.values() : [chosen]
    if (only === undefined) {
        return { is: 'new' }
    }
    if (others.length === 0 && (only === chosen || only.trackedEntity === entity.uid || compare(entity, only).agrees)) {
        return { is: 'linked', found: only }
    }
    return { is: 'ambiguous', column, candidates: [...found].map(([uid, holder]) => ({ uid, points: compare(entity, holder).points })) }
}

const byCode =
    (codes: ReadonlyMap<Uid, string>, agrees: Agreement) =>
    (wanted: WantedTrackedEntity, found: TrackedEntity): ReturnType<Agreement> =>
        agrees(
            new Map(wanted.values.flatMap(({ id, value }) => (value === '' ? [] : [[codes.get(id) ?? id, value]]))),
            new Map(
                (found.attributes ?? []).flatMap(({ attribute, value = '' }) =>
                    value === '' ? [] : [[codes.get(attribute) ?? attribute, value]]
                )
            )
        )
