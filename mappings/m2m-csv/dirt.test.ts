import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { loadMapping } from '../../connector/mapping/loadMapping.ts'
import { cleanExport, EXPORTED_ON, FILES, type File, type Table } from '../testing/dirt/cleanExport.ts'
import { clothes, dressed, PLAIN, type Clothes } from '../testing/dirt/clothes.ts'
import { DIRT } from '../testing/dirt/dirt.ts'
import type { Dirt } from '../testing/dirt/oneDirt.ts'
import { inWorkbook } from '../testing/dirt/workbook.ts'
import { facilities } from '../testing/facilities.ts'
import { programmeMetadata } from '../testing/programmeMetadata.ts'
import { tryExports, type Tried, type TryExport } from '../testing/tryMapping.ts'

/** Another seed finds other dirt; more runs find more of it. */
const RUNS = { seed: Number(process.env['KMMP_DIRT_SEED'] ?? 20261116), numRuns: Number(process.env['KMMP_DIRT_RUNS'] ?? 25) }
const FAMILIES = 3

let folder: string
let tryExport: TryExport
beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dirt-'))
    tryExport = tryExports(await loadMapping(__dirname), programmeMetadata(facilities()))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A clean export with the dirt in it. */
const withDirt = (list: readonly Dirt[]): Record<File, Table> => {
    const tables = cleanExport(FAMILIES)
    for (const { file, cells, beside } of list) {
        const { rows } = tables[file]
        const [first = {}] = rows
        const dirty = { ...first, ...cells }
        tables[file] = { ...tables[file], rows: beside ? [...rows, dirty] : [dirty, ...rows.slice(1)] }
    }
    return tables
}

interface Carried {
    tried: Tried[]
    /** lines written after the headers */
    lines: number
    /** of which no records */
    noRecords: number
}

/** Begins a file anew: what stands over an older one is put to the disk at once (ext4), which takes five times as long. */
const write = (path: string, content: string | Uint8Array): void => {
    rmSync(path, { force: true })
    writeFileSync(path, content)
}

const carry = async (tables: Record<File, Table>, dress: Clothes): Promise<Carried> => {
    let noRecords = 0
    let records = 0
    for (const file of FILES) {
        const written = dressed(tables[file], dress)
        write(join(folder, file), written.bytes)
        noRecords += written.noRecords
        records += tables[file].rows.length
    }
    const files = Object.fromEntries(FILES.map((file) => [file, { rows: tables[file].rows.length }]))
    write(join(folder, 'manifest.json'), JSON.stringify({ exported_on: EXPORTED_ON, full_export: true, files }))
    const { tried } = await tryExport(folder)
    return { tried, lines: records + noRecords, noRecords }
}

const said = ({ mapped: { outcome, findings } }: Tried): string => (outcome === 'load' ? 'load' : `${outcome} ${findings[0]?.reason ?? ''}`)

/** Of each file, its records in their order. */
const recordsOf = ({ tried }: Pick<Carried, 'tried'>, file: File): Tried[] =>
    tried
        .filter(({ mapped }) => mapped.place.file === file && !['REPEATED_HEADER', 'TOTAL_ROW'].includes(mapped.findings[0]?.reason ?? ''))
        .sort((one, other) => one.mapped.place.row - other.mapped.place.row)

test('a clean export loads whole, in any clothes', async () => {
    await fc.assert(
        fc.asyncProperty(clothes, async (dress) => {
            const carried = await carry(cleanExport(FAMILIES), dress)
            expect(carried.tried.filter(({ mapped }) => mapped.outcome === 'skip')).toHaveLength(carried.noRecords)
            expect(FILES.flatMap((file) => recordsOf(carried, file)).filter((one) => said(one) !== 'load')).toEqual([])
            expect(carried.tried).toHaveLength(carried.lines)
        }),
        RUNS
    )
})

describe('dirt comes out right by rule, whatever it looks like and whatever it is dressed in', () => {
    test.each(Object.entries(DIRT))('%s', async (_, dirt) => {
        await fc.assert(
            fc.asyncProperty(dirt, clothes, async (one, dress) => {
                const carried = await carry(withDirt([one]), dress)
                const records = recordsOf(carried, one.file)
                const row = one.beside ? records.at(-1) : records[0]
                expect(row && said(row)).toBe([one.outcome, one.reason].filter(Boolean).join(' '))
                expect(row?.cells).toMatchObject(one.values ?? {})
                expect(carried.tried).toHaveLength(carried.lines)
                const strangers = FILES.flatMap((file) => recordsOf(carried, file)).filter((other) => other !== row && !mayWait(other, one))
                expect(strangers.filter((other) => said(other) !== 'load').map(({ mapped }) => mapped)).toEqual([])
            }),
            RUNS
        )
    })
})

/** Rows of the family whose person does not load wait for it. */
const mayWait = (other: Tried, { outcome }: Dirt): boolean =>
    (said(other) === 'park PARENT_MISSING' && outcome !== 'load' && outcome !== 'load_warn') ||
    (outcome === 'skip' && other.mapped.outcome === 'skip')

test('with much dirt at once, every row has one outcome: rows in = delivered + skipped + voided + parked + refused', async () => {
    const anything = fc.array(fc.oneof(...Object.values(DIRT)), { minLength: 3, maxLength: 12 })
    await fc.assert(
        fc.asyncProperty(anything, clothes, async (list, dress) => {
            const carried = await carry(withDirt(list), dress)
            const places = carried.tried.map(({ mapped: { place } }) => `${place.file}:${place.row}`)
            expect(new Set(places).size).toBe(carried.lines)
            expect(
                carried.tried.filter(({ mapped }) => mapped.wanted.length > 0 && !['load', 'load_warn'].includes(mapped.outcome))
            ).toEqual([])
        }),
        RUNS
    )
})

test('the same dirt comes out the same in cells of Excel', async () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(mixed)
    for (const [name, dirt] of Object.entries(DIRT)) {
        for (const one of fc.sample(dirt, { seed: RUNS.seed, numRuns: Math.ceil(RUNS.numRuns / 25) })) {
            const tables = withDirt([one])
            for (const file of FILES.filter((other) => other !== one.file)) {
                write(join(mixed, file), dressed(tables[file], PLAIN).bytes)
            }
            rmSync(join(mixed, one.file), { force: true })
            const workbook = join(mixed, one.file.replace('.csv', '.xlsx'))
            write(workbook, await inWorkbook(tables[one.file]))
            write(join(mixed, 'manifest.json'), JSON.stringify({ exported_on: EXPORTED_ON, full_export: true }))
            const { tried } = await tryExport(mixed)
            rmSync(workbook)
            const records = recordsOf({ tried }, one.file)
            const row = one.beside ? records.at(-1) : records[0]
            expect([name, one.cells, row && said(row)]).toEqual([name, one.cells, [one.outcome, one.reason].filter(Boolean).join(' ')])
            expect(row?.cells).toMatchObject(one.values ?? {})
        }
    }
})

describe('a file that cannot be trusted waits whole', () => {
    test('cut off anywhere', async () => {
        const tables = cleanExport(FAMILIES)
        const whole = dressed(tables['visits.csv'], PLAIN).bytes
        const header = whole.indexOf('\n')
        await fc.assert(
            fc.asyncProperty(fc.integer({ min: header + 2, max: whole.length - 3 }), async (length) => {
                await carry(tables, PLAIN)
                write(join(folder, 'visits.csv'), whole.subarray(0, length))
                const { tried } = await tryExport(folder)
                const visits = tried.filter(({ mapped }) => mapped.place.file === 'visits.csv')
                expect(new Set(visits.map(said))).toEqual(new Set(['park FILE_INCOMPLETE']))
            }),
            RUNS
        )
    })

    test('with a needed column under a name that nobody knows', async () => {
        const needed: readonly (readonly [File, string])[] = [
            ['clients.csv', 'm2m_client_id'],
            ['clients.csv', 'consent_data'],
            ['visits.csv', 'visit_date'],
            ['tests.csv', 'subject_id'],
            ['ecd.csv', 'infant_id'],
            ['appointments.csv', 'status'],
        ]
        for (const [file, column] of needed) {
            await carry(cleanExport(FAMILIES), PLAIN)
            const renamed = { ...PLAIN, header: (name: string) => (name === column ? 'Mystery' : name) }
            write(join(folder, file), dressed(cleanExport(FAMILIES)[file], renamed).bytes)
            const { tried } = await tryExport(folder)
            const rows = tried.filter(({ mapped }) => mapped.place.file === file)
            expect(rows.map(said)).toEqual(rows.map(() => 'park HEADER_UNKNOWN'))
        }
    })
})
