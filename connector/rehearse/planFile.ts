import { createReadStream, existsSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Keys } from '../ledger/keys.ts'
import type { RowKey } from '../ledger/ledger.ts'
import { LinesFile } from '../linesFile.ts'
import { fieldsOf } from '../plan/fields.ts'
import type { Delivery, FieldChange } from '../plan/planPage.ts'
import type { Transfer } from '../plan/reassign.ts'
import type { OutcomeLine } from '../run/outcomes.ts'
import type { Approve } from '../run/sync.ts'
import { parseJson } from '#dhis2/json.ts'
import type { Uid } from '#dhis2/uid.ts'

/** `madeFor`: stands for the ledger and the DHIS2. `said`: the day, where the operator said it. `offline`: DHIS2 was not asked. */
const Section = z.object({
    source: z.string(),
    madeFor: z.string(),
    asOf: z.string(),
    said: z.string().optional(),
    mapping: z.string(),
    offline: z.boolean().optional(),
})
export type Section = z.infer<typeof Section>

const Change = z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })

/** One object of a plan; of a transfer the person, with the program as its only field and the org units before and after. `digest` stands for all that would be sent of it. */
const Planned = z.object({
    object: z.string(),
    kind: z.string(),
    do: z.enum(['transfer', 'create', 'update', 'delete']),
    file: z.string().optional(),
    row: z.number().optional(),
    changes: z.array(Change),
    digest: z.string(),
})
export type Planned = z.infer<typeof Planned>

const Line = z.union([Planned, z.object({ section: Section }), z.object({ left: z.string() }), z.object({ end: z.number() })])

/** The same for a plan and the ledger and DHIS2 with which it was made, and for no other. */
export const madeFor = (keys: Keys, dhis2: string): string => keys.mark(`plan for|${dhis2}`)

/** Names things for the reader of a plan: codes instead of UIDs. */
export type Named = (id: Uid) => string

/** What a plan promises of an object: all of a new one; of one that is there, the fields that change and what they become. */
const digestOf = (keys: Keys, { payload, changes }: Delivery): string =>
    keys.mark(`planned|${JSON.stringify(changes?.map(({ field, to }) => [field, to]) ?? payload)}`)

/** What is about to be done, in the order in which it is. */
interface Deed {
    object: Uid
    kind: string
    do: Planned['do']
    row: RowKey
    changes: readonly FieldChange[]
    digest: string
}

const deedsOf = (keys: Keys, deliveries: readonly Delivery[], transfers: readonly Transfer[] = []): Deed[] => [
    ...transfers.map(({ row, trackedEntity, program, from, to }): Deed => ({
        object: trackedEntity,
        kind: 'trackedEntity',
        do: 'transfer',
        row,
        changes: [{ field: program, from, to }],
        digest: keys.mark(`planned|transfer|${program}|${to}`),
    })),
    ...deliveries.map((delivery): Deed => ({
        object: delivery.wanted.uid,
        kind: delivery.wanted.kind,
        do: delivery.action,
        row: delivery.row,
        changes: changesOf(delivery),
        digest: digestOf(keys, delivery),
    })),
]

/**
 * Writes a plan as JSON lines: for each source a section, then every object that would be created, updated or deleted with the fields that change,
 * and every row that would be parked or refused. Values are written only `withValues`. The file appears when it is whole.
 */
export class PlanWriter {
    readonly #lines: LinesFile
    readonly #keys: Keys
    readonly #named: Named
    readonly #withValues: boolean
    #objects = 0

    constructor(path: string, { keys, named, withValues }: { keys: Keys; named: Named; withValues: boolean }) {
        this.#lines = new LinesFile(path)
        this.#keys = keys
        this.#named = named
        this.#withValues = withValues
    }

    async section(section: Section): Promise<void> {
        await this.#lines.write([{ section }])
    }

    readonly approve: Approve = async (deliveries, places, transfers) => {
        const deeds = deedsOf(this.#keys, deliveries, transfers)
        this.#objects += deeds.length
        await this.#lines.write(
            deeds.map(({ row, changes, digest, ...deed }): Planned => {
                const named = changes.map(({ field, from, to }) =>
                    this.#withValues ? { field: this.#named(field), from, to } : { field: this.#named(field) }
                )
                return { ...deed, ...places.get(row), changes: named, digest }
            })
        )
    }

    /** Rows that would not be delivered, for the reader. */
    async left(lines: readonly OutcomeLine[]): Promise<void> {
        const left = lines.filter(({ outcome }) => outcome === 'park' || outcome === 'reject')
        await this.#lines.write(left.map(({ outcome, file, row, reason, column }) => ({ left: outcome, file, row, reason, column })))
    }

    async close(): Promise<void> {
        await this.#lines.write([{ end: this.#objects }])
        await this.#lines.end()
        this.#lines.appear()
    }
}

/** What is new of a new object, or changes of one that is there. */
const changesOf = ({ wanted, changes }: Delivery): readonly FieldChange[] =>
    changes ?? fieldsOf(wanted).flatMap(({ name, value }) => (value === '' ? [] : { field: name, from: '', to: value }))

/** A plan as it is carried out: read in step with what is about to be sent. */
export class PlanReader {
    readonly #keys: Keys
    readonly #lines: AsyncIterator<Planned | { section: Section }>
    #next: Planned | undefined
    /** objects of the plan that were not sent, because what they hang on was refused */
    leftOut = 0

    constructor(path: string, keys: Keys) {
        this.#keys = keys
        this.#lines = linesOf(path)
    }

    /** The next section; undefined at the end of the plan. What is left of the one before is counted as left out. */
    async section(): Promise<Section | undefined> {
        for (let line = await this.#read(); line !== undefined; line = await this.#read()) {
            if ('section' in line) {
                return line.section
            }
            this.leftOut++
        }
        return undefined
    }

    /** Lets pass only what stands in the plan, in its order. */
    readonly approve: Approve = async (deliveries, _places, transfers) => {
        for (const deed of deedsOf(this.#keys, deliveries, transfers)) {
            const planned = await this.#find(deed)
            if (planned?.do !== deed.do || planned.digest !== deed.digest) {
                throw planBroken(deed, planned)
            }
            this.#next = undefined
        }
    }

    async #find(deed: Deed): Promise<Planned | undefined> {
        for (;;) {
            const line = this.#next ?? (await this.#read())
            if (line === undefined) {
                return undefined
            }
            if ('section' in line) {
                return undefined
            }
            if (line.object === deed.object && (line.do === 'transfer') === (deed.do === 'transfer')) {
                this.#next = line
                return line
            }
            this.#next = undefined
            this.leftOut++
        }
    }

    async #read(): Promise<Planned | { section: Section } | undefined> {
        const { value, done } = await this.#lines.next()
        return done === true ? undefined : (value as Planned | { section: Section })
    }
}

const planBroken = (deed: Deed, planned: Planned | undefined): Failure =>
    new Failure({
        kind: 'limit',
        what: 'The plan no longer holds. What was sent so far stood in it; nothing else was sent.',
        where: `${deed.kind} ${deed.object}${planned?.file === undefined ? '' : ` of ${planned.file} row ${planned.row ?? ''}`}`,
        why:
            planned === undefined
                ? `It would be ${DONE[deed.do]}, and the plan does not have it: export, mapping, ledger or DHIS2 changed.`
                : 'It would be sent otherwise than the plan says: the row, or what DHIS2 holds of it, changed.',
        next: 'Make a new plan.',
    })

const DONE: Record<Planned['do'], string> = {
    transfer: 'given to another facility',
    create: 'created',
    update: 'updated',
    delete: 'deleted',
}

/** @throws Failure when a plan is not there or not whole */
export const checkPlan = async (path: string): Promise<void> => {
    if (!existsSync(path) || !statSync(path).isFile()) {
        throw new Failure({ kind: 'configuration', what: 'There is no such plan.', where: path, next: 'kmmp plan makes one.' })
    }
    const lines = linesOf(path)
    while ((await lines.next()).done !== true) {
        // read to its end, where it says that it is whole
    }
}

/** Lines of a whole plan. */
async function* linesOf(path: string): AsyncIterator<Planned | { section: Section }> {
    let objects = 0
    let whole = false
    let readable = true
    for await (const text of createInterface({ input: createReadStream(path) })) {
        const line = Line.safeParse(parseJson(text)).data
        if (line === undefined) {
            readable = false
        } else if ('object' in line) {
            objects++
            yield line
        } else if ('section' in line) {
            yield line
        } else if ('end' in line) {
            whole = line.end === objects
        }
    }
    if (!whole || !readable) {
        throw new Failure({
            kind: 'configuration',
            what: 'This is no plan of this kmmp, or it is cut off.',
            where: path,
            next: 'Make a new plan.',
        })
    }
}
