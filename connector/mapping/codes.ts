import { Failure } from '../failure.ts'
import type { MappingFile } from './language.ts'

/** A code with the mapping's prefix. */
export const fullCode = ({ codes }: MappingFile, code: string): string => (code.startsWith(codes.prefix) ? code : codes.prefix + code)

/**
 * What a code stands for in the live metadata.
 *
 * @throws Failure when it is not there; `checkMapping` says so first, with line and column
 */
export const needed = <T>(found: T | undefined, code: string): T => {
    if (found !== undefined) {
        return found
    }
    throw new Failure({
        kind: 'configuration',
        what: `DHIS2 has no ${code}, which the mapping names.`,
        next: 'Run kmmp mapping check; it names the line.',
    })
}
