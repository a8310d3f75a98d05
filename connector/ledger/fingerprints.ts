/** Keyed hashes by field name, in one text: equal texts mean that no field changed. */
export const writeFingerprints = (fingerprints: ReadonlyMap<string, string>): string =>
    [...fingerprints]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, fingerprint]) => `${field} ${fingerprint}`)
        .join(';')

export const readFingerprints = (text: string): Map<string, string> =>
    new Map(
        text
            .split(';')
            .filter((part) => part !== '')
            .map((part) => {
                const space = part.indexOf(' ')
                return [part.slice(0, space), part.slice(space + 1)]
            })
    )
