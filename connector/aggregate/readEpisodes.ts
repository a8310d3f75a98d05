import type { Dhis2Client } from '../dhis2/client.ts'
import { chunks } from '../dhis2/readTracker.ts'
import type { LiveProgramme } from './readProgramme.ts'
import { PERSONS_A_PAGE, RecordReader } from './recordReader.ts'
import type { TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { buildEpisodes } from '#programme/buildEpisodes.ts'
import type { Episode } from '#programme/episode.ts'

/**
 * All pairs of the programme, facility by facility, a page at a time: memory does not grow with the number of clients. A child is given
 * once, with its mother where she can be read, whichever facility holds it now.
 */
export async function* readEpisodes(client: Dhis2Client, programme: LiveProgramme): AsyncGenerator<Episode[]> {
    const reader = new RecordReader(client)
    const given = new Set<Uid>()
    const unpaired = new Set<Uid>()
    for (const facility of programme.facilities) {
        for await (const mothers of reader.persons(programme.mother, facility.id)) {
            const children = await reader.byUid(
                programme.child,
                childrenOf(mothers, programme).filter((child) => !given.has(child))
            )
            children.forEach((child) => given.add(child.trackedEntity))
            yield buildEpisodes({ mothers, children }, programme.book)
        }
        for await (const uid of reader.uids(programme.child, facility.id)) {
            unpaired.add(uid)
        }
    }
    // only now is it known who has no mother here: she may belong to a facility read later
    for (const uids of chunks(
        [...unpaired].filter((child) => !given.has(child)),
        PERSONS_A_PAGE
    )) {
        yield buildEpisodes({ mothers: [], children: await reader.byUid(programme.child, uids) }, programme.book)
    }
}

const childrenOf = (mothers: readonly TrackedEntity[], { book }: LiveProgramme): Uid[] => [
    ...new Set(
        mothers
            .flatMap((mother) => mother.relationships ?? [])
            .filter((link) => book.relationshipTypes.get(link.relationshipType) === 'KMMP_MOTHER_CHILD')
            .flatMap((link) => link.to.trackedEntity?.trackedEntity ?? [])
    ),
]
