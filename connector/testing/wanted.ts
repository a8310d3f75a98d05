import type { Metadata } from '../metadata.ts'
import type { WantedEnrollment, WantedEvent, WantedRelationship, WantedTrackedEntity, WantedValue } from '../records.ts'

/** Objects as rows of tests want them; a test changes what matters to it. */

export const value = (id: string, text: string, changes: Partial<WantedValue> = {}): WantedValue => ({
    id,
    value: text,
    owner: 'partner',
    column: `${id} column`,
    ...changes,
})

export const person = (uid: string, changes: Partial<WantedTrackedEntity> = {}): WantedTrackedEntity => ({
    kind: 'trackedEntity',
    uid,
    trackedEntityType: 'type0000001',
    orgUnit: 'unit0000001',
    values: [],
    ...changes,
})

export const enrollment = (uid: string, trackedEntity: string, changes: Partial<WantedEnrollment> = {}): WantedEnrollment => ({
    kind: 'enrollment',
    uid,
    trackedEntity,
    program: 'program0001',
    orgUnit: 'unit0000001',
    status: 'ACTIVE',
    enrolledAt: '2026-01-10',
    occurredAt: '2026-01-10',
    ...changes,
})

export const visit = (uid: string, of: { trackedEntity: string; enrollment: string }, changes: Partial<WantedEvent> = {}): WantedEvent => ({
    kind: 'event',
    uid,
    ...of,
    program: 'program0001',
    programStage: 'stage000001',
    orgUnit: 'unit0000001',
    status: 'COMPLETED',
    occurredAt: '2026-02-01',
    values: [],
    ...changes,
})

export const link = (uid: string, from: string, to: string): WantedRelationship => ({
    kind: 'relationship',
    uid,
    trackedEntity: to,
    relationshipType: 'linktype001',
    from,
    to,
})

/** Metadata with two attributes, one of them unique, one program and one stage. */
export const metadata: Metadata = {
    trackedEntityTypes: new Map([['PERSON', { id: 'type0000001' }]]),
    attributes: new Map([
        ['NUMBER', { id: 'number00001', code: 'NUMBER', valueType: 'TEXT', unique: true }],
        ['NAME', { id: 'name0000001', code: 'NAME', valueType: 'TEXT', unique: false }],
    ]),
    dataElements: new Map(),
    programs: new Map([
        ['MOTHER', { id: 'program0001', code: 'MOTHER', name: 'Mothers', attributes: new Map(), orgUnits: new Set(['unit0000001']) }],
    ]),
    programStages: new Map([['ANC', { id: 'stage000001', code: 'ANC', program: 'MOTHER', repeatable: true, dataElements: new Map() }]]),
    relationshipTypes: new Map([['LINK', { id: 'linktype001' }]]),
    optionSets: new Map(),
    orgUnits: [],
}
