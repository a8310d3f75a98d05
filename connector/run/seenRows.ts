/** A row takes so many words of 16 bits: three of its key, two of its content. */
const WORDS = 5
const WORD = 2 ** 16
/** Little room is kept free: tables are small, and each is copied to grow. */
const GROWTH = 1 + 1 / 16
const NO_ROWS = new Uint16Array(0)

/**
 * Rows met in a run, by the hashes under which the ledger knows them: 60 bits of the key and 30 of the content. It takes some ten bytes a
 * row, where a Map of strings takes two hundred. Two of a million keys look alike with a chance of one in two millions.
 */
export class SeenRows {
    readonly #shards = Array.from({ length: 2 ** (SHARD_DIGITS * BITS) }, () => new Shard())

    /**
     * Notes a row unless its key was met before.
     *
     * @param key keyed hash in base64, as `content`
     * @returns what was met under this key: nothing, the same content, or another one
     */
    meet(key: string, content: string): 'new' | 'same' | 'other' {
        const shard = this.#shards[numberIn(key, 0, SHARD_DIGITS)]
        return shard?.meet(numberIn(key, SHARD_DIGITS, KEY_DIGITS), numberIn(content, 0, CONTENT_DIGITS)) ?? 'new'
    }
}

/** Rows whose keys begin alike, in the order of their keys. */
class Shard {
    #table = NO_ROWS
    #count = 0

    meet(key: number, content: number): 'new' | 'same' | 'other' {
        const at = this.#find(key)
        if (at < this.#count && this.#keyAt(at) === key) {
            return this.#contentAt(at) === content ? 'same' : 'other'
        }
        this.#insert(at, [key / WORD / WORD, (key / WORD) % WORD, key % WORD, content / WORD, content % WORD])
        return 'new'
    }

    /** The place of a key, or of the next one where it is not there. */
    #find(key: number): number {
        let [low, high] = [0, this.#count]
        while (low < high) {
            const middle = (low + high) >> 1
            if (this.#keyAt(middle) < key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    #keyAt(place: number): number {
        return (this.#word(place, 0) * WORD + this.#word(place, 1)) * WORD + this.#word(place, 2)
    }

    #contentAt(place: number): number {
        return this.#word(place, 3) * WORD + this.#word(place, 4)
    }

    #word(place: number, word: number): number {
        return this.#table[place * WORDS + word] ?? 0
    }

    #insert(place: number, words: readonly number[]): void {
        if ((this.#count + 1) * WORDS > this.#table.length) {
            const old = this.#table
            this.#table = new Uint16Array(Math.ceil((this.#count + 1) * GROWTH) * WORDS)
            this.#table.set(old)
        }
        this.#table.copyWithin((place + 1) * WORDS, place * WORDS, this.#count * WORDS)
        this.#table.set(words, place * WORDS)
        this.#count++
    }
}

/** Bits in a digit of base64. */
const BITS = 6
const SHARD_DIGITS = 2
const KEY_DIGITS = 8
const CONTENT_DIGITS = 5
const VALUE_OF = new Uint8Array(128)
;[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((digit, value) => {
    VALUE_OF[digit.charCodeAt(0)] = value
})

/** The number that some digits of a hash are. */
const numberIn = (hash: string, from: number, digits: number): number => {
    let number = 0
    for (let place = from; place < from + digits; place++) {
        number = number * 2 ** BITS + (VALUE_OF[hash.charCodeAt(place) & 127] ?? 0)
    }
    return number
}
