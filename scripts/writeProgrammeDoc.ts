import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { programmeDocument } from './programmeDoc/document.ts'

const file = fileURLToPath(new URL('../docs/programme.md', import.meta.url))
writeFileSync(file, programmeDocument())
console.log(`Wrote ${file}.`)
