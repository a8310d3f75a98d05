import type { Config, SourceConfig, Surroundings } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Dhis2Client } from '../dhis2/client.ts'
import { EXIT } from '../failure.ts'
import { loadMapping, type Mapping } from '../mapping/loadMapping.ts'
import { nearestCodes } from '../mapping/suggest.ts'
import { sourceOf } from '../run/openRun.ts'
import { planHeader } from '../source/csv/header.ts'
import { withSafeHeaders } from '../source/drift.ts'
import { numbered } from '../source/repeats.ts'
import type { StreamShape } from '../source/source.ts'
import { isOfTool } from './ofTool.ts'
import { partnerWords, type ToSettle } from './partnerWords.ts'
import { profileTables, type Profile, type TableProfile } from './profile.ts'
import { recogniseColumns, wantedColumns } from './recognise.ts'
import { readLive, recognition, wordsToSettle, type Live, type Recognition } from './recognition.ts'
import type { ReadCells } from './settleAnswers.ts'
import { readVocabulary, type Vocabulary } from './vocabulary.ts'

/**
 * `kmmp mapping suggest`: for each heading that a mapping does not know, the column that it may be, else the codes of DHIS2 that it
 * resembles; and the answers and facilities of the export that the mapping does not read, as lines for a file with words. Writes nothing.
 */
export const suggestMappings = async (config: Config, { packageRoot }: Surroundings, out: Console): Promise<number> => {
    const vocabulary = readVocabulary(packageRoot)
    const live = await readLive(await Dhis2Client.connect(config.targets.tracker))
    for (const source of config.sources.values()) {
        await suggestFor(source, { live, vocabulary, out })
    }
    return EXIT.done
}

interface Suggesting {
    live: Live
    vocabulary: Vocabulary
    out: Console
}

const suggestFor = async (source: SourceConfig, { live, vocabulary, out }: Suggesting): Promise<void> => {
    const mapping = await loadMapping(source.mapping)
    const opened = sourceOf(source)
    const { asOf } = await opened.discover()
    const known = recognition(mapping, vocabulary, { live, asOf })
    const tables = await safeTables(await profileTables(opened), mapping)
    const codes = [...live.metadata.attributes.keys(), ...live.metadata.dataElements.keys()]
    const gaps = gapsOf(tables, mapping)
    for (const { table, stream, unknown, absent } of gaps) {
        const wanted = wantedColumns(mapping, stream).filter(({ name }) => absent.has(name))
        const own = unknown.filter((profile) => !isOfTool(profile, vocabulary))
        const found = recogniseColumns(own, wanted, stream, known)
        for (const { heading } of own) {
            const column = found.find((one) => one.heading === heading)?.column
            const near = nearestCodes(heading, codes)
            out.say(
                column !== undefined
                    ? `${table.file}: "${heading}" may be ${column}. If so: aliases: { ${column}: [${heading}] }`
                    : `${table.file}: "${heading}" is not read. ${near.length > 0 ? `It resembles ${near.join(', ')}.` : 'It resembles nothing.'}`
            )
        }
    }
    const settle = settled(tables, known)
    if (gaps.every(({ unknown }) => unknown.length === 0) && settle.answers.length + settle.facilities.length === 0) {
        out.say(`${source.name}: nothing to suggest.`)
    }
    tellWords(mapping, settle, out)
}

/** In a file without a header line the first record stands in its place, and may name a person: it is left out. */
const safeTables = async (tables: readonly TableProfile[], { streams }: Mapping): Promise<TableProfile[]> => {
    const headed = withSafeHeaders(
        tables.map(({ file, columns }) => ({ file, headers: columns.map(({ heading }) => heading) })),
        streams.map(numbered)
    )
    return tables.filter((_, place) => (headed[place]?.headers.length ?? 0) > 0)
}

interface Gap {
    table: TableProfile
    stream: string
    /** columns of the table that no stream reads */
    unknown: readonly Profile[]
    /** columns that the stream would read, and the table does not have */
    absent: ReadonlySet<string>
}

const gapsOf = (tables: readonly TableProfile[], { streams }: Mapping): Gap[] =>
    tables.flatMap((table) => {
        const same = streams.filter(({ file }) => file === table.file)
        const [first] = same
        const plans = same.map((stream) => planHeader(headings(table), numbered(stream)))
        const unknown = table.columns.filter(({ heading }) => plans.every((plan) => plan.unknown.includes(heading)))
        const absent = new Set((plans[0]?.cells ?? []).filter(({ index }) => index < 0).map(({ name }) => name))
        return first === undefined ? [] : [{ table, stream: first.name, unknown, absent }]
    })

const headings = ({ columns }: TableProfile): string[] => columns.map(({ heading }) => heading)

const settled = (tables: readonly TableProfile[], known: Recognition): ToSettle => {
    const read = tables.flatMap((table) =>
        known.mapping.streams.filter(({ file }) => file === table.file).flatMap((stream) => readCells(table, stream))
    )
    return wordsToSettle(read, known)
}

const readCells = (table: TableProfile, stream: StreamShape): ReadCells[] =>
    planHeader(headings(table), numbered(stream)).cells.flatMap(({ name, index }) => {
        const profile = table.columns[index]
        const column = stream.repeat ? name.replace(/_\d$/, '') : name
        return profile === undefined ? [] : [{ stream: stream.name, column, cells: profile.cells }]
    })

const tellWords = (mapping: Mapping, settle: ToSettle, out: Console): void => {
    if (settle.answers.length + settle.facilities.length === 0) {
        return
    }
    out.say(`Words that the mapping does not read, for a file under "lists" (${mapping.file.lists.join(', ')}):`)
    out.say(partnerWords(mapping.file.source, settle))
    const without = settle.answers.filter((one) => !one.hasList)
    without.forEach(({ stream, column, list }) => out.say(`Add list: ${list} to the column ${column} of ${stream}.`))
}
