import { idsOf, text } from '../json.ts'
import type { Registry } from './registry.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'

/** Makes the category option combos that category combos lack: one for each combination of one option from every category. */
export const generateOptionCombos = (registry: Registry, now: string): void => {
    for (const combo of registry.list('categoryCombos')) {
        const known = new Set(
            registry
                .inverseIds('categoryCombos', 'categoryOptionCombos', combo.id)
                .map((id) => keyOf(idsOf(registry.get('categoryOptionCombos', id)?.categoryOptions)))
        )
        const lists = idsOf(combo.categories).map((category) => idsOf(registry.get('categories', category)?.categoryOptions))
        for (const options of combinations(lists)) {
            if (options.length === 0 || known.has(keyOf(options))) {
                continue
            }
            const name = options.map((option) => text(registry.get('categoryOptions', option)?.name) ?? option).join(', ')
            registry.put('categoryOptionCombos', {
                id: derivedUid('categoryOptionCombo', combo.id, keyOf(options)),
                name,
                categoryCombo: { id: combo.id },
                categoryOptions: options.map((id) => ({ id })),
                ignoreApproval: false,
                created: now,
                lastUpdated: now,
            })
        }
    }
}

const keyOf = (options: readonly string[]): string => options.toSorted().join('+')

const combinations = (lists: readonly string[][]): string[][] =>
    lists.reduce<string[][]>((made, options) => made.flatMap((start) => options.map((option) => [...start, option])), [[]])
