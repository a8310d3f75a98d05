import { groupBy } from '../group.ts'
import { idOf, idsOf, isObject, text, type JsonObject } from '../json.ts'
import type { Store } from '../store.ts'
import { INVERSES, METADATA_TYPES } from './types.ts'

/** A metadata object as it is stored: its references are `{ id }`. */
export type MetadataObject = JsonObject & { id: string }

/** All metadata, held in memory and written through to the store. */
export class Registry {
    /** grows with every change, so that what was derived from metadata can be kept until then */
    version = 0
    private readonly store: Store
    private readonly types = new Map<string, Map<string, MetadataObject>>()
    private inverse = new Map<string, Map<string, string[]>>()
    private codes = new Map<string, ReadonlyMap<string | undefined, MetadataObject[]>>()

    constructor(store: Store) {
        this.store = store
        for (const type of METADATA_TYPES.keys()) {
            this.types.set(type, new Map())
        }
        for (const { type, body } of store.all<{ type: string; body: string }>('SELECT type, body FROM metadata ORDER BY rowid')) {
            const object = JSON.parse(body) as MetadataObject
            this.types.get(type)?.set(object.id, object)
        }
    }

    get(type: string, uid: string | undefined): MetadataObject | undefined {
        return uid === undefined ? undefined : this.types.get(type)?.get(uid)
    }

    list(type: string): MetadataObject[] {
        return [...(this.types.get(type)?.values() ?? [])]
    }

    /** The first object whose property has a value: `code`, `name` or `username`. */
    findBy(type: string, property: string, value: string): MetadataObject | undefined {
        return this.listBy(type, property, value)[0]
    }

    /** All objects whose property has a value; none when no value is asked for. */
    listBy(type: string, property: string, value: string | undefined): readonly MetadataObject[] {
        const key = `${type}.${property}`
        let index = this.codes.get(key)
        if (!index) {
            index = groupBy(this.types.get(type)?.values() ?? [], (object) => text(object[property]))
            this.codes.set(key, index)
        }
        return value === undefined ? [] : (index.get(value) ?? [])
    }

    put(type: string, object: MetadataObject): void {
        this.types.get(type)?.set(object.id, object)
        this.store.run(
            'INSERT INTO metadata (type, uid, body) VALUES (?, ?, ?) ON CONFLICT (type, uid) DO UPDATE SET body = excluded.body',
            type,
            object.id,
            JSON.stringify(object)
        )
        this.changed()
    }

    remove(type: string, uid: string): void {
        this.types.get(type)?.delete(uid)
        this.store.run('DELETE FROM metadata WHERE type = ? AND uid = ?', type, uid)
        this.changed()
    }

    /** Ids of the objects that refer to this one, for properties kept on the other side, e.g. the stages of a program. */
    inverseIds(type: string, property: string, uid: string): string[] {
        const rule = INVERSES[type]?.[property]
        if (!rule) {
            return []
        }
        const key = `${rule.type}.${rule.by}`
        let index = this.inverse.get(key)
        if (!index) {
            index = this.indexReferences(rule.type, rule.by)
            this.inverse.set(key, index)
        }
        return index.get(uid) ?? []
    }

    /** Puts back what a failed transaction changed in memory. */
    reload(saved: ReadonlyMap<string, ReadonlyMap<string, MetadataObject>>): void {
        for (const [type, objects] of saved) {
            this.types.set(type, new Map(objects))
        }
        this.changed()
    }

    /** A copy of what is in memory, to go back to. */
    snapshot(): ReadonlyMap<string, ReadonlyMap<string, MetadataObject>> {
        return new Map([...this.types].map(([type, objects]) => [type, new Map(objects)]))
    }

    private changed(): void {
        this.version++
        if (this.inverse.size > 0) {
            this.inverse = new Map()
        }
        if (this.codes.size > 0) {
            this.codes = new Map()
        }
    }

    private indexReferences(type: string, property: string): Map<string, string[]> {
        const index = new Map<string, string[]>()
        for (const object of this.list(type).sort(bySortOrder)) {
            const value = object[property]
            const targets = Array.isArray(value) ? idsOf(value) : isObject(value) || value ? [idOf(value)] : []
            for (const target of targets) {
                if (target === undefined) {
                    continue
                }
                const known = index.get(target)
                if (known) {
                    known.push(object.id)
                } else {
                    index.set(target, [object.id])
                }
            }
        }
        return index
    }
}

const bySortOrder = (one: MetadataObject, other: MetadataObject): number => Number(one.sortOrder ?? 0) - Number(other.sortOrder ?? 0)
