import { linkSync, rmSync } from 'node:fs'

/** Gives a finished draft its name, unless another process was first: then its file counts. */
export const firstWins = (draft: string, path: string): void => {
    try {
        linkSync(draft, path)
    } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
            throw error
        }
    } finally {
        rmSync(draft)
    }
}
