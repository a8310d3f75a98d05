import type { Column } from '../mapping/language.ts'
import type { Mapping } from '../mapping/loadMapping.ts'
import type { Surroundings } from '../mapping/transforms/cleaned.ts'
import { transforms } from '../mapping/transforms.ts'
import type { AnswerBook } from './answers.ts'

/** How well cells fit a column, 0 to 1; undefined when cells cannot tell: every text fits a text. */
export type Fit = (cells: readonly string[], ways: readonly Column[]) => number | undefined

/** More different answers than this are no coded column. */
export const MOST_ANSWERS = 40

/** So many cells tell how the others are. */
const LOOKED_AT = 100

/** @param surroundings what the transforms share: one that takes any date, as which number is the day is found later */
export const fitting = ({ words }: Mapping, book: AnswerBook, surroundings: Surroundings): Fit => {
    const { isSentinel } = surroundings
    const takes = (way: Column): ((cell: string) => boolean) => {
        if (isCoded(way)) {
            return (cell) => partsOf(way, cell).every((part) => book.isRead(way, part) === true || book.meaning(way, part) !== undefined)
        }
        const clean = transforms[way.as](surroundings, {
            words: words.lists.get(way.list ?? ''),
            pattern: way.pattern === undefined ? undefined : new RegExp(way.pattern, 'u'),
        })
        return (cell) => clean(cell).value !== '' || clean(cell).reason === 'RESULT_NOT_USABLE'
    }
    const measure: Fit = (all, ways) => {
        const cells = all.slice(0, LOOKED_AT).filter((cell) => !isSentinel(cell))
        if (cells.length === 0) {
            return undefined
        }
        const tests = ways.map(takes)
        const share = cells.filter((cell) => tests.some((test) => test(cell))).length / cells.length
        if (ways.every(isCoded)) {
            // a partner may have words of its own
            const answers = new Set(cells.flatMap((cell) => ways.flatMap((way) => partsOf(way, cell))))
            return answers.size > MOST_ANSWERS ? 0 : (1 + share) / 2
        }
        return share
    }
    // many columns are read alike, and every stream asks of every table
    const measured = new WeakMap<readonly string[], Map<string, number | undefined>>()
    return (cells, ways) => {
        if (ways.length === 0 || ways.some(({ as }) => as === 'text' || as === 'lower')) {
            return undefined
        }
        const known = measured.get(cells) ?? new Map<string, number | undefined>()
        measured.set(cells, known)
        const key = ways.map(({ as, list, options, pattern }) => [as, list, options, pattern].join(' ')).join('|')
        if (!known.has(key)) {
            known.set(key, measure(cells, ways))
        }
        return known.get(key)
    }
}

/** True for a column whose answers are words for values. */
export const isCoded = ({ as }: Column): boolean => as === 'option' || as === 'boolean' || as === 'split'

/** The answers in a cell. */
export const partsOf = ({ as }: Column, cell: string): string[] =>
    (as === 'split' ? cell.split(/[,;|/&+\n\r\t]+/) : [cell]).map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '')
