import { dropped, type Clean, type Surroundings } from './cleaned.ts'

/** Text as it stands, without blanks around it. */
export const text = ({ sentinels }: Surroundings): Clean => {
    return (cell) => (sentinels.has(cell.toLowerCase()) ? dropped('SENTINEL_TO_NULL') : { value: cell })
}

/** Text in small letters, for identifiers whose case means nothing. */
export const lower = ({ sentinels }: Surroundings): Clean => {
    return (cell) => {
        const value = cell.toLowerCase()
        return sentinels.has(value) ? dropped('SENTINEL_TO_NULL') : { value }
    }
}
