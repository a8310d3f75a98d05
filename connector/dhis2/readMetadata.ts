import { z } from 'zod'
import type { LiveOrgUnit, Metadata } from '../metadata.ts'
import type { Dhis2Client, Params } from './client.ts'
import { dayPart } from '#dhis2/day.ts'

const Ref = z.object({ id: z.string(), code: z.string().optional() })
const Coded = z.object({ code: z.string().optional() })
const Typed = Ref.extend({ valueType: z.string(), optionSet: Coded.optional() })
const Attribute = Typed.extend({ unique: z.boolean().optional() })
const Program = Ref.extend({
    name: z.string().optional(),
    organisationUnits: z.array(z.object({ id: z.string() })).optional(),
    programTrackedEntityAttributes: z.array(z.object({ mandatory: z.boolean().optional(), trackedEntityAttribute: Coded })).optional(),
})
const Stage = Ref.extend({
    repeatable: z.boolean().optional(),
    program: Coded.optional(),
    programStageDataElements: z.array(z.object({ compulsory: z.boolean().optional(), dataElement: Coded })).optional(),
})
const OptionSet = Coded.extend({ options: z.array(Coded).optional() })
const OrgUnit = Ref.extend({ name: z.string(), path: z.string().optional(), closedDate: z.string().optional() })

/** Org units of a country come in several requests, so that no answer grows without bound. */
const ORG_UNITS_A_PAGE = 2000

/** Reads all that mappings may refer to by code. Objects without a code cannot be referred to and are left out; org units are all kept. */
export const readMetadata = async (client: Dhis2Client): Promise<Metadata> => {
    const [types, attributes, elements, programs, stages, relationshipTypes, optionSets, orgUnits] = await Promise.all([
        list(client, 'trackedEntityTypes', Ref, { fields: 'id,code' }),
        list(client, 'trackedEntityAttributes', Attribute, { fields: 'id,code,valueType,unique,optionSet[code]' }),
        list(client, 'dataElements', Typed, { fields: 'id,code,valueType,optionSet[code]', filter: 'domainType:eq:TRACKER' }),
        list(client, 'programs', Program, { fields: PROGRAM_FIELDS }),
        list(client, 'programStages', Stage, { fields: STAGE_FIELDS }),
        list(client, 'relationshipTypes', Ref, { fields: 'id,code' }),
        list(client, 'optionSets', OptionSet, { fields: 'code,options[code]' }),
        readOrgUnits(client),
    ])
    return {
        trackedEntityTypes: byCode(types, ({ id }) => ({ id })),
        attributes: byCode(attributes, (found, code) => ({ ...typed(found, code), unique: found.unique ?? false })),
        dataElements: byCode(elements, typed),
        programs: byCode(programs, program),
        programStages: byCode(stages, stage),
        relationshipTypes: byCode(relationshipTypes, ({ id }) => ({ id })),
        optionSets: byCode(optionSets, (set) => (set.options ?? []).flatMap((option) => option.code ?? [])),
        orgUnits,
    }
}

const STAGE_FIELDS = 'id,code,repeatable,program[code],programStageDataElements[compulsory,dataElement[code]]'
const PROGRAM_FIELDS = 'id,code,name,organisationUnits[id],programTrackedEntityAttributes[mandatory,trackedEntityAttribute[code]]'

const list = async <T>(client: Dhis2Client, type: string, item: z.ZodType<T>, params: Params): Promise<T[]> => {
    const answer = await client.get(type, z.object({ [type]: z.array(item).optional() }), { ...params, paging: false })
    return answer[type] ?? []
}

const readOrgUnits = async (client: Dhis2Client): Promise<LiveOrgUnit[]> => {
    const found: z.infer<typeof OrgUnit>[] = []
    const Page = z.object({ organisationUnits: z.array(OrgUnit).optional() })
    for (let page = 1; ; page++) {
        const params = { fields: 'id,code,name,path,closedDate', order: 'id:asc', page, pageSize: ORG_UNITS_A_PAGE }
        const { organisationUnits = [] } = await client.get('organisationUnits', Page, params)
        found.push(...organisationUnits)
        if (organisationUnits.length < ORG_UNITS_A_PAGE) {
            break
        }
    }
    const names = new Map(found.map(({ id, name }) => [id, name]))
    return found.map((unit) => ({
        id: unit.id,
        code: unit.code,
        name: unit.name,
        ancestors: (unit.path ?? '')
            .split('/')
            .slice(1, -1)
            .flatMap((id) => names.get(id) ?? []),
        closedDate: unit.closedDate === undefined ? undefined : dayPart(unit.closedDate),
    }))
}

const byCode = <T extends { code?: string | undefined }, R>(found: readonly T[], make: (item: T, code: string) => R): Map<string, R> =>
    new Map(found.flatMap((item) => (item.code === undefined ? [] : [[item.code, make(item, item.code)] as const])))

const typed = ({ id, valueType, optionSet }: z.infer<typeof Typed>, code: string) => ({ id, code, valueType, optionSet: optionSet?.code })

const program = (found: z.infer<typeof Program>, code: string) => ({
    id: found.id,
    code,
    name: found.name ?? code,
    attributes: flags((found.programTrackedEntityAttributes ?? []).map((use) => [use.trackedEntityAttribute.code, use.mandatory ?? false])),
    orgUnits: new Set((found.organisationUnits ?? []).map(({ id }) => id)),
})

const stage = (found: z.infer<typeof Stage>, code: string) => ({
    id: found.id,
    code,
    program: found.program?.code ?? '',
    repeatable: found.repeatable ?? false,
    dataElements: flags((found.programStageDataElements ?? []).map((use) => [use.dataElement.code, use.compulsory ?? false])),
})

const flags = (uses: readonly (readonly [string | undefined, boolean])[]): Map<string, boolean> =>
    new Map(uses.flatMap(([code, flag]) => (code === undefined ? [] : [[code, flag] as const])))
