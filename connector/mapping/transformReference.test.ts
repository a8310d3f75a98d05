import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withTransformReference } from './transformReference.ts'

test('docs/mapping.md tells of every transform: run npm run docs after a change', () => {
    const document = readFileSync(join(__dirname, '../../docs/mapping.md'), 'utf8')
    expect(withTransformReference(document)).toBe(document)
})
