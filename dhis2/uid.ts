const SHAPE = /^[a-zA-Z][a-zA-Z0-9]{10}$/
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHARACTERS = `0123456789${LETTERS}`

/** A DHIS2 identifier: a letter and ten letters or digits. */
export type Uid = string

/** True for a well-formed DHIS2 UID. Malformed ones make 2.42+ refuse a whole tracker request (dhis2-core 2.42, HTTP 400). */
export const isUid = (text: string): boolean => SHAPE.test(text)

/** A fresh random UID, for objects that a person creates on a screen. */
export const randomUid = (): Uid => {
    const numbers = crypto.getRandomValues(new Uint32Array(11))
    return Array.from(numbers, (number, place) => character(number, place)).join('')
}

const character = (number: number, place: number): string => {
    const alphabet = place === 0 ? LETTERS : CHARACTERS
    return alphabet.charAt(number % alphabet.length)
}
