/**
 * The filters in a parameter as 2.40 and 2.41 read them: doubled slashes are taken out, the text is split at commas that no slash escapes, and
 * one slash is put back for each pair. They do so in the order of a hash map of the places and move each by the number put back before, so
 * only places that come in ascending order are right.
 */
export const scattered = (source: string): string[] => {
    const { text, places } = withoutPairs(source)
    const open = new Set(inHashOrder(places))
    const filters: string[] = []
    let start = 0
    for (const part of text.split(/(?<!\/),/)) {
        let filter = part
        let moved = 0
        for (const place of open) {
            if (place <= start + part.length) {
                const at = place - start + moved++
                filter = `${filter.slice(0, at)}/${filter.slice(at)}`
                open.delete(place)
            }
        }
        filters.push(filter)
        start += part.length + 1
    }
    return filters
}

/** The words of one such filter: a slash escapes the colon or comma after it. */
export const scatteredWords = (filter: string): string[] => filter.split(/(?<!\/):/).map((word) => word.replace(/\/([,:])/g, '$1'))

const withoutPairs = (source: string): { text: string; places: number[] } => {
    const places = new Set<number>()
    let text = source
    for (let place = 0; place < text.length - 1; place++) {
        if (text.startsWith('//', place)) {
            text = text.slice(0, place) + text.slice(place + 2)
            places.add(place)
        }
    }
    return { text, places: [...places] }
}

/** Numbers in the order of Java's HashMap: by their remainder, which grows with the table. */
const inHashOrder = (places: readonly number[]): number[] => {
    let table = 16
    while (places.length > table * 0.75) {
        table *= 2
    }
    return places.toSorted((a, b) => (a % table) - (b % table))
}
