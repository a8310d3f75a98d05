import type { Importer } from '../deliver/deliver.ts'
import type { Answer } from '../dhis2/answer.ts'
import { FakeTracker } from './fakeTracker.ts'

/** How a run dies: after so many requests, before or after DHIS2 carried the next one out. */
export interface Death {
    left: number
    after: boolean
}

/** A tracker at which a run dies at one of its requests. What such a run would do after its death is not done. */
export class MortalTracker extends FakeTracker {
    #death: Death | undefined
    #isDead = false
    #dying = (): void => undefined

    /** @param dying called at the moment of death */
    letDie(death: Death, dying: () => void = () => undefined): void {
        this.#death = { ...death }
        this.#isDead = false
        this.#dying = dying
    }

    letLive(): void {
        this.#death = undefined
        this.#isDead = false
    }

    override import(body: string, strategy?: 'DELETE'): Promise<Answer> {
        return this.#orDie(() => super.import(body, strategy))
    }

    override transfer(transfer: Parameters<Importer['transfer']>[0]): Promise<Answer> {
        return this.#orDie(() => super.transfer(transfer))
    }

    async #orDie(request: () => Promise<Answer>): Promise<Answer> {
        if (this.#death === undefined || (!this.#isDead && this.#death.left-- > 0)) {
            return request()
        }
        if (!this.#isDead) {
            this.#isDead = true
            try {
                if (this.#death.after) {
                    await request()
                }
            } finally {
                this.#dying()
            }
        }
        throw new Error('killed')
    }
}
