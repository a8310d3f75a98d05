import type { Finding, SourceRow } from '../records.ts'
import { columnsIn } from './compileLacks.ts'
import type { Compiler } from './compiler.ts'
import { cellText } from './draft.ts'
import { columnsOf } from './loadMapping.ts'

/**
 * Tells a finding about a column that the mapping works out as one about a column that the partner knows: of those that it is made of the
 * first that is filled, else the last.
 */
export const compileTelling = ({ mapping, stream, expressions }: Compiler): ((finding: Finding, source: SourceRow) => Finding) => {
    const cells = new Map<string, readonly string[]>()
    for (const [name, ways] of columnsOf(mapping.file, stream)) {
        const read = ways.flatMap(({ cel, from = name }) =>
            cel === undefined ? [from] : columnsIn(cel, expressions).flatMap((other) => cells.get(other) ?? [])
        )
        cells.set(name, [...new Set(read)])
    }
    return (finding, source) => {
        const known = cells.get(finding.column ?? '') ?? []
        const told = known.find((name) => cellText(source, name) !== '') ?? known.at(-1)
        return told === undefined || told === finding.column ? finding : { ...finding, column: told }
    }
}
