import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { MetadataPackage } from '#programme/metadata/build.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'
import { STAND_IN_TYPES, unfit, withStandIns, type StandIn } from '#programme/metadata/standIns.ts'

const Live = z.looseObject({ id: z.string(), code: z.string().optional() })
const WithOptions = z.looseObject({ id: z.string(), options: z.array(Live).optional() })

/** What belongs to an object, and what DHIS2 keeps on the other side of a reference. */
const FIELDS = ':owner,programStages[id],programStageSections[id],programRuleActions[id]'
const PREFIX = 'KMMP_'

/** The server's objects whose codes begin like ours, of the types of a package. Options are those of these option sets. */
export const readLive = async (client: Dhis2Client, types: readonly string[]): Promise<MetadataPackage> => {
    const live: Record<string, MetadataObject[]> = {}
    for (const type of types) {
        live[type] =
            type === 'options' ? await readOptions(client, `code:$like:${PREFIX}`) : await readCoded(client, type, `code:$like:${PREFIX}`)
    }
    return live
}

const readCoded = async (client: Dhis2Client, type: string, filter: string): Promise<MetadataObject[]> => {
    const Answer = z.object({ [type]: z.array(Live).optional() })
    const answer = await client.get(type, Answer, { fields: FIELDS, filter, paging: false })
    return answer[type] ?? []
}

const readOptions = async (client: Dhis2Client, filter: string): Promise<MetadataObject[]> => {
    const Answer = z.object({ optionSets: z.array(WithOptions).optional() })
    const answer = await client.get('optionSets', Answer, { fields: 'id,options[:owner]', filter, paging: false })
    return (answer.optionSets ?? []).flatMap(({ id, options = [] }) => options.map((option) => ({ ...option, optionSet: { id } })))
}

/**
 * The package with the national objects of a server in place of ours.
 *
 * @param codes national code by code of ours, as the configuration says
 * @throws Failure when an object is not found, or cannot stand for ours
 */
export const applyStandIns = async (
    client: Dhis2Client,
    metadata: MetadataPackage,
    codes: Readonly<Record<string, string>>
): Promise<MetadataPackage> => {
    const standIns: StandIn[] = []
    for (const [ours, theirs] of Object.entries(codes)) {
        standIns.push(await standIn(client, metadata, ours, theirs))
    }
    return withStandIns(metadata, standIns)
}

const standIn = async (client: Dhis2Client, metadata: MetadataPackage, ourCode: string, theirCode: string): Promise<StandIn> => {
    const type = STAND_IN_TYPES.find((candidate) => metadata[candidate]?.some(({ code }) => code === ourCode))
    const ours = type && metadata[type]?.find(({ code }) => code === ourCode)
    if (!type || !ours) {
        throw refused(ourCode, theirCode, 'the package has no tracked entity type, attribute or option set of this code')
    }
    const [theirs] = await readCoded(client, type, `code:eq:${theirCode}`)
    if (!theirs) {
        throw refused(ourCode, theirCode, `the server has none of this code among its ${type}`)
    }
    const options = type === 'optionSets' ? [...(metadata.options ?? []), ...(await readOptions(client, `code:eq:${theirCode}`))] : []
    const why = unfit({ type, ours, theirs }, (set) => options.flatMap((option) => (isOf(option, set) ? (option.code ?? []) : [])))
    if (why !== undefined) {
        throw refused(ourCode, theirCode, why)
    }
    return { type, ours, theirs }
}

const isOf = ({ optionSet }: MetadataObject, set: string): boolean =>
    typeof optionSet === 'object' && optionSet !== null && 'id' in optionSet && optionSet.id === set

const refused = (ours: string, theirs: string, why: string): Failure =>
    new Failure({
        kind: 'configuration',
        what: `${theirs} cannot stand for ${ours}.`,
        where: 'standIns of the configuration',
        why: `Because ${why}.`,
        next: 'Correct the code, or leave the line out and use our own object.',
    })
