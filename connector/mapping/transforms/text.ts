import { dropped, type Clean, type Surroundings } from './cleaned.ts'

/** Characters that no database takes and nobody sees; line breaks and tabs are none of them. */
const CONTROLS = /[^\P{Cc}\n\r\t]/gu

/** Text as it stands, without blanks around it and control characters within. */
export const text = ({ isSentinel }: Surroundings): Clean => {
    return (cell) => {
        const value = cell.replace(CONTROLS, '')
        return value === '' || isSentinel(value) ? dropped('SENTINEL_TO_NULL') : { value }
    }
}

/** Text in small letters, for identifiers whose case means nothing. */
export const lower = ({ isSentinel }: Surroundings): Clean => {
    return (cell) => {
        const value = cell.toLowerCase()
        return isSentinel(value) ? dropped('SENTINEL_TO_NULL') : { value }
    }
}
