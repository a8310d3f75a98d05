import { idOf, text } from '../json.ts'
import type { Registry } from '../metadata/registry.ts'

/** The organisation unit hierarchy, kept until metadata changes. */
export class OrgUnits {
    private readonly registry: Registry
    private version = -1
    private paths = new Map<string, string>()
    private below = new Map<string, string[]>()

    constructor(registry: Registry) {
        this.registry = registry
    }

    /** UIDs from the top, `/country/county/…/unit`; undefined for an unknown unit. */
    path(uid: string): string | undefined {
        this.refresh()
        return this.paths.get(uid)
    }

    level(uid: string): number {
        return (this.path(uid)?.split('/').length ?? 1) - 1
    }

    children(uid: string): string[] {
        return this.registry.inverseIds('organisationUnits', 'children', uid)
    }

    /** True when the unit is one of the roots or lies below one. */
    isWithin(uid: string, roots: readonly string[]): boolean {
        const path = this.path(uid)
        return path !== undefined && roots.some((root) => path.includes(`/${root}`))
    }

    /** The roots and every unit below them. */
    within(roots: readonly string[]): string[] {
        this.refresh()
        return [...new Set(roots.flatMap((root) => this.subtree(root)))]
    }

    all(): string[] {
        this.refresh()
        return [...this.paths.keys()]
    }

    private subtree(root: string): string[] {
        const known = this.below.get(root)
        if (known) {
            return known
        }
        const found = this.paths.has(root) ? [root, ...this.children(root).flatMap((child) => this.subtree(child))] : []
        this.below.set(root, found)
        return found
    }

    private refresh(): void {
        if (this.version === this.registry.version) {
            return
        }
        this.version = this.registry.version
        this.paths = new Map()
        this.below = new Map()
        for (const unit of this.registry.list('organisationUnits')) {
            this.place(unit.id)
        }
    }

    private place(uid: string): string {
        const known = this.paths.get(uid)
        if (known !== undefined) {
            return known
        }
        const parent = idOf(this.registry.get('organisationUnits', uid)?.parent)
        const path = parent !== undefined && this.registry.get('organisationUnits', parent) ? `${this.place(parent)}/${uid}` : `/${uid}`
        this.paths.set(uid, path)
        return path
    }
}

/** The last day on which an org unit may be used; undefined while it is open. */
export const closedDate = (registry: Registry, orgUnit: string): string | undefined =>
    text(registry.get('organisationUnits', orgUnit)?.closedDate)?.slice(0, 10)
