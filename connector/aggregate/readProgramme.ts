import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { Uid } from '#dhis2/uid.ts'
import { type CodeBook, codeBookFrom } from '#programme/codeBook.ts'
import { attributes } from '#programme/model/attributes.ts'
import { programs, relationshipTypes } from '#programme/model/programs.ts'

/** A facility where the programme runs and that the account reaches. */
export interface Facility {
    id: Uid
    code?: string
}

/** What reading pairs needs to know of the server that holds the client records. */
export interface LiveProgramme {
    mother: Uid
    child: Uid
    /** records of staff and contacts without a name; absent where the account may not see them */
    staff?: Uid
    contacts?: Uid
    book: CodeBook
    facilities: readonly Facility[]
    /** the account reaches every facility of the programme */
    everywhere: boolean
}

const Coded = z.object({ id: z.string(), code: z.string().optional() })
const Program = Coded.extend({
    organisationUnits: z.array(Coded).optional(),
    programTrackedEntityAttributes: z.array(z.object({ trackedEntityAttribute: Coded })).optional(),
    programStages: z.array(Coded.extend({ programStageDataElements: z.array(z.object({ dataElement: Coded })).optional() })).optional(),
})
type Program = z.infer<typeof Program>

const FIELDS =
    'id,code,organisationUnits[id,code],programTrackedEntityAttributes[trackedEntityAttribute[id,code]],' +
    'programStages[id,code,programStageDataElements[dataElement[id,code]]]'
const FACILITIES_A_PAGE = 2000
const STAFF = 'KMMP_STAFF'
const CONTACTS = 'KMMP_EV_ESERV'

/**
 * Reads the programmes, their vocabulary and the facilities that the account may work in.
 *
 * @param standIns national code by code of ours, as the configuration says
 * @throws Failure when the programme is not installed, or the account may not see it
 */
export const readProgramme = async (client: Dhis2Client, standIns: Readonly<Record<string, string>> = {}): Promise<LiveProgramme> => {
    const [found, links, reach] = await Promise.all([
        client.get('programs', z.object({ programs: z.array(Program).optional() }), {
            ...coded([...programs, { code: STAFF }, { code: CONTACTS }]),
            fields: FIELDS,
        }),
        client.get('relationshipTypes', z.object({ relationshipTypes: z.array(Coded).optional() }), {
            ...coded(relationshipTypes),
            fields: 'id,code',
        }),
        readReach(client),
    ])
    const live = found.programs ?? []
    const stages = live.flatMap((program) => program.programStages ?? [])
    const ofClients = new Set(programs.map(({ code }) => code))
    const units = new Map(
        live
            .filter(({ code }) => code !== undefined && ofClients.has(code))
            .flatMap((program) => (program.organisationUnits ?? []).map((unit) => [unit.id, unit]))
    )
    const facilities = [...units.values()].filter((unit) => reach.has(unit.id))
    return {
        mother: uidOf(live, 'KMMP_MOTHER'),
        child: uidOf(live, 'KMMP_CHILD'),
        staff: live.find(({ code }) => code === STAFF)?.id,
        contacts: live.find(({ code }) => code === CONTACTS)?.id,
        book: codeBookFrom(
            {
                trackedEntityAttributes: live.flatMap((program) =>
                    (program.programTrackedEntityAttributes ?? []).map((use) => use.trackedEntityAttribute)
                ),
                dataElements: stages.flatMap((stage) => (stage.programStageDataElements ?? []).map((use) => use.dataElement)),
                programStages: stages,
                programs: live,
                relationshipTypes: links.relationshipTypes,
            },
            nationalNames(standIns)
        ),
        facilities,
        everywhere: facilities.length === units.size,
    }
}

/** Our codes of attributes by the national codes that stand for them; one national code may stand for an attribute and its list. */
const nationalNames = (standIns: Readonly<Record<string, string>>): Record<string, string> => {
    const ours = new Set(attributes.map(({ code }) => code))
    return Object.fromEntries(Object.entries(standIns).flatMap(([code, national]) => (ours.has(code) ? [[national, code]] : [])))
}

const coded = (objects: readonly { code: string }[]) => ({
    filter: `code:in:[${objects.map(({ code }) => code).join(',')}]`,
    paging: false,
})

const uidOf = (live: readonly Program[], code: string): Uid => {
    const found = live.find((program) => program.code === code)
    if (found === undefined) {
        throw new Failure({
            kind: 'configuration',
            what: `The programme ${code} is not there.`,
            where: 'programs of the tracker target',
            why: 'The KMMP package is not installed on this DHIS2, or this account may not read it.',
            next: 'Install the package (kmmp metadata build), and put the account into the user group KMMP_CONNECTOR.',
        })
    }
    return found.id
}

/** Org units below those of the account: asking for others is refused (403). */
export const readReach = async (client: Dhis2Client): Promise<Set<Uid>> => {
    const Page = z.object({ organisationUnits: z.array(z.object({ id: z.string() })).optional() })
    const reach = new Set<Uid>()
    for (let page = 1; ; page++) {
        const params = { withinUserHierarchy: true, fields: 'id', order: 'id:asc', page, pageSize: FACILITIES_A_PAGE }
        const { organisationUnits = [] } = await client.get('organisationUnits', Page, params)
        organisationUnits.forEach(({ id }) => reach.add(id))
        if (organisationUnits.length < FACILITIES_A_PAGE) {
            return reach
        }
    }
}
