import type { MetadataPackage } from './build.ts'
import { type Difference, ownBusiness } from './compare.ts'
import type { MetadataObject } from './object.ts'

/**
 * What to import so that a server holds the package: only lacking and changed objects, and what a server takes only together with them.
 * A server replaces whole objects, so each one that is there carries along what the server decides for itself.
 *
 * @param wanted the package
 * @param live what the server holds, as `compareMetadata` was given it
 */
export const packageOf = (differences: readonly Difference[], wanted: MetadataPackage, live: MetadataPackage): MetadataPackage => {
    const lists: Record<string, MetadataObject[]> = {}
    for (const difference of differences) {
        if (difference.kind !== 'taken') {
            const { type, object } = difference
            const list = (lists[type] ??= [])
            list.push(difference.kind === 'lacking' ? object : merged(type, object, difference.live))
        }
    }
    return lists.categoryOptionCombos ? { ...lists, categoryOptionCombos: withSiblings(lists.categoryOptionCombos, wanted, live) } : lists
}

/** 2.43 takes the option combos of a category combo all at once or not at all (E1130). */
const withSiblings = (sent: readonly MetadataObject[], wanted: MetadataPackage, live: MetadataPackage): MetadataObject[] => {
    const combo = ({ categoryCombo }: MetadataObject): unknown => (isRecord(categoryCombo) ? categoryCombo.id : undefined)
    const [combos, there] = [new Set(sent.map(combo)), new Set(sent.map(({ id }) => id))]
    const held = new Map((live.categoryOptionCombos ?? []).map((object) => [object.id, object]))
    const siblings = (wanted.categoryOptionCombos ?? []).filter((object) => combos.has(combo(object)) && !there.has(object.id))
    return [...sent, ...siblings.map((object) => merged('categoryOptionCombos', object, held.get(object.id) ?? {}))]
}

const merged = (type: string, ours: MetadataObject, live: Partial<MetadataObject>): MetadataObject => ({
    ...live,
    ...ours,
    ...Object.fromEntries(ownBusiness(type).flatMap((property) => (live[property] === undefined ? [] : [[property, live[property]]]))),
    ...(type === 'optionSets' && { options: mergedOptions(ours.options, live.options) }),
    ...(live.translations !== undefined && { translations: mergedTranslations(ours.translations, live.translations) }),
    ...(live.sharing !== undefined && { sharing: mergedSharing(ours.sharing, live.sharing) }),
})

/** Ours in our order, then those that the server added. */
const mergedOptions = (ours: unknown, theirs: unknown): unknown[] => {
    const [said, held] = [ours, theirs].map((list) => (Array.isArray(list) ? list.filter(isRecord) : []))
    const known = new Set(said?.map(({ id }) => id))
    return [...(said ?? []), ...(held ?? []).filter(({ id }) => !known.has(id))]
}

const mergedTranslations = (ours: unknown, theirs: unknown): unknown => {
    if (!Array.isArray(ours) || !Array.isArray(theirs)) {
        return ours ?? theirs
    }
    const key = (entry: { locale?: unknown; property?: unknown }): string => `${String(entry.locale)} ${String(entry.property)}`
    const said = new Set(ours.map(key))
    return [...(ours as unknown[]), ...theirs.filter((entry: { locale?: unknown; property?: unknown }) => !said.has(key(entry)))]
}

const mergedSharing = (ours: unknown, theirs: unknown): unknown => {
    if (!isRecord(ours) || !isRecord(theirs)) {
        return ours ?? theirs
    }
    const both = (property: string) => ({
        ...(isRecord(theirs[property]) && theirs[property]),
        ...(isRecord(ours[property]) && ours[property]),
    })
    return { ...theirs, ...ours, users: both('users'), userGroups: both('userGroups') }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
