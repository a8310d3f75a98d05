import type { Metadata } from '../metadata.ts'
import type { Expressions } from './expressions.ts'
import type { Stream } from './language.ts'
import type { Mapping } from './loadMapping.ts'
import type { Surroundings } from './transforms/cleaned.ts'
import type { Day } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What a plan's purpose note is made of. */
export interface PlanInput {
    /** the purpose that the mapping names */
    purpose: string
    /** code of the stage to be done */
    stage: string
    on: Day
    trackedEntity: Uid
}

/** Writes the note of a planned event; named in the configuration, because only the programme knows its form. */
export type PlanNote = (input: PlanInput) => string

/** All that the parts of one stream are compiled with. */
export interface Compiler {
    mapping: Mapping
    name: string
    stream: Stream
    expressions: Expressions
    metadata: Metadata
    surroundings: Surroundings
    planNote: PlanNote
}
