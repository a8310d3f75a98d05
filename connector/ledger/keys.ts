import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hash, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { Failure } from '../failure.ts'
import { firstWins } from './firstWins.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** 96 bits: no two of a billion texts meet by chance. */
const MARK_LENGTH = 16
/** 60 bits: enough to tell that one field has changed. */
const FINGERPRINT_LENGTH = 10

/**
 * Scalars that say where and when, not who, and that the ledger keeps in clear beside them: they are their own fingerprints. The day on which
 * an enrollment occurred is not among them: an infant's is the day of birth.
 */
const IN_CLEAR: ReadonlySet<string> = new Set(['orgUnit', 'status', 'enrolledAt', 'scheduledAt', 'completedAt'])

/**
 * Keyed hashes and encryption of the ledger. A hash is SHA-256 over a secret key and the text, cut short: cutting rules out length
 * extension, so it serves as HMAC does at half the cost (a row needs a dozen and more).
 */
export class Keys {
    readonly #hashKey: string
    readonly #sealKey: KeyObject
    #nonces = Buffer.alloc(0)

    /** @param secret 32 bytes */
    constructor(secret: Buffer) {
        const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `kmmp ledger ${purpose}`, KEY_BYTES))
        this.#hashKey = derive('hash').toString('hex')
        this.#sealKey = createSecretKey(derive('seal'))
    }

    /** Recognises a text without keeping it. */
    mark(text: string): string {
        return hash('sha256', this.#hashKey + text, 'base64').slice(0, MARK_LENGTH)
    }

    /** Keyed hash in full length: proves that a text was not changed by somebody without the key. */
    sum(text: string): string {
        return createHmac('sha256', this.#hashKey).update(text).digest('base64url')
    }

    /** Tells whether a field changed. Equal values of different objects or fields look different, but for those that stand for themselves. */
    fingerprint(uid: string, field: string, value: string): string {
        return IN_CLEAR.has(field)
            ? value
            : hash('sha256', `${this.#hashKey}${uid}|${field}|${value}`, 'base64').slice(0, FINGERPRINT_LENGTH)
    }

    /** AES-256-GCM: nonce, tag, ciphertext. */
    seal(text: string): Buffer {
        const nonce = this.#nonce()
        const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce)
        const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
        return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    }

    /** Random bytes are drawn for many nonces at once. */
    #nonce(): Buffer {
        if (this.#nonces.length === 0) {
            this.#nonces = randomBytes(NONCE_BYTES * 1000)
        }
        const nonce = this.#nonces.subarray(0, NONCE_BYTES)
        this.#nonces = this.#nonces.subarray(NONCE_BYTES)
        return nonce
    }

    open(sealed: Uint8Array): string {
        const bytes = Buffer.from(sealed)
        const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, bytes.subarray(0, NONCE_BYTES))
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    }
}

/**
 * The secret of a ledger: from the environment (64 hexadecimal digits), else from `<ledger>.key`, which is made on first run and is
 * readable by its owner only.
 */
export const ledgerKeys = (ledgerPath: string, fromEnvironment: string | undefined): Keys => {
    if (fromEnvironment !== undefined && fromEnvironment !== '') {
        return new Keys(secretOf(fromEnvironment, 'the environment variable KMMP_LEDGER_KEY'))
    }
    const path = `${ledgerPath}.key`
    if (existsSync(path)) {
        refuseOpenFile(path)
        return new Keys(secretOf(readFileSync(path, 'utf8'), path))
    }
    if (existsSync(ledgerPath)) {
        throw new Failure({
            kind: 'configuration',
            what: 'The key of this ledger is missing.',
            where: path,
            next: 'Put the key file back, or set KMMP_LEDGER_KEY. Without it, start a new ledger: what DHIS2 holds is then found again there.',
        })
    }
    makeKey(path)
    return new Keys(secretOf(readFileSync(path, 'utf8'), path))
}

/** Two first runs at the same moment share the key of the one that came first: it appears under its name when it is whole. */
const makeKey = (path: string): void => {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    firstWins(draft, path)
}

const secretOf = (text: string, where: string): Buffer => {
    const secret = Buffer.from(text.trim(), 'hex')
    if (secret.length === KEY_BYTES) {
        return secret
    }
    throw new Failure({
        kind: 'configuration',
        what: 'The ledger key is not 64 hexadecimal digits.',
        where,
        next: 'Put back the key that the ledger was made with: it is kept beside the copies of the ledger.',
    })
}

const refuseOpenFile = (path: string): void => {
    const others = 0o077
    if (process.platform !== 'win32' && (statSync(path).mode & others) !== 0) {
        throw new Failure({
            kind: 'configuration',
            what: 'Other users of this machine can read the ledger key.',
            where: path,
            next: `chmod 600 ${path}`,
        })
    }
}
