import { groupBy } from '../group.ts'
import { text } from '../json.ts'
import type { MetadataObject, Registry } from './registry.ts'
import type { MetadataType } from './types.ts'

/** An object of a payload on its way in. */
export interface Incoming {
    type: MetadataType
    index: number
    object: MetadataObject
    existing?: MetadataObject
    operation: 'created' | 'updated' | 'deleted'
}

/** What a payload brings along, by collection and what an object says: references and unique values are looked up in it too. */
export class Payload {
    private readonly byType: ReadonlyMap<string, readonly Incoming[]>
    private readonly untouched = new Map<string, readonly MetadataObject[]>()
    private readonly indexes = new Map<string, ReadonlyMap<string | undefined, readonly Incoming[]>>()

    constructor(incoming: readonly Incoming[]) {
        this.byType = groupBy(incoming, ({ type }) => type.plural)
    }

    /** All objects of a collection of which a property says this, in their order. */
    saying(type: string, property: string, value: string | undefined): readonly Incoming[] {
        const name = `${type}.${property}`
        let index = this.indexes.get(name)
        if (!index) {
            index = groupBy(this.byType.get(type) ?? [], ({ object }) => text(object[property]))
            this.indexes.set(name, index)
        }
        return index.get(value) ?? []
    }

    /** The stored objects of a collection that the payload leaves alone. */
    without(type: string, registry: Registry): readonly MetadataObject[] {
        const known = this.untouched.get(type) ?? registry.list(type).filter(({ id }) => !this.holds(type, id))
        this.untouched.set(type, known)
        return known
    }

    holds(type: string, id: string): boolean {
        return this.saying(type, 'id', id).length > 0
    }
}
