import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { withoutDoubleEncoding } from './doubleEncoding.ts'

/** `mixed` is UTF-8 with lines of Windows-1252 in it, or with letters that were encoded twice. */
export type Encoding = 'utf-8' | 'mixed' | 'utf-16le' | 'utf-16be'

const CHUNK = 1 << 16

/** The encoding that the first bytes of a file announce, by a byte order mark or by the zero bytes of UTF-16; else undefined. */
export const announcedEncoding = async (path: string): Promise<Encoding | undefined> => {
    const file = await open(path)
    try {
        const { buffer } = await file.read(Buffer.alloc(4, 1), 0, 4, 0)
        if ((buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[1] === 0 && buffer[3] === 0)) {
            return 'utf-16le'
        }
        if ((buffer[0] === 0xfe && buffer[1] === 0xff) || (buffer[0] === 0 && buffer[2] === 0)) {
            return 'utf-16be'
        }
        return buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 'utf-8' : undefined
    } finally {
        await file.close()
    }
}

/** With which letters UTF-8 begins when it was taken for Windows-1252 and encoded again; the last is the byte order mark. */
const ENCODED_TWICE = ['Â', 'Ã', 'â€', 'ï»¿'].map((text) => Buffer.from(text))

/** Whether the bytes of a whole file are plain UTF-8: well-formed, and with no letter that was encoded twice. */
export const encodingCheck = (): { add(chunk: Buffer): void; holds(): boolean } => {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let holds = true
    const decode = (chunk: Buffer | undefined): void => {
        try {
            decoder.decode(chunk, { stream: chunk !== undefined })
        } catch {
            holds = false
        }
    }
    return {
        add: (chunk) => {
            if (holds) {
                decode(chunk)
                holds &&= !ENCODED_TWICE.some((bytes) => chunk.includes(bytes))
            }
        },
        holds: () => {
            if (holds) {
                decode(undefined)
            }
            return holds
        },
    }
}

/** The bytes of a file as UTF-8, in chunks. */
export const utf8Chunks = (path: string, encoding: Encoding): AsyncIterable<Buffer> => {
    const raw: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK })
    return encoding === 'utf-8' ? raw : encoding === 'mixed' ? mended(raw) : recoded(raw, encoding)
}

async function* recoded(raw: AsyncIterable<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncIterable<Buffer> {
    const decoder = new TextDecoder(encoding)
    for await (const chunk of raw) {
        yield Buffer.from(decoder.decode(chunk, { stream: true }))
    }
    yield Buffer.from(decoder.decode())
}

const NEW_LINE = 10
const RETURN = 13

/** Each line by itself: UTF-8 where it is well-formed, else Windows-1252, as an Excel of Western settings writes it. */
async function* mended(raw: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    let rest = Buffer.alloc(0)
    for await (const chunk of raw) {
        const bytes = Buffer.concat([rest, chunk])
        const end = Math.max(bytes.lastIndexOf(NEW_LINE), bytes.lastIndexOf(RETURN)) + 1
        rest = bytes.subarray(end)
        yield mendedLines(bytes.subarray(0, end))
    }
    yield mendedLines(rest)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows1252 = new TextDecoder('windows-1252')

const mendedLines = (bytes: Buffer): Buffer => {
    const lines: string[] = []
    for (let start = 0; start < bytes.length;) {
        const end = lineEnd(bytes, start)
        lines.push(withoutDoubleEncoding(decoded(bytes.subarray(start, end))))
        start = end
    }
    return Buffer.from(lines.join(''))
}

const lineEnd = (bytes: Buffer, start: number): number => {
    const ends = [bytes.indexOf(NEW_LINE, start), bytes.indexOf(RETURN, start)].filter((place) => place >= 0)
    return ends.length === 0 ? bytes.length : Math.min(...ends) + 1
}

const decoded = (line: Buffer): string => {
    try {
        return utf8.decode(line)
    } catch {
        return windows1252.decode(line)
    }
}
