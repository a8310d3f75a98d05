const windows1252 = new TextDecoder('windows-1252')
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The byte that Windows-1252 has for a letter. */
const BYTES: ReadonlyMap<string, number> = new Map(
    Array.from({ length: 256 }, (_, byte) => [windows1252.decode(Uint8Array.of(byte)), byte] as const)
)

const lettersOf = (from: number, to: number): string =>
    [...BYTES]
        .flatMap(([letter, byte]) => (byte >= from && byte <= to ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : []))
        .join('')

/** A byte that begins a character of UTF-8 and those that follow it, each taken for a letter of Windows-1252. */
const ENCODED_TWICE = new RegExp(`[${lettersOf(0xc2, 0xf4)}][${lettersOf(0x80, 0xbf)}]{1,3}`, 'g')

/** A text in which characters of UTF-8 were taken for Windows-1252 and encoded again, as it was before: `JosÃ©` is `José`. */
export const withoutDoubleEncoding = (text: string): string => text.replace(ENCODED_TWICE, once)

const once = (letters: string): string => {
    const bytes = Uint8Array.from([...letters], (letter) => BYTES.get(letter) ?? 0)
    try {
        return utf8.decode(bytes)
    } catch {
        return letters
    }
}
