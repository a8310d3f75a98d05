import type { Registry } from './registry.ts'

/** What is made of the metadata of a server, made once for each state of it. */
export const derived = <Made>(make: (registry: Registry) => Made): ((registry: Registry) => Made) => {
    const known = new WeakMap<Registry, { version: number; made: Made }>()
    return (registry) => {
        const last = known.get(registry)
        if (last?.version === registry.version) {
            return last.made
        }
        const made = make(registry)
        known.set(registry, { version: registry.version, made })
        return made
    }
}
