import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs, { type CellValue } from 'exceljs'
import { facilities } from '../testing/facilities.ts'
import { programmeMetadata } from '../testing/programmeMetadata.ts'
import { tryMapping, type Tried } from '../testing/tryMapping.ts'

const metadata = programmeMetadata(facilities())
const stages = new Map([...metadata.programStages].map(([code, { id }]) => [id, code]))

let folder: string
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'register-'))
})
afterEach(() => rm(folder, { recursive: true }))

const BABIES = [1, 2, 3].flatMap((place) => [`Baby ${place} born`, `Baby ${place} sex`, `Baby ${place} HEI`])
const MOTHERS = ['Reg No', 'MFL', 'Facility', 'County', 'First name', 'Surname', 'Birth date', 'Gender', 'Tel', 'CCC', 'Date joined']
const HEADER = [...MOTHERS, 'HIV status', 'Agrees to share', 'Mentor Mother', ...BABIES]
const CONTACTS = ['Contact No', 'Reg No', 'MFL', 'Date seen', 'Kind of contact', 'Weeks of pregnancy', 'Come back on', 'Mentor Mother']

const day = (text: string): Date => new Date(text)
const mother = (number: string, babies: readonly CellValue[]): CellValue[] => [
    ...[`REG-${number}`, 13077, 'Mathare North Health Centre', 'Nairobi', `Bralruk${number}`, 'Ruklud', day('1999-05-04'), 'Mke'],
    ...[`07000000${number}`, `13077-000${number}`, '03/04/2026', 'KP', 'Ndiyo', 'MM-1', ...babies],
]

/** Invented people in the workbook of the example partner, and what its mapping makes of them. */
const carry = async (mothers: readonly CellValue[][], contacts: readonly CellValue[][] = []): Promise<Tried[]> => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('Mothers').addRows([HEADER, ...mothers])
    workbook.addWorksheet('Contacts').addRows([CONTACTS, ...contacts.map((row) => [...row])])
    await workbook.xlsx.writeFile(join(folder, 'register.xlsx'))
    return (await tryMapping(__dirname, folder, metadata)).tried
}

const said = ({ mapped: { place, outcome, findings } }: Tried): string =>
    [place.sourceRecordId, outcome, findings[0]?.reason].filter(Boolean).join(' ')

const eventsOf = (tried: readonly Tried[]): string[] =>
    tried.flatMap(({ mapped }) =>
        mapped.wanted.flatMap((one) => (one.kind === 'event' ? `${stages.get(one.programStage)} ${one.occurredAt}` : []))
    )

test('a mother and the twins in her row become three people, two links and one birth', async () => {
    const tried = await carry([mother('01', [day('2026-06-01'), 'F', '13077-2026-000001', day('2026-06-01'), 'M', '13077-2026-000002'])])
    expect(tried.map(said)).toEqual(['REG-01 load', 'REG-01/1 load', 'REG-01/2 load'])
    const wanted = tried.flatMap(({ mapped }) => mapped.wanted)
    expect(wanted.filter(({ kind }) => kind === 'trackedEntity')).toHaveLength(3)
    expect(wanted.filter(({ kind }) => kind === 'relationship')).toHaveLength(2)
    const births = wanted.filter((one) => one.kind === 'event' && stages.get(one.programStage) === 'KMMP_M_DELIVERY')
    expect(births).toHaveLength(2)
    expect(new Set(births.map(({ uid }) => uid)).size).toBe(1)
    expect(new Set(tried.map(({ mapped: { place } }) => `${place.file} ${place.row}`)).size).toBe(3)
})

test('a row without infants has none, and one whose infant lacks its sex keeps the mother', async () => {
    const tried = await carry([mother('01', []), mother('02', [day('2026-06-01'), '', '13077-2026-000001'])])
    expect(tried.map(said)).toEqual(['REG-01 load', 'REG-02 load', 'REG-02/1 reject MANDATORY_MISSING'])
})

test('the partner’s dates begin with the day', async () => {
    const [first] = await carry([mother('01', [])])
    expect(first?.cells).toMatchObject({ joined: '2026-04-03', born: '1999-05-04', sex: 'FEMALE', status: 'KNOWN_POSITIVE' })
})

test('contacts become visits, with the next appointment; one about nobody waits', async () => {
    const tried = await carry(
        [mother('01', [])],
        [
            ['K1', 'REG-01', '13077', day('2026-05-04'), 'ANC', 24, day('2026-12-01'), 'MM-1'],
            ['K2', 'REG-01', '13077', '06/05/2026', 'Nyumbani', '', '', ''],
            ['K3', 'REG-77', '13077', '06/05/2026', 'ANC', '', '', 'MM-1'],
        ]
    )
    expect(tried.slice(1).map(said)).toEqual(['K1 load', 'K2 load_warn MM_UNKNOWN', 'K3 park PARENT_MISSING'])
    expect(eventsOf(tried)).toEqual(['KMMP_M_ENROL 2026-04-03', 'KMMP_M_ANC 2026-05-04', 'KMMP_M_HOMEVISIT 2026-05-06'])
    expect(tried.flatMap(({ mapped }) => mapped.plans.map(({ on }) => on))).toEqual(['2026-12-01'])
})

test('a mother who is refused keeps her infants waiting', async () => {
    const row = mother('01', [day('2026-06-01'), 'F', '13077-2026-000001'])
    row[HEADER.indexOf('Agrees to share')] = 'Hapana'
    expect((await carry([row])).map(said)).toEqual(['REG-01 reject CONSENT_MISSING', 'REG-01/1 park PARENT_MISSING'])
})
