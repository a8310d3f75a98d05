import { addDays, type Day } from '#dhis2/day.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { metadataUid } from '#programme/metadata/uid.ts'

export const MOTHER = metadataUid('program', 'KMMP_MOTHER')
export const PNC = metadataUid('programStage', 'KMMP_M_PNC')
/** Completed visits of each; one more is planned. */
export const VISITS = 5

const PERSON = metadataUid('trackedEntityType', 'KMMP_PERSON')
const attribute = (code: string) => metadataUid('trackedEntityAttribute', code)

/** A tracked entity with an enrollment and visits, to be posted to `/api/tracker`; the same number gives the same one. */
export const inventedMother = (number: number, { orgUnit, today, dataValues }: { orgUnit: string; today: Day; dataValues: unknown }) => {
    const uid = (kind: string, more = '') => derivedUid(kind, 'invented', `${number}${more}`)
    const joined = addDays(today, -300 + (number % 90))
    const event = { program: MOTHER, programStage: PNC, orgUnit, enrollment: uid('enrollment') }
    const visits = Array.from({ length: VISITS }, (_, place) => ({
        ...event,
        event: uid('event', `.${place}`),
        status: 'COMPLETED',
        occurredAt: addDays(joined, place * 28),
        dataValues,
    }))
    const planned = { ...event, event: uid('event', '.next'), status: 'SCHEDULE', scheduledAt: addDays(today, (number % 40) - 20) }
    return {
        trackedEntity: uid('trackedEntity'),
        trackedEntityType: PERSON,
        orgUnit,
        attributes: [
            { attribute: attribute('KMMP_M2M_CLIENT_ID'), value: `INV-${number}` },
            { attribute: attribute('KMMP_GIVEN_NAME'), value: `Mother ${number}` },
            { attribute: attribute('KMMP_SEX'), value: 'FEMALE' },
            { attribute: attribute('KMMP_DATE_OF_BIRTH'), value: addDays('1985-01-01', (number * 37) % 7000) },
            { attribute: attribute('KMMP_CONSENT_DATA'), value: 'true' },
        ],
        enrollments: [
            {
                enrollment: event.enrollment,
                program: MOTHER,
                orgUnit,
                status: 'ACTIVE',
                enrolledAt: joined,
                occurredAt: joined,
                events: [...visits, planned],
            },
        ],
    }
}
