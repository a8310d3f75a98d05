const SHARDS = 64
const FIRST_SLOTS = 256
/** Small steps and few free slots cost some time, and half the memory of doubling. */
const GROWTH = 1.25
const FULL = 0.9
/** key, key, content */
const WORDS = 3

/**
 * Rows met in a run, by the hashes under which the ledger knows them: 60 bits of the key and 30 of the content. It takes some 15 bytes a
 * row, where a Map of strings takes two hundred. Two of a million keys look alike with a chance of one in two millions.
 */
export class SeenRows {
    readonly #shards = Array.from({ length: SHARDS }, () => new Shard())

    /**
     * Notes a row unless its key was met before.
     *
     * @param key keyed hash in base64, as `content`
     * @returns what was met under this key: nothing, the same content, or another one
     */
    meet(key: string, content: string): 'new' | 'same' | 'other' {
        const shard = this.#shards[sixBits(key, LAST_DIGIT)]
        return shard?.meet(thirtyBits(key, 0) + 1, thirtyBits(key, DIGITS), thirtyBits(content, 0)) ?? 'new'
    }
}

/** A table of its own for each 64th of the keys: it grows in small steps. */
class Shard {
    #slots = FIRST_SLOTS
    #table = new Uint32Array(FIRST_SLOTS * WORDS)
    #count = 0

    /** @param high is never 0, which marks a free slot */
    meet(high: number, low: number, content: number): 'new' | 'same' | 'other' {
        const at = this.#find(high, low)
        if (this.#table[at] !== 0) {
            return this.#table[at + 2] === content ? 'same' : 'other'
        }
        this.#table.set([high, low, content], at)
        if (++this.#count > this.#slots * FULL) {
            this.#grow()
        }
        return 'new'
    }

    /** Where a key stands, or would stand. */
    #find(high: number, low: number): number {
        for (let slot = low % this.#slots; ; slot = (slot + 1) % this.#slots) {
            const at = slot * WORDS
            if (this.#table[at] === 0 || (this.#table[at] === high && this.#table[at + 1] === low)) {
                return at
            }
        }
    }

    #grow(): void {
        const old = this.#table
        this.#slots = Math.ceil(this.#slots * GROWTH)
        this.#table = new Uint32Array(this.#slots * WORDS)
        for (let at = 0; at < old.length; at += WORDS) {
            if (old[at] !== 0) {
                const entry = old.subarray(at, at + WORDS)
                this.#table.set(entry, this.#find(entry[0] ?? 0, entry[1] ?? 0))
            }
        }
    }
}

/** Digits of base64 in 30 bits. */
const DIGITS = 5
const LAST_DIGIT = 15
const VALUE_OF = new Uint8Array(128)
;[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((digit, value) => {
    VALUE_OF[digit.charCodeAt(0)] = value
})

const sixBits = (hash: string, place: number): number => VALUE_OF[hash.charCodeAt(place) & 127] ?? 0

const thirtyBits = (hash: string, from: number): number => {
    let bits = 0
    for (let place = from; place < from + DIGITS; place++) {
        bits = (bits << 6) | sixBits(hash, place)
    }
    return bits
}
