import { historyOf } from '../domain/history.ts'
import type { History } from '../domain/history.ts'
import type { Api } from './api.ts'
import type { Place } from './pairPeople.ts'
import { peopleByUid, programId } from './people.ts'
import type { Members } from './worklist.ts'
import type { Uid } from '#dhis2/uid.ts'
import { buildEpisodes, currentEpisodes } from '#programme/buildEpisodes.ts'

const EVENT_FIELDS = 'event,programStage,orgUnit,status,occurredAt,scheduledAt,dataValues[dataElement,value],notes[value,storedAt]'

const HISTORY_FIELDS =
    'trackedEntity,orgUnit,attributes[attribute,value],' +
    `enrollments[enrollment,program,orgUnit,enrolledAt,occurredAt,status,events[${EVENT_FIELDS}]],` +
    'relationships[relationshipType,from[trackedEntity[trackedEntity]],to[trackedEntity[trackedEntity]]]'

/** What is owed to pairs by their records, by pair: one request for the mothers and one for the infants, at once. */
export const readHistories = async (
    api: Api,
    { metadata, today }: Place,
    { mothers, infants }: Members
): Promise<ReadonlyMap<Uid, History>> => {
    const read = (uids: readonly Uid[], program: string) =>
        uids.length === 0 ? [] : peopleByUid(api, { uids, program: programId(metadata, program), fields: HISTORY_FIELDS })
    const [women, children] = await Promise.all([read(mothers, 'KMMP_MOTHER'), read(infants, 'KMMP_CHILD')])
    const episodes = currentEpisodes(buildEpisodes({ mothers: women, children }, metadata.book))
    return new Map(episodes.map((episode) => [episode.key, historyOf(episode, today)]))
}
