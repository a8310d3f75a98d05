import { isObject, type JsonObject } from '../json.ts'

/** One wanted property of a `fields` parameter. */
export interface Field {
    name: string
    /** name in the answer, of `~rename(…)` */
    as: string
    without: boolean
    children?: Field[]
}

/**
 * Reads a `fields` text: `id,name,stages[id,!code],:owner,name~rename(label)`. Broken brackets are forgiven, as DHIS2 forgives them.
 */
export const parseFields = (source: string): Field[] => new Reader(source).list()

class Reader {
    private readonly source: string
    private place = 0

    constructor(source: string) {
        this.source = source
    }

    list(): Field[] {
        const fields: Field[] = []
        while (this.place < this.source.length) {
            const sign = this.source.charAt(this.place)
            if (sign === ']') {
                this.place++
                break
            }
            if (sign === ',' || sign === ' ') {
                this.place++
            } else if (sign === '[') {
                this.skipStray()
            } else {
                fields.push(this.field())
            }
        }
        return fields
    }

    private field(): Field {
        const without = this.source.charAt(this.place) === '!'
        if (without) {
            this.place++
        }
        const words = this.word().split(/~|(?<=.)::/)
        const name = words[0] ?? ''
        const renamed = words.map((word) => /^rename\((.*)\)$/.exec(word)?.[1]).find((word) => word !== undefined)
        const field: Field = { name, as: renamed ?? name, without }
        if (this.source.charAt(this.place) === '[') {
            this.place++
            const children = this.list()
            if (children.length > 0) {
                field.children = children
            }
        }
        return field
    }

    private word(): string {
        const start = this.place
        let depth = 0
        for (; this.place < this.source.length; this.place++) {
            const sign = this.source.charAt(this.place)
            if (sign === '(') {
                depth++
            }
            if (sign === ')') {
                depth--
            }
            if (depth <= 0 && (sign === ',' || sign === '[' || sign === ']')) {
                break
            }
        }
        return this.source.slice(start, this.place).trim()
    }

    private skipStray(): void {
        this.place++
    }
}

/** How objects are looked into: which properties they have, what a preset stands for, what a reference opens to. */
export interface View<Thing> {
    /** property names that `*` stands for */
    all(thing: Thing): string[]
    /** property names of a preset such as `:owner`; undefined when there is no such preset */
    preset(name: string, thing: Thing): string[] | undefined
    /** the value of a property, as a thing to look further into or as plain JSON */
    value(thing: Thing, name: string): unknown
    /** a value as a thing, when further fields of it are asked for */
    open(value: unknown, name: string, thing: Thing): Thing | undefined
    /** a value as it is shown when no fields of it are named */
    show(value: unknown, name: string, thing: Thing): unknown
}

/** Plain JSON, looked into as it is. */
export const plainView = {
    all: (object: JsonObject) => Object.keys(object),
    preset: () => undefined,
    value: (object: JsonObject, name: string) => object[name],
    open: (value: unknown) => (isObject(value) ? value : undefined),
    show: (value: unknown) => value,
}

/** The wanted part of a thing. Null and unknown properties are left out. */
export const select = <Thing>(thing: Thing, fields: readonly Field[], view: View<Thing>): Record<string, unknown> => {
    const result: Record<string, unknown> = {}
    for (const field of expand(thing, fields, view)) {
        const value = view.value(thing, field.name)
        if (value === undefined || value === null) {
            continue
        }
        const shown = selectValue(thing, value, field, view)
        if (shown !== undefined && shown !== null) {
            result[field.as] = shown
        }
    }
    return result
}

const selectValue = <Thing>(thing: Thing, value: unknown, field: Field, view: View<Thing>): unknown => {
    const { name, children } = field
    if (!children) {
        return view.show(value, name, thing)
    }
    const one = (part: unknown): unknown => {
        const opened = view.open(part, name, thing)
        return opened === undefined ? part : select(opened, children, view)
    }
    return Array.isArray(value) ? value.map(one) : one(value)
}

/** Presets resolved and exclusions taken away; a property named twice keeps its last form. */
const expand = <Thing>(thing: Thing, fields: readonly Field[], view: View<Thing>): Field[] => {
    const wanted = new Map<string, Field>()
    for (const field of fields) {
        if (field.without) {
            continue
        }
        const names = field.name === '*' || field.name === ':all' ? view.all(thing) : view.preset(field.name, thing)
        if (!names) {
            wanted.set(field.name, field)
        }
        for (const name of names ?? []) {
            if (!wanted.has(name)) {
                wanted.set(name, { name, as: name, without: false })
            }
        }
    }
    for (const field of fields) {
        if (field.without) {
            wanted.delete(field.name)
        }
    }
    return [...wanted.values()]
}

/** True when a property is asked for, by name or by `*`. */
export const wants = (fields: readonly Field[], name: string): boolean => {
    const named = fields.filter((field) => field.name === name)
    if (named.some((field) => field.without)) {
        return false
    }
    return named.length > 0 || fields.some((field) => !field.without && (field.name === '*' || field.name === ':all'))
}

/** The fields asked for inside a property; undefined when it is wanted as a whole. */
export const inside = (fields: readonly Field[], name: string): Field[] | undefined =>
    fields.find((field) => field.name === name && !field.without)?.children
