import { carryOut, type Carried } from '../deliver/transfer.ts'
import { isReopened, RESTORED, type Intent, type RowKey, type SentObject } from '../ledger/ledger.ts'
import { letIoPass } from '../letIoPass.ts'
import { uniqueAttributes } from '../metadata.ts'
import type { RowInHand } from '../plan/claims.ts'
import { uidsIn } from '../plan/names.ts'
import { planPage, type PagePlan } from '../plan/planPage.ts'
import { OWNER } from '../plan/reassign.ts'
import type { Finding, KnownIdentities, RowPlace, SourceRow } from '../records.ts'
import { problemFile } from '../source/repeats.ts'
import type { Page, RowProblem } from '../source/source.ts'
import { sentObject } from './brokenOff.ts'
import { conclude, type Conclusion } from './conclude.ts'
import { outcomeLine, type OutcomeLine } from './outcomes.ts'
import type { Tally } from './report.ts'
import { isUnchanged, lookUpRows, problemRecord, rowKey, wasDelivered, type KeyedRow } from './rows.ts'
import type { Running, SyncStream } from './sync.ts'
import { outcomeOfReason, type Outcome } from '#dhis2/outcome.ts'

/** Rows worked on together: enough for two full requests at once, little enough for flat memory. */
const ROWS_A_PAGE = 500

type OneStream = Running & { stream: SyncStream }

/** A page on its way. */
interface Underway {
    /** what it speaks of, once its requests are on their way */
    sent: Promise<ReadonlySet<string>>
    /** once what became of it is in the ledger; rejected when the ledger did not take it */
    kept: Promise<void>
    /** the same, rejected also when not all of it was delivered */
    settled: Promise<void>
}

const NOTHING: Underway = { sent: Promise.resolve(new Set()), kept: Promise.resolve(), settled: Promise.resolve() }

/**
 * While a page is on its way to DHIS2 the next one is read, mapped and, when it has nothing to do with the same people, sent as well: the
 * server need not wait while the ledger is written. No more than two are on their way.
 */
export const syncStream = async (parts: OneStream): Promise<void> => {
    let underway = NOTHING
    if (parts.wholeFiles) {
        parts.ledger.forgetProblems(parts.name, problemFile(parts.stream.shape))
    }
    try {
        for await (const page of fullPages(parts.source.read(parts.stream.shape))) {
            const before = underway
            underway = begin(mapPage(page, parts), before, parts)
            await before.settled
            await letIoPass()
        }
    } finally {
        await underway.settled
    }
}

interface MappedPage {
    page: Page
    unchanged: SourceRow[]
    rows: RowInHand[]
}

const mapPage = (page: Page, parts: OneStream): MappedPage => {
    const { ledger, keys, version, stream, seen } = parts
    const looked = lookUpRows(page.rows, { ledger, keys, version, seen, name: `${parts.name}|${stream.shape.name}` })
    parts.attendance.note(stream.shape.file, looked, page.problems)
    const mapped = mapRows(looked, parts)
    ledger.subjects.turn()
    return { page, ...mapped }
}

const begin = (mapped: MappedPage, before: Underway, parts: OneStream): Underway => {
    const sending = sendPage(mapped, before, parts)
    const keeping = settlePage(sending, before, parts)
    const kept = keeping.then(() => undefined)
    const settled = keeping.then(({ failure }) => {
        if (failure !== undefined) {
            throw failure
        }
    })
    const sent = sending.then(({ spoken }) => spoken)
    // whoever waits for it meets the fault
    sent.catch(() => undefined)
    kept.catch(() => undefined)
    settled.catch(() => undefined)
    return { sent, kept, settled }
}

interface SentPage extends MappedPage {
    plan: PagePlan
    carrying: Promise<Carried>
    spoken: ReadonlySet<string>
}

/** Plans a page once the one before is on its way, and sends it. */
const sendPage = async (mapped: MappedPage, before: Underway, parts: OneStream): Promise<SentPage> => {
    const { ledger, planner, tally, stream } = parts
    const { page, rows } = mapped
    const others = await before.sent
    await letIoPass()
    const spoken = spokenOf(rows, parts)
    if (!rows.every(isNew) || haveCommon(spoken, others)) {
        await before.settled
    }
    // records that stand side by side in a row have the name of their place there
    page.rows.forEach((row) => tally.read(row.file, 1))
    page.problems.forEach(({ place }) => tally.read(place.file, 1))
    let plan = await planPage(rows, planner)
    // under the UIDs that the ledger has for them, or that were found in DHIS2 only now
    if (haveCommon(plan.names.values(), others) || haveCommon(plan.aliases.values(), others)) {
        await before.settled
        plan = await planPage(rows, planner)
    }
    plan.names.forEach((uid) => spoken.add(uid))
    plan.aliases.forEach((uid) => spoken.add(uid))
    await parts.approve?.(plan.deliveries, new Map(rows.map(({ key, place }) => [key, place])), plan.transfers)
    ledger.intend(intentOf(plan, rows, parts))
    await letIoPass()
    const carrying = carryOut(plan, { ...parts, progress: (objects) => parts.watch?.(stream.shape.file, 0, objects) })
    carrying.catch(() => undefined)
    return { ...mapped, plan, carrying, spoken }
}

/** What is noted of a page before it is sent. A person who is only given to another org unit, or enrolled there, is noted as well. */
const intentOf = ({ transfers, entrants, deliveries, aliases }: PagePlan, rows: readonly RowInHand[], { name }: OneStream): Intent => ({
    objects: [
        ...[...transfers.flatMap(({ record }) => record ?? []), ...entrants].map((record): SentObject => ({ record, changed: [OWNER] })),
        ...deliveries.map(sentObject),
    ],
    names: aliases,
    rows: rows.map(({ key, place }) => ({ key, place, source: name })),
})

/** True for a row about which the ledger says nothing that a page before it could change. */
const isNew = ({ deliveredBefore, reopened }: RowInHand): boolean => !deliveredBefore && reopened !== true

/** What rows speak of: objects, by the UIDs that they derive, those whose appointments they name, and unique values. */
const spokenOf = (rows: readonly RowInHand[], { metadata }: OneStream): Set<string> => {
    const unique = uniqueAttributes(metadata)
    const spoken = new Set(
        rows.flatMap(({ mapped }) => mapped.plans.flatMap(({ trackedEntity, enrollment }) => [trackedEntity, enrollment]))
    )
    for (const object of rows.flatMap(({ mapped }) => mapped.wanted)) {
        uidsIn(object).forEach((uid) => spoken.add(uid))
        if (object.kind === 'trackedEntity') {
            object.values.filter(({ id }) => unique.has(id)).forEach(({ id, value }) => spoken.add(`${id} ${value}`))
        }
    }
    return spoken
}

const haveCommon = (some: Iterable<string>, others: ReadonlySet<string>): boolean => {
    for (const one of some) {
        if (others.has(one)) {
            return true
        }
    }
    return false
}

/**
 * Waits for the answers to a page, and for the page before it: the ledger is written in the order of the rows, and not beyond a page that it
 * did not take.
 */
const settlePage = async (sending: Promise<SentPage>, before: Underway, parts: OneStream): Promise<Carried> => {
    const sent = await sending
    const carried = await sent.carrying
    await before.kept
    await letIoPass()
    await keepPage(sent, carried, parts)
    return carried
}

/** Writes to the ledger what became of a page, and tells it once it is durable. */
const keepPage = async ({ page, unchanged, rows, plan }: SentPage, carried: Carried, parts: OneStream): Promise<void> => {
    const { ledger, tally, untold, name } = parts
    const { conclusions, record } = conclude(rows, { ...carried, plan, ledger, name })
    await letIoPass()
    const problems = page.problems.map((problem) => problemRecord(parts.keys, name, problem))
    const renamed = whileNoneTookThem(conclusions, parts)
    const durable = ledger.commit({ ...record, rows: [...record.rows, ...problems], renamed })
    tally.transferred(plan.transfers.filter(({ trackedEntity }) => carried.transfers.get(trackedEntity)?.is === 'confirmed').length)
    tally.written(plan.deliveries.filter(({ wanted }) => carried.fates.get(wanted.uid)?.is === 'confirmed'))
    untold.push(
        ...page.problems.map(({ place, reason, column, detail }) =>
            line(place, outcomeOfReason[reason], [{ reason, column, detail }], tally)
        ),
        ...unchanged.map((source) => line(source, 'unchanged', [], tally)),
        ...conclusions.map(({ row, outcome, findings }) => line(row.source, outcome, findings, tally))
    )
    if (durable) {
        await parts.tell(untold.splice(0))
    }
    parts.watch?.(parts.stream.shape.file, page.rows.length, 0)
}

/** The keys of rows of a table of several kinds as long as no stream took them: then the first one has them, and they wait. */
const whileNoneTookThem = (conclusions: readonly Conclusion[], { stream: { shape }, streams, name, keys }: OneStream): RowKey[] => {
    const first =
        shape.rows?.rest === false ? streams.find((other) => other.shape.file === shape.file && other.shape.rows?.rest) : undefined
    return first === undefined
        ? []
        : conclusions
              .filter(({ row }) => !row.knownBefore)
              .map(({ row: { source, occurrence } }) =>
                  rowKey(keys, `${name}|${first.shape.name}`, { ...source, file: first.shape.file }, occurrence)
              )
}

/** Maps what is new, changed or unfinished. What was delivered before and has not changed needs no mapping. */
const mapRows = (looked: readonly KeyedRow[], parts: OneStream): { unchanged: SourceRow[]; rows: RowInHand[] } => {
    const unchanged: SourceRow[] = []
    const rows: RowInHand[] = []
    const decided = parts.ledger.identities(looked.filter((row) => row.known !== undefined && !isUnchanged(row)).map(({ key }) => key))
    for (const row of looked) {
        if (isUnchanged(row) && !row.source.copy) {
            unchanged.push(row.source)
        } else {
            rows.push(takeInHand(row, decided.get(row.key), parts))
        }
    }
    return { unchanged, rows }
}

const takeInHand = (row: KeyedRow, decided: KnownIdentities | undefined, { stream, ledger, correcting = false }: OneStream): RowInHand => {
    const { key, content, source, occurrence, known } = row
    const corrected = correcting && known !== undefined
    const stillCorrects = source.occurrence === undefined ? undefined : known?.corrects
    return {
        key,
        content,
        source,
        stream: stream.shape.name,
        occurrence,
        place: corrected ? known.place : { file: source.file, row: source.row },
        mapped: stream.map(source, ledger.subjects, decided),
        corrects: corrected && known.content !== content ? (known.corrects ?? known.content) : stillCorrects,
        reopened: isReopened(known?.content),
        restored: known?.content === RESTORED,
        deliveredBefore: wasDelivered(known),
        knownBefore: known !== undefined,
        before: known?.objects ?? [],
    }
}

const line = (place: RowPlace, outcome: Outcome, findings: readonly Finding[], tally: Tally): OutcomeLine => {
    tally.row(place, outcome, findings[0])
    return outcomeLine(place, outcome, findings)
}

/** Joins the small pages of a source into full ones. */
async function* fullPages(pages: AsyncIterable<Page>): AsyncIterable<Page> {
    let rows: SourceRow[] = []
    let problems: RowProblem[] = []
    let state: Page['state'] = {}
    for await (const page of pages) {
        rows.push(...page.rows)
        problems.push(...page.problems)
        state = page.state
        while (rows.length >= ROWS_A_PAGE || problems.length >= ROWS_A_PAGE) {
            yield { rows: rows.slice(0, ROWS_A_PAGE), problems: problems.slice(0, ROWS_A_PAGE), state }
            rows = rows.slice(ROWS_A_PAGE)
            problems = problems.slice(ROWS_A_PAGE)
        }
    }
    if (rows.length + problems.length > 0) {
        yield { rows, problems, state }
    }
}
