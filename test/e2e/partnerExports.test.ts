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
    const { code, stdout, stderr } = await kmmp(['sync', '--config', setup.config, '--outcomes', outcomes], { env: setup.env(sandbox.url) })
    expect({ code, stderr, stdout: code === 10 ? '' : stdout }).toEqual({ code: 10, stderr: expect.any(String), stdout: '' })
    return readFileSync(outcomes, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
}

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
        'KEPT as the day of a visit': 1627,
        // the visit itself is not in the export, or waits
        'KEPT SCHEDULE': 21,
        'MISSED SCHEDULE': 80,
        'MISSED SKIPPED, she came later': 165,
        'CANCELLED SKIPPED': 126,
        // a visit had taken its place before the partner cancelled it
        'CANCELLED as the day of a visit': 2,
    })
})
