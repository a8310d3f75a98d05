import type { Member } from '../episode.ts'
import { type Sample, sampleAsOf, sampleOf } from '../sample.ts'
import type { Day } from '#dhis2/day.ts'

/** Samples of a member with their results as known on a day, in order of sampling. */
export const samplesOf = (member: Member, today: Day): Sample[] =>
    member.events
        .flatMap((event) => sampleOf(event) ?? [])
        .flatMap((sample) => sampleAsOf(sample, today) ?? [])
        .toSorted((one, other) => (one.takenOn < other.takenOn ? -1 : Number(one.takenOn > other.takenOn)))

/** The day from which a result is known: its own, else that of the sample. */
export const knownOn = ({ resultOn, takenOn }: Sample): Day => resultOn ?? takenOn
