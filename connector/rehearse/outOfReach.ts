import type { Directory } from '../identity/identify.ts'
import type { Reader } from '../plan/readCurrent.ts'

const nothing = () => Promise.resolve([])

/** Stands for a DHIS2 that cannot be asked. */
export const OUT_OF_REACH: Reader & Directory = {
    reaches: false,
    trackedEntities: nothing,
    events: nothing,
    openPlans: nothing,
    recordedEvents: nothing,
    eventsIn: nothing,
    holdersOf: nothing,
    residentsOf: nothing,
}
