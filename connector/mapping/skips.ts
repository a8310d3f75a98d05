import type { Finding, SourceRow } from '../records.ts'
import { cellText } from './draft.ts'
import type { StreamParts } from './judgeStream.ts'
import { columnsOf } from './loadMapping.ts'

/**
 * Whether a row is left out unread: a copy of an earlier row, or one that a skip rule names. Cells are judged as they stand; a word for
 * "nothing known" fulfils no rule (`NA` is no number of another country).
 */
export const compileSkips = ({ mapping, stream, surroundings }: StreamParts): ((source: SourceRow) => Finding | undefined) => {
    const columns = new Set(columnsOf(mapping.file, stream).map(([column]) => column))
    const rules = mapping.file.skip.flatMap(({ columns: named, matches, reason }) => {
        const pattern = new RegExp(matches, 'iu')
        return named.filter((column) => columns.has(column)).map((column) => ({ column, pattern, reason }))
    })
    return (source) => {
        if (source.copy) {
            return { reason: 'EXACT_DUPLICATE' }
        }
        const rule = rules.find(({ column, pattern }) => {
            const text = cellText(source, column)
            return pattern.test(text) && !surroundings.isSentinel(text)
        })
        return rule && { reason: rule.reason, column: rule.column }
    }
}
