import type { Console } from '../console.ts'
import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { History } from '../ledger/history.ts'
import type { Keys } from '../ledger/keys.ts'
import { codesOf, type Metadata } from '../metadata.ts'
import { openDataStore, type DataStore } from './dataStore.ts'
import { publish, type Published } from './publish.ts'
import { reviewItems, type Asked } from './reviewItems.ts'
import { takeDecisions } from './takeDecisions.ts'

interface Parts {
    client: Dhis2Client
    metadata: Metadata
    history: History
    keys: Keys
    out: Console
}

/** What connector and staff say to each other through DHIS2. It is a help: where it does not work, that is said, and the run goes on. */
export class Exchange {
    readonly #parts: Parts
    readonly #store: DataStore
    readonly #codes: ReadonlyMap<string, string>

    constructor(parts: Parts) {
        this.#parts = parts
        this.#store = openDataStore(parts.client)
        this.#codes = codesOf(parts.metadata)
    }

    /** Takes what staff decided about rows of some sources; the run that follows acts on it. */
    async take(sources: readonly string[]): Promise<void> {
        const { history, out } = this.#parts
        await this.#trying('Decisions of staff could not be read from the dataStore', async () => {
            const { taken, notes } = await takeDecisions(this.#store, this.#asked(), { history, sources })
            notes.forEach((note) => out.say(note))
            if (taken > 0) {
                out.say(`${taken} decision${taken === 1 ? '' : 's'} of staff taken from the dataStore.`)
            }
        })
    }

    async publish(published: Published): Promise<void> {
        const { history } = this.#parts
        await this.#trying('Staff could not be told of the run in the dataStore', () =>
            publish(this.#store, published, { history, asked: this.#asked() })
        )
    }

    #asked(): Map<string, Asked> {
        const { history, keys } = this.#parts
        return reviewItems(history.reviews(), keys, (field) => this.#codes.get(field) ?? field)
    }

    async #trying(what: string, work: () => Promise<void>): Promise<void> {
        try {
            await work()
        } catch (error) {
            if (!(error instanceof Failure)) {
                throw error
            }
            this.#parts.out.say(`${what}: ${error.what}`)
        }
    }
}
