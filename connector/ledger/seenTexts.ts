import { hash } from 'node:crypto'

const FIRST_SLOTS = 1 << 16
const WORDS = 2

/**
 * Texts seen in a run, as 64-bit hashes in one flat table: 16 bytes or less a text, where a Set of strings takes a hundred. Two of a
 * million texts look alike with a chance of one in ten millions.
 */
export class SeenTexts {
    #slots = FIRST_SLOTS
    #table = new Uint32Array(FIRST_SLOTS * WORDS)
    #count = 0

    /** True when the text was seen before; notes it. */
    see(text: string): boolean {
        const digest = hash('sha256', text, 'buffer')
        // all zeros means free
        const seen = this.#put(digest.readUInt32LE(0) | 1, digest.readUInt32LE(4))
        if (!seen && ++this.#count * 2 > this.#slots) {
            this.#grow()
        }
        return seen
    }

    #put(low: number, high: number): boolean {
        const unsigned = low >>> 0
        for (let slot = high & (this.#slots - 1); ; slot = (slot + 1) & (this.#slots - 1)) {
            const at = slot * WORDS
            if (this.#table[at] === 0) {
                this.#table[at] = unsigned
                this.#table[at + 1] = high
                return false
            }
            if (this.#table[at] === unsigned && this.#table[at + 1] === high) {
                return true
            }
        }
    }

    #grow(): void {
        const old = this.#table
        this.#slots *= 2
        this.#table = new Uint32Array(this.#slots * WORDS)
        for (let at = 0; at < old.length; at += WORDS) {
            const low = old[at] ?? 0
            if (low !== 0) {
                this.#put(low, old[at + 1] ?? 0)
            }
        }
    }
}
