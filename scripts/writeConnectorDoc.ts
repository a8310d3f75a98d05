import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withAdviceReference } from '../connector/advice/reference.ts'

const document = fileURLToPath(new URL('../docs/connector.md', import.meta.url))
writeFileSync(document, withAdviceReference(readFileSync(document, 'utf8')))
console.log(`Wrote the tables of reasons in ${document}.`)
