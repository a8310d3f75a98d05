import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { mappingSchema } from './mappingSchema.ts'

const mappings = join(__dirname, '../../mappings')
const schema = () => z.fromJSONSchema(mappingSchema() as z.core.JSONSchema.JSONSchema)
const read = (name: string): Record<string, unknown> =>
    parse(readFileSync(join(mappings, name, 'mapping.yaml'), 'utf8')) as Record<string, unknown>

test.each(['m2m-csv', 'example-register'])('an editor finds nothing wrong with %s', (name) => {
    expect(schema().safeParse(read(name)).error).toBeUndefined()
})

test.each<[string, Record<string, unknown>]>([
    ['a key that is not known', { skips: [] }],
    ['a reason that there is none of', { skip: [{ columns: 'dob', matches: 'x', reason: 'FOREIGN' }] }],
    ['a transform that there is none of', { columns: { dob: { as: 'dates' } } }],
    ['an order of dates that there is none of', { dates: { order: 'day-last', zone: 'Africa/Nairobi' } }],
])('an editor marks %s', (_, change) => {
    expect(schema().safeParse({ ...read('m2m-csv'), ...change }).success).toBe(false)
})

test('the schema that ships with the mappings is this one', () => {
    expect(JSON.parse(readFileSync(join(mappings, 'mapping.schema.json'), 'utf8'))).toEqual(mappingSchema())
})
