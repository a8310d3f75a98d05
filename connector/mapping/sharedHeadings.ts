import { normalised } from '../source/csv/header.ts'
import type { Stream } from './language.ts'

/** Headings that two columns of a stream claim, with the second of them. A heading stands for one column: the other one would not be found. */
export const sharedHeadings = ({ columns }: Stream): { heading: string; column: string; other: string }[] => {
    const taken = new Map<string, string>()
    return Object.entries(columns).flatMap(([column, ways]) =>
        [...new Set(ways.flatMap(({ aliases }) => aliases))].flatMap((heading) => {
            const other = taken.get(normalised(heading)) ?? column
            taken.set(normalised(heading), column)
            return other === column ? [] : { heading, column, other }
        })
    )
}
