import { person } from '../testing/wanted.ts'
import { claimsOf } from './claims.ts'
import { recordOf } from './record.ts'

const one = person('person00001')

it('Q6: an object that two rows want belongs to the first, so that no UID goes twice', () => {
    const claims = claimsOf(
        [
            { key: 'row 1', wanted: [one] },
            { key: 'row 2', wanted: [{ ...one, orgUnit: 'unit0000002' }] },
        ],
        new Map()
    )
    expect(claims).toEqual([{ row: 'row 1', wanted: one, known: undefined }])
})

it('Q6: an object that another row delivered before stays with that row', () => {
    const known = recordOf(one, { owner: 'row 0', fields: '', linked: false, program: undefined, since: 1 })
    expect(claimsOf([{ key: 'row 1', wanted: [one] }], new Map([[one.uid, known]]))).toEqual([])
})
