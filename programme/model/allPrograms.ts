import { fields } from './fields.ts'
import { programs } from './programs.ts'
import { eventPrograms, sessionFields } from './sessions.ts'
import { staffFields, staffProgram } from './staff.ts'
import type { Audience, Field, Program, Stage } from './types.ts'

/** The tracker programmes of clients and of staff. */
export const trackerPrograms: readonly Program[] = [...programs, staffProgram]

/** A programme of either kind with its stages. */
export interface StageOwner {
    code: string
    audience: Audience
    stages: readonly Stage[]
}

/** All programmes that own stages, in the order of the documentation. */
export const stageOwners: readonly StageOwner[] = [
    ...trackerPrograms,
    ...eventPrograms.map(({ code, stage }) => ({ code, audience: 'sessions' as const, stages: [stage] })),
]

/** All tracker data elements, of clients, staff and sessions. */
export const allFields: readonly Field[] = [...fields, ...staffFields, ...sessionFields]
