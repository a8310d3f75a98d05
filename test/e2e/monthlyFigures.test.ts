import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type Delivered, startDelivered } from '../delivered.ts'
import { kmmp } from '../kmmp.ts'

const partner = resolve(__dirname, '../../mappings/m2m-csv')
const AS_OF = '2026-10-31'
let delivered: Delivered

beforeAll(async () => void (delivered = await startDelivered()))
afterAll(() => delivered.end())

const aggregate = async (asOf: string) => {
    const { sandbox, setup } = delivered
    const { stdout, code } = await kmmp(['aggregate', '--config', setup.config, '--json', '--as-of', asOf], { env: setup.env(sandbox.url) })
    const said = stdout.split('\n').filter((line) => line.includes('"event":"figures"'))
    return { code, report: JSON.parse(said[0] ?? '{}') as Record<string, unknown> }
}

const read = async (path: string) => {
    const authorization = `Basic ${Buffer.from('connector:Demo-1234').toString('base64')}`
    const answer = await fetch(`${delivered.sandbox.url}/api/${path}`, {
        headers: { Authorization: authorization, 'X-Requested-With': 'XMLHttpRequest' },
    })
    return answer.json()
}

interface Value {
    dataElement: string
    period: string
    orgUnit: string
    value: string
}

/** Figures that the partner counts too. */
const PARTNERS_OWN = ['KMMP_IND_NEW_CLIENTS', 'KMMP_IND_HEI_PCR68_D', 'KMMP_IND_HEI_PCR68_N']

/** Sums over splits and partners as `13077 202606 KMMP_IND_NEW_CLIENTS`, zeros left out. */
const figures = async (): Promise<Record<string, number>> => {
    const fields = 'id,organisationUnits[id,code],dataSetElements[dataElement[id,code]]'
    const [dataSet] = (await read(`dataSets?filter=code:eq:KMMP_DS_MONTHLY&paging=false&fields=${fields}`)).dataSets
    const [kenya] = (await read('organisationUnits?filter=level:eq:1&fields=id')).organisationUnits
    const codes = new Map<string, string>(
        [...dataSet.organisationUnits, ...dataSet.dataSetElements.map((use: { dataElement: unknown }) => use.dataElement)].map(
            ({ id, code }) => [id, code]
        )
    )
    const query = `dataSet=${dataSet.id}&orgUnit=${kenya.id}&children=true&startDate=2024-01-01&endDate=2026-12-31`
    const sums: Record<string, number> = {}
    for (const { orgUnit, period, dataElement, value } of (await read(`dataValueSets?${query}`)).dataValues as Value[]) {
        const code = codes.get(dataElement) ?? ''
        if (PARTNERS_OWN.includes(code)) {
            const key = `${codes.get(orgUnit)} ${period} ${code}`
            sums[key] = (sums[key] ?? 0) + Number(value)
        }
    }
    return withoutZeros(sums)
}

/** What the partner's own count of the export says (figures.csv), in the same words. */
const agreed = (): Record<string, number> => {
    const rows: Record<string, string>[] = parse(readFileSync(join(partner, 'expected', 'figures.csv')), { columns: true })
    return withoutZeros(
        Object.fromEntries(
            rows.flatMap((row) => {
                const place = `${row.facility_mfl} ${row.month?.replace('-', '')}`
                return [
                    [`${place} KMMP_IND_NEW_CLIENTS`, Number(row.new_mother_enrolments) + Number(row.new_infants)],
                    [`${place} KMMP_IND_HEI_PCR68_D`, Number(row.hei_reaching_day_62)],
                    [`${place} KMMP_IND_HEI_PCR68_N`, Number(row.hei_pcr_42_62)],
                ]
            })
        )
    )
}

const withoutZeros = (sums: Record<string, number>) => Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum > 0))

test('the figures of every facility and month are those that the partner counts, and a second run finds nothing to change', async () => {
    const first = await aggregate(AS_OF)
    expect(first).toMatchObject({ code: 0, report: { mothers: 283, infants: 228, values: { updated: 0, unchanged: 0, refused: 0 } } })
    expect(Object.keys(agreed()).length).toBeGreaterThan(300)
    expect(await figures()).toEqual(agreed())

    const second = await aggregate(AS_OF)
    const { created } = first.report.values as { created: number }
    expect(second).toMatchObject({ code: 0, report: { completed: 0, values: { created: 0, updated: 0, unchanged: created, refused: 0 } } })
})
