/** As many things at once as there are slots; the others wait their turn. */
export class Slots {
    #free: number
    readonly #waiting: (() => void)[] = []

    constructor(count: number) {
        this.#free = count
    }

    async use<T>(work: () => Promise<T>): Promise<T> {
        await this.#take()
        try {
            return await work()
        } finally {
            this.#give()
        }
    }

    #take(): Promise<void> | undefined {
        if (this.#free > 0) {
            this.#free--
            return undefined
        }
        return new Promise((granted) => this.#waiting.push(granted))
    }

    #give(): void {
        const next = this.#waiting.shift()
        if (next === undefined) {
            this.#free++
        } else {
            next()
        }
    }
}
