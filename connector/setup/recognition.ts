import type { Dhis2Client } from '../dhis2/client.ts'
import { readMetadata } from '../dhis2/readMetadata.ts'
import { readOptionNames, type NamedOption } from '../dhis2/readOptionNames.ts'
import type { Mapping } from '../mapping/loadMapping.ts'
import { orgUnitFinder } from '../mapping/orgUnits.ts'
import { surroundingsOf } from '../mapping/surroundings.ts'
import type { Surroundings } from '../mapping/transforms/cleaned.ts'
import type { Metadata } from '../metadata.ts'
import { answerBook } from './answers.ts'
import { fitting } from './fit.ts'
import type { ToSettle } from './partnerWords.ts'
import type { Recognising } from './recognise.ts'
import { unreadAnswers, type ReadCells } from './settleAnswers.ts'
import { strangeFacilities } from './settleFacilities.ts'
import type { OwnList } from './skeleton.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Day } from '#dhis2/day.ts'

/** What a DHIS2 says of itself that helps to recognise an export. */
export interface Live {
    metadata: Metadata
    options: ReadonlyMap<string, readonly NamedOption[]>
}

export const readLive = async (client: Dhis2Client): Promise<Live> => {
    const [metadata, options] = await Promise.all([readMetadata(client), readOptionNames(client)])
    return { metadata, options }
}

/** All by which an export is recognised; `live` is undefined when no DHIS2 was asked. */
export interface Recognition extends Recognising {
    live: Live | undefined
    asOf: Day
}

export const recognition = (
    mapping: Mapping,
    vocabulary: Vocabulary,
    { live, asOf }: { live: Live | undefined; asOf: Day }
): Recognition => {
    const codes = live && new Set(live.metadata.orgUnits.flatMap(({ code }) => code ?? []))
    const surroundings = surroundingsOf(mapping, codes ?? { has: () => true }, asOf)
    const anyDate: Surroundings = { ...surroundings, dates: { ...surroundings.dates, order: 'day-first' } }
    const book = answerBook({ mapping, vocabulary, surroundings, options: live?.options })
    return { mapping, vocabulary, book, live, asOf, fit: fitting(mapping, book, anyDate) }
}

/** Words in the cells that a mapping reads, and that it does not understand: answers, and facilities where a DHIS2 was asked. */
export const wordsToSettle = (read: readonly ReadCells[], { mapping, vocabulary, book, fit, live, asOf }: Recognition): ToSettle => {
    const { code = '', name = '', within = '' } = mapping.file.orgUnit
    const cellsOf = (column: string): string[] => read.filter((one) => one.column === column).flatMap(({ cells }) => cells)
    const facilities = { codes: cellsOf(code), names: cellsOf(name), inPlaces: cellsOf(within).length > 0 }
    return {
        answers: unreadAnswers(read, mapping, book, fit).map((one) => ({
            ...one,
            list: one.list ?? ownListOf(one),
            hasList: one.list !== undefined,
        })),
        facilities:
            live === undefined
                ? []
                : strangeFacilities(facilities, {
                      units: live.metadata.orgUnits,
                      find: orgUnitFinder(live.metadata.orgUnits, mapping.words, asOf),
                      abbreviations: vocabulary.abbreviations,
                  }),
    }
}

const ownListOf = ({ stream, column, way }: Omit<OwnList, 'list'>): string =>
    [stream, column, ...(way > 0 ? [way + 1] : [])].join('-').replaceAll('_', '-')
