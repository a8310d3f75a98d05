import type { MetadataPackage } from '#programme/metadata/build.ts'
import type { ChangedProperty, Difference } from '#programme/metadata/compare.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'

const LONGEST = 60

/** Differences by name, one line each; a type of which the server has nothing takes one line. */
export const differenceLines = (differences: readonly Difference[], wanted: MetadataPackage): string[] => {
    const types = [...new Set(differences.map(({ type }) => type))]
    return types.flatMap((type) => {
        const ofType = differences.filter((difference) => difference.type === type)
        const lacking = ofType.filter(({ kind }) => kind === 'lacking')
        const all = wanted[type]?.length ?? 0
        return lacking.length === all && all > 1 ? [`lacks    all ${all} ${type}`] : ofType.flatMap(linesOf)
    })
}

const linesOf = (difference: Difference): string[] => {
    const what = `${difference.type} ${nameOf(difference.object)}`
    switch (difference.kind) {
        case 'lacking':
            return [`lacks    ${what}`]
        case 'taken':
            return [`taken    ${what}: another object bears this code, "${String(difference.live.name)}" (${difference.live.id})`]
        case 'changed':
            return difference.properties.map((property) => `changed  ${what}: ${changeOf(property)}`)
    }
}

const nameOf = ({ name, code, id }: MetadataObject): string => `"${typeof name === 'string' ? name : id}" (${code ?? id})`

const changeOf = ({ property, ours, theirs }: ChangedProperty): string =>
    isPlain(ours) && isPlain(theirs) ? `${property} is ${shown(theirs)}, the package says ${shown(ours)}` : `${property} differs`

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

const shown = (value: unknown): string => {
    const text = value === undefined || value === null ? 'empty' : JSON.stringify(value)
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Objects that bear codes like ours, and that this version of the package does not have. They are left alone. */
export const leftoverLines = (live: MetadataPackage, wanted: MetadataPackage): string[] =>
    Object.entries(live).flatMap(([type, objects]) => {
        const held = new Set((wanted[type] ?? []).flatMap(({ id, code }) => [id, code ?? id]))
        return objects
            .filter(({ id, code }) => !held.has(id) && !held.has(code ?? id))
            .map((object) => `extra    ${type} ${nameOf(object)}`)
    })
