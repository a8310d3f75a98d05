import { z } from 'zod'

const scope = {
    method: z.string().optional(),
    /** beginning of the path, e.g. `/api/tracker` */
    path: z.string().optional(),
    /** how many requests it still hits; without end when left out */
    times: z.int().nonnegative().optional(),
    /** share of the requests that it hits, drawn from the seed; all when left out */
    chance: z.number().min(0).max(1).optional(),
}

const milliseconds = z.number().nonnegative()
const fault = <Kind extends string, Shape extends object>(kind: Kind, shape: Shape) =>
    z.object({ kind: z.literal(kind), ...shape, ...scope })

/** How a request can go wrong on purpose, and which requests do. */
const Rule = z.discriminatedUnion('kind', [
    /** the answer comes late */
    fault('latency', { milliseconds }),
    /** refused with 503, with a `Retry-After` in seconds when given */
    fault('unavailable', { retryAfter: z.int().nonnegative().optional() }),
    /** refused with a 409 that holds no report */
    fault('conflict', {}),
    /** an HTML page of DHIS2's container or of a proxy, e.g. 502 or 504; everything is done all the same when `after` is set */
    fault('page', { status: z.int().min(400).max(599), after: z.boolean().optional() }),
    /** 200 with nothing in it, as a foreign `Origin` gets it from 2.42 on; nothing is done */
    fault('empty', {}),
    /** what a tracker import answers when the database fails: nothing is stored */
    fault('database-failure', {}),
    /** the connection is cut and nothing is done */
    fault('cut-before', {}),
    /** everything is done, but the answer never arrives */
    fault('cut-after', {}),
    /** everything is done, but the answer breaks off in the middle */
    fault('truncated', {}),
    /** the body of the answer trickles in over so many milliseconds */
    fault('slow', { milliseconds }),
    /** one object of a tracker import is left out; only `ignored` tells, no report of it */
    fault('ignored', {}),
    /** the server restarts while it works: nothing of the request is stored, sessions and jobs are forgotten; who waits loses the connection */
    fault('restart', {}),
])
export type FaultRule = z.infer<typeof Rule>
export type Kind = FaultRule['kind']

export const Switches = z.object({ faults: z.array(Rule), seed: z.int().optional() })

const DEFAULT_SEED = 1

/** The faults switched on. The same seed and the same requests make the same faults. */
export class Faults {
    private rules: FaultRule[] = []
    private random = numbersFrom(DEFAULT_SEED)

    set(rules: readonly FaultRule[], seed = DEFAULT_SEED): void {
        this.rules = rules.map((rule) => ({ ...rule }))
        this.random = numbersFrom(seed)
    }

    list(): readonly FaultRule[] {
        return this.rules
    }

    /** The faults that hit a request; counted ones are used up by it. */
    take(method: string, path: string): FaultRule[] {
        const hits = this.rules.filter(
            (rule) =>
                rule.times !== 0 &&
                (rule.method ?? method) === method &&
                path.startsWith(rule.path ?? '/') &&
                (rule.chance === undefined || this.random() < rule.chance)
        )
        for (const hit of hits) {
            if (hit.times !== undefined) {
                hit.times--
            }
        }
        return hits
    }

    /** A place in a list of so many. */
    pick(length: number): number {
        return Math.floor(this.random() * length)
    }
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
    let state = seed >>> 0
    return () => {
        state = (state + 0x6d2b79f5) >>> 0
        let mixed = Math.imul(state ^ (state >>> 15), state | 1)
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
    }
}
