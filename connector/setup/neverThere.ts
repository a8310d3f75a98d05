import { columnsIn, decidingColumns } from '../mapping/compileLacks.ts'
import { Expressions } from '../mapping/expressions.ts'
import { columnsOf, type Mapping } from '../mapping/loadMapping.ts'

/**
 * The absent columns of a stream by which the mapping decides what a row wants. A column that a file lacks this time keeps what was delivered as it
 * is; one that this partner never has must not, or nothing that its rows no longer want would ever be taken back.
 */
export const neverThere = ({ file }: Mapping, name: string, absent: readonly string[]): string[] => {
    const stream = file.streams[name]
    if (stream === undefined) {
        return []
    }
    const expressions = new Expressions(Object.keys(stream.look))
    const ways = new Map(columnsOf(file, stream))
    const deciding = new Set(decidingColumns(stream, expressions))
    // a set goes on with what is added to it meanwhile
    for (const column of deciding) {
        const texts = (ways.get(column) ?? []).flatMap(({ cel, when }) => [cel, when])
        texts.flatMap((text) => columnsIn(text, expressions)).forEach((other) => deciding.add(other))
    }
    return absent.filter((column) => deciding.has(column))
}
