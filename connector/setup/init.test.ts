import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Console } from '../console.ts'
import { Failure } from '../failure.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { init } from './init.ts'

const root = resolve(__dirname, '../..')
let folder: string
let said: string[]
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'init-'))
    mkdirSync(join(folder, 'export'))
    said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const out: Console = {
    say: (text) => void said.push(text),
    show: () => undefined,
    report: () => undefined,
    figures: () => undefined,
    fail: () => 1,
    progress: () => ({ add: () => undefined, stop: () => undefined }),
}
const put = (file: string, header: string): void => writeFileSync(join(folder, 'export', file), `${header}\n`)
const run = (path = join(folder, 'export')): Promise<number> =>
    init(
        { export: path, name: 'imara', url: 'https://dhis2.example.org', config: join(folder, 'kmmp.yaml') },
        { packageRoot: root, environment: {} },
        out
    )

const CLIENTS =
    'Record Id,Facility MFL,Mentor mother id,Client Id,First names,Last name,Date of birth,Sex,Phone,Client types,Enrolment date,Consent data,Shoe size'
const VISITS =
    'Record Id,Facility MFL,Mentor mother id,Visit Id,Client Id,Visits date,Visit type,Service point,ANC contact,Adherence,TB status,Next appointment'

test('an export with other names of files and columns gives a mapping that can be read, and a configuration', async () => {
    put('People 2026.csv', CLIENTS)
    put('Seen.csv', VISITS)
    put('Fuel.csv', 'car,litres')
    expect(await run()).toBe(0)
    const mapping = await loadMapping(join(folder, 'mappings', 'imara'))
    expect(mapping.file.source).toBe('imara')
    expect(JSON.stringify(mapping.file)).toContain('"SOURCE_PARTNER":{"value":"OTHER_IP"')
    const inExport = mapping.streams.filter(({ optional }) => !optional)
    expect(inExport.map(({ name, file }) => [name, file])).toEqual([
        ['clients', 'People 2026.csv'],
        ['visits', 'Seen.csv'],
    ])
    const aliasesOf = (stream: number, name: string) => inExport[stream]?.columns.find((column) => column.name === name)?.aliases
    expect(aliasesOf(0, 'first_name')).toContain('First names')
    expect(aliasesOf(1, 'visit_date')).toContain('Visits date')
    const yaml = readFileSync(join(folder, 'kmmp.yaml'), 'utf8')
    expect(yaml).toContain("password: '${KMMP_PASSWORD}'")
    expect(yaml).toContain('imara: { type: csv, path: "export", mapping: mappings/imara }')
})

test('it says what it took for what, and what it did not read', async () => {
    put('People 2026.csv', CLIENTS)
    put('Fuel.csv', 'car,litres')
    await run()
    expect(said).toContainEqual('People 2026.csv: read as clients, 12 columns; records are named by "Record Id".')
    expect(said).toContainEqual('    check: "Client types" is taken for client_type, by likeness of names')
    expect(said).toContainEqual('    not read: Shoe size')
    expect(said).toContainEqual('Fuel.csv: resembles no file that is known; it is not read.')
})

test('the sample export is recognised whole', async () => {
    await run(join(root, 'mappings/m2m-csv/sample-second'))
    const mapping = await loadMapping(join(folder, 'mappings', 'imara'))
    const template = await loadMapping(join(root, 'mappings/m2m-csv'))
    const sent = template.streams.filter(({ optional }) => !optional)
    expect(mapping.streams.map(({ name, file }) => [name, file])).toEqual(sent.map(({ name, file }) => [name, file]))
    expect(said.filter((text) => text.includes('check:') || text.includes('needed'))).toEqual([])
})

describe('what belongs to the partner of the template goes', () => {
    const written = async () => (await loadMapping(join(folder, 'mappings', 'imara'))).file

    test('its rule about other countries, what becomes of what it takes back, its own names of columns, streams that the export does not have', async () => {
        put('People 2026.csv', CLIENTS)
        await run()
        const { skip, aliases, streams, withdrawn } = await written()
        expect(withdrawn).toBeUndefined()
        expect(skip.map(({ reason }) => reason)).not.toContain('OTHER_COUNTRY')
        expect(aliases).toEqual({})
        expect(Object.keys(streams)).toEqual(['clients'])
    })

    test('records count as those of a file of a partner, unless the export says where they come from', async () => {
        put('People 2026.csv', CLIENTS)
        await run()
        expect((await written()).recorded['SOURCE_SYSTEM']).toMatchObject({ value: 'CSV' })
    })
})

describe('what the cells hold decides where the heading does not', () => {
    const read = async () => (await loadMapping(join(folder, 'mappings', 'imara'))).file
    const rows = (count: number, row: (place: number) => string): string =>
        Array.from({ length: count }, (_, place) => row(place)).join('\n')
    const day = (place: number): string => `${String(1 + place).padStart(2, '0')}/02/2026`
    const people = rows(25, (place) => `R${place},13077,Ann,${day(place).replace('2026', '1999')},F,${day(place)},yes`)

    test('a heading over something else is not read as what it says', async () => {
        put('People.csv', `Client no,MFL,First name,DOB,Sex,Enrolment date,Consent,LMP\n${people.replaceAll('yes', 'yes,late')}`)
        await run()
        expect(said).toContainEqual('    not read: LMP')
    })

    test('the order of dates that the export shows is written down, with how many dates show it', async () => {
        put('People.csv', `Client no,MFL,First name,DOB,Sex,Enrolment date,Consent\n${people}`)
        await run()
        expect((await read()).dates.order).toBe('day-first')
        const text = readFileSync(join(folder, 'mappings', 'imara', 'mapping.yaml'), 'utf8')
        expect(text).toContain('# 26 dates of the export can only be read so, and none otherwise')
    })

    test('a number that names the person also names the row, and one that comes twice names a visit together with its day', async () => {
        put('People.csv', `Client no,MFL,First name,DOB,Sex,Enrolment date,Consent\n${people}`)
        const visits = rows(50, (place) => `R${place % 25},13077,${place < 25 ? day(place) : day(place - 25).replace('/02/', '/03/')},home`)
        put('Seen.csv', `Client no,MFL,Date seen,Type of visit\n${visits}`)
        await run()
        const { streams } = await read()
        expect(streams['clients']?.columns['m2m_client_id']).toMatchObject([{ from: 'source_record_id' }])
        expect(streams['visits']?.columns['source_record_id']).toMatchObject([{ join: ['m2m_client_id', 'visit_date', 'visit_type'] }])
        expect(said).toContainEqual(
            'Seen.csv: read as visits, 4 columns; records are named by m2m_client_id and visit_date and visit_type together.'
        )
    })

    test('infants in the row of their mother are rows of their own', async () => {
        const wide = people
            .split('\n')
            .map((row, place) => `${row},${day(place)},M`)
            .join('\n')
        put('People.csv', `Client no,MFL,First name,DOB,Sex,Enrolment date,Consent,Baby DOB,Sex of baby\n${wide}`)
        await run()
        const { streams } = await read()
        expect(streams['clients']?.columns['dob']).toMatchObject([{ aliases: [] }])
        expect(streams['infants']).toMatchObject({
            file: 'People.csv',
            repeat: { most: 1 },
            columns: { dob: [{ aliases: ['Baby DOB #'] }] },
        })
        expect([...(streams['infants']?.repeat?.columns ?? [])].sort()).toEqual(['dob', 'sex'])
    })

    test('a table of mothers and infants, and one of their visits with results in the rows, are taken apart', async () => {
        const head = 'Pt ID,Pt Type,Pt Name,MFL,DOB,Sex,Dt Enrolled,Consented?,Mothers Pt ID'
        const mothers = rows(12, (place) => `P${place},M,Ann Bea ${place},13077,${day(place).replace('2026', '1999')},F,${day(place)},yes,`)
        const infants = rows(12, (place) => `P${place}A,I,Baby ${place},13077,${day(place)},M,${day(place)},yes,P${place}`)
        put('tblPatients.csv', [head, mothers, infants].join('\n'))
        const seen = rows(24, (place) => {
            const [own, kind] = place < 12 ? ['', 'M'] : ['A', 'I']
            const results = place % 2 === 0 ? ',,,' : place < 12 ? `${day(place)},LDL,,` : `,,${day(place - 12)},Negative`
            return `E${1000 + place * 7},P${place % 12}${own},${kind},13077,${day(place % 12)},${place < 12 ? 'ANC' : ''},${results},${place < 12 ? '' : '4.2'}`
        })
        put('tblEncounters.csv', `EncID,Pt ID,Type,MFL,Enc Date,Visit type,VL date,VL result,PCR date,PCR result,Weight\n${seen}`)
        await run()
        const { streams, skip } = await read()
        expect(Object.entries(streams).map(([name, { file, rows: own }]) => [name, file, own?.are])).toEqual([
            ['clients', 'tblPatients.csv', ['M']],
            ['infants', 'tblPatients.csv', ['I']],
            ['visits', 'tblEncounters.csv', ['M']],
            ['infant_visits', 'tblEncounters.csv', ['I']],
            ['tests_vl_of_visits', 'tblEncounters.csv', ['M']],
            ['tests_pcr_of_infant_visits', 'tblEncounters.csv', ['I']],
        ])
        expect(streams['clients']?.columns['first_name']).toMatchObject([{ cel: "row.whole_name.split(' ')[0]" }])
        expect(skip[0]?.columns).toContain('whole_name')
        expect(streams['infants']?.columns['m2m_client_id']).toMatchObject([{ aliases: ['Mothers Pt ID'] }])
        expect(streams['tests_vl_of_visits']).toMatchObject({ repeat: { most: 1 }, columns: { subject_type: [{ cel: "'mother'" }] } })
        expect(said.filter((text) => text.includes('needed, not found'))).toEqual([])
    })

    test('twins of one sex without a number are told apart by their names, of which only a hash stands in the key', async () => {
        put('People.csv', `Client no,MFL,First name,DOB,Sex,Enrolment date,Consent\n${people}`)
        const twins = rows(24, (place) => `R${place >> 1},13077,${day(place >> 1)},F,Baby ${place % 2}`)
        put('Infants.csv', `Mother no,MFL,DOB,Sex,group/infant_name\n${twins}`)
        await run()
        expect((await read()).streams['infants']?.columns).toMatchObject({
            own_infant_name: [{ hashed: true }],
            source_record_id: [{ join: ['m2m_client_id', 'dob', 'sex', 'own_infant_name'] }],
        })
    })

    test('answers that are known in other words are put to their values, without a DHIS2', async () => {
        put('People.csv', `Client no,MFL,First name,DOB,Sex,Enrolment date,Consent\n${people}`)
        const visits = rows(25, (place) => `V${place},R${place},13077,${day(place)},${place % 2 === 0 ? 'Household visit' : 'Canteen'}`)
        put('Seen.csv', `Visit no,Client no,MFL,Date seen,Type of visit\n${visits}`)
        await run()
        const words = readFileSync(join(folder, 'mappings', 'imara', 'partner-words.yaml'), 'utf8')
        expect(words).toContain('        "Household visit": "home"')
        expect(words).toContain('        # "Canteen", 12 times: write one of these in place of VALUE: anc, pnc, home, phone, chat')
    })
})

test('nothing that is there is overwritten', async () => {
    put('People.csv', CLIENTS)
    await run()
    await expect(run()).rejects.toBeInstanceOf(Failure)
})

test('an export that resembles nothing says what to do, and writes nothing', async () => {
    put('Fuel.csv', 'car,litres')
    await expect(run()).rejects.toMatchObject({ next: expect.stringContaining('example-register') })
    await expect(loadMapping(join(folder, 'mappings', 'imara'))).rejects.toBeInstanceOf(Failure)
})

test('a sheet of repeats takes day and person from its form, and answers with a column each become one', async () => {
    put('Women.csv', `${CLIENTS}\nR1,13077,MM1,KE-1,Ann,Bea,2000-01-01,F,,,2026-01-01,yes,`)
    put(
        'Visits.csv',
        [
            '_uuid,Facility MFL,Client Id,Visit date,Visit type,Topics covered/HIV basics,Topics covered/ART adherence',
            'f-1,13077,KE-1,2026-02-01,anc,1,0',
        ].join('\n')
    )
    put('Tests.csv', 'Test done,Result,_submission__uuid,_submission__submission_time\nViral load,LDL,f-1,2026-02-03T10:00:00')
    await run()
    const { streams } = (await loadMapping(join(folder, 'mappings', 'imara'))).file
    expect(streams['visits']?.tell).toContainEqual({
        kind: 'form',
        id: 'row.source_record_id',
        facts: { visit_date: 'visit_date', m2m_client_id: 'm2m_client_id' },
    })
    expect(streams['tests']).toMatchObject({
        orgUnit: 'parent',
        look: { told: { kind: 'form', id: 'row.form' } },
        columns: {
            form: [{ aliases: ['_submission__uuid'], required: true }],
            sample_date: [{ cel: 'told.visit_date' }],
            subject_id: [{ cel: 'told.m2m_client_id' }],
            subject_type: [{ cel: "'mother'" }],
        },
    })
    expect(Object.keys(streams['tests']?.columns ?? {})[0]).toBe('form')
    expect(streams['visits']?.columns).toMatchObject({
        topics_hiv_basics: [{ as: 'boolean', aliases: ['Topics covered/HIV basics'] }],
        topics: [{ list: 'topic', cel: expect.stringContaining("(row.topics_art_adherence == 'true' ? 'ART_ADHERENCE ' : '')") }],
    })
    expect(said).toContainEqual(expect.stringContaining('told by Visits.csv, whose form "_submission__uuid" names'))
})
