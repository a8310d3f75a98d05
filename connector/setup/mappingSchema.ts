import { writeFileSync } from 'node:fs'
import * as z from 'zod'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import { MappingFile } from '../mapping/language.ts'
import { outcomeOfReason } from '#dhis2/outcome.ts'

/**
 * The JSON schema of `mapping.yaml` (draft 2020-12): editors name the keys while one writes, and mark what cannot stand. It allows all that
 * the connector allows; what it cannot say, such as columns that are not there, `kmmp mapping check` says.
 */
export const mappingSchema = (): object => schemaOf(MappingFile)

const schemaOf = (schema: z.core.$ZodType): Record<string, unknown> =>
    z.toJSONSchema(schema, { io: 'input', reused: 'inline', unrepresentable: 'any', override: widen })

/** Says what zod cannot: the words of reasons, and parts that may be written shorter. */
const widen = ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Record<string, unknown> }): void => {
    const { def } = zodSchema._zod
    if (def.type === 'custom') {
        jsonSchema.enum = Object.keys(outcomeOfReason)
    }
    if (isPreprocessed(def)) {
        for (const key of Object.keys(jsonSchema)) {
            delete jsonSchema[key]
        }
        jsonSchema.anyOf = shorter(def.out)
    }
}

const isPreprocessed = (def: z.core.$ZodTypeDef): def is z.core.$ZodPipeDef =>
    def.type === 'pipe' && 'in' in def && (def as z.core.$ZodPipeDef).in._zod.def.type === 'transform'

/** A single item may stand without its list; of other parts, a bare word for the most usual field, or nothing at all. */
const shorter = (full: z.core.$ZodType): object[] => {
    const rest = schemaOf(full)
    delete rest.$schema
    const { items } = rest
    return typeof items === 'object' && items !== null ? [items, rest] : [{ type: ['string', 'null'] }, rest]
}

export const writeSchema = (path: string): void => writeFileSync(path, `${JSON.stringify(mappingSchema(), undefined, 4)}\n`)

/** `kmmp mapping schema`. */
export const writeMappingSchema = (path: string, out: Console): number => {
    writeSchema(path)
    out.say(`Wrote the schema to ${path}.`)
    return EXIT.done
}
