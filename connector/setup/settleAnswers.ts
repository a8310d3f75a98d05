import { columnsOf, type Mapping } from '../mapping/loadMapping.ts'
import type { AnswerBook } from './answers.ts'
import { isCoded, MOST_ANSWERS, partsOf, type Fit } from './fit.ts'
import { timesOf } from './profile.ts'

/** Cells of a column that a stream reads. */
export interface ReadCells {
    stream: string
    column: string
    cells: readonly string[]
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

/** The answers that coded columns hold and the mapping does not read, with their meaning where it is known. */
export const unreadAnswers = (read: readonly ReadCells[], mapping: Mapping, book: AnswerBook, fit: Fit): Unread[] =>
    read.flatMap(({ stream, column, cells }) => {
        const asked = mapping.file.streams[stream]
        const ways = (asked === undefined ? [] : columnsOf(mapping.file, asked)).find(([name]) => name === column)?.[1] ?? []
        const coded = ways.map((way, place) => ({ way, place })).filter(({ way }) => isCoded(way))
        const [first] = coded
        if (first === undefined) {
            return []
        }
        const others = ways.filter((way) => !isCoded(way))
        const unread = [...timesOf(cells.flatMap((cell) => partsOf(first.way, cell)))].filter(
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
                      values: [...new Set(coded.flatMap(({ way: each }) => book.values(each)))].filter((value) => value !== ''),
                  }
        })
    })
