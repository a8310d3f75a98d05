import { planNote, recognition } from '../config/programme.ts'
import type { Config, SourceConfig } from '../config/readConfig.ts'
import { limitsOf } from '../deliver/batches.ts'
import type { Importer } from '../deliver/deliver.ts'
import type { Answer } from '../dhis2/answer.ts'
import { Dhis2Client } from '../dhis2/client.ts'
import { readMetadata } from '../dhis2/readMetadata.ts'
import { TrackerReader } from '../dhis2/readTracker.ts'
import { Failure } from '../failure.ts'
import { ledgerKeys, type Keys } from '../ledger/keys.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { openSqliteLedger } from '../ledger/sqlite/sqliteLedger.ts'
import { compileMapping } from '../mapping/compileMapping.ts'
import { loadMapping, type Mapping } from '../mapping/loadMapping.ts'
import type { Metadata } from '../metadata.ts'
import { csv } from '../source/csv/csvSource.ts'
import { withMixedTables } from '../source/mixedTable.ts'
import { withRepeats } from '../source/repeats.ts'
import type { AbsentStream, FileDay, Source, SourceNote } from '../source/source.ts'
import { keepMetadata } from './keptMetadata.ts'
import type { Sync } from './sync.ts'
import type { Day } from '#dhis2/day.ts'
import { trackerNames } from '#dhis2/version.ts'

/** A source with its mapping, both readable. The mapping has the streams that the source holds now. */
export interface OpenSource {
    config: SourceConfig
    source: Source
    mapping: Mapping
    absent: readonly AbsentStream[]
    notes: readonly SourceNote[]
    /** the day that each file speaks of; none where nobody knows */
    days?: ReadonlyMap<string, FileDay>
    unread?: readonly SourceNote[]
}

/** Kinds of source, by the `type` in kmmp.yaml. */
const KINDS = [csv]

/**
 * Opens a source and its mapping. A stream that the source does not hold is left aside.
 *
 * @throws Failure when the export or the mapping cannot be used
 */
export const openSource = async (config: SourceConfig): Promise<OpenSource> => {
    const source = sourceOf(config)
    const mapping = await loadMapping(config.mapping)
    const { absent, notes, unread, days } = await source.check(mapping.streams)
    const streams = mapping.streams.filter(({ name }) => !absent.some(({ stream }) => stream === name))
    const fault = absent.find((one) => one.fault !== undefined)?.fault
    if (streams.length === 0 && fault !== undefined) {
        throw new Failure({ kind: 'source', what: fault.what, where: `source ${config.name}`, next: fault.next })
    }
    return { config, source, mapping: { ...mapping, streams }, absent, notes, unread, days }
}

/** The source that a configuration describes, not yet read. */
export const sourceOf = (config: SourceConfig): Source => {
    const kind = KINDS.find(({ type }) => type === config.spec.type)
    if (kind === undefined) {
        throw wrongSource(config, `The type "${config.spec.type}" is not known.`, `Known: ${KINDS.map(({ type }) => type).join(', ')}.`)
    }
    const spec = kind.spec.safeParse(config.spec)
    if (!spec.success) {
        const [issue] = spec.error.issues
        throw wrongSource(config, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, 'See docs/connector.md.')
    }
    return withRepeats(withMixedTables(kind.open(spec.data)))
}

const wrongSource = ({ name }: SourceConfig, what: string, next: string): Failure =>
    new Failure({ kind: 'configuration', what, where: `sources.${name} in the configuration`, next })

/** A DHIS2 that we are logged in to, with its metadata. */
export interface OpenTarget {
    client: Dhis2Client
    metadata: Metadata
}

/** Logs in and reads the metadata, which is kept for work without network. */
export const openTarget = async (config: Config): Promise<OpenTarget> => {
    const client = await Dhis2Client.connect(config.targets.tracker)
    const metadata = await readMetadata(client)
    keepMetadata(config.ledger, { identity: client.identity, minor: client.minor, metadata })
    return { client, metadata }
}

export interface OpenLedger {
    ledger: Ledger
    keys: Keys
}

/** Opens the ledger of a target; it and its key are made when they are not there. */
export const openLedger = (config: Config, { client }: OpenTarget, secret: string | undefined): OpenLedger => {
    const keys = ledgerKeys(config.ledger, secret)
    return { ledger: openSqliteLedger(config.ledger, keys, client.identity), keys }
}

/** A run that lacks only its ledger and its listeners. */
export type PreparedSync = Omit<Sync, keyof OpenLedger | 'tell' | 'watch'> & {
    days: ReadonlyMap<string, FileDay>
    /** the day of the export, where the operator said it */
    said?: Day
}

/** Puts the parts of a run together. The mapping is compiled here, so a mapping that does not fit DHIS2 stops before the ledger opens. */
export const prepareSync = async (source: OpenSource, { client, metadata }: OpenTarget, asOf: Day | undefined): Promise<PreparedSync> => ({
    ...(await prepareRows(source, metadata, asOf)),
    reader: new TrackerReader(client),
    importer: importerOf(client),
    limits: limitsOf(client.minor),
})

/** The parts of a run that need no DHIS2, only its metadata. */
export const prepareRows = async (
    { config, source, mapping, absent, days = new Map() }: OpenSource,
    metadata: Metadata,
    asOf: Day | undefined
): Promise<Omit<PreparedSync, 'reader' | 'importer' | 'limits'>> => {
    const discovered = await source.discover()
    const day = asOf ?? discovered.asOf
    const compiled = compileMapping(mapping, metadata, { asOf: day, planNote })
    return {
        name: config.name,
        source,
        streams: compiled.streams,
        version: compiled.version,
        absent,
        wholeFiles: true,
        fullExport: discovered.fullExport,
        days,
        asOf: day,
        said: asOf,
        metadata,
        recognition,
    }
}

/** Only what we mean: `validationMode` does other than its name says (Q12), and asynchronous imports may end without a report (Q14). */
export const IMPORT = {
    async: false,
    atomicMode: 'OBJECT',
    importStrategy: 'CREATE_AND_UPDATE',
    reportMode: 'WARNINGS',
    skipSideEffects: true,
}

const paramsOf = (importStrategy = IMPORT.importStrategy) => ({ ...IMPORT, importStrategy })

/** Asks DHIS2 what it would say of a request (`importMode=VALIDATE`). */
export const validatorOf =
    ({ client }: OpenTarget) =>
    (body: string, strategy?: 'DELETE'): Promise<Answer> =>
        client.send('POST', 'tracker', body, { params: { ...paramsOf(strategy), importMode: 'VALIDATE' }, again: true })

/** Sends tracker objects as the connector always does: at once, good objects kept beside refused ones. */
export const importerOf = (client: Dhis2Client): Importer => {
    const { transferOf, transferTo } = trackerNames(client.minor)
    return {
        import: (body, strategy) => client.send('POST', 'tracker', body, { params: paramsOf(strategy) }),
        transfer: ({ trackedEntity, program, to }) =>
            client.send('PUT', 'tracker/ownership/transfer', undefined, {
                params: { [transferOf]: trackedEntity, program, [transferTo]: to },
            }),
        probe: () => client.probe(),
    }
}
