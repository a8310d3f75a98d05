import type { Metadata } from '../metadata.ts'
import type { KnownIdentities, MappedRow, SourceRow, SubjectIndex, WithdrawalPolicy } from '../records.ts'
import type { RowProblem, StreamShape } from '../source/source.ts'
import { checkMapping } from './checkMapping.ts'
import type { PlanNote } from './compiler.ts'
import { Expressions, type Context } from './expressions.ts'
import { judgeStream, type StreamParts } from './judgeStream.ts'
import type { Mapping } from './loadMapping.ts'
import { MappingMistakes } from './mistakes.ts'
import { orgUnitFinder } from './orgUnits.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Day } from '#dhis2/day.ts'
import { outcomeOfReason } from '#dhis2/outcome.ts'

/** What a mapping needs from outside. */
export interface Ports {
    /** the day of the export: nothing that happened can be later */
    asOf: Day
    planNote: PlanNote
}

export interface CompiledStream {
    name: string
    file: string
    /** what the source must find */
    shape: StreamShape
    /** what becomes of objects that a row no longer wants */
    withdrawn: WithdrawalPolicy
    /** What becomes of one row. Rows are given in the order of the file; streams in the order of the mapping. */
    map(row: SourceRow, index: SubjectIndex, decided?: KnownIdentities): MappedRow
    /** A row that the source decided, in the same form. */
    problem(problem: RowProblem): MappedRow
    /** The cells of a row as the mapping cleans them, with what there is to say; for explaining a row, not for delivery. */
    explain(row: SourceRow, index: SubjectIndex): { cells: Readonly<Record<string, string>>; mapped: MappedRow }
}

export interface CompiledMapping {
    source: string
    version: string
    streams: readonly CompiledStream[]
}

/**
 * Makes a mapping ready for rows: every code is turned to its UID, every expression is compiled, once.
 *
 * @throws MappingMistakes when the mapping does not fit the metadata
 */
export const compileMapping = (mapping: Mapping, metadata: Metadata, ports: Ports): CompiledMapping => {
    const mistakes = checkMapping(mapping, metadata)
    if (mistakes.length > 0) {
        throw new MappingMistakes(mistakes)
    }
    const surroundings = surroundingsOf(mapping, new Set(metadata.orgUnits.flatMap(({ code }) => code ?? [])), ports.asOf)
    const findOrgUnit = orgUnitFinder(metadata.orgUnits, mapping.words, ports.asOf)
    const streams = mapping.streams.flatMap((shape): CompiledStream | [] => {
        const { name } = shape
        const stream = mapping.file.streams[name]
        if (stream === undefined) {
            return []
        }
        const expressions = new Expressions(Object.keys(stream.look))
        return streamOf({ mapping, shape, name, stream, expressions, metadata, surroundings, planNote: ports.planNote, findOrgUnit })
    })
    return { source: mapping.file.source, version: mapping.version, streams }
}

/** What a mapping that says nothing does: only what DHIS2 can take back again is done without asking. */
const CAREFUL: WithdrawalPolicy = { held: 'ask', enrollments: 'cancel', absent: 'report', barred: 'ask' }

const streamOf = (parts: StreamParts & { shape: StreamShape }): CompiledStream => {
    const judge = judgeStream(parts)
    return {
        name: parts.name,
        file: parts.stream.file,
        shape: parts.shape,
        withdrawn: { ...CAREFUL, ...parts.mapping.file.withdrawn, ...parts.stream.withdrawn },
        map: (row, index, decided) => judge(row, index, decided).mapped,
        explain: (row, index) => {
            const { mapped, context } = judge(row, index)
            return { cells: cellsOf(context), mapped }
        },
        problem: ({ place, reason, column, detail }) => ({
            place,
            stream: parts.name,
            outcome: outcomeOfReason[reason],
            findings: [{ reason, column, detail }],
            wanted: [],
            plans: [],
        }),
    }
}

const cellsOf = (context: Context | undefined): Readonly<Record<string, string>> => context?.row ?? {}
