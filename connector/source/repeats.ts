import type { SourceRow } from '../records.ts'
import type { ColumnShape, Page, Repeat, Source, StreamShape } from './source.ts'

/**
 * Gives the records that stand side by side in one row, such as the infants of a mother in `dob_1`, `dob_2`, as rows of their own. A place
 * where nothing stands, or only marks for nothing, is no record. Each has the row's number and the file's name with its own place, so that no two are taken for
 * one; what is no record (a total, a header again) is told by the stream of the row itself. So are those of a further stream of a table told
 * from those of the first.
 */
export const withRepeats = (source: Source): Source => ({
    check: (streams) => source.check(streams.map(numbered)),
    discover: () => source.discover(),
    read: (stream, state) =>
        stream.repeat || stream.further ? apart(source.read(numbered(stream), state), stream) : source.read(stream, state),
})

/** The stream with each repeated column once for each place. Only the first place must be in the header. */
export const numbered = (stream: StreamShape): StreamShape => {
    const { repeat } = stream
    if (!repeat) {
        return stream
    }
    const places = Array.from({ length: repeat.most }, (_, place) => place + 1)
    const columns = stream.columns.flatMap((column) =>
        repeat.columns.includes(column.name) ? places.map((place) => atPlace(column, place, repeat)) : [column]
    )
    return { ...stream, columns }
}

const nameAt = (name: string, place: number): string => (name.includes('#') ? name.replaceAll('#', String(place)) : `${name}_${place}`)

const atPlace = ({ name, aliases, needed }: ColumnShape, place: number, { places }: Repeat): ColumnShape => ({
    name: nameAt(name, place),
    aliases: aliases.flatMap((alias) => {
        if (places !== undefined) {
            return alias.includes('#') ? [alias.replaceAll('#', places[place - 1] ?? '')] : [nameAt(alias, place)]
        }
        // the first may stand without its number
        return place === 1 ? [nameAt(alias, 1), alias.replaceAll('#', '')] : [nameAt(alias, place)]
    }),
    needed: needed && place === 1,
})

/** The file under which the rows of a stream are counted together. */
export const countedFile = ({ file, name, repeat, further }: StreamShape): string => (repeat || further ? `${file}/${name}` : file)

/** The file under which what is no record of a stream is told: its own, even where another stream reads the same table. */
export const problemFile = (stream: StreamShape): string =>
    stream.rows?.rest === false ? `${stream.file}/${stream.name}` : countedFile(stream)

/** The files under which the rows of a stream are told: its own, or one for each place where records stand side by side. */
export const rowFiles = (stream: StreamShape): string[] => {
    const { file, name, repeat } = stream
    return repeat ? Array.from({ length: repeat.most }, (_, index) => fileAt(file, name, index + 1)) : [countedFile(stream)]
}

const fileAt = (file: string, stream: string, place: number): string => `${file}/${stream} ${place}`

async function* apart(pages: AsyncIterable<Page>, stream: StreamShape): AsyncIterable<Page> {
    const { repeat } = stream
    for await (const { rows, problems, state } of pages) {
        const own = problems.filter(({ reason }) => reason !== 'REPEATED_HEADER' && reason !== 'TOTAL_ROW')
        yield {
            rows: rows.flatMap((row) => (repeat ? recordsIn(row, stream, repeat) : { ...row, file: countedFile(stream) })),
            problems: own.map((problem) => ({ ...problem, place: { ...problem.place, file: problemFile(stream) } })),
            state,
        }
    }
}

/** What people write into the places of children whom a mother does not have. */
const NOTHING = /^(?:[\p{P}\s]*|n[./\\]?a\.?)$/iu

const recordsIn = ({ file, row, sourceRecordId, cells, lacks }: SourceRow, stream: StreamShape, { columns, most }: Repeat): SourceRow[] =>
    Array.from({ length: most }, (_, index) => index + 1).flatMap((place) => {
        const own = columns.map((name): [string, string] => [name, cells[nameAt(name, place)] ?? ''])
        if (own.every(([, cell]) => NOTHING.test(cell))) {
            return []
        }
        const id = `${sourceRecordId}/${place}`
        const shared = stream.columns.map(({ name }): [string, string] => [name, cells[name] ?? ''])
        return {
            file: fileAt(file, stream.name, place),
            row,
            sourceRecordId: id,
            cells: { ...Object.fromEntries([...shared, ...own]), [stream.key]: id },
            ...lacking(lacks, stream, columns, place),
        }
    })

/** The columns that a record at a place lacks, by their own names. */
const lacking = (
    lacks: SourceRow['lacks'],
    { columns: all }: StreamShape,
    repeated: readonly string[],
    place: number
): Pick<SourceRow, 'lacks'> => {
    const own = all.map(({ name }) => name).filter((name) => lacks?.has(repeated.includes(name) ? nameAt(name, place) : name))
    return own.length === 0 ? {} : { lacks: new Set(own) }
}

/** The cells of a record as they stand in the row of its table, under numbered names: the other way round. */
export const cellsInRow = (
    { sourceRecordId, cells }: Pick<SourceRow, 'sourceRecordId' | 'cells'>,
    { key, repeat }: StreamShape
): SourceRow['cells'] => {
    if (repeat === undefined) {
        return cells
    }
    const mark = sourceRecordId.lastIndexOf('/')
    const place = Number(sourceRecordId.slice(mark + 1))
    const own = repeat.columns.map((name): [string, string] => [nameAt(name, place), cells[name] ?? ''])
    return { ...cells, ...Object.fromEntries(own), [key]: sourceRecordId.slice(0, mark) }
}
