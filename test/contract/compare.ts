/** A place in an answer where recorded and actual differ. */
export interface Disagreement {
    place: string
    recorded: unknown
    actual: unknown
}

interface Answer {
    status: number
    headers: Record<string, string>
    body: unknown
}

interface Names {
    /** base addresses, to be read as one */
    recorded: string
    actual: string
    /** true when two server-made UIDs may stand for each other */
    bind: (recorded: string, actual: string) => boolean
}

interface Walk {
    names: Names
    found: Disagreement[]
}

/** Texts, and what differs between any two servers: never compared. */
const NEVER = ['message', 'devMessage', 'description', 'args', 'errorProperties', 'value@conflict', 'displayName@report']
const CODES = ['errorCode', 'warningCode']
const COUNTS = ['stats', 'importCount', 'status', 'httpStatusCode', 'loginStatus', 'rejectedIndexes']
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(\+0000)?$/
const TOKEN = /^d2p(at)?_/
/** How long something took on a server. */
const DURATION = /^\d+\.\d+ sec\.$/
const HEADERS = [
    'location',
    'www-authenticate',
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'access-control-max-age',
]

/** Lists whose order means nothing, with the property that tells their members apart. */
const KEYED: Record<string, string> = {
    typeReports: 'klass',
    objectReports: 'uid',
    attributes: 'attribute',
    dataValues: 'dataElement',
    programOwners: 'program',
    errorReports: '',
    warningReports: '',
    conflicts: '',
    authorities: '',
    programs: '',
    dataSets: '',
    userRoles: 'id',
    enrollments: 'enrollment',
    events: 'event',
}

/** Compares an answer with a recorded one: first status, codes and counts, then everything but texts and times. */
export const compare = (recorded: Answer, actual: Answer, names: Names): { codes: boolean; differences: Disagreement[] } => {
    const differences: Disagreement[] = []
    const walked = { names, found: differences }
    if (recorded.status !== actual.status) {
        differences.push({ place: 'HTTP status', recorded: recorded.status, actual: actual.status })
    }
    const codes = differences.length === 0 && JSON.stringify(summary(recorded.body)) === JSON.stringify(summary(actual.body))
    if (!codes) {
        differences.push({ place: 'codes and counts', recorded: summary(recorded.body), actual: summary(actual.body) })
    }
    for (const name of HEADERS) {
        walk(recorded.headers[name], actual.headers[name], `header ${name}`, walked)
    }
    walk(recorded.body, actual.body, '', walked)
    return { codes, differences }
}

/** All codes in an answer, sorted, and its counts. */
const summary = (body: unknown): unknown[] => {
    const codes: string[] = []
    const counts: string[] = []
    const visit = (value: unknown, place: string): void => {
        if (Array.isArray(value)) {
            for (const part of value) {
                visit(part, place)
            }
        } else if (isObject(value)) {
            for (const [name, part] of Object.entries(value)) {
                if (CODES.includes(name)) {
                    codes.push(String(part))
                } else if (COUNTS.includes(name) && !place.includes('Options')) {
                    counts.push(
                        `${place}${isObject(value) && value.trackerType ? String(value.trackerType) : String(value.klass ?? '')}.${name}=${sortedJson(part)}`
                    )
                } else {
                    visit(part, `${place}/${name}`)
                }
            }
        }
    }
    visit(body, '')
    return [codes.toSorted(), counts.toSorted()]
}

const sortedJson = (value: unknown): string =>
    isObject(value)
        ? JSON.stringify(Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))))
        : JSON.stringify(value)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const walk = (recorded: unknown, actual: unknown, place: string, walked: Walk): void => {
    const name = place.slice(place.lastIndexOf('/') + 1)
    if (NEVER.includes(name) || (name === 'value' && place.includes('/conflicts/'))) {
        return
    }
    if (Array.isArray(recorded) && Array.isArray(actual)) {
        walkList(recorded, actual, place, walked)
    } else if (isObject(recorded) && isObject(actual)) {
        for (const key of new Set([...Object.keys(recorded), ...Object.keys(actual)])) {
            if (key in recorded !== key in actual && !NEVER.includes(key)) {
                walked.found.push({ place: `${place}/${key}`, recorded: recorded[key], actual: actual[key] })
            } else {
                walk(recorded[key], actual[key], `${place}/${key}`, walked)
            }
        }
    } else if (!sameValue(recorded, actual, walked.names)) {
        walked.found.push({ place, recorded, actual })
    }
}

const walkList = (recorded: unknown[], actual: unknown[], place: string, walked: Walk): void => {
    // the order of a list's own rows counts, that of what hangs on them does not
    const rows = /^\/[a-zA-Z]+$/.test(place) && /enrollments|events/.test(place)
    const key = rows ? undefined : KEYED[place.slice(place.lastIndexOf('/') + 1)]
    const one = key === undefined ? recorded : ordered(recorded, key)
    const other = key === undefined ? actual : ordered(actual, key)
    if (one.length !== other.length) {
        walked.found.push({ place: `${place} (length)`, recorded: one.length, actual: other.length })
    }
    one.slice(0, other.length).forEach((part, index) => walk(part, other[index], `${place}/${index}`, walked))
}

const ordered = (list: unknown[], key: string): unknown[] =>
    list.toSorted((one, other) => (orderKey(one, key) < orderKey(other, key) ? -1 : 1))

const orderKey = (value: unknown, key: string): string => {
    if (!isObject(value)) {
        return String(value)
    }
    return key === '' ? `${String(value.errorCode ?? value.warningCode)}${String(value.uid ?? value.errorProperty)}` : String(value[key])
}

const sameValue = (recorded: unknown, actual: unknown, names: Names): boolean => {
    if (recorded === actual) {
        return true
    }
    if (typeof recorded !== 'string' || typeof actual !== 'string') {
        return false
    }
    if ([TIME, DURATION].some((made) => made.test(recorded) && made.test(actual))) {
        return true
    }
    if (TOKEN.test(recorded) && TOKEN.test(actual)) {
        return true
    }
    const bare = (text: string, base: string): string => text.replaceAll(base, '').replace(/\b1[0-9]{12}\b/, '<milliseconds>')
    return sameText(bare(recorded, names.recorded), bare(actual, names.actual), names)
}

/** Texts that are alike once the UIDs in them are bound to each other. */
const sameText = (recorded: string, actual: string, { bind }: Names): boolean => {
    const parts = recorded.split(/([a-zA-Z][a-zA-Z0-9]{10})/)
    const others = actual.split(/([a-zA-Z][a-zA-Z0-9]{10})/)
    return parts.length === others.length && parts.every((part, place) => part === others[place] || bind(part, others[place] ?? ''))
}
