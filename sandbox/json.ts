/** A JSON object of unknown shape, as request bodies and stored metadata are. */
export type JsonObject = { [key: string]: unknown }

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list; anything else in it is left out. */
export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** A scalar as text. DHIS2 reads an empty text as null, so it is undefined here. */
export const text = (value: unknown): string | undefined => {
    if (typeof value === 'string') {
        return value === '' ? undefined : value
    }
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The id of a reference, given as `{ id }` or as bare text. */
export const idOf = (value: unknown): string | undefined => text(isObject(value) ? value.id : value)

/** The ids of a list of references. */
export const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value : []).map(idOf).filter((id) => id !== undefined)

export const isTrue = (value: unknown): boolean => value === true || value === 'true'

export const numberOf = (value: unknown): number => {
    const number = Number(value ?? 0)
    return Number.isFinite(number) ? number : 0
}

/** A copy without null and undefined properties: DHIS2 leaves them out of its answers. */
export const withoutNulls = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined))
