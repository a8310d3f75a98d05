import type { Checks, Finding } from './check.ts'
import { repeatedLinks } from './checkRelationship.ts'
import type { Bundle, InEnd, InObject } from './payload.ts'

/** What may be written of a payload once all is checked. */
export interface Persistable {
    bundle: Bundle
    /** E5000 for children whose direct parent is refused */
    orphans: Finding[]
    /** what is left out without an error: below orphans, and links given before */
    dropped: ReadonlySet<InObject>
}

/**
 * Objects without an error of their own whose parents are stored or written with them. A child of a refused parent gets E5000; below that
 * nothing is said.
 */
export const persistable = (checks: Checks): Persistable => {
    const { preheat, bundle } = checks
    const orphans: Finding[] = []
    const writable = new Set<string>()
    const refusedUids = new Set(checks.errors.map(({ object }) => object.uid))
    const repeated = repeatedLinks(checks)
    const dropped = new Set<InObject>(repeated)
    const keep = <Thing extends InObject>(
        things: readonly Thing[],
        parents: (thing: Thing) => { uid: string; stored: boolean }[]
    ): Thing[] =>
        things.filter((thing) => {
            if (checks.isRefused(thing)) {
                return false
            }
            const missing = parents(thing).filter(({ uid, stored }) => !stored && !writable.has(uid))
            const refused = missing.find(({ uid }) => refusedUids.has(uid))
            if (refused) {
                orphans.push({
                    object: thing,
                    code: 'E5000',
                    message: `${thing.uid} cannot be created because ${refused.uid} could not be.`,
                })
            } else if (missing.length > 0) {
                dropped.add(thing)
            }
            if (missing.length === 0) {
                writable.add(thing.uid)
            }
            return missing.length === 0
        })
    if (checks.strategy === 'DELETE') {
        return { bundle: deletable(checks), orphans, dropped }
    }
    const stored = (kind: InEnd['kind'], uid: string) =>
        kind === 'TRACKED_ENTITY'
            ? preheat.trackedEntities.has(uid)
            : kind === 'ENROLLMENT'
              ? preheat.enrollments.has(uid)
              : preheat.events.has(uid)
    const parent = (kind: InEnd['kind'], uid: string | undefined) => (uid === undefined ? [] : [{ uid, stored: stored(kind, uid) }])
    return {
        bundle: {
            trackedEntities: keep(bundle.trackedEntities, () => []),
            enrollments: keep(bundle.enrollments, ({ trackedEntity }) => parent('TRACKED_ENTITY', trackedEntity)),
            events: keep(bundle.events, ({ enrollment }) => parent('ENROLLMENT', enrollment)),
            relationships: keep(
                bundle.relationships.filter((relationship) => !repeated.has(relationship) && !checks.isLeftAlone(relationship)),
                ({ from, to }) => [...from, ...to].flatMap(({ kind, uid }) => parent(kind, uid))
            ),
        },
        orphans,
        dropped,
    }
}

const deletable = (checks: Checks): Bundle => {
    const allowed = <Thing extends InObject>(things: readonly Thing[]): Thing[] => things.filter((thing) => !checks.isRefused(thing))
    const { trackedEntities, enrollments, events, relationships } = checks.bundle
    return {
        trackedEntities: allowed(trackedEntities),
        enrollments: allowed(enrollments),
        events: allowed(events),
        relationships: allowed(relationships),
    }
}
