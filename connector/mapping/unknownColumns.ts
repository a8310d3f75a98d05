import type { MappingFile, Stream } from './language.ts'
import type { Located, MappingMistake, Path } from './mistakes.ts'

/** All columns that a stream has. */
export const namesOf = (file: MappingFile, stream: Stream): ReadonlySet<string> =>
    new Set([...Object.keys(file.columns), ...Object.keys(stream.columns)])

/** Columns that the mapping speaks of for all streams, and that none of them has. */
export const unknownColumns = ({ file, located }: { file: MappingFile; located: Located }): MappingMistake[] => {
    const columns = new Set(Object.values(file.streams).flatMap((stream) => [...namesOf(file, stream)]))
    const { skip, orgUnit, recorded } = file
    const named: [path: Path, column: string | undefined][] = [
        ...skip.flatMap(({ columns: asked }, rule) => asked.map((column): [Path, string] => [['skip', rule, 'columns'], column])),
        ...(['code', 'name', 'within'] as const).map((part): [Path, string | undefined] => [['orgUnit', part], orgUnit[part]]),
        ...Object.entries(recorded).map(([code, { from }]): [Path, string | undefined] => [['recorded', code], from]),
    ]
    return named.flatMap(([path, column]) =>
        column === undefined || columns.has(column)
            ? []
            : located.mistake(path, `No stream has the column "${column}".`, 'Add it under "columns", or correct its name.')
    )
}
