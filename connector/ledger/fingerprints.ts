/** The fingerprints of an object's fields in one text. */
export const writeFingerprints = (fingerprints: ReadonlyMap<string, string>): string => {
    let text = ''
    for (const [field, fingerprint] of fingerprints) {
        text = withFingerprint(text, field, fingerprint)
    }
    return text
}

/** Such a text with one more. */
export const withFingerprint = (text: string, field: string, fingerprint: string): string =>
    text === '' ? `${field} ${fingerprint}` : `${text};${field} ${fingerprint}`

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
