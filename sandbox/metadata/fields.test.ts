import * as fc from 'fast-check'
import { parseFields, plainView, select } from './fields.ts'

const thing = { id: 'a', name: 'Anna', stages: [{ id: 's1', name: 'One', program: { id: 'p' } }, { id: 's2' }], empty: null }
const pick = (fields: string) => select(thing, parseFields(fields), plainView)

describe('fields', () => {
    it.each([
        ['id', { id: 'a' }],
        ['id,name~rename(label)', { id: 'a', label: 'Anna' }],
        ['*,!stages', { id: 'a', name: 'Anna' }],
        ['stages[id]', { stages: [{ id: 's1' }, { id: 's2' }] }],
        ['stages[*,!program]', { stages: [{ id: 's1', name: 'One' }, { id: 's2' }] }],
        ['stages[program[id]]', { stages: [{ program: { id: 'p' } }, {}] }],
        ['id,nothing', { id: 'a' }],
        ['id,name[', { id: 'a', name: 'Anna' }],
        ['empty', {}],
    ])('%s', (fields, wanted) => {
        expect(pick(fields)).toEqual(wanted)
    })

    it('come to an end on any text', () => {
        fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseFields(text))))
    })
})
