import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { connectorSetup, type ConnectorSetup } from '../connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from '../kmmp.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

const partner = resolve(__dirname, '../../mappings/m2m-csv')

interface Line {
    file: string
    row: number
    source_record_id: string
    outcome: string
    reason: string
}

let sandbox: RunningSandbox
let first: ConnectorSetup
let second: ConnectorSetup

beforeAll(async () => {
    sandbox = await startSandboxProcess()
    first = connectorSetup(join(partner, 'sample'))
    second = connectorSetup(join(partner, 'sample-second'), first.folder)
})
afterAll(async () => {
    second.remove()
    first.remove()
    await sandbox.stop()
})

/** Carries an export into DHIS2, and gives what became of each row. */
const carry = async (setup: ConnectorSetup, name: string): Promise<Line[]> => {
    const outcomes = join(first.folder, `${name}.jsonl`)
    const env = setup.env(sandbox.url)
    const { code, stdout: report, stderr } = await kmmp(['sync', '--config', setup.config, '--outcomes', outcomes], { env })
    expect({ code, stderr, report: code === 10 ? '' : report }).toEqual({ code: 10, stderr: expect.any(String), report: '' })
    reports.set(name, report)
    return readFileSync(outcomes, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
}

/** what the runs said, by name */
const reports = new Map<string, string>()

const table = (...path: string[]): Record<string, string>[] => parse(readFileSync(join(partner, ...path)), { columns: true })

const placeOf = ({ file, row }: Line): string => `${file}:${row}`
const agreedPlace = (row: Record<string, string>): string => `${row['file']}:${row['row_number']}`
const said = ({ outcome, reason }: Line): string => [outcome, reason].filter(Boolean).join(' ')

/** Rows that came out otherwise than agreed. A file that was not written at all gives one line of its own, row 0. */
const differing = (lines: readonly Line[], agreed: ReadonlyMap<string, string>): unknown[] =>
    lines
        .filter(({ row }) => row > 0)
        .flatMap((line) => {
            const expected = agreed.get(placeOf(line))
            return said(line) === expected ? [] : [{ place: placeOf(line), id: line.source_record_id, said: said(line), expected }]
        })

test('two exports, one after the other, come out row by row as the partner and the programme agreed', async () => {
    const agreedFirst = new Map(
        table('expected', 'rows.csv').map((row) => [agreedPlace(row), [row['outcome'], row['reason']].filter(Boolean).join(' ')])
    )
    const firstLines = await carry(first, 'first')
    expect(differing(firstLines, agreedFirst)).toEqual([])
    expect(firstLines.filter(({ row }) => row > 0)).toHaveLength(agreedFirst.size)

    const changes = new Set(table('expected-second', 'changes.csv').map(agreedPlace))
    const agreedSecond = new Map(
        table('expected-second', 'rows.csv').map((row) => {
            const place = agreedPlace(row)
            const delivered = row['outcome'] === 'load' || row['outcome'] === 'load_warn'
            return [place, delivered && !changes.has(place) ? 'unchanged' : [row['outcome'], row['reason']].filter(Boolean).join(' ')]
        })
    )
    const secondLines = await carry(second, 'second')
    expect(differing(secondLines, agreedSecond)).toEqual([])
    expect(secondLines).toHaveLength(agreedSecond.size)

    const again = await carry(second, 'again')
    expect(again.filter(({ outcome }) => outcome === 'load' || outcome === 'load_warn')).toEqual([])
})

interface StoredEvent {
    programStage: string
    status: string
    trackedEntity: string
    occurredAt?: string
    scheduledAt?: string
    dataValues?: { dataElement: string; value: string }[]
}

const superuser = { Authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` }

const isVisit = ({ status }: StoredEvent): boolean => status === 'COMPLETED' || status === 'ACTIVE'

const CONTACTS = new Set(['KMMP_M_ANC', 'KMMP_M_PNC'].map((code) => metadataUid('programStage', code)))

const grouped = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
    const groups = new Map<string, T[]>()
    for (const item of items) {
        groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
    }
    return groups
}

const eventsOf = async (program: string): Promise<StoredEvent[]> => {
    const fields = 'programStage,status,trackedEntity,occurredAt,scheduledAt'
    const path = `tracker/events?program=${metadataUid('program', program)}&pageSize=20000&orgUnitMode=ALL&ouMode=ALL&fields=${fields}`
    const answer = await fetch(`${sandbox.url}/api/${path}`, { headers: superuser })
    const { instances, events } = (await answer.json()) as { instances?: StoredEvent[]; events?: StoredEvent[] }
    return events ?? instances ?? []
}

interface StoredPerson {
    relationships?: { relationship: string; relationshipType: string }[]
    enrollments?: { enrollment: string; program: string; status: string; events?: StoredEvent[] }[]
}

const personsOf = async (program: string): Promise<StoredPerson[]> => {
    const fields =
        'relationships[relationship,relationshipType],enrollments[program,status,events[programStage,status,dataValues[dataElement,value]]]'
    const path = `tracker/trackedEntities?program=${metadataUid('program', program)}&pageSize=2000&orgUnitMode=ALL&ouMode=ALL&fields=${fields}`
    const answer = await fetch(`${sandbox.url}/api/${path}`, { headers: superuser })
    const { instances, trackedEntities } = (await answer.json()) as { instances?: StoredPerson[]; trackedEntities?: StoredPerson[] }
    return trackedEntities ?? instances ?? []
}

const counted = (names: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    names.forEach((name) => (counts[name] = (counts[name] ?? 0) + 1))
    return counts
}

const EXIT = { stage: metadataUid('programStage', 'KMMP_M_EXIT'), reason: metadataUid('dataElement', 'KMMP_MOTHER_EXIT') }
/** Stages that a client's own row fills: of a client closed as a duplicate they count nowhere. */
const OWN = new Set(['KMMP_M_ENROL', 'KMMP_M_EXIT'])

const isDuplicate = (events: readonly StoredEvent[]): boolean =>
    events.some(
        ({ programStage, dataValues = [] }) =>
            programStage === EXIT.stage &&
            dataValues.some(({ dataElement, value }) => dataElement === EXIT.reason && value === 'DUPLICATE_RECORD')
    )

test('after both exports DHIS2 holds what the partner says now: nothing that it deleted, took back or merged counts', async () => {
    const agreed = JSON.parse(readFileSync(join(partner, 'expected-second', 'totals.json'), 'utf8')) as Record<string, object>
    const stages = new Map(Object.keys(agreed['events_per_stage'] ?? {}).map((code) => [metadataUid('programStage', code), code]))
    const types = new Map(['MOTHER_CHILD', 'CHILD_CAREGIVER'].map((code) => [metadataUid('relationshipType', `KMMP_${code}`), code]))
    const links = new Map<string, string>()
    const found = { enrolments: {} as Record<string, number>, events: [] as string[] }
    for (const program of ['KMMP_MOTHER', 'KMMP_CHILD', 'KMMP_STAFF']) {
        for (const { enrollments = [], relationships = [] } of await personsOf(program)) {
            relationships.forEach(({ relationship, relationshipType }) => links.set(relationship, types.get(relationshipType) ?? ''))
            for (const { events = [] } of enrollments.filter((one) => one.program === metadataUid('program', program))) {
                const duplicate = isDuplicate(events)
                const held = events.filter(isVisit).map(({ programStage }) => stages.get(programStage) ?? programStage)
                found.enrolments[program] = (found.enrolments[program] ?? 0) + (duplicate ? 0 : 1)
                found.events.push(...held.filter((stage) => !duplicate || !OWN.has(stage)))
            }
        }
    }
    expect(found.enrolments).toEqual(agreed['enrolments'])
    expect(counted(found.events)).toEqual(agreed['events_per_stage'])
    expect(counted([...links.values()])).toEqual(agreed['relationships'])
})

test('the report of the second export tells what was taken back, and what is absent and stays', () => {
    const now = new Set(table('expected-second', 'rows.csv').map((row) => `${row['file']} ${row['source_record_id']}`))
    const delivered = table('expected', 'rows.csv').filter(({ outcome }) => outcome === 'load' || outcome === 'load_warn')
    const absent = delivered.filter((row) => !now.has(`${row['file']} ${row['source_record_id']}`))
    const files = Object.entries(counted(absent.map(({ file = '' }) => file))).map(([file, rows]) => `${file} ${rows}`)
    const said = /(\d+) rows delivered before are absent from this full export: (.*)/.exec(reports.get('second') ?? '')
    expect([said?.[1], said?.[2]?.split(', ').sort()]).toEqual(['8', files.sort()])
    // two of them are visits of a merged record that go over to the one who was kept
    expect(reports.get('second')).toContain('Taken back, as the partner no longer has it: 8 events and relationships deleted')
    expect(reports.get('again')).not.toContain('Taken back')
})

test('each appointment stands in DHIS2 as its record says: planned, skipped, or as the day for which a visit was planned', async () => {
    const events = (await eventsOf('KMMP_MOTHER')).filter(({ programStage }) => CONTACTS.has(programStage))
    const byClient = grouped(events, ({ trackedEntity }) => trackedEntity)
    const records = table('sample-second', 'appointments.csv')
    const byDay = grouped(records, ({ subject_id: client, date }) => `${client} ${date}`)
    const found: Record<string, number> = {}
    for (const [record, ...others] of byDay.values()) {
        const { subject_id: client = '', date: on = '', status } = record ?? {}
        const ofClient = byClient.get(derivedUid('trackedEntity', 'm2m-csv', `client/${client}`)) ?? []
        const [event, second] = ofClient.filter(({ scheduledAt }) => scheduledAt?.slice(0, 10) === on)
        const later = ofClient.some(
            (other) => isVisit(other) && other.programStage === event?.programStage && (other.occurredAt ?? '') > on
        )
        const state = event && isVisit(event) ? 'as the day of a visit' : event?.status
        expect([client, on, second]).toEqual([client, on, undefined])
        if (event && others.length === 0) {
            const key = `${status} ${state}${status === 'MISSED' && later ? ', she came later' : ''}`
            found[key] = (found[key] ?? 0) + 1
        }
    }
    expect(found).toEqual({
        'SCHEDULED SCHEDULE': 228,
        // she came within a week of the day
        'SCHEDULED as the day of a visit': 1,
        'KEPT as the day of a visit': 1625,
        // the visit itself is not in the export, waits, or was deleted by the partner
        'KEPT SCHEDULE': 23,
        'MISSED SCHEDULE': 79,
        'MISSED SKIPPED, she came later': 166,
        'CANCELLED SKIPPED': 126,
        // a visit had taken its place before the partner cancelled it
        'CANCELLED as the day of a visit': 2,
    })
})
