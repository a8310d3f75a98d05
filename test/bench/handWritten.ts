// What somebody would write in an afternoon for one file: map the same rows, post the same bodies; no ledger, no checks, no outcomes.
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

const [url = '', file = ''] = process.argv.slice(2)
const BATCH = 250
const IN_FLIGHT = 2

const attribute = (code: string) => metadataUid('trackedEntityAttribute', code)
const element = (code: string) => metadataUid('dataElement', code)
const PERSON = metadataUid('trackedEntityType', 'KMMP_PERSON')
const MOTHER = metadataUid('program', 'KMMP_MOTHER')
const ENROL = metadataUid('programStage', 'KMMP_M_ENROL')
const TEST = metadataUid('programStage', 'KMMP_M_TEST')

const login = async (): Promise<string> => {
    const answer = await fetch(`${url}/api/system/info`, {
        headers: { Authorization: `Basic ${Buffer.from('connector:Demo-1234').toString('base64')}`, 'X-Requested-With': 'XMLHttpRequest' },
    })
    return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ')
}

const cookie = await login()
const headers = { Cookie: cookie, 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
const units = await (await fetch(`${url}/api/organisationUnits?paging=false&fields=id,code`, { headers })).json()
const orgUnits = new Map<string, string>(units.organisationUnits.map((unit: { id: string; code: string }) => [unit.code, unit.id]))

const post = async (rows: Record<string, string>[]): Promise<void> => {
    const body = { trackedEntities: [] as unknown[], enrollments: [] as unknown[], events: [] as unknown[] }
    for (const row of rows) {
        const client = row.client_id ?? ''
        const orgUnit = orgUnits.get(row.facility_mfl ?? '')
        const trackedEntity = derivedUid('trackedEntity', 'bench', client)
        const enrollment = derivedUid('enrollment', 'bench', client)
        body.trackedEntities.push({
            trackedEntity,
            trackedEntityType: PERSON,
            orgUnit,
            attributes: [
                { attribute: attribute('KMMP_M2M_CLIENT_ID'), value: client },
                { attribute: attribute('KMMP_GIVEN_NAME'), value: row.first_name },
                { attribute: attribute('KMMP_SEX'), value: row.sex },
                { attribute: attribute('KMMP_DATE_OF_BIRTH'), value: row.birth_date },
                { attribute: attribute('KMMP_CONSENT_DATA'), value: row.consent_data === 'yes' ? 'true' : 'false' },
            ],
        })
        body.enrollments.push({
            enrollment,
            trackedEntity,
            program: MOTHER,
            orgUnit,
            status: 'ACTIVE',
            enrolledAt: row.enrol_date,
            occurredAt: row.enrol_date,
        })
        const event = (stage: string, key: string, occurredAt: string | undefined, values: [string, string | undefined][]) => ({
            event: derivedUid('event', 'bench', `${client}|${key}`),
            trackedEntity,
            enrollment,
            program: MOTHER,
            programStage: stage,
            orgUnit,
            status: 'COMPLETED',
            occurredAt,
            dataValues: values.map(([code, value]) => ({ dataElement: element(code), value })),
        })
        body.events.push(
            event(ENROL, 'enrol', row.enrol_date, [
                ['KMMP_ENTRY_POINT', row.entry_point],
                ['KMMP_HIV_STATUS_ENTRY', row.hiv_status_entry],
            ]),
            event(TEST, 'test', row.test_date, [
                ['KMMP_TEST_DATE', row.test_date],
                ['KMMP_TEST_RESULT', row.test_result],
            ])
        )
    }
    const answer = await fetch(`${url}/api/tracker?async=false&atomicMode=OBJECT`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) {
        throw new Error(`HTTP ${answer.status}`)
    }
    await answer.json()
}

const inFlight = new Set<Promise<void>>()
let rows: Record<string, string>[] = []
const flush = async () => {
    const batch = rows
    rows = []
    const sending: Promise<void> = post(batch).finally(() => inFlight.delete(sending))
    inFlight.add(sending)
    if (inFlight.size >= IN_FLIGHT) {
        await Promise.race(inFlight)
    }
}
for await (const row of createReadStream(file).pipe(parse({ columns: true }))) {
    if (rows.push(row) === BATCH) {
        await flush()
    }
}
await flush()
await Promise.all(inFlight)
