import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

type Row = Record<string, string>

/** Rows in one request. */
const BATCH = 250
/** Requests under way at once. */
const IN_FLIGHT = 2

const attribute = (code: string) => metadataUid('trackedEntityAttribute', code)
const element = (code: string) => metadataUid('dataElement', code)
const PERSON = metadataUid('trackedEntityType', 'KMMP_PERSON')
const MOTHER = metadataUid('program', 'KMMP_MOTHER')
const ENROL = metadataUid('programStage', 'KMMP_M_ENROL')
const TEST = metadataUid('programStage', 'KMMP_M_TEST')

/** Logs in, and gives what each request needs and the org units by code. */
export const connect = async (url: string): Promise<{ headers: Record<string, string>; orgUnits: Map<string, string> }> => {
    const answer = await fetch(`${url}/api/system/info`, {
        headers: { Authorization: `Basic ${Buffer.from('connector:Demo-1234').toString('base64')}`, 'X-Requested-With': 'XMLHttpRequest' },
    })
    const Cookie = answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ')
    const headers = { Cookie, 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' }
    const units = await (await fetch(`${url}/api/organisationUnits?paging=false&fields=id,code`, { headers })).json()
    return { headers, orgUnits: new Map(units.organisationUnits.map((unit: { id: string; code: string }) => [unit.code, unit.id])) }
}

/** The body of one request. */
const bodyOf = (rows: readonly Row[], orgUnits: ReadonlyMap<string, string>): string => {
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
    return JSON.stringify(body)
}

/** Sends bodies, so many at once, and waits for all answers. */
export const postAll = async (
    url: string,
    headers: Record<string, string>,
    bodies: AsyncIterable<string> | Iterable<string>
): Promise<void> => {
    const inFlight = new Set<Promise<void>>()
    for await (const body of bodies) {
        const sending: Promise<void> = post(url, headers, body).finally(() => inFlight.delete(sending))
        inFlight.add(sending)
        if (inFlight.size >= IN_FLIGHT) {
            await Promise.race(inFlight)
        }
    }
    await Promise.all(inFlight)
}

const post = async (url: string, headers: Record<string, string>, body: string): Promise<void> => {
    const answer = await fetch(`${url}/api/tracker?async=false&atomicMode=OBJECT`, { method: 'POST', headers, body })
    if (!answer.ok) {
        throw new Error(`HTTP ${answer.status}`)
    }
    await answer.json()
}

/** The bodies of a file, made while it is read. */
export async function* bodiesOf(file: string, orgUnits: ReadonlyMap<string, string>): AsyncIterable<string> {
    let rows: Row[] = []
    for await (const row of createReadStream(file).pipe(parse({ columns: true }))) {
        if (rows.push(row) === BATCH) {
            yield bodyOf(rows, orgUnits)
            rows = []
        }
    }
    if (rows.length > 0) {
        yield bodyOf(rows, orgUnits)
    }
}
