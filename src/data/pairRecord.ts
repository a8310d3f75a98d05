import { useQuery } from '@tanstack/react-query'
import { useApi } from './api.ts'
import type { Api } from './api.ts'
import { AppError } from './appError.ts'
import type { Metadata } from './metadata.ts'
import { linked, peopleByUid, programId } from './people.ts'
import type { Event } from '#dhis2/tracker.ts'
import { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { buildEpisodes, currentEpisodes } from '#programme/buildEpisodes.ts'
import type { Episode } from '#programme/episode.ts'

/** A pair as DHIS2 holds it: a mother and her infants, or an infant alone. */
export interface PairRecord {
    mother?: TrackedEntity
    infants: readonly TrackedEntity[]
}

const EVENT_FIELDS =
    'event,programStage,enrollment,orgUnit,status,occurredAt,scheduledAt,completedAt,followUp,followup,geometry,attributeOptionCombo,updatedAt,' +
    'assignedUser[username],dataValues[dataElement,value,updatedAt,updatedBy[username]],notes[note,value,storedAt]'

const PERSON_FIELDS =
    'trackedEntity,trackedEntityType,orgUnit,updatedAt,attributes[attribute,value],programOwners[program,orgUnit],' +
    `enrollments[enrollment,trackedEntity,program,orgUnit,enrolledAt,occurredAt,status,events[${EVENT_FIELDS}]],` +
    'relationships[relationship,relationshipType,from[trackedEntity[trackedEntity]],to[trackedEntity[trackedEntity]]]'

const onePerson = (api: Api, program: Uid, uid: Uid): Promise<TrackedEntity> =>
    api.getOne('tracker/trackedEntities', uid, { program, fields: PERSON_FIELDS }, TrackedEntity)

const readPair = async (api: Api, metadata: Metadata, uid: Uid): Promise<PairRecord> => {
    const mothers = programId(metadata, 'KMMP_MOTHER')
    const person = await onePerson(api, mothers, uid)
    return hasEnrollment(person, mothers) ? withInfants(api, metadata, person) : readFromInfant(api, metadata, uid)
}

const withInfants = async (api: Api, metadata: Metadata, mother: TrackedEntity): Promise<PairRecord> => {
    const ids = linked(mother.relationships ?? [], metadata.uids.get('KMMP_MOTHER_CHILD'), mother.trackedEntity, 'from')
    const infants =
        ids.length === 0 ? [] : await peopleByUid(api, { uids: ids, program: programId(metadata, 'KMMP_CHILD'), fields: PERSON_FIELDS })
    return { mother, infants }
}

/** A pair known by an infant: through the mother when she is in the programme, else the infant is the pair. */
const readFromInfant = async (api: Api, metadata: Metadata, uid: Uid): Promise<PairRecord> => {
    const mothers = programId(metadata, 'KMMP_MOTHER')
    const infant = await onePerson(api, programId(metadata, 'KMMP_CHILD'), uid)
    const [motherId] = linked(infant.relationships ?? [], metadata.uids.get('KMMP_MOTHER_CHILD'), uid, 'to')
    const mother = motherId === undefined ? undefined : await onePerson(api, mothers, motherId)
    return mother && hasEnrollment(mother, mothers) ? withInfants(api, metadata, mother) : { infants: [infant] }
}

const hasEnrollment = (person: TrackedEntity, program: Uid): boolean =>
    (person.enrollments ?? []).some((enrollment) => enrollment.program === program)

/** One pair, whole: as DHIS2 holds it, and its current episode. */
export interface Pair {
    record: PairRecord
    episode: Episode
}

/** Reads one pair by the tracked entity of the mother or of an infant; `gone` when nobody is enrolled. */
export const readCurrent = async (api: Api, metadata: Metadata, uid: Uid): Promise<Pair> => {
    const record = await readPair(api, metadata, uid)
    const episodes = buildEpisodes({ mothers: record.mother ? [record.mother] : [], children: record.infants }, metadata.book)
    const current = currentEpisodes(episodes)
    const episode = current.find(({ mother }) => mother !== undefined) ?? current[0]
    if (!episode) {
        throw new AppError('gone', 'NO_ENROLLMENT')
    }
    return { record, episode }
}

/** One pair by the tracked entity of the mother or of an infant. */
export const usePair = (metadata: Metadata, uid: Uid) => {
    const api = useApi()
    return useQuery({ queryKey: ['pair', uid], queryFn: () => readCurrent(api, metadata, uid) })
}

/** The events of one enrollment as they were read, with all that an update must send back. */
export const storedEvents = ({ mother, infants }: PairRecord, enrollment: Uid): readonly Event[] =>
    [...(mother ? [mother] : []), ...infants]
        .flatMap((person) => person.enrollments ?? [])
        .find((candidate) => candidate.enrollment === enrollment)?.events ?? []
