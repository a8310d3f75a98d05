import { type Episode, isRecorded } from '../episode.ts'
import type { ServiceEvent } from './workforce.ts'
import type { Day } from '#dhis2/day.ts'
import { monthOf } from '#dhis2/period.ts'

/**
 * What client events tell of staff and places. Of each month only the last event of one member of staff at one kind of place is kept, for
 * activity is judged at the end of months: memory grows with staff and places, not with clients.
 */
export class ServiceLog {
    readonly #asOf: Day
    readonly #last = new Map<string, ServiceEvent>()

    constructor(asOf: Day) {
        this.#asOf = asOf
    }

    add({ mother, infants }: Episode): void {
        for (const { events } of mother === undefined ? infants : [mother, ...infants]) {
            for (const event of events) {
                if (isRecorded(event) && event.occurredOn <= this.#asOf) {
                    const { orgUnit, occurredOn: on, values } = event
                    this.#keep({ orgUnit, on, staffId: values.ATTENDING_MM, servicePoint: values.SERVICE_POINT })
                }
            }
        }
    }

    get events(): readonly ServiceEvent[] {
        return [...this.#last.values()]
    }

    #keep(event: ServiceEvent): void {
        const key = `${event.orgUnit} ${event.staffId} ${event.servicePoint} ${monthOf(event.on)}`
        const known = this.#last.get(key)
        if (known === undefined || known.on < event.on) {
            this.#last.set(key, event)
        }
    }
}
