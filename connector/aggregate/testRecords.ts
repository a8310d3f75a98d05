import type { TestServer } from './testServer.ts'
import type { Event, Relationship } from '#dhis2/tracker.ts'
import { metadataUid, type MetadataKind } from '#programme/metadata/uid.ts'

/** Tracker records for tests of the figures. */

export const uid = (kind: MetadataKind, stem: string) => metadataUid(kind, `KMMP_${stem}`)
export const MOTHER = uid('program', 'MOTHER')
const CHILD = uid('program', 'CHILD')

type Person = TestServer['persons'][number]

export const event = (stage: string, on: string, values: Readonly<Record<string, string>>): Event => ({
    event: `${stage}${on}`,
    programStage: uid('programStage', stage),
    status: 'COMPLETED',
    occurredAt: `${on}T00:00:00.000`,
    dataValues: Object.entries(values).map(([stem, value]) => ({ dataElement: uid('dataElement', stem), value })),
})

interface Draft {
    program: string
    facility: string
    joined: string
    attributes: Readonly<Record<string, string>>
    events: Event[]
    relationships?: Relationship[]
}

export const enrolled = (trackedEntity: string, { program, facility, joined, attributes, events, relationships = [] }: Draft): Person => ({
    person: {
        trackedEntity,
        orgUnit: facility,
        attributes: Object.entries(attributes).map(([stem, value]) => ({ attribute: uid('trackedEntityAttribute', stem), value })),
        enrollments: [{ enrollment: `${trackedEntity}-e`, program, orgUnit: facility, status: 'ACTIVE', enrolledAt: joined, events }],
        relationships,
    },
    program,
    facility,
})

export const aWoman = (uidOf: string, facility: string, relationships: Relationship[] = []): Person =>
    enrolled(uidOf, {
        program: MOTHER,
        facility,
        joined: '2026-06-15T00:00:00.000',
        attributes: { SEX: 'FEMALE', DATE_OF_BIRTH: '1999-05-01', CLIENT_TYPE: 'PREGNANT_HIV_POS' },
        events: [event('M_ENROL', '2026-06-15', { SOURCE_SYSTEM: 'COMMCARE', SOURCE_PARTNER: 'M2M' })],
        relationships,
    })

export const aBaby = (uidOf: string, facility: string, tests: Event[] = []): Person =>
    enrolled(uidOf, {
        program: CHILD,
        facility,
        joined: '2026-07-20T00:00:00.000',
        attributes: { SEX: 'MALE', DATE_OF_BIRTH: '2026-07-20' },
        events: [event('C_ENROL', '2026-07-20', { EXPOSED: 'YES', SOURCE_PARTNER: 'M2M' }), ...tests],
    })

export const motherOf = (mother: string, child: string): Relationship => ({
    relationshipType: uid('relationshipType', 'MOTHER_CHILD'),
    from: { trackedEntity: { trackedEntity: mother } },
    to: { trackedEntity: { trackedEntity: child } },
})
