import { writeFileSync } from 'node:fs'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import type { Dialect } from '#dhis2/version.ts'
import { buildMetadata } from '#programme/metadata/build.ts'
import { optionalNumbers } from '#programme/model/attributes.ts'

const OPTIONAL = optionalNumbers.map(({ code }) => code)

/** `kmmp metadata build`: writes the package of a DHIS2 version to a file, the same bytes every time. */
export const writePackage = (
    { dialect, out: file, identifiers }: { dialect: Dialect; out: string; identifiers: readonly string[] },
    out: Console
): number => {
    const unknown = identifiers.filter((code) => !OPTIONAL.includes(code))
    if (unknown.length > 0) {
        throw new Failure({
            kind: 'configuration',
            what: `There is no optional number ${unknown.join(', ')}.`,
            where: '--identifiers',
            next: `Possible: ${OPTIONAL.join(', ')}.`,
        })
    }
    writeFileSync(file, `${JSON.stringify(buildMetadata({ dialect, identifiers }), null, 2)}\n`)
    out.say(`Wrote the package for DHIS2 ${dialect} to ${file}.`)
    return EXIT.done
}
