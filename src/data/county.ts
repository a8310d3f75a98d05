import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { countyTable } from '../domain/countyTable.ts'
import type { CountyTable, Figure } from '../domain/countyTable.ts'
import { useApi } from './api.ts'
import type { Api } from './api.ts'
import { AppError } from './appError.ts'
import { StoredDataValueSet } from '#dhis2/dataValues.ts'
import type { Month } from '#dhis2/period.ts'
import { addMonths, monthEnd, monthStart } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { indicators } from '#programme/indicators/indicators.ts'

const DATA_SET = 'KMMP_DS_MONTHLY'

const DataSets = z.object({
    dataSets: z.array(
        z.object({
            id: z.string(),
            dataSetElements: z.array(z.object({ dataElement: z.object({ id: z.string(), code: z.optional(z.string()) }) })),
        })
    ),
})

const OrgUnits = z.object({ organisationUnits: z.array(z.object({ id: z.string(), displayName: z.string() })) })

/** The figures of an area for some months, with the names of the facilities and the time of the newest figure. */
export interface CountyFigures {
    table: CountyTable
    names: ReadonlyMap<Uid, string>
    /** UTC; undefined when there are no figures */
    asOf?: string
}

interface Asked {
    area: Uid
    /** newest month; the ones before come with it */
    month: Month
    /** hide small cells */
    hide: boolean
}

/** How many months stand beside one another. */
export const MONTHS_SHOWN = 3
const NAMES_AT_ONCE = 200

const readDataSet = async (api: Api) => {
    const { dataSets } = await api.get(
        'dataSets',
        { filter: [`code:in:[${DATA_SET}]`], paging: false, fields: 'id,code,dataSetElements[dataElement[id,code]]' },
        DataSets
    )
    const [found] = dataSets
    if (!found) {
        throw new AppError('gone', `NO_${DATA_SET}`)
    }
    return { id: found.id, codes: new Map(found.dataSetElements.map(({ dataElement }) => [dataElement.id, dataElement.code ?? ''])) }
}

const readFigures = async (api: Api, { area, month, hide }: Asked): Promise<CountyFigures> => {
    const dataSet = await readDataSet(api)
    const months = Array.from({ length: MONTHS_SHOWN }, (_, place) => addMonths(month, place + 1 - MONTHS_SHOWN))
    const stored = await api.get(
        'dataValueSets',
        { dataSet: dataSet.id, startDate: monthStart(months[0] ?? month), endDate: monthEnd(month), orgUnit: area, children: true },
        // an account that may see nothing here gets an empty body instead of data (2.40-2.42)
        z.nullable(StoredDataValueSet)
    )
    const set = stored ?? {}
    const values = set.dataValues ?? []
    const figures = values.map((value): Figure => ({
        element: dataSet.codes.get(value.dataElement) ?? '',
        orgUnit: value.orgUnit ?? set.orgUnit ?? '',
        month: value.period ?? set.period ?? '',
        value: Number(value.value ?? 0),
    }))
    const table = countyTable(figures, indicators, months, hide)
    return {
        table,
        names: await readNames(
            api,
            table.rows.map(({ orgUnit }) => orgUnit)
        ),
        asOf: values
            .flatMap(({ lastUpdated }) => lastUpdated ?? [])
            .sort()
            .at(-1),
    }
}

const readNames = async (api: Api, uids: readonly Uid[]): Promise<ReadonlyMap<Uid, string>> => {
    const lists = Array.from({ length: Math.ceil(uids.length / NAMES_AT_ONCE) }, (_, place) =>
        uids.slice(place * NAMES_AT_ONCE, (place + 1) * NAMES_AT_ONCE)
    )
    const answers = await Promise.all(
        lists.map((list) =>
            api.get('organisationUnits', { filter: [`id:in:[${list.join(',')}]`], paging: false, fields: 'id,displayName' }, OrgUnits)
        )
    )
    return new Map(answers.flatMap(({ organisationUnits }) => organisationUnits.map(({ id, displayName }) => [id, displayName])))
}

const TEN_MINUTES = 600_000

/** Monthly figures that were counted from client records and stored in DHIS2; small cells are already hidden. */
export const useCountyFigures = (asked: Asked) => {
    const api = useApi()
    return useQuery({
        queryKey: ['county', asked.area, asked.month, asked.hide],
        staleTime: TEN_MINUTES,
        queryFn: () => readFigures(api, asked),
    })
}
