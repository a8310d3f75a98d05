import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

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

/**
 * True when a whole file is well-formed UTF-8. One that is not, and announces nothing, comes from an Excel of Western settings:
 * Windows-1252 (domain.md E4.12).
 */
export const utf8Check = (): { add(chunk: Buffer): void; holds(): boolean } => {
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
    return encoding === 'utf-8' ? raw : recoded(raw, encoding)
}

async function* recoded(raw: AsyncIterable<Buffer>, encoding: Encoding): AsyncIterable<Buffer> {
    const decoder = new TextDecoder(encoding)
    for await (const chunk of raw) {
        yield Buffer.from(decoder.decode(chunk, { stream: true }))
    }
    yield Buffer.from(decoder.decode())
}
