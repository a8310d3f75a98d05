import axios from 'axios'
import { Failure, type FailureParts } from '../failure.ts'

/** Codes of a connection that never stood, so the request cannot have been carried out. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO'])

const UNKNOWN_SIGNER = 'Nobody whom this machine trusts has signed it.'
const OUT_OF_TIME = 'It is not valid today, by the clock of this machine.'

/** What is wrong with the certificate of a server, by the code of Node's TLS. */
const CERTIFICATES: Readonly<Record<string, string>> = {
    CERT_HAS_EXPIRED: OUT_OF_TIME,
    CERT_NOT_YET_VALID: OUT_OF_TIME,
    CERT_REVOKED: 'It was revoked.',
    ERR_TLS_CERT_ALTNAME_INVALID: 'It is that of another address.',
    DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_SIGNER,
    SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_SIGNER,
    UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_SIGNER,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_SIGNER,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_SIGNER,
    CERT_UNTRUSTED: UNKNOWN_SIGNER,
}

/**
 * The failure of a request to which no answer came. Its cause is not kept: axios puts headers and body of the request into its errors.
 *
 * @param where method and path, without parameters
 */
export const noAnswer = (cause: unknown, where: string, url: string): Failure => {
    const code = axios.isAxiosError(cause) ? (cause.code ?? '') : ''
    return new Failure({ where: `${where} at ${new URL(url).origin}`, ...partsOf(code) })
}

const partsOf = (code: string): Omit<FailureParts, 'where'> => {
    const certificate = CERTIFICATES[code]
    const why = code === '' ? undefined : `The network said ${code}.`
    if (certificate !== undefined) {
        return {
            kind: 'configuration',
            what: 'The certificate of DHIS2 cannot be trusted, so nothing was sent.',
            why: `${certificate} (${code})`,
            next: 'Correct the url in kmmp.yaml, or have the certificate renewed. One that your ministry signs itself: NODE_EXTRA_CA_CERTS=FILE in the environment.',
        }
    }
    if (NEVER_SENT.has(code)) {
        return {
            kind: 'unreachable',
            what: 'DHIS2 cannot be reached.',
            why,
            next: 'Check the address and the network, then run the same command again: it goes on where it stopped.',
        }
    }
    return {
        kind: 'unknownOutcome',
        what: 'The connection broke before DHIS2 answered.',
        why,
        next: 'Run the same command again: it reads back what arrived and sends the rest.',
    }
}
