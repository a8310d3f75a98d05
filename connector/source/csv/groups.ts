import { normalised } from './header.ts'

/**
 * A header whose names stand several times under groups of columns, with the name of its group before each of these: `Born` under `First child` and
 * under `Second child` is `First child Born` and `Second child Born`. All other names stay, and all do where the line above names no groups.
 *
 * @param above the line above the header; a group goes on until the next one begins, as merged cells do
 */
export const withGroups = (header: readonly string[], above: readonly string[] = []): readonly string[] => {
    const places = new Map<string, number[]>()
    header.forEach((name, index) => {
        const plain = normalised(name)
        if (plain !== '') {
            places.set(plain, [...(places.get(plain) ?? []), index])
        }
    })
    if (places.size === 0 || [...places.values()].every(({ length }) => length === 1)) {
        return header
    }
    const groups = groupsOf(header.length, above)
    return header.map((name, index) => {
        const same = places.get(normalised(name)) ?? []
        const group = groups[index] ?? ''
        const isTold = group !== '' && new Set(same.map((place) => groups[place])).size === same.length
        return same.length > 1 && isTold ? `${group} ${name.trim()}` : name
    })
}

const groupsOf = (width: number, above: readonly string[]): string[] => {
    let group = ''
    return Array.from({ length: width }, (_, index) => {
        group = (above[index] ?? '').trim() || group
        return group
    })
}
