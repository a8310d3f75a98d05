import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import { readFigures } from './readFigures.ts'
import { type Facility, readReach } from './readProgramme.ts'
import { readStoredValues } from './storedValues.ts'
import { type Month, monthEnd } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { type Compared, compareWithNational, hv02Crosswalk } from '#programme/indicators/hv02Crosswalk.ts'

const MIRROR = 'KMMP_DS_HV02'

/** Our counts beside the national report of MOH 731, for one month. */
export interface Reconciled {
    month: Month
    /** all facilities together */
    total: readonly Compared[]
    /** facilities where a row differs, by their codes */
    places: readonly { facility: string; rows: readonly Compared[] }[]
}

/**
 * Compares the mirror of MOH 731 with the national report, facility by facility. Reads only.
 *
 * @param national code of the national data element by row of the form, e.g. `{ 'HV02-01': 'MOH731_HV02_01' }`
 * @throws Failure when no row has a national code, or DHIS2 does not know one of them
 */
export const reconcile = async (client: Dhis2Client, month: Month, national: Readonly<Record<string, string>>): Promise<Reconciled> => {
    const [{ clients }, elements, reach] = await Promise.all([readFigures(client), readNational(client, national), readReach(client)])
    const mirror = clients.find(({ code }) => code === MIRROR)
    const crosswalk = hv02Crosswalk(national)
    const ours = new Map([...(mirror?.elements ?? [])].map(([code, { id }]) => [id, code]))
    const sums = { ours: new Map<string, number>(), national: new Map<string, number>() }
    const places: { facility: string; rows: readonly Compared[] }[] = []
    for (const facility of (mirror?.orgUnits ?? []).filter(({ id }) => reach.has(id))) {
        const counted = await readRows(client, { dataSets: mirror ? [mirror.id] : [], codes: ours, facility, month })
        const reported = await readRows(client, { dataSets: elements.dataSets, codes: elements.codes, facility, month })
        addTo(sums.ours, counted)
        addTo(sums.national, reported)
        const rows = compareWithNational(crosswalk, counted, reported).filter(
            ({ difference }) => difference !== undefined && difference !== 0
        )
        if (rows.length > 0) {
            places.push({ facility: facility.code ?? facility.id, rows })
        }
    }
    return { month, total: compareWithNational(crosswalk, sums.ours, sums.national), places }
}

const addTo = (sums: Map<string, number>, values: ReadonlyMap<string, number>): void =>
    values.forEach((value, code) => sums.set(code, (sums.get(code) ?? 0) + value))

interface Asked {
    dataSets: readonly Uid[]
    /** codes by UID of the elements wanted */
    codes: ReadonlyMap<Uid, string>
    facility: Facility
    month: Month
}

/** What is reported for a month by element code, splits added up; an element without a value is not there. */
const readRows = async (client: Dhis2Client, { dataSets, codes, facility, month }: Asked): Promise<Map<string, number>> => {
    const rows = new Map<string, number>()
    for (const dataSet of dataSets) {
        const stored = await readStoredValues(client, { dataSet, orgUnit: facility.id, until: monthEnd(month) }, month)
        for (const { dataElement, value } of stored) {
            const code = codes.get(dataElement)
            if (code !== undefined) {
                addTo(rows, new Map([[code, Number(value)]]))
            }
        }
    }
    return rows
}

const National = z.object({
    dataElements: z
        .array(
            z.object({
                id: z.string(),
                code: z.string(),
                dataSetElements: z.array(z.object({ dataSet: z.object({ id: z.string() }) })).optional(),
            })
        )
        .optional(),
})

const readNational = async (client: Dhis2Client, national: Readonly<Record<string, string>>) => {
    const wanted = [...new Set(Object.values(national))]
    if (wanted.length === 0) {
        throw new Failure({
            kind: 'configuration',
            what: 'No national data element is named, so there is nothing to compare with.',
            where: 'moh731 in kmmp.yaml',
            next: 'Name the code of the national element for each row that you want compared, e.g. HV02-01: CODE.',
        })
    }
    const { dataElements = [] } = await client.get('dataElements', National, {
        filter: `code:in:[${wanted.join(',')}]`,
        paging: false,
        fields: 'id,code,dataSetElements[dataSet[id]]',
    })
    const found = new Set(dataElements.map(({ code }) => code))
    const lacking = wanted.filter((code) => !found.has(code))
    if (lacking.length > 0) {
        throw new Failure({
            kind: 'configuration',
            what: `DHIS2 has no data element with the code ${lacking[0]}${lacking.length > 1 ? ` (and ${lacking.length - 1} more)` : ''}.`,
            where: 'moh731 in kmmp.yaml',
            next: 'Ask whoever keeps the national data set for the codes of its elements.',
        })
    }
    return {
        codes: new Map(dataElements.map(({ id, code }) => [id, code])),
        dataSets: [...new Set(dataElements.flatMap(({ dataSetElements = [] }) => dataSetElements.map(({ dataSet }) => dataSet.id)))],
    }
}
