import type { Day } from '#dhis2/day.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'

/** Tracker objects of an invented mother, written with codes: to be posted with `idScheme=CODE`. */

export const CLINIC = '13077'

type Answers = Readonly<Record<string, string>>

interface Visit {
    stage: string
    /** the day on which it happened, or for which it is planned */
    on: Day
    status?: 'ACTIVE' | 'COMPLETED' | 'SCHEDULE'
    /** by code without `KMMP_` */
    answers?: Answers
    /** tells two visits of a stage and day apart */
    name?: string
}

const uid = (kind: string, name: string): string => derivedUid(kind, 'clinic', name)

const withCodes = <Key extends string>(answers: Answers, key: Key): Record<Key | 'value', string>[] =>
    Object.entries(answers).map(([stem, value]) => ({ [key]: `KMMP_${stem}`, value }) as Record<Key | 'value', string>)

/** A visit of a woman. */
export const visit = (woman: string, { stage, on, status = 'COMPLETED', answers = {}, name = '' }: Visit) => ({
    event: uid('event', `${woman} ${stage} ${on} ${name}`),
    enrollment: uid('enrollment', woman),
    program: 'KMMP_MOTHER',
    programStage: `KMMP_${stage}`,
    orgUnit: CLINIC,
    status,
    ...(status === 'SCHEDULE' ? { scheduledAt: on } : { occurredAt: on }),
    dataValues: withCodes(answers, 'dataElement'),
})

/** A woman with her enrollment, her attributes over those that everybody has. */
export const woman = (name: string, joined: Day, attributes: Answers = {}) => ({
    trackedEntity: uid('trackedEntity', name),
    trackedEntityType: 'KMMP_PERSON',
    orgUnit: CLINIC,
    attributes: withCodes(
        { GIVEN_NAME: name, SEX: 'FEMALE', DATE_OF_BIRTH: '1996-05-20', CONSENT_DATA: 'true', ...attributes },
        'attribute'
    ),
    enrollments: [
        {
            enrollment: uid('enrollment', name),
            program: 'KMMP_MOTHER',
            orgUnit: CLINIC,
            status: 'ACTIVE',
            enrolledAt: joined,
            occurredAt: joined,
        },
    ],
})

/** What every finished visit at the clinic says. */
export const AT_CLINIC: Answers = { SOURCE_SYSTEM: 'DHIS2_APP', SERVICE_POINT: 'FACILITY_ANC', ATTENDING_MM: 'MM-13077-01' }
/** What every visit says that a partner sends. */
export const FROM_PARTNER: Answers = { SOURCE_SYSTEM: 'COMMCARE', SOURCE_RECORD_ID: 'A000001-01' }
