import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { ServerQuestion } from '../domain/form/block.ts'
import { useApi } from './api.ts'
import type { Api } from './api.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { CodeBook } from '#programme/codeBook.ts'
import { codeBookFrom } from '#programme/codeBook.ts'

const Access = z.object({ data: z.object({ read: z.boolean(), write: z.boolean() }) })
const Reference = z.object({ id: z.string() })
const code = z.optional(z.string())
const Translations = z.optional(z.array(z.object({ locale: z.string(), property: z.string(), value: z.string() })))

const DataElement = z.object({
    id: z.string(),
    code,
    displayFormName: z.optional(z.string()),
    valueType: z.string(),
    optionSet: z.optional(Reference),
    translations: Translations,
})

const Stage = z.object({
    id: z.string(),
    code,
    displayName: z.string(),
    access: Access,
    programStageDataElements: z.array(z.object({ compulsory: z.boolean(), dataElement: DataElement })),
})

const Program = z.object({
    id: z.string(),
    code,
    access: Access,
    programTrackedEntityAttributes: z.array(z.object({ trackedEntityAttribute: z.object({ id: z.string(), code }) })),
    programStages: z.array(Stage),
})

const RelationshipType = z.object({ id: z.string(), code })

export interface ServerStage {
    id: Uid
    code: string
    name: string
    writable: boolean
    fields: readonly ServerQuestion[]
}

export interface ServerProgram {
    id: Uid
    code: string
    readable: boolean
    writable: boolean
    stages: readonly ServerStage[]
}

/** The programme as it is installed on this server, looked up by code. */
export interface Metadata {
    programs: ReadonlyMap<string, ServerProgram>
    /** stage code → stage, over all programmes */
    stages: ReadonlyMap<string, ServerStage>
    /** our words for the server's UIDs */
    book: CodeBook
    /** code → UID of programmes, stages, data elements, attributes and relationship types */
    uids: ReadonlyMap<string, Uid>
}

const PROGRAM_CODES = ['KMMP_MOTHER', 'KMMP_CHILD']
const RELATIONSHIP_CODES = ['KMMP_MOTHER_CHILD', 'KMMP_CHILD_CAREGIVER']

const PROGRAM_FIELDS =
    'id,code,access[data[read,write]],programTrackedEntityAttributes[trackedEntityAttribute[id,code]],' +
    'programStages[id,code,displayName,access[data[read,write]],programStageDataElements[compulsory,' +
    'dataElement[id,code,displayFormName,valueType,optionSet[id],translations[locale,property,value]]]]'

const readMetadata = async (api: Api): Promise<Metadata> => {
    const [programs, types] = await Promise.all([
        api.get(
            'programs',
            { filter: [`code:in:[${PROGRAM_CODES.join(',')}]`], paging: false, fields: PROGRAM_FIELDS },
            z.object({ programs: z.array(Program) })
        ),
        api.get(
            'relationshipTypes',
            { filter: [`code:in:[${RELATIONSHIP_CODES.join(',')}]`], paging: false, fields: 'id,code' },
            z.object({ relationshipTypes: z.array(RelationshipType) })
        ),
    ])
    return metadataOf(programs.programs, types.relationshipTypes)
}

const metadataOf = (programs: z.infer<typeof Program>[], relationshipTypes: z.infer<typeof RelationshipType>[]): Metadata => {
    const coded = {
        programs,
        relationshipTypes,
        trackedEntityAttributes: programs.flatMap((program) =>
            program.programTrackedEntityAttributes.map((row) => row.trackedEntityAttribute)
        ),
        programStages: programs.flatMap((program) => program.programStages),
        dataElements: programs.flatMap((program) =>
            program.programStages.flatMap((stage) => stage.programStageDataElements.map((row) => row.dataElement))
        ),
    }
    const known = programs.map(serverProgram)
    return {
        programs: new Map(known.map((program) => [program.code, program])),
        stages: new Map(known.flatMap((program) => program.stages.map((stage) => [stage.code, stage]))),
        book: codeBookFrom(coded),
        uids: new Map(
            Object.values(coded)
                .flat()
                .flatMap(({ id, code }) => (code === undefined ? [] : [[code, id]]))
        ),
    }
}

const serverProgram = (program: z.infer<typeof Program>): ServerProgram => ({
    id: program.id,
    code: program.code ?? '',
    readable: program.access.data.read,
    writable: program.access.data.write,
    stages: program.programStages.map((stage) => ({
        id: stage.id,
        code: stage.code ?? '',
        name: stage.displayName,
        writable: stage.access.data.write,
        fields: stage.programStageDataElements.map(({ compulsory, dataElement }) => serverField(dataElement, compulsory)),
    })),
})

const serverField = (dataElement: z.infer<typeof DataElement>, compulsory: boolean): ServerQuestion => ({
    id: dataElement.id,
    code: dataElement.code ?? '',
    name: dataElement.displayFormName ?? '',
    nameSw: dataElement.translations?.find((row) => row.locale === 'sw' && row.property === 'FORM_NAME')?.value,
    valueType: dataElement.valueType,
    optionSet: dataElement.optionSet?.id,
    compulsory,
})

/** The installed programme. It holds nothing about people and changes rarely: read once for as long as the page is open. */
export const useMetadata = () => {
    const api = useApi()
    return useQuery({ queryKey: ['metadata'], staleTime: Infinity, cacheTime: Infinity, queryFn: () => readMetadata(api) })
}

export interface ServerOption {
    code: string
    name: string
    nameSw?: string
}

const OptionSets = z.object({
    optionSets: z.array(
        z.object({
            id: z.string(),
            options: z.array(
                z.object({ code: z.string(), displayName: z.string(), sortOrder: z.optional(z.number()), translations: Translations })
            ),
        })
    ),
})

const readOptions = async (api: Api, ids: readonly Uid[]): Promise<ReadonlyMap<Uid, readonly ServerOption[]>> => {
    const { optionSets } = await api.get(
        'optionSets',
        {
            filter: [`id:in:[${ids.join(',')}]`],
            paging: false,
            fields: 'id,options[code,displayName,sortOrder,translations[locale,property,value]]',
        },
        OptionSets
    )
    return new Map(
        optionSets.map(({ id, options }) => [
            id,
            [...options]
                .sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0))
                .map((option) => ({
                    code: option.code,
                    name: option.displayName,
                    nameSw: option.translations?.find((row) => row.locale === 'sw' && row.property === 'NAME')?.value,
                })),
        ])
    )
}

/** The answers of all option sets that the programme's questions use, by option set UID. */
export const useOptions = (metadata: Metadata | undefined) => {
    const api = useApi()
    return useQuery({
        queryKey: ['options'],
        enabled: metadata !== undefined,
        staleTime: Infinity,
        cacheTime: Infinity,
        queryFn: () => readOptions(api, optionSetIds(metadata)),
    })
}

const optionSetIds = (metadata: Metadata | undefined): Uid[] => {
    const stages = [...(metadata?.stages.values() ?? [])]
    return [...new Set(stages.flatMap((stage) => stage.fields.flatMap((field) => field.optionSet ?? [])))]
}
