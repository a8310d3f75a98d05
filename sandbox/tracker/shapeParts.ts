import type { DialectRules } from '../dialect.ts'
import { groupBy } from '../group.ts'
import { idsOf, text, type JsonObject } from '../json.ts'
import { plainView, select, wants, type Field } from '../metadata/fields.ts'
import type { MetadataObject } from '../metadata/registry.ts'
import type { EnrollmentRow, EventRow, NoteRow, StoredValues, TrackedEntityRow } from './rows.ts'
import { parseJson } from '#dhis2/json.ts'

/** The properties of a kind of object, each worked out from its row. */
type Properties<Row> = Record<string, (row: Row) => unknown>

/** Rows as the JSON that a request wants of them; only the properties that it wants are worked out. */
export const shapeRows = <Row>(rows: readonly Row[], fields: readonly Field[], properties: Properties<Row>): JsonObject[] => {
    const wanted = Object.entries(properties).filter(([name]) => wants(fields, name))
    return rows.map((row) => {
        const shown: JsonObject = {}
        for (const [name, valueOf] of wanted) {
            shown[name] = valueOf(row)
        }
        return select(shown, fields, plainView)
    })
}

/** When and by whom a row was made and changed. */
export const stamps = (user: (json: string) => unknown): Properties<TrackedEntityRow | EnrollmentRow | EventRow> => ({
    createdAt: (row) => row.created_at,
    createdAtClient: (row) => row.created_at_client,
    updatedAt: (row) => row.updated_at,
    updatedAtClient: (row) => row.updated_at_client,
    deleted: (row) => row.deleted === 1,
    createdBy: (row) => user(row.created_by),
    updatedBy: (row) => user(row.updated_by),
})

/** The category options of an option combo, as events show them. */
export const optionsOfCombo = (combo: MetadataObject | undefined): string => idsOf(combo?.categoryOptions).join(';')

/** A user as answers name somebody assigned. */
export const userShape = (user: MetadataObject | undefined): JsonObject | undefined =>
    user && {
        uid: user.id,
        username: user.username,
        firstName: user.firstName,
        surname: user.surname,
        displayName: `${text(user.firstName)} ${text(user.surname)}`,
    }

export const geometryOf = ({ geometry }: { geometry: string | null }): unknown => (geometry === null ? undefined : parseJson(geometry))

export const dataValuesOf = (row: EventRow): JsonObject[] =>
    Object.entries(JSON.parse(row.data_values) as StoredValues).map(([dataElement, value]) => ({ dataElement, ...value }))

export const noteShape = ({ uid, value, stored_at, created_by, stored_by }: NoteRow, { noteDisplayName }: DialectRules): JsonObject => {
    const by = parseJson(created_by) as Record<string, string>
    const createdBy = { ...by, ...(noteDisplayName && { displayName: `${by.firstName} ${by.surname}` }) }
    return { note: uid, storedAt: stored_at, value, createdBy, ...(stored_by !== null && { storedBy: stored_by }) }
}

/** Shaped objects grouped by a key of their rows. */
export const groupShaped = <Row, Key>(
    rows: readonly Row[],
    shaped: readonly JsonObject[],
    keyOf: (row: Row) => Key
): Map<Key, JsonObject[]> => {
    const pairs = rows.map((row, place) => ({ key: keyOf(row), object: shaped[place] ?? {} }))
    return new Map([...groupBy(pairs, ({ key }) => key)].map(([key, own]) => [key, own.map(({ object }) => object)]))
}
