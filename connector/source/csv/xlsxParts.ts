import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { Failure } from '../../failure.ts'

export const unreadable = (path: string, cause: unknown): Failure =>
    cause instanceof Failure
        ? cause
        : new Failure(
              {
                  kind: 'source',
                  what: 'The workbook cannot be read.',
                  where: path,
                  next: 'Open it in Excel and save it again as .xlsx, or ask the partner for a new one.',
              },
              { cause }
          )

/** The files inside of a workbook. */
export class Parts {
    readonly #path: string
    readonly #zip: ZipFile
    readonly #entries: ReadonlyMap<string, Entry>

    private constructor(path: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
        this.#path = path
        this.#zip = zip
        this.#entries = entries
    }

    static async open(path: string): Promise<Parts> {
        try {
            const zip = await openPromise(path, { autoClose: false })
            const entries = new Map<string, Entry>()
            for await (const entry of zip.eachEntry()) {
                entries.set(entry.fileName, entry)
            }
            return new Parts(path, zip, entries)
        } catch (error) {
            throw unreadable(path, error)
        }
    }

    has(name: string): boolean {
        return this.#entries.has(name)
    }

    async *text(name: string): AsyncIterable<string> {
        const entry = this.#entries.get(name)
        if (entry === undefined) {
            throw new Error(`it has no part ${name}`)
        }
        const stream: Readable = await this.#zip.openReadStreamPromise(entry)
        stream.setEncoding('utf8')
        yield* stream as AsyncIterable<string>
    }

    /** A reading whose faults are told as those of the workbook. */
    async *explained<T>(reading: AsyncIterable<T>): AsyncIterable<T> {
        try {
            yield* reading
        } catch (error) {
            throw unreadable(this.#path, error)
        }
    }

    close(): void {
        this.#zip.close()
    }
}

interface Element {
    name: string
    attributes: Readonly<Record<string, string>>
}

/** Prefixes are left out: writers choose their own. */
export const local = (name: string): string => name.slice(name.indexOf(':') + 1)

interface Listener {
    opens?(element: Element): void
    closes?(name: string): void
    text?(text: string): void
}

/** Reads XML as it comes, and throws where it is none. */
export const parserOf = ({ opens, closes, text }: Listener): SaxesParser => {
    const parser = new SaxesParser()
    parser.on('opentag', (tag) => opens?.({ name: local(tag.name), attributes: tag.attributes }))
    parser.on('closetag', (tag) => closes?.(local(tag.name)))
    parser.on('text', (found) => text?.(found))
    return parser
}

export const parseAll = async (parts: Parts, name: string, listener: Listener): Promise<void> => {
    const parser = parserOf(listener)
    for await (const chunk of parts.text(name)) {
        parser.write(chunk)
    }
    parser.close()
}
