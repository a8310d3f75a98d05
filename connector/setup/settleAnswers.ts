import type { Column } from '../mapping/language.ts'
import { columnsOf, type Mapping } from '../mapping/loadMapping.ts'
import type { AnswerBook } from './answers.ts'
import { isCoded, MOST_ANSWERS, partsOf, type Fit } from './fit.ts'
import { timesOf } from './profile.ts'

/** Cells of a column that a stream reads. */
export interface ReadCells {
    stream: string
    column: string
    cells: readonly string[]
    /** what all rows of the table have in columns that it lacks */
    stated?: Readonly<Record<string, string>>
}

/** Answers of a column that its mapping does not read. */
export interface Unread {
    stream: string
    column: string
    /** place of the way of reading, where there are several, and the list that it has */
    way: number
    list: string | undefined
    /** answers whose meaning is known, by the value that they stand for */
    meant: ReadonlyMap<string, readonly string[]>
    /** answers that a person must decide about, with how often they stand there */
    open: readonly { answer: string; times: number }[]
    /** what they may mean */
    values: readonly string[]
}

/** An answer that stands there once may be a slip, or a name in the wrong column: it is not shown. */
const SEEN = 2

/** True for a way of reading that takes words of a list. */
const hasWords = (way: Column): boolean => isCoded(way) || way.as === 'viral_load'

interface Way {
    way: Column
    /** its place among the ways of reading the column */
    place: number
}

/** The ways of reading a column that may be taken, where it is known what all rows have in others. */
const applying = (ways: readonly Column[], stated: Readonly<Record<string, string>>): Way[] => {
    const all = ways.map((way, place) => ({ way, place }))
    const speaking = ({ way: { when = '' } }: Way, column: string): boolean => when.includes(`row.${column} `)
    const known = Object.entries(stated).filter(([column]) => all.some((one) => speaking(one, column)))
    const taken = all.filter((one) => known.some(([column, value]) => speaking(one, column) && one.way.when?.includes(`'${value}'`)))
    return taken.length > 0 ? taken : all.filter((one) => known.every(([column]) => !speaking(one, column)))
}

/** The answers that coded columns hold and the mapping does not read, with their meaning where it is known. */
export const unreadAnswers = (read: readonly ReadCells[], mapping: Mapping, book: AnswerBook, fit: Fit): Unread[] =>
    read.flatMap(({ stream, column, cells, stated = {} }) => {
        const asked = mapping.file.streams[stream]
        const ways = (asked === undefined ? [] : columnsOf(mapping.file, asked)).find(([name]) => name === column)?.[1] ?? []
        const coded = applying(ways, stated).filter(({ way }) => hasWords(way))
        const first = coded.find(({ way }) => isCoded(way)) ?? coded[0]
        if (first === undefined) {
            return []
        }
        const others = ways.filter((way) => !hasWords(way))
        // `n/a` is no n and no a
        const unreadCells = cells.filter((cell) => book.isRead(first.way, cell) !== true)
        const unread = [...timesOf(unreadCells.flatMap((cell) => partsOf(first.way, cell)))].filter(
            ([answer]) => coded.every(({ way }) => book.isRead(way, answer) !== true) && others.every((way) => fit([answer], [way]) === 0)
        )
        if (unread.length > MOST_ANSWERS) {
            return []
        }
        const meaningOf = (answer: string): { place: number; value: string } | undefined =>
            coded.flatMap(({ way, place }) => {
                const value = book.meaning(way, answer)
                return value === undefined ? [] : [{ place, value }]
            })[0]
        return coded.flatMap(({ way, place }): Unread | [] => {
            const meant = new Map<string, string[]>()
            for (const [answer] of unread) {
                const meaning = meaningOf(answer)
                if (meaning?.place === place) {
                    meant.set(meaning.value, [...(meant.get(meaning.value) ?? []), answer])
                }
            }
            const isKnowable = coded.every(({ way: each }) => book.values(each).length > 0)
            const open =
                place === first.place && isKnowable
                    ? unread.filter(([answer, times]) => times >= SEEN && meaningOf(answer) === undefined)
                    : []
            return meant.size + open.length === 0
                ? []
                : {
                      stream,
                      column,
                      way: place,
                      list: way.list,
                      meant,
                      open: open.map(([answer, times]) => ({ answer, times })),
                      values: [...new Set(coded.flatMap(({ way: each }) => book.values(each)))],
                  }
        })
    })
