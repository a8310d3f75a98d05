import type { Answer } from '../dhis2/answer.ts'
import { PATIENCE, type Patience } from '../dhis2/backoff.ts'
import { Failure } from '../failure.ts'
import type { Delivery } from '../plan/planPage.ts'
import { isDeleted, readCurrent, type Reader } from '../plan/readCurrent.ts'
import type { Transfer } from '../plan/reassign.ts'
import { adapt, batchesOf, bodyOf, halvesOf, type Batch, type BatchLimits } from './batches.ts'
import { judge, reportIn, type Doubt, type Fate } from './judge.ts'
import { standsAsSent } from './readBack.ts'
import type { Slots } from './slots.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The writing side of a DHIS2's tracker. */
export interface Importer {
    /** @param strategy `DELETE` deletes what the body names; else it is created or updated */
    import(body: string, strategy?: 'DELETE'): Promise<Answer>
    /** Gives a person to another org unit in a program. */
    transfer(transfer: Pick<Transfer, 'trackedEntity' | 'program' | 'to'>): Promise<Answer>
    /** throws a Failure when the server does not answer at all */
    probe(): Promise<void>
}

export interface Means {
    importer: Importer
    reader: Reader
    limits: BatchLimits
    patience?: Patience
    /** requests under way at once, shared by all that is delivered to one server */
    slots: Slots
    /** called after each request with the number of objects whose fate it decided */
    progress?: (objects: number) => void
}

export interface Delivered {
    fates: Map<Uid, Fate>
    /** why not all was delivered; objects without a fate may or may not have arrived */
    failure?: Failure
}

/** As many imports at once as a DHIS2 gains from (measured on 2.41-2.43); 2.40 gains little either way. */
export const IN_FLIGHT = 2
const TRIES = 4

/**
 * Sends objects and finds out the fate of each. Requests whose outcome is unknown are read back, then sent again; what DHIS2 cannot read
 * or digest is halved until the bad object stands alone. When the server stays away, delivery stops and says so.
 */
export const deliver = async (deliveries: readonly Delivery[], means: Means): Promise<Delivered> => {
    const fates = new Map<Uid, Fate>()
    let failure: Failure | undefined
    const send = async (batch: Batch): Promise<void> => {
        if (failure !== undefined) {
            return
        }
        try {
            await sendBatch(batch, { ...means, fates })
        } catch (error) {
            if (!(error instanceof Failure)) {
                throw error
            }
            failure = error
        }
    }
    await Promise.all(batchesOf(deliveries, means.limits).map((batch) => means.slots.use(() => send(batch))))
    return { fates, failure }
}

type Sending = Means & { fates: Map<Uid, Fate> }

const sendBatch = async (batch: Batch, sending: Sending): Promise<void> => {
    let rest = batch
    let inVain = 0
    let doubted = false
    while (rest.deliveries.length > 0) {
        const result = await tryOnce(rest, sending)
        if (!(result instanceof Failure)) {
            rest = await settleDoubts(result, doubted, sending)
            doubted = true
        } else if (isUnreadable(result)) {
            return halve(rest, result, sending)
        } else {
            await pauseAfter(result, inVain, sending)
            const left = await withoutArrived(rest, sending)
            inVain = left.deliveries.length < rest.deliveries.length ? 0 : inVain + 1
            rest = left
            if (inVain >= TRIES) {
                return giveUp(rest, result, sending)
            }
        }
    }
}

/** After tries in vain: a server that is away ends the run, one that is there fails on some object of this batch. */
const giveUp = async (batch: Batch, failure: Failure, sending: Sending): Promise<void> => {
    if (failure.kind !== 'unknownOutcome') {
        throw failure
    }
    await sending.importer.probe()
    await halve(batch, failure, sending)
}

/** Sends once. Gives the doubts that the answer leaves, or the failure after which a further try makes sense. */
const tryOnce = async (batch: Batch, { importer, fates, limits, progress }: Sending): Promise<Doubt[] | Failure> => {
    const began = performance.now()
    const adaptTo = (answered: boolean): void => adapt(limits, { took: performance.now() - began, answered })
    try {
        const { body } = await importer.import(bodyOf(batch))
        adaptTo(true)
        const report = reportIn(body)
        if (report === undefined) {
            return new Failure({ kind: 'unknownOutcome', what: 'DHIS2 failed without saying what was done.', where: 'POST /api/tracker' })
        }
        const verdict = judge(batch.deliveries, report)
        verdict.fates.forEach((fate, uid) => fates.set(uid, fate))
        progress?.(verdict.fates.size)
        return verdict.doubts
    } catch (error) {
        adaptTo(false)
        if (error instanceof Failure && (isUnreadable(error) || MAY_PASS.has(error.kind))) {
            return error
        }
        throw error
    }
}

const MAY_PASS: ReadonlySet<Failure['kind']> = new Set(['busy', 'unreachable', 'unknownOutcome'])

const isUnreadable = ({ kind }: Failure): boolean => kind === 'malformed' || kind === 'tooLarge'

const HTTP_CODE: Partial<Record<Failure['kind'], string>> = { malformed: 'HTTP_400', tooLarge: 'HTTP_413' }

const halve = async (batch: Batch, failure: Failure, sending: Sending): Promise<void> => {
    const halves = halvesOf(batch)
    if (failure.kind !== 'malformed') {
        sending.limits.trackedEntities = Math.max(1, Math.floor(sending.limits.trackedEntities / 2))
    }
    if (halves === undefined) {
        const codes = [HTTP_CODE[failure.kind] ?? 'HTTP_500']
        batch.deliveries.forEach(({ wanted }) => sending.fates.set(wanted.uid, { is: 'refused', codes }))
        return
    }
    for (const half of halves) {
        await sendBatch(half, sending)
    }
}

/** Back-off with full jitter; Retry-After obeyed. */
const pauseAfter = async (failure: Failure, tries: number, { patience = PATIENCE }: Sending): Promise<void> => {
    const ceiling = Math.min(patience.longest, patience.first * 2 ** tries)
    await patience.wait(Math.max((failure.retryAfter ?? 0) * 1000, Math.random() * ceiling))
}

/** Reads a batch of unknown outcome back: what stands in DHIS2 as we sent it is confirmed, the rest is given back. */
const withoutArrived = async (batch: Batch, { reader, fates, progress }: Sending): Promise<Batch> => {
    const current = await readBack(batch.deliveries, reader)
    const missing = batch.deliveries.filter((delivery) => !standsAsSent(delivery, current.get(delivery.wanted.uid)))
    const arrived = batch.deliveries.filter((delivery) => !missing.includes(delivery))
    arrived.forEach(({ wanted }) => fates.set(wanted.uid, { is: 'confirmed' }))
    progress?.(arrived.length)
    return { deliveries: missing }
}

/** Looks doubtful objects up. There: confirmed. Not there: refused if DHIS2 gave a code that is their own, else sent once more. */
const settleDoubts = async (doubts: readonly Doubt[], again: boolean, sending: Sending): Promise<Batch> => {
    if (doubts.length === 0) {
        return { deliveries: [] }
    }
    const current = await readBack(
        doubts.map(({ delivery }) => delivery),
        sending.reader
    )
    const missing: Delivery[] = []
    for (const { delivery, refused } of doubts) {
        const { uid } = delivery.wanted
        const found = current.get(uid)
        // of an update it proves nothing that the object is there
        const isThere = again && delivery.action === 'create' && found !== undefined && !isDeleted(found)
        const stands = isThere || standsAsSent(delivery, found)
        if (stands) {
            sending.fates.set(uid, { is: 'confirmed' })
        } else if (!again && delivery.action === 'update' && refused.codes.every((code) => code === ONCE_ONLY)) {
            missing.push(delivery)
        } else if (again || refused.codes.some((code) => code.startsWith('E'))) {
            sending.fates.set(uid, { is: 'refused', ...refused })
        } else {
            missing.push(delivery)
        }
    }
    sending.progress?.(doubts.length - missing.length)
    return { deliveries: missing }
}

/** Of an update it says that the request held another event of a stage that does not repeat, which is refused as well (Q56). */
const ONCE_ONLY = 'E1039'

const readBack = (deliveries: readonly Delivery[], reader: Reader) =>
    readCurrent(
        deliveries.map(({ wanted }) => wanted),
        reader,
        new Map(deliveries.flatMap(({ record }) => (record.program === undefined ? [] : [[record.trackedEntity, record.program]])))
    )
