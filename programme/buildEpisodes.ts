import type { CodeBook } from './codeBook.ts'
import { birthOf, type Episode, isCounted, latestValue, type Member } from './episode.ts'
import { lastPeriodFrom } from './pregnancy.ts'
import { readMembers } from './readMember.ts'
import { addDays, type Day } from '#dhis2/day.ts'
import type { Relationship, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Breastfeeding is followed for two years: a woman who joins without a last period may have given birth that long ago. */
const BREASTFEEDING_DAYS = 730

/** Tracker data as `GET /api/tracker/trackedEntities` gives it; each list read with its own `program`, or attributes are missing. */
export interface TrackerPeople {
    mothers: readonly TrackedEntity[]
    children: readonly TrackedEntity[]
    /** links read apart; those inside the people count too */
    relationships?: readonly Relationship[]
}

/**
 * The pairs of the people given, one for each enrollment of a mother, oldest first, with the infants born in its time. An infant whose
 * mother is not among them (caregiver, mother elsewhere, no link) is a pair of its own. Missing stages, values and dates, links given twice
 * and people given twice are borne with, in whatever order they come; whatever a facility or a partner recorded stands side by side.
 */
export const buildEpisodes = (people: TrackerPeople, book: CodeBook): Episode[] => {
    const links = linksOf(people, book)
    const mothers = new Map(people.mothers.map((mother) => [mother.trackedEntity, readMembers(mother, 'KMMP_MOTHER', book)]))
    const children = new Map(people.children.map((child) => [child.trackedEntity, readMembers(child, 'KMMP_CHILD', book)]))
    const brought = new Map<Uid, Member[]>()
    const alone: Episode[] = []
    for (const [child, members] of children) {
        const infant = members.at(-1)
        const mother = motherOf(links.mothers.get(child) ?? [], mothers)
        if (infant !== undefined && mother !== undefined) {
            brought.set(mother, [...(brought.get(mother) ?? []), infant])
        } else if (infant !== undefined) {
            alone.push(infantEpisode(infant, links.caregivers.get(child)))
        }
    }
    return [...[...mothers].flatMap(([uid, enrollments]) => motherEpisodes(enrollments, brought.get(uid) ?? [])), ...alone]
}

/** A child has one mother: of several that are linked, as where one was registered twice, the one whose record counts. */
const motherOf = (linked: Iterable<Uid>, mothers: ReadonlyMap<Uid, readonly Member[]>): Uid | undefined => {
    const enrolled = [...linked].filter((mother) => (mothers.get(mother) ?? []).length > 0).toSorted()
    return enrolled.find((mother) => mothers.get(mother)?.some(isCounted)) ?? enrolled[0]
}

/** The pairs that are followed now: of a mother with several enrollments the newest open one, else the newest. */
export const currentEpisodes = (episodes: readonly Episode[]): Episode[] => {
    const newest = new Map<Uid, Episode>()
    for (const episode of episodes) {
        const known = newest.get(episode.key)
        if (known === undefined || episode.mother?.status === 'ACTIVE' || known.mother?.status !== 'ACTIVE') {
            newest.set(episode.key, episode)
        }
    }
    return [...newest.values()]
}

const motherEpisodes = (enrollments: readonly Member[], infants: readonly Member[]): Episode[] => {
    const starts = enrollments.map(startOf)
    return enrollments.map((mother, place) => ({
        key: mother.trackedEntity,
        mother,
        infants: infants.filter((infant) => placeOf(infant, starts) === place).toSorted(byBirthOrder),
        orgUnit: mother.orgUnit,
    }))
}

/**
 * First day on which a birth belongs to an enrollment: from the last period on; without one, births of the two years before count, as far
 * as the enrollment before had ended.
 */
const startOf = (mother: Member, place: number, enrollments: readonly Member[]): Day => {
    const lastPeriod = lastPeriodFrom((field) => latestValue(mother, field))
    if (lastPeriod !== undefined) {
        return lastPeriod
    }
    const earliest = addDays(mother.enrolledOn, -BREASTFEEDING_DAYS)
    const previous = enrollments[place - 1]
    const end = previous && (latestValue(previous, 'EXIT_DATE') ?? previous.enrolledOn)
    return end !== undefined && end > earliest ? end : earliest
}

/** Place of the newest enrollment that had begun at birth; an infant born before all of them, or with no known birth, goes to the first. */
const placeOf = (infant: Member, starts: readonly Day[]): number => {
    const birth = birthOf(infant) ?? ''
    return Math.max(
        0,
        starts.findLastIndex((start) => start <= birth)
    )
}

/** Servers list links in any order; where birth order and birth do not tell twins apart, their UIDs keep the order the same at each reading. */
const byBirthOrder = (one: Member, other: Member): number =>
    Number(latestValue(one, 'BIRTH_ORDER') ?? 1) - Number(latestValue(other, 'BIRTH_ORDER') ?? 1) ||
    compare(birthOf(one) ?? '', birthOf(other) ?? '') ||
    compare(one.trackedEntity, other.trackedEntity)

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1)

const infantEpisode = (infant: Member, caregiver: Uid | undefined): Episode => ({
    key: infant.trackedEntity,
    infants: [infant],
    caregiver,
    orgUnit: infant.orgUnit,
})

interface Links {
    /** mothers by child */
    mothers: Map<Uid, Set<Uid>>
    /** caregiver by child; the newest link holds */
    caregivers: Map<Uid, Uid>
}

const linksOf = (people: TrackerPeople, book: CodeBook): Links => {
    const links: Links = { mothers: new Map(), caregivers: new Map() }
    const given = [...people.mothers, ...people.children].flatMap((person) => person.relationships ?? [])
    const ends = [...given, ...(people.relationships ?? [])]
        .flatMap(({ relationshipType, createdAt, from, to }) => {
            const [one, other] = [from.trackedEntity?.trackedEntity, to.trackedEntity?.trackedEntity]
            return one === undefined || other === undefined
                ? []
                : [{ type: book.relationshipTypes.get(relationshipType), createdAt, one, other }]
        })
        .toSorted((first, second) => compare(first.createdAt ?? '', second.createdAt ?? '') || compare(first.other, second.other))
    for (const { type, one, other } of ends) {
        switch (type) {
            case 'KMMP_MOTHER_CHILD':
                links.mothers.set(other, (links.mothers.get(other) ?? new Set()).add(one))
                break
            case 'KMMP_CHILD_CAREGIVER':
                links.caregivers.set(one, other)
                break
        }
    }
    return links
}
