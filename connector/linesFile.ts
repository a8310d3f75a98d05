import { once } from 'node:events'
import { createWriteStream, existsSync, openSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Failure } from './failure.ts'

const OWNER_ONLY = 0o600

/**
 * A file of JSON lines, readable by its owner only, that appears under its name when it is whole; until then it has `.part` after its name.
 * It is made at once: a path that cannot be written stops a command before it does anything.
 */
export class LinesFile {
    /** where the lines are until the file appears */
    readonly part: string
    readonly #path: string
    readonly #out: WriteStream
    #failed: Error | undefined

    /** @throws Error of the file system; Failure when a folder has the name */
    constructor(path: string) {
        refuseFolder(path)
        this.#path = path
        this.part = `${path}.part`
        this.#out = createWriteStream(this.part, { fd: openSync(this.part, 'w', OWNER_ONLY) })
        // the system does not say of which file it speaks
        this.#out.on('error', (error) => (this.#failed = Object.assign(error, { path: this.part })))
    }

    async write(values: readonly unknown[]): Promise<void> {
        if (this.#failed !== undefined) {
            throw this.#failed
        }
        if (values.length > 0 && !this.#out.write(values.map((value) => `${JSON.stringify(value)}\n`).join(''))) {
            await once(this.#out, 'drain')
        }
    }

    /** Writes what is left to the disk. */
    async end(): Promise<void> {
        this.#out.end()
        await finished(this.#out)
    }

    appear(): void {
        renameSync(this.part, this.#path)
    }
}

const refuseFolder = (path: string): void => {
    if (existsSync(path) && statSync(path).isDirectory()) {
        throw new Failure({
            kind: 'configuration',
            what: 'A folder has the name of the file to be written.',
            where: path,
            next: 'Name a file.',
        })
    }
}
