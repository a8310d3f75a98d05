import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Metadata } from '../metadata.ts'

/** What a DHIS2 told of its metadata, for work without network. */
export interface KeptMetadata {
    /** `identity` of the DHIS2 */
    identity: string
    /** minor version, e.g. 42 for 2.42.5 */
    minor: number
    /** moment in UTC, ISO 8601 */
    readAt: string
    metadata: Metadata
}

/** Changes with what is kept: what an older kmmp kept is read anew. */
const VERSION = 1
const OWNER_ONLY = 0o600

const Kept = z.object({
    version: z.literal(VERSION),
    identity: z.string(),
    minor: z.number(),
    readAt: z.string(),
    metadata: z.custom<Metadata>(),
})

/** Keeps metadata beside the ledger of its DHIS2. There is nothing of persons in it. */
export const keepMetadata = (ledger: string, kept: Omit<KeptMetadata, 'readAt'>): void => {
    const draft = `${fileOf(ledger)}.${process.pid}`
    writeFileSync(draft, serialize({ ...kept, version: VERSION, readAt: new Date().toISOString() }), { mode: OWNER_ONLY })
    renameSync(draft, fileOf(ledger))
}

/**
 * The metadata as it was when DHIS2 was asked last.
 *
 * @throws Failure when none is kept, or not by this kmmp
 */
export const readKeptMetadata = (ledger: string): KeptMetadata => {
    const kept = keptFor(ledger)
    if (kept?.success !== true) {
        throw new Failure({
            kind: 'configuration',
            what: kept === undefined ? 'Nothing is known of the DHIS2 yet.' : 'What was kept of the metadata of the DHIS2 cannot be read.',
            where: fileOf(ledger),
            next: 'Run kmmp check once where DHIS2 can be reached: it keeps what work without network needs.',
        })
    }
    return kept.data
}

/** The same where it may be missing; undefined when it is. */
export const metadataIfKept = (ledger: string): KeptMetadata | undefined => keptFor(ledger)?.data

/** undefined where nothing is kept */
const keptFor = (ledger: string) => {
    const file = fileOf(ledger)
    return existsSync(file) ? Kept.safeParse(contentOf(file)) : undefined
}

const fileOf = (ledger: string): string => `${ledger}.metadata`

/** undefined for a file that is something else */
const contentOf = (file: string): unknown => {
    const bytes = readFileSync(file)
    try {
        return deserialize(bytes)
    } catch {
        return undefined
    }
}
