import { Failure } from '../failure.ts'
import type { Candidate, WantedTrackedEntity } from '../records.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Attributes of a person, by code. */
export type Attributes = ReadonlyMap<string, string>

/** How people are recognised. */
export interface Recognition {
    /** Whether two records are the same person beyond a shared number; `points` (0-100) for a person to judge by. */
    compare(wanted: Attributes, found: Attributes): { agrees: boolean; points: number }
    /** What two records of one person have in common when they share no number; only people with a common mark are compared. */
    marks(attributes: Attributes): readonly string[]
    /** from so many points on somebody must say whether two people without a common number are one */
    doubtful: number
}

/** More are of no help to who must decide. */
const MOST_CANDIDATES = 3

/** The account does not see who is there: then it cannot know of anybody. */
const NOT_FOR_US: ReadonlySet<Failure['kind']> = new Set(['forbidden', 'refused', 'malformed'])

interface Parts {
    recognition: Recognition
    attributesOf: (person: WantedTrackedEntity | TrackedEntity) => Attributes
    /** people whom an org unit holds in a program */
    residentsOf: (orgUnit: Uid, program: Uid) => Promise<TrackedEntity[]>
    /** those of some tracked entities that we brought, or found and linked */
    known: (uids: readonly Uid[]) => ReadonlySet<Uid>
}

interface Stranger {
    uid: Uid
    attributes: Attributes
}

/**
 * People whom the facilities registered themselves and who share no number with the partner's. A facility is read when somebody new comes to
 * it, once a run and as a whole: a search would put names and phones into the address of a request. Those without a mark are not kept.
 */
export class Strangers {
    readonly #parts: Parts
    /** by org unit and program, then by mark */
    readonly #places = new Map<string, ReadonlyMap<string, readonly Stranger[]>>()

    constructor(parts: Parts) {
        this.#parts = parts
    }

    /** Those who may be a new person of the partner, the likeliest first. */
    async alike(person: WantedTrackedEntity, program: Uid): Promise<Candidate[]> {
        const { recognition, attributesOf } = this.#parts
        const there = await this.#at(person.orgUnit, program)
        if (there.size === 0) {
            return []
        }
        const attributes = attributesOf(person)
        const met = new Set(recognition.marks(attributes).flatMap((mark) => there.get(mark) ?? []))
        return [...met]
            .map((stranger) => ({ uid: stranger.uid, points: recognition.compare(attributes, stranger.attributes).points }))
            .filter(({ uid, points }) => uid !== person.uid && points >= recognition.doubtful)
            .toSorted((a, b) => b.points - a.points)
            .slice(0, MOST_CANDIDATES)
    }

    async #at(orgUnit: Uid, program: Uid): Promise<ReadonlyMap<string, readonly Stranger[]>> {
        const place = `${orgUnit} ${program}`
        const strangers = this.#places.get(place) ?? (await this.#read(orgUnit, program))
        this.#places.set(place, strangers)
        return strangers
    }

    async #read(orgUnit: Uid, program: Uid): Promise<Map<string, Stranger[]>> {
        const { recognition, attributesOf, known } = this.#parts
        const residents = await this.#residents(orgUnit, program)
        const ours = known(residents.map(({ trackedEntity }) => trackedEntity))
        const byMark = new Map<string, Stranger[]>()
        for (const resident of residents.filter(({ trackedEntity }) => !ours.has(trackedEntity))) {
            const attributes = attributesOf(resident)
            for (const mark of recognition.marks(attributes)) {
                byMark.set(mark, [...(byMark.get(mark) ?? []), { uid: resident.trackedEntity, attributes }])
            }
        }
        return byMark
    }

    #residents(orgUnit: Uid, program: Uid): Promise<TrackedEntity[]> {
        return this.#parts.residentsOf(orgUnit, program).catch((error: unknown) => {
            if (error instanceof Failure && NOT_FOR_US.has(error.kind)) {
                return []
            }
            throw error
        })
    }
}
