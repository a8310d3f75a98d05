import type { Sent } from './sendValues.ts'
import type { Day } from '#dhis2/day.ts'
import type { Month } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { Episode } from '#programme/episode.ts'

/** What a run of the figures did. Counts and codes only. */
export interface AggregateReport {
    asOf: Day
    seconds: number
    /** pairs read */
    episodes: number
    mothers: number
    infants: number
    /** recorded and planned events of these */
    events: number
    /** facilities whose figures were compared */
    orgUnits: number
    months?: { first: Month; last: Month }
    values: { created: number; updated: number; unchanged: number; refused: number }
    /** facility-months newly registered as complete, one for each partner that has figures there */
    completed: number
    refusals: readonly { code: string; values: number }[]
    /** what was left out, and why */
    notes: readonly Note[]
}

/** What a run leaves to another account. */
export type Note = 'STAFF_NOT_READABLE' | 'COUNTRY_OUT_OF_REACH' | 'COMPLETENESS_OUT_OF_REACH'

/** Adds up a run while it goes on. */
export class FigureTally {
    readonly #started = Date.now()
    readonly #asOf: Day
    readonly #seen = { episodes: 0, mothers: 0, infants: 0, events: 0, completed: 0 }
    readonly #orgUnits = new Set<Uid>()
    readonly #values = { created: 0, updated: 0, unchanged: 0, refused: 0 }
    readonly #codes = new Map<string, number>()
    readonly #notes = new Set<Note>()
    #first: Month | undefined
    #last: Month | undefined

    constructor(asOf: Day) {
        this.#asOf = asOf
    }

    read(episodes: readonly Episode[]): void {
        for (const { mother, infants } of episodes) {
            const members = [...(mother ? [mother] : []), ...infants]
            this.#seen.episodes++
            this.#seen.mothers += mother ? 1 : 0
            this.#seen.infants += infants.length
            this.#seen.events += members.reduce((sum, { events }) => sum + events.length, 0)
        }
    }

    /** Months with figures of a facility, in one of the data sets. */
    months(orgUnit: Uid, months: readonly Month[]): void {
        this.#orgUnits.add(orgUnit)
        for (const month of months) {
            this.#first = this.#first === undefined || month < this.#first ? month : this.#first
            this.#last = this.#last === undefined || month > this.#last ? month : this.#last
        }
    }

    unchanged(values: number): void {
        this.#values.unchanged += values
    }

    sent({ created, updated, refused, codes }: Sent): void {
        this.#values.created += created
        this.#values.updated += updated
        // a value may be refused with several codes, and with none of its own
        this.#values.refused += refused
        codes.forEach((values, code) => this.#count(code, values))
    }

    refused(code: string, values: number): void {
        this.#values.refused += values
        this.#count(code, values)
    }

    #count(code: string, values: number): void {
        if (values > 0) {
            this.#codes.set(code, (this.#codes.get(code) ?? 0) + values)
        }
    }

    /** Clients whose split has no place on the server, e.g. because its category options differ from ours. */
    homeless(contributions: ReadonlyMap<string, number>): void {
        contributions.forEach((count, element) => this.refused(`NO_CATEGORY_OPTION:${element}`, count))
    }

    note(note: Note): void {
        this.#notes.add(note)
    }

    completed(registrations: number): void {
        this.#seen.completed += registrations
    }

    report(): AggregateReport {
        return {
            asOf: this.#asOf,
            seconds: (Date.now() - this.#started) / 1000,
            ...this.#seen,
            orgUnits: this.#orgUnits.size,
            ...(this.#first !== undefined && this.#last !== undefined && { months: { first: this.#first, last: this.#last } }),
            values: { ...this.#values },
            refusals: [...this.#codes].map(([code, values]) => ({ code, values })).toSorted((one, other) => other.values - one.values),
            notes: [...this.#notes],
        }
    }
}
