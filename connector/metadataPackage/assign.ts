import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Dhis2Client } from '../dhis2/client.ts'
import { EXIT, Failure } from '../failure.ts'
import { importPackage } from './importPackage.ts'
import { readLive } from './readLive.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { MetadataPackage } from '#programme/metadata/build.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'
import { metadataUid } from '#programme/metadata/uid.ts'
import { dataSets } from '#programme/model/dataSets.ts'

const Units = z.object({ organisationUnits: z.array(z.object({ id: z.string(), code: z.string().optional() })).optional() })

/** Codes asked for in one request: an address of some thousand characters is still taken everywhere. */
const CODES_A_REQUEST = 100
/** Unknown codes shown. */
const SHOWN = 10

/**
 * `kmmp metadata assign`: lets the programmes and data sets of facilities be used at the facilities of a file, and those of the country at its
 * topmost unit. It only ever adds; what is assigned already stays.
 */
export const assignMetadata = async (config: Config, { facilities }: { facilities: string }, out: Console): Promise<number> => {
    const codes = readCodes(facilities)
    const client = await Dhis2Client.connect(config.targets.tracker)
    const [units, country] = [await unitsOf(client, codes, facilities), await topmost(client)]
    const changed = assigned(await readLive(client, ['programs', 'dataSets']), units, country)
    const count = Object.values(changed).flat().length
    if (count === 0) {
        out.say(`All programmes and data sets are assigned to these ${units.length} facilities already; nothing was changed.`)
        return EXIT.done
    }
    await importPackage(client, changed, 'VALIDATE')
    await importPackage(client, changed, 'COMMIT')
    out.say(`Assigned ${count} programmes and data sets to ${units.length} facilities.`)
    return EXIT.done
}

/** Facility codes of a text file: the first word of each line; a heading without a digit is left out. */
const readCodes = (file: string): string[] => {
    const words = readFileSync(file, 'utf8')
        .split(/\r?\n/)
        .map(
            (line) =>
                line
                    .split(/[,;\t]/)[0]
                    ?.replaceAll('"', '')
                    .trim() ?? ''
        )
    const codes = [...new Set(words.filter((word) => /\d/.test(word)))]
    if (codes.length === 0) {
        throw new Failure({
            kind: 'configuration',
            what: 'The file of facilities holds no codes.',
            where: file,
            next: 'Write one facility code a line.',
        })
    }
    return codes
}

const unitsOf = async (client: Dhis2Client, codes: readonly string[], file: string): Promise<Uid[]> => {
    const found = new Map<string, Uid>()
    for (let from = 0; from < codes.length; from += CODES_A_REQUEST) {
        const filter = `code:in:[${codes.slice(from, from + CODES_A_REQUEST).join(',')}]`
        const { organisationUnits = [] } = await client.get('organisationUnits', Units, { fields: 'id,code', filter, paging: false })
        organisationUnits.forEach(({ id, code }) => found.set(code ?? '', id))
    }
    const unknown = codes.filter((code) => !found.has(code))
    if (unknown.length > 0) {
        throw new Failure({
            kind: 'configuration',
            what: `${unknown.length} facilities are not in this DHIS2; nothing was changed.`,
            where: file,
            why: `No org unit has the code ${unknown.slice(0, SHOWN).join(', ')}${unknown.length > SHOWN ? ', …' : ''}.`,
            next: 'Correct the codes, or add the facilities to DHIS2 first.',
        })
    }
    return codes.flatMap((code) => found.get(code) ?? [])
}

const topmost = async (client: Dhis2Client): Promise<Uid[]> => {
    const { organisationUnits = [] } = await client.get('organisationUnits', Units, { fields: 'id', level: 1, paging: false })
    return organisationUnits.map(({ id }) => id)
}

const OF_COUNTRY = new Set(dataSets.flatMap(({ code, reportedBy }) => (reportedBy === 'facilities' ? [] : [metadataUid('dataSet', code)])))

/** The objects to which units are to be added, whole, as an import replaces them. */
const assigned = (live: MetadataPackage, units: readonly Uid[], country: readonly Uid[]): MetadataPackage =>
    Object.fromEntries(
        Object.entries(live).map(([type, objects]) => [
            type,
            objects.flatMap((object) => withUnits(object, OF_COUNTRY.has(object.id) ? country : units)),
        ])
    )

const withUnits = (object: MetadataObject, units: readonly Uid[]): MetadataObject[] => {
    const held = Array.isArray(object.organisationUnits) ? (object.organisationUnits as { id: Uid }[]) : []
    const there = new Set(held.map(({ id }) => id))
    const lacking = units.filter((id) => !there.has(id))
    return lacking.length === 0 ? [] : [{ ...object, organisationUnits: [...held, ...lacking.map((id) => ({ id }))] }]
}
