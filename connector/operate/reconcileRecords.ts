import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { TrackerReader } from '../dhis2/readTracker.ts'
import { EXIT } from '../failure.ts'
import type { History } from '../ledger/history.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Ledger, ObjectRecord } from '../ledger/ledger.ts'
import { readCurrent } from '../plan/readCurrent.ts'
import { standingOf, type Standing } from '../plan/standing.ts'
import { standingAmong } from '../run/attendance.ts'
import { openLedger, openSource, openTarget, prepareSync, type OpenTarget, type PreparedSync } from '../run/openRun.ts'
import { isUnchanged, lookUpRows, wasDelivered, type KeyedRow } from '../run/rows.ts'
import { SeenRows } from '../run/seenRows.ts'
import { countedFile, rowFiles } from '../source/repeats.ts'
import type { AbsentStream } from '../source/source.ts'
import { table } from '../table.ts'
import { withHistory, type Asking } from './openHistory.ts'
import { outcomeOfReason, type Outcome } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

/** How the rows of one file of the export stand in the ledger. */
export interface FileReconciled {
    source: string
    file: string
    /** records in the export, those that are no rows included */
    rows: number
    /** delivered, and the same as then */
    asDelivered: number
    /** delivered, and changed at the source since */
    changed: number
    /** parked or refused */
    waiting: number
    /** skipped or voided, and lines that are no rows */
    leftOut: number
    /** the ledger does not know them yet */
    unknown: number
    /** brought something that stands, and are not in this export */
    absent: number
}

export interface ObjectsReconciled {
    kind: ObjectRecord['kind']
    objects: number
    asDelivered: number
    changed: number
    deleted: number
    missing: number
}

/** So many objects are asked for at once, and so many that differ are named. */
const PAGE = 1000
const NAMED = 20

/** `kmmp reconcile --records`: compares source, ledger and DHIS2 by count and fingerprint; writes nothing. */
export const reconcileRecords = (config: Config, { secret }: Asking, out: Console): Promise<number> =>
    withHistory(config, secret, async (history) => {
        const target = await openTarget(config)
        const { ledger, keys } = openLedger(config, target, secret)
        try {
            const files: FileReconciled[] = []
            for (const source of config.sources.values()) {
                const open = await openSource(source)
                tellMissing(open.absent, out)
                const run = await prepareSync(open, target, undefined)
                files.push(...(await reconcileFiles(run, { ledger, keys })))
            }
            const differing: Differing[] = []
            const objects: ObjectsReconciled[] = []
            for (const kind of KINDS) {
                objects.push(await reconcileObjects(kind, { history, keys, target, differing }))
            }
            out.show('reconcile', { files, objects, differing }, reconcileText(files, objects, differing))
            return objects.some(({ deleted, missing }) => deleted + missing > 0) ? EXIT.rowsLeft : EXIT.done
        } finally {
            ledger.close()
        }
    })

const tellMissing = (absent: readonly AbsentStream[], out: Console): void =>
    absent.forEach(({ fault }) => fault && out.say(`${fault.what} It is left out of the comparison. ${fault.next}`))

const KINDS = ['trackedEntity', 'enrollment', 'event', 'relationship'] as const

/** How the rows of an export stand. Streams that are told under one file are counted together. */
export const reconcileFiles = async (
    { name, source, streams, version }: Pick<PreparedSync, 'name' | 'source' | 'streams' | 'version'>,
    { ledger, keys }: { ledger: Ledger; keys: Keys }
): Promise<FileReconciled[]> => {
    const found = new Map<string, FileReconciled>()
    const seen = new SeenRows()
    for (const { shape } of streams) {
        const told = countedFile(shape)
        const file = found.get(told) ?? nothingOf(name, told)
        found.set(told, file)
        for await (const page of source.read(shape)) {
            file.rows += page.rows.length + page.problems.length
            page.problems.forEach(({ reason }) => file[heldBack(outcomeOfReason[reason])]++)
            const rows = lookUpRows(page.rows, { ledger, keys, name: `${name}|${shape.name}`, version, seen })
            rows.forEach((row) => file[stateOf(row)]++)
            file.absent -= standingAmong(rows, ledger).size
        }
    }
    const toldOf = new Map(streams.flatMap(({ shape }) => rowFiles(shape).map((file) => [file, countedFile(shape)])))
    for (const [place, rows] of ledger.withdrawals.standingByFile(name)) {
        const file = found.get(toldOf.get(place) ?? '')
        if (file !== undefined) {
            file.absent += rows
        }
    }
    return [...found.values()]
}

const nothingOf = (source: string, file: string): FileReconciled => ({
    ...{ source, file, rows: 0, asDelivered: 0, changed: 0, waiting: 0, leftOut: 0, unknown: 0, absent: 0 },
})

const stateOf = (row: KeyedRow): 'asDelivered' | 'changed' | 'waiting' | 'leftOut' | 'unknown' => {
    if (row.known === undefined) {
        return 'unknown'
    }
    if (wasDelivered(row.known)) {
        return isUnchanged(row) ? 'asDelivered' : 'changed'
    }
    return heldBack(row.known.outcome)
}

const heldBack = (outcome: Outcome): 'waiting' | 'leftOut' => (outcome === 'park' || outcome === 'reject' ? 'waiting' : 'leftOut')

interface Differing {
    kind: ObjectRecord['kind']
    uid: Uid
    is: Standing['is']
}

interface Comparing {
    history: History
    keys: Keys
    target: OpenTarget
    differing: Differing[]
}

const reconcileObjects = async (
    kind: ObjectRecord['kind'],
    { history, keys, target, differing }: Comparing
): Promise<ObjectsReconciled> => {
    const counts = { kind, objects: 0, asDelivered: 0, changed: 0, deleted: 0, missing: 0 }
    const reader = new TrackerReader(target.client)
    let page = history.objects(kind, '', PAGE)
    while (page.length > 0) {
        const current = await readCurrent(page, reader, new Map())
        for (const object of page) {
            const { is } = standingOf(object, current.get(object.uid), keys)
            counts.objects++
            counts[is]++
            if (is !== 'asDelivered' && differing.filter((other) => other.kind === kind).length < NAMED) {
                differing.push({ kind, uid: object.uid, is })
            }
        }
        page = history.objects(kind, page.at(-1)?.uid ?? '', PAGE)
    }
    return counts
}

const reconcileText = (
    files: readonly FileReconciled[],
    objects: readonly ObjectsReconciled[],
    differing: readonly Differing[]
): string[] => [
    'Export and ledger, in rows',
    ...table([
        ['file', 'in the export', 'as delivered', 'changed since', 'waiting', 'left out', 'not known yet', 'absent'],
        ...files.map(({ file, rows, asDelivered, changed, waiting, leftOut, unknown, absent }) => [
            file,
            ...[rows, asDelivered, changed, waiting, leftOut, unknown, absent].map(String),
        ]),
    ]),
    '',
    'Ledger and DHIS2, in objects',
    ...table([
        ['', 'in the ledger', 'as delivered', 'changed there', 'deleted there', 'not found'],
        ...objects.map(({ kind, objects: all, asDelivered, changed, deleted, missing }) => [
            kind,
            ...[all, asDelivered, changed, deleted, missing].map(String),
        ]),
    ]),
    ...(differing.length === 0 ? [] : ['', 'The first of them (kmmp explain UID tells more)']),
    ...differing.map(({ kind, uid, is }) => `  ${kind} ${uid} ${is}`),
]
