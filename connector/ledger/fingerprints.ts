/** The name of a field and its keyed hash. */
export type Fingerprint = readonly [field: string, fingerprint: string]

/** Keyed hashes of the fields of an object in one text. */
export const writeFingerprints = (fingerprints: Iterable<Fingerprint>): string => {
    let text = ''
    for (const [field, fingerprint] of fingerprints) {
        text += text === '' ? `${field} ${fingerprint}` : `;${field} ${fingerprint}`
    }
    return text
}

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
