import { closeSync, fchmodSync, fstatSync, openSync, writeFileSync } from 'node:fs'

const OWNER_ONLY = 0o600

/** Writes a file that only its owner can read, also where one that others could read had the name. */
export const writePrivateFile = (path: string, text: string): void => {
    const file = openSync(path, 'w', OWNER_ONLY)
    try {
        if (fstatSync(file).isFile()) {
            fchmodSync(file, OWNER_ONLY)
        }
        writeFileSync(file, text)
    } finally {
        closeSync(file)
    }
}
