import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { countyTable } from '../domain/countyTable.ts'
import type { CountyTable, Figure } from '../domain/countyTable.ts'
import { hideTogether } from '../domain/transmission.ts'
import { useApi } from './api.ts'
import type { Api } from './api.ts'
import { AppError } from './appError.ts'
import { StoredDataValueSet } from '#dhis2/dataValues.ts'
import type { Day } from '#dhis2/day.ts'
import type { Month } from '#dhis2/period.ts'
import { addMonths, monthEnd, monthStart } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { indicators, transmission } from '#programme/indicators/indicators.ts'
import { programmeDay } from '#programme/programmeDay.ts'

const MONTHLY = 'KMMP_DS_MONTHLY'
const COHORTS = 'KMMP_DS_EID_COHORT'

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
    /** in Nairobi; undefined when there are no figures */
    asOf?: Day
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

const readDataSet = async (api: Api, code: string) => {
    const { dataSets } = await api.get(
        'dataSets',
        { filter: [`code:in:[${code}]`], paging: false, fields: 'id,code,dataSetElements[dataElement[id,code]]' },
        DataSets
    )
    const [found] = dataSets
    if (!found) {
        throw new AppError('gone', `NO_${code}`)
    }
    return { id: found.id, codes: new Map(found.dataSetElements.map(({ dataElement }) => [dataElement.id, dataElement.code ?? ''])) }
}

interface Stored {
    figures: Figure[]
    /** times of the newest changes, as the server tells them */
    changed: string[]
}

/** All values of a data set in an area, from one month to another. */
const readStored = async (api: Api, code: string, { area, from, to }: { area: Uid; from: Month; to: Month }): Promise<Stored> => {
    const dataSet = await readDataSet(api, code)
    const stored = await api.get(
        'dataValueSets',
        { dataSet: dataSet.id, startDate: monthStart(from), endDate: monthEnd(to), orgUnit: area, children: true },
        // an account that may see nothing here gets an empty body instead of data (2.40-2.42)
        z.nullable(StoredDataValueSet)
    )
    const set = stored ?? {}
    const values = set.dataValues ?? []
    return {
        figures: values.map((value) => ({
            element: dataSet.codes.get(value.dataElement) ?? '',
            orgUnit: value.orgUnit ?? set.orgUnit ?? '',
            month: value.period ?? set.period ?? '',
            value: Number(value.value ?? 0),
        })),
        changed: values.flatMap(({ lastUpdated }) => lastUpdated ?? []),
    }
}

const readFigures = async (api: Api, { area, month, hide }: Asked): Promise<CountyFigures> => {
    const months = Array.from({ length: MONTHS_SHOWN }, (_, place) => addMonths(month, place + 1 - MONTHS_SHOWN))
    const { figures, changed } = await readStored(api, MONTHLY, { area, from: months[0] ?? month, to: month })
    const table = countyTable(figures, indicators, months, hide)
    const newest = changed.sort().at(-1)
    return {
        table,
        names: await readNames(
            api,
            table.rows.map(({ orgUnit }) => orgUnit)
        ),
        // data values tell their times in UTC and say so
        asOf: newest && programmeDay(newest, 'UTC'),
    }
}

const COHORT_MONTHS = 12

/** Final transmission of an area in the twelve months to one, by indicator code, with what it is never shown without. */
const readTransmission = async (api: Api, { area, month, hide }: Asked): Promise<CountyTable['total']> => {
    const { figures } = await readStored(api, COHORTS, { area, from: addMonths(month, 1 - COHORT_MONTHS), to: month })
    const year = figures.map((figure) => ({ ...figure, month }))
    return hideTogether(countyTable(year, transmission, [month], hide).total)
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

/** Final mother-to-child transmission of twelve months; counts so small that people could be known are already hidden. */
export const useTransmission = (asked: Asked) => {
    const api = useApi()
    return useQuery({
        queryKey: ['transmission', asked.area, asked.month, asked.hide],
        staleTime: TEN_MINUTES,
        queryFn: () => readTransmission(api, asked),
    })
}
