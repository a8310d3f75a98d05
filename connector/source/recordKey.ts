import { plainCell } from '../plainCell.ts'
import type { StreamShape } from './source.ts'

/** The key of a record by its cells; empty when it has none. One that is put together is put into its cell as well. */
export const recordKey = (cells: { [name: string]: string }, { key, join }: Pick<StreamShape, 'key' | 'join'>): string => {
    if (join === undefined) {
        return plainCell(cells[key] ?? '')
    }
    const parts = join.map((name) => plainCell(cells[name] ?? ''))
    return (cells[key] = parts.every((part) => part === '') ? '' : parts.join(' '))
}
