import { usePlace } from '../../app/place.tsx'
import type { Place } from '../../data/pairPeople.ts'

/** The facility and the day whose work is listed. */
export const useWorkplace = (): Place => {
    const { session, metadata, facility } = usePlace()
    return { metadata, orgUnit: facility?.id ?? '', today: session.today }
}
