import { columnsOf, type Mapping } from '../../../connector/mapping/loadMapping.ts'
import { undated } from '../../../connector/source/csv/fileName.ts'
import { withGroups } from '../../../connector/source/csv/groups.ts'
import { planHeader } from '../../../connector/source/csv/header.ts'
import { numbered } from '../../../connector/source/repeats.ts'
import type { StreamShape } from '../../../connector/source/source.ts'
import type { InventedExport, InventedTable } from './invented.ts'

/** What a mapping makes of the columns of an invented export. */
export interface Recognised {
    right: number
    /** read as something else, or although it is not to be read: with what it was taken for */
    wrong: string[]
    /** to be read, and not read */
    missed: string[]
}

/** Compares what a mapping reads with what an invented export holds, column by column. */
export const recognised = (mapping: Mapping, { tables }: InventedExport): Recognised => {
    const found: Recognised = { right: 0, wrong: [], missed: [] }
    for (const table of tables.map(asRead)) {
        const streams = mapping.streams.filter(({ file }) => file === table.file)
        const read = new Set(streams.flatMap((stream) => readBy(mapping, stream, table)))
        const held = new Set(table.columns.flatMap(({ heading, is }) => is.map((name) => said(table, heading, name))))
        found.right += [...read].filter((one) => held.has(one)).length
        found.wrong.push(...[...read].filter((one) => !held.has(one)))
        found.missed.push(...[...held].filter((one) => !read.has(one)))
    }
    return found
}

/** A table under the names that the connector gives it: without the day in its file's name, and with groups before names that stand twice. */
const asRead = (table: InventedTable): InventedTable => {
    const [file = '', ...sheet] = table.file.split('#')
    const headings = withGroups(
        table.columns.map(({ heading }) => heading),
        table.columns.map(({ group = '' }) => group)
    )
    const columns = table.columns.map((column, place) => ({ ...column, heading: headings[place] ?? '' }))
    return { ...table, file: [undated(file), ...sheet].join('#'), columns }
}

const said = ({ file }: InventedTable, heading: string, name: string): string => `${file} "${heading}" → ${name}`

/** The columns of a table that a stream reads; those it shares with its neighbours in a row are theirs. */
const readBy = (mapping: Mapping, stream: StreamShape, table: InventedTable): string[] => {
    const places = planHeader(
        table.columns.map(({ heading }) => heading),
        numbered(stream)
    ).cells.filter(({ index }) => index >= 0)
    const asked = mapping.file.streams[stream.name]
    const own = stream.repeat ? places.filter(({ name }) => stream.repeat?.columns.includes(name.replace(/_\d$/, ''))) : places
    return own.flatMap(({ name: at, index }) => {
        const name = stream.repeat ? at.replace(/_\d$/, '') : at
        const twice =
            asked === undefined ? [] : columnsOf(mapping.file, asked).filter(([, [first]]) => first?.from === name && name === stream.key)
        const heading = table.columns[index]?.heading ?? ''
        return [name, ...twice.map(([other]) => other)].map((one) => said(table, heading, `${stream.name}.${one}`))
    })
}
