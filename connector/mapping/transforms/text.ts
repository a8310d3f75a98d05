import { dropped, type Clean, type Surroundings } from './cleaned.ts'
import { withoutEntities } from './marks.ts'

/** Characters that no database takes and nobody sees; line breaks and tabs are none of them. */
const UNSEEN = /[^\P{Cc}\n\r\t]|\p{Cf}/gu

/** Text as it stands, without blanks around it and characters within that nobody sees. */
export const text = ({ isSentinel }: Surroundings): Clean => {
    return (cell) => {
        const value = withoutEntities(cell).replace(UNSEEN, '')
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
