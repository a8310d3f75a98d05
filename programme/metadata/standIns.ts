import type { MetadataPackage } from './build.ts'
import type { MetadataObject } from './object.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Kinds of objects for which a national one may stand. */
export const STAND_IN_TYPES = ['trackedEntityTypes', 'trackedEntityAttributes', 'optionSets'] as const

/** A national object used in place of one of ours. */
export interface StandIn {
    type: (typeof STAND_IN_TYPES)[number]
    ours: MetadataObject
    theirs: MetadataObject
}

/**
 * The package with national objects in place of ours: ours are left out, with the options of left-out lists, and every reference leads to
 * the national object. The national objects themselves are never in it, so they are never written.
 */
export const withStandIns = (metadata: MetadataPackage, standIns: readonly StandIn[]): MetadataPackage => {
    if (standIns.length === 0) {
        return metadata
    }
    const uids = new Map(standIns.map(({ ours, theirs }) => [ours.id, theirs.id]))
    const kept = (type: string, object: MetadataObject): boolean =>
        !uids.has(object.id) && !(type === 'options' && uids.has(referredBy(object.optionSet)))
    return Object.fromEntries(
        Object.entries(metadata).map(([type, objects]) => [
            type,
            objects.filter((object) => kept(type, object)).map((object) => redirected(object, uids)),
        ])
    )
}

/** Why a national object cannot stand for ours; undefined when it can. Answers of ours that it lacks could not be stored. */
export const unfit = ({ type, ours, theirs }: StandIn, optionCodes: (set: Uid) => readonly string[]): string | undefined => {
    if (type === 'trackedEntityAttributes' && ours.valueType !== theirs.valueType) {
        return `it holds ${String(theirs.valueType)}, ours ${String(ours.valueType)}`
    }
    if (type !== 'optionSets') {
        return undefined
    }
    const held = new Set(optionCodes(theirs.id))
    const lacking = optionCodes(ours.id).filter((code) => !held.has(code))
    return lacking.length === 0 ? undefined : `it lacks ${lacking.join(', ')}`
}

const referredBy = (reference: unknown): Uid => (isRecord(reference) && typeof reference.id === 'string' ? reference.id : '')

const redirected = (object: MetadataObject, uids: ReadonlyMap<Uid, Uid>): MetadataObject => {
    const { id, ...rest } = object
    const walk = (value: unknown): unknown => {
        if (Array.isArray(value)) {
            return value.map(walk)
        }
        if (!isRecord(value)) {
            return value
        }
        return Object.fromEntries(
            Object.entries(value).map(([key, part]) => [
                key,
                key === 'id' && typeof part === 'string' ? (uids.get(part) ?? part) : walk(part),
            ])
        )
    }
    return { id, ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, walk(value)])) }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
