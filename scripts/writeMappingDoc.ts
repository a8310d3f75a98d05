import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withTransformReference } from '../connector/mapping/transformReference.ts'
import { writeSchema } from '../connector/setup/mappingSchema.ts'

const document = fileURLToPath(new URL('../docs/mapping.md', import.meta.url))
const schema = fileURLToPath(new URL('../mappings/mapping.schema.json', import.meta.url))
writeFileSync(document, withTransformReference(readFileSync(document, 'utf8')))
writeSchema(schema)
console.log(`Wrote the table of transforms in ${document}, and ${schema}.`)
