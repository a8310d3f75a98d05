import { randomInt } from 'node:crypto'
import { refuse, type Answer } from '../answer.ts'
import { ok, type Call } from '../call.ts'
import { isTrue, numberOf, text, type JsonObject } from '../json.ts'

const DAY = 86_400_000
const MOST = 1000
const TRIES = 50
const COUNTER = 'sequence.'

/** A part of a text pattern: fixed text, or a named source with the shape of what it gives. */
interface Part {
    source: string
    shape: string
}

/** A pattern with the values of those parts that do not change. */
interface Filled {
    parts: readonly Part[]
    fixed: readonly (string | undefined)[]
}

/** Reads a DHIS2 text pattern, e.g. `"KMMP-" + ORG_UNIT_CODE(.....) + "-" + SEQUENTIAL(######)`. */
const readPattern = (pattern: string): Part[] =>
    [...pattern.matchAll(/"([^"]*)"|([A-Z_]+)\(([^)]*)\)/g)].map(([, fixed, source, shape]) =>
        source === undefined ? { source: 'TEXT', shape: fixed ?? '' } : { source, shape: shape ?? '' }
    )

const patternOf = ({ sandbox, params }: Call): { uid: string; parts: Part[] } => {
    const uid = params.uid ?? ''
    const attribute = sandbox.registry.get('trackedEntityAttributes', uid)
    if (!attribute) {
        return refuse(404, `TrackedEntityAttribute with id ${uid} could not be found.`, null)
    }
    const pattern = text(attribute.pattern)
    if (!isTrue(attribute.generated) || pattern === undefined) {
        return refuse(400, 'Attribute does not contain pattern.', null)
    }
    return { uid, parts: readPattern(pattern) }
}

const GIVEN = ['ORG_UNIT_CODE']
const MADE = ['RANDOM', 'SEQUENTIAL']

/** `…/requiredValues`: what a caller must give, and what the server makes. */
export const requiredValues = (call: Call): Answer => {
    const { parts } = patternOf(call)
    const named = (list: readonly string[]) => parts.map(({ source }) => source).filter((source) => list.includes(source))
    return ok({ REQUIRED: named(GIVEN), OPTIONAL: named(MADE) })
}

/** `…/generate`: one value, kept for the caller for some days. */
export const generate = (call: Call): Answer => ok(reserve(call, 1)[0])

/** `…/generateAndReserve`. */
export const generateMany = (call: Call): Answer => {
    const count = numberOf(call.query.text('numberToReserve') ?? 1)
    if (count < 1 || count > MOST) {
        return refuse(400, `You can only reserve between 1 and ${MOST} values in a single request.`, null)
    }
    return ok(reserve(call, count))
}

const reserve = (call: Call, count: number): JsonObject[] => {
    const { uid, parts } = patternOf(call)
    const missing = parts.filter(({ source }) => GIVEN.includes(source) && call.query.text(source) === undefined)
    if (missing.length > 0) {
        return refuse(409, `Missing required values: ${missing.map(({ source }) => source).join(', ')}`, null)
    }
    const { clock, store } = call.sandbox
    const now = clock.now()
    const days = numberOf(call.query.text('expiration') ?? 3)
    const fixed = parts.map((part) => fill(call, part))
    const key = fixed.map((value, place) => value ?? `${parts[place]?.source}(${parts[place]?.shape})`).join('')
    return store.transaction(() =>
        Array.from({ length: count }, () => ({
            ownerObject: 'TRACKEDENTITYATTRIBUTE',
            ownerUid: uid,
            key,
            value: freeValue(call, uid, key, { parts, fixed }),
            created: clock.local(now),
            expiryDate: clock.local(now + days * DAY),
        }))
    )
}

/** The value of a part that does not change from one number to the next. */
const fill = (call: Call, { source, shape }: Part): string | undefined => {
    if (source === 'TEXT') {
        return shape
    }
    if (source === 'ORG_UNIT_CODE') {
        return (call.query.text(source) ?? '').slice(0, shape.length)
    }
    if (source === 'CURRENT_DATE') {
        return dated(shape, call.sandbox.clock.today())
    }
    return undefined
}

const dated = (shape: string, today: string): string =>
    shape.replace('yyyy', today.slice(0, 4)).replace('MM', today.slice(5, 7)).replace('dd', today.slice(8, 10))

const freeValue = (call: Call, attribute: string, key: string, { parts, fixed }: Filled): string => {
    const { store } = call.sandbox
    for (let tried = 0; tried < TRIES; tried++) {
        const value = parts.map((part, place) => fixed[place] ?? next(call, part, `${attribute}.${key}`)).join('')
        const taken = store.one('SELECT 1 FROM attribute_value WHERE attribute = ? AND value = ?', attribute, value)
        if (!taken) {
            return value
        }
    }
    return refuse(409, `No free value is left for ${key}.`, null)
}

const next = ({ sandbox }: Call, { source, shape }: Part, counter: string): string => {
    if (source === 'SEQUENTIAL') {
        const row = sandbox.store.one<{ value: string }>(
            `INSERT INTO setting (name, value) VALUES (?, '1') ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`,
            COUNTER + counter
        )
        return String(row?.value ?? 1).padStart(shape.length, '0')
    }
    return [...shape].map((sign) => (sign === '#' ? String(randomInt(10)) : letter(sign))).join('')
}

const letter = (sign: string): string => {
    const made = String.fromCharCode(65 + randomInt(26))
    return sign === 'x' ? made.toLowerCase() : made
}
