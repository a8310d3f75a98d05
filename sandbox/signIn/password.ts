import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Light on purpose: the sandbox holds invented people only. */
const COST = { N: 1024, r: 8, p: 1 }
const LENGTH = 32

/** A salted hash of a password, as `salt:hash`. */
export const hashPassword = (password: string): string => {
    const salt = randomBytes(12).toString('hex')
    return `${salt}:${scryptSync(password, salt, LENGTH, COST).toString('hex')}`
}

export const isPassword = (password: string, stored: string): boolean => {
    const [salt = '', hash = ''] = stored.split(':')
    return timingSafeEqual(scryptSync(password, salt, LENGTH, COST), Buffer.from(hash.padEnd(LENGTH * 2, '0'), 'hex'))
}
