import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const NAME = 'kmmp-plan-'
/** No rehearsal takes that long (milliseconds). */
const LONGEST = 24 * 3600_000

/** Makes a folder for a rehearsal, and clears away those that rehearsals left which were killed: they hold copies of ledgers. */
export const makeWorkFolder = (within: string): string => {
    for (const name of readdirSync(within).filter((one) => one.startsWith(NAME))) {
        clearIfLeft(join(within, name))
    }
    return mkdtempSync(join(within, NAME))
}

const clearIfLeft = (folder: string): void => {
    try {
        if (Date.now() - statSync(folder).mtimeMs > LONGEST) {
            rmSync(folder, { recursive: true, force: true })
        }
    } catch {
        // it is somebody else's, or just being cleared
    }
}
