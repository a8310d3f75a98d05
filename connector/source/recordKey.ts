import { hash } from 'node:crypto'
import { plainCell } from '../plainCell.ts'
import type { StreamShape } from './source.ts'

/** 77.0 is the number 77 as spreadsheets and data frames write it in one export and not in the next. */
const FLOAT = /^(\d+)\.0+$/

/** The key of a record by its cells; empty when it has none. One that is put together, or made plain, is put into its cell as well. */
export const recordKey = (
    cells: { [name: string]: string },
    { key, join, hashed }: Pick<StreamShape, 'key' | 'join' | 'hashed'>
): string => {
    if (join === undefined) {
        const id = plainCell(cells[key] ?? '')
        return FLOAT.test(id) ? (cells[key] = id.replace(FLOAT, '$1')) : id
    }
    const parts = join.map((name) => {
        const part = plainCell(cells[name] ?? '')
        return part !== '' && hashed?.has(name) ? hashOf(part) : part
    })
    return (cells[key] = parts.every((part) => part === '') ? '' : parts.join(' '))
}

const LENGTH = 8

/** Enough to tell apart those who share all else of a key. Case and blanks do not matter: people write names as they come. */
const hashOf = (text: string): string => hash('sha256', text.toLowerCase().replace(/\s+/g, ' '), 'hex').slice(0, LENGTH)
