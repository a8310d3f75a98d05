import type { Call } from '../call.ts'
import { groupBy } from '../group.ts'
import { text, withoutNulls, type JsonObject } from '../json.ts'
import { viewFor } from '../metadata/read.ts'
import type { TrackerModel } from './model.ts'
import type { AttributeRow } from './rows.ts'

/** Attributes of tracked entities as answers show them. */
export class Attributes {
    private readonly call: Call
    private readonly model: TrackerModel
    private readonly names = new Map<string, string | undefined>()

    constructor(call: Call, model: TrackerModel) {
        this.call = call
        this.model = model
    }

    /** Stored values by tracked entity. @param ids a JSON list */
    stored(ids: string): Map<number, AttributeRow[]> {
        const sql = 'SELECT * FROM attribute_value WHERE tracked_entity IN (SELECT value FROM json_each(?))'
        return groupBy(this.call.sandbox.store.all<AttributeRow>(sql, ids), ({ tracked_entity }) => tracked_entity)
    }

    /** Attributes of a type, with a program also its own. */
    ofType(type: string, program: string | undefined): ReadonlySet<string> {
        return new Set([...(this.model.types.get(type)?.attributes.keys() ?? []), ...this.ofProgram(program)])
    }

    ofProgram(program: string | undefined): ReadonlySet<string> {
        return new Set(this.model.programs.get(program ?? '')?.attributes.keys())
    }

    /** @param wanted attributes to be shown; all when left out */
    shown(rows: readonly AttributeRow[] = [], wanted?: ReadonlySet<string>): JsonObject[] {
        return rows
            .filter(({ attribute }) => wanted?.has(attribute) !== false)
            .map((row) =>
                withoutNulls({
                    attribute: row.attribute,
                    code: text(this.call.sandbox.registry.get('trackedEntityAttributes', row.attribute)?.code),
                    displayName: this.nameOf(row.attribute),
                    createdAt: row.created_at,
                    updatedAt: row.updated_at,
                    storedBy: row.stored_by,
                    valueType: this.model.attributes.get(row.attribute)?.valueType,
                    value: row.value,
                })
            )
    }

    private nameOf(uid: string): string | undefined {
        if (!this.names.has(uid)) {
            const object = this.call.sandbox.registry.get('trackedEntityAttributes', uid)
            this.names.set(uid, object && text(viewFor(this.call).value({ type: 'trackedEntityAttributes', object }, 'displayName')))
        }
        return this.names.get(uid)
    }
}
