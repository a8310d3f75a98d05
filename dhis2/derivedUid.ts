import { hash } from 'node:crypto'
import type { Uid } from './uid.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DIGITS = `0123456789${LETTERS}`
const BASE = 62n
/** A SHA-256 sum has 43 digits in base 62; dividing by this leaves the first eleven. */
const KEEP_ELEVEN = BASE ** 32n
const LOWER_SIX = BASE ** 6n

/**
 * The UID of an object that we create from a key of its own: the same key gives the same UID on any machine, so a record sent twice is
 * one object. It is the first eleven base-62 digits of SHA-256 of `kmmp|kind|source|key|generation`, the first one mapped to a letter.
 *
 * @param kind what the object is, e.g. `trackedEntity`, `event:KMMP_M_ANC`, `dataElement`
 * @param source the system that made the key, e.g. `m2m`, or `metadata`
 * @param generation moves on when the object was deleted in DHIS2, which burns its UID for ever
 */
export const derivedUid = (kind: string, source: string, key: string, generation = 0): Uid => {
    const sum = BigInt(`0x${hash('sha256', `kmmp|${kind}|${source}|${key}|${generation}`, 'hex')}`)
    const digits = sum / KEEP_ELEVEN
    const text = base62(Number(digits / LOWER_SIX), 5) + base62(Number(digits % LOWER_SIX), 6)
    return LETTERS.charAt(DIGITS.indexOf(text.charAt(0)) % LETTERS.length) + text.slice(1)
}

const base62 = (number: number, length: number): string => {
    let text = ''
    for (let rest = number, place = 0; place < length; place++) {
        text = DIGITS.charAt(rest % DIGITS.length) + text
        rest = Math.floor(rest / DIGITS.length)
    }
    return text
}
