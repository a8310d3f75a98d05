import { writeFileSync } from 'node:fs'
import { Failure } from '../failure.ts'
import type { Dialect } from '#dhis2/version.ts'
import { buildMetadata } from '#programme/metadata/build.ts'

/** `kmmp metadata build`: writes the package of a DHIS2 version to a file, the same bytes every time. */
export const writePackage = (dialect: Dialect, file: string, identifiers: readonly string[]): void => {
    try {
        writeFileSync(file, `${JSON.stringify(buildMetadata({ dialect, identifiers }), null, 2)}\n`)
    } catch (cause) {
        const why = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
        throw new Failure(
            { kind: 'configuration', what: 'The package cannot be written.', where: file, why, next: 'Check that its folder exists.' },
            { cause }
        )
    }
}
