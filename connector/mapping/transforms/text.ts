import { dropped, type Clean, type Surroundings } from './cleaned.ts'

/** Text as it stands, without blanks around it. */
export const text = ({ isSentinel }: Surroundings): Clean => {
    return (cell) => (isSentinel(cell) ? dropped('SENTINEL_TO_NULL') : { value: cell })
}

/** Text in small letters, for identifiers whose case means nothing. */
export const lower = ({ isSentinel }: Surroundings): Clean => {
    return (cell) => {
        const value = cell.toLowerCase()
        return isSentinel(value) ? dropped('SENTINEL_TO_NULL') : { value }
    }
}
