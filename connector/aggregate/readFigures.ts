import { z } from 'zod'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { Facility } from './readProgramme.ts'
import type { Uid } from '#dhis2/uid.ts'
import { dataSets as allDataSets } from '#programme/model/dataSets.ts'

/** A data set as it is on the server that holds the figures. */
export interface LiveDataSet {
    id: Uid
    code: string
    /** UIDs of attribute option combos by category option code, e.g. `KMMP_PARTNER_M2M`; under no code in sets without partners */
    partners: ReadonlyMap<string, Uid>
    /** by code */
    elements: ReadonlyMap<string, LiveElement>
    orgUnits: readonly Facility[]
}

export interface LiveElement {
    id: Uid
    /** UIDs of category option combos by {@link comboKey} */
    combos: ReadonlyMap<string, Uid>
}

/** Names a category option combo by what it is made of, in any order; an element that is not split has the one of no options. */
export const comboKey = (categoryOptions: readonly string[]): string => categoryOptions.toSorted().join('+')

/** The data sets that a run needs. */
export interface LiveFigures {
    /** those counted from client records */
    clients: readonly LiveDataSet[]
    /** the one counted from records of staff */
    workforce: LiveDataSet
    /** where people tell which facilities offer what */
    service: LiveDataSet
    /** those of the country and a year */
    headline: LiveDataSet
    benchmark: LiveDataSet
}

const NAMED = {
    workforce: 'KMMP_DS_WORKFORCE',
    service: 'KMMP_DS_SERVICE',
    headline: 'KMMP_DS_HEADLINE',
    benchmark: 'KMMP_DS_BENCHMARK',
} as const
const clientSets = allDataSets.filter(({ filledFrom }) => filledFrom === 'clients')
const dataSets = allDataSets.filter((dataSet) => clientSets.includes(dataSet) || Object.values<string>(NAMED).includes(dataSet.code))

const Coded = z.object({ id: z.string(), code: z.string().optional() })
const Combo = z.object({
    categoryOptionCombos: z.array(
        z.object({ id: z.string(), categoryOptions: z.array(z.object({ code: z.string().optional() })).optional() })
    ),
})
type Combo = z.infer<typeof Combo>
const DataSet = z.object({
    id: z.string(),
    code: z.string(),
    organisationUnits: z.array(Coded).optional(),
    categoryCombo: Combo,
    dataSetElements: z.array(z.object({ dataElement: Coded.extend({ categoryCombo: Combo }) })),
})

type DataSet = z.infer<typeof DataSet>

const COMBO = 'categoryCombo[categoryOptionCombos[id,categoryOptions[code]]]'
const FIELDS = `id,code,organisationUnits[id,code],${COMBO},dataSetElements[dataElement[id,code,${COMBO}]]`

/**
 * Reads the data sets of the programme with everything that a value is sent under, by code. Combos are known by their options, because
 * servers may have made them with UIDs of their own.
 *
 * @throws Failure when a data set or element is not there
 */
export const readFigures = async (client: Dhis2Client): Promise<LiveFigures> => {
    const filter = `code:in:[${dataSets.map(({ code }) => code).join(',')}]`
    const answer = await client.get('dataSets', z.object({ dataSets: z.array(DataSet).optional() }), {
        filter,
        paging: false,
        fields: FIELDS,
    })
    const found = new Map((answer.dataSets ?? []).map((dataSet) => [dataSet.code, dataSet]))
    const live = new Map(dataSets.map((wanted) => [wanted.code, liveDataSet(wanted, found.get(wanted.code))]))
    const named = (code: string): LiveDataSet => {
        const dataSet = live.get(code)
        if (dataSet === undefined) {
            throw notInstalled(`The data set ${code}`)
        }
        return dataSet
    }
    return {
        clients: clientSets.map(({ code }) => named(code)),
        workforce: named(NAMED.workforce),
        service: named(NAMED.service),
        headline: named(NAMED.headline),
        benchmark: named(NAMED.benchmark),
    }
}

const liveDataSet = ({ code, elements }: { code: string; elements: readonly string[] }, dataSet: DataSet | undefined): LiveDataSet => {
    const live = new Map((dataSet?.dataSetElements ?? []).map(({ dataElement }) => [dataElement.code, dataElement]))
    const lacking = elements.find((element) => !live.has(element))
    if (dataSet === undefined || lacking !== undefined) {
        throw notInstalled(dataSet === undefined ? `The data set ${code}` : `The data element ${lacking} of ${code}`)
    }
    return {
        id: dataSet.id,
        code,
        partners: combosOf(dataSet.categoryCombo),
        elements: new Map(
            [...live].flatMap(([element, { id, categoryCombo }]) =>
                element === undefined ? [] : [[element, { id, combos: combosOf(categoryCombo) }]]
            )
        ),
        orgUnits: dataSet.organisationUnits ?? [],
    }
}

/** The default combo stands under no options: its one option is called default on every server, with or without a code. */
const combosOf = ({ categoryOptionCombos }: Combo): Map<string, Uid> =>
    new Map(
        categoryOptionCombos.map(({ id, categoryOptions = [] }) => [
            comboKey(categoryOptions.flatMap(({ code }) => (code === undefined || code === 'default' ? [] : [code]))),
            id,
        ])
    )

const notInstalled = (what: string): Failure =>
    new Failure({
        kind: 'configuration',
        what: `${what} is not there.`,
        where: 'data sets of the aggregate target',
        why: 'The KMMP package is not installed on this DHIS2, or this account may not read it.',
        next: 'Install the package (kmmp metadata build), and put the account into the user group KMMP_CONNECTOR.',
    })
