import { judgeRights, type Account, type NeededRights } from './rights.ts'

const needed: NeededRights = {
    programs: ['MOTHER'],
    stages: ['VISIT', 'LAB'],
    types: ['PERSON'],
    relationshipTypes: ['MOTHER_OF'],
    role: { authorities: ['F_ONE', 'F_TWO'], programs: ['MOTHER', 'STAFF'] },
}
const writable = (...codes: string[]) => new Map(codes.map((code) => [code, true]))
const enough: Account = {
    authorities: ['F_ONE', 'F_TWO'],
    levels: [5, 5],
    programs: writable('MOTHER'),
    stages: writable('VISIT', 'LAB'),
    types: writable('PERSON'),
    relationshipTypes: writable('MOTHER_OF'),
    redefinable: [],
}
const judged = (changes: Partial<Account>) => judgeRights({ ...enough, ...changes }, needed)

test('an account with what is needed and no more has nothing said against it', () => {
    expect(judged({})).toEqual({ lacking: [], needless: [] })
    expect(judged({ programs: writable('MOTHER', 'STAFF') })).toEqual({ lacking: [], needless: [] })
})

test.each<[string, Partial<Account>, string]>([
    ['a program', { programs: new Map([['MOTHER', false]]) }, 'the right to write data of the program MOTHER (sharing)'],
    ['a stage', { stages: new Map([...writable('VISIT'), ['LAB', false]]) }, 'the right to write data of the stage LAB (sharing)'],
    ['the type of persons', { types: writable() }, 'the type PERSON: it is not on this DHIS2, or the account may not see it (sharing)'],
    [
        'a relationship type',
        { relationshipTypes: new Map([['MOTHER_OF', false]]) },
        'the right to write data of the relationship type MOTHER_OF (sharing)',
    ],
    ['org units', { levels: [] }, 'org units to capture data in'],
    ['an authority', { authorities: ['F_TWO'] }, 'the authority F_ONE (user role)'],
])('what is missing is named: %s', (_, changes, said) => {
    expect(judged(changes)).toEqual({ lacking: [said], needless: [] })
})

test.each<[string, Partial<Account>, string]>([
    ['authorities', { authorities: ['F_TWO', 'F_USER_ADD', 'F_ONE', 'F_SQL'] }, 'the authorities F_SQL, F_USER_ADD.'],
    [
        'programs of others',
        { programs: new Map([...writable('MOTHER', 'MALARIA'), ['READ_ONLY', false]]) },
        'to write data of MALARIA (sharing).',
    ],
    ['definitions', { redefinable: ['MOTHER'] }, 'to change the definition of MOTHER (sharing).'],
    ['the whole country', { levels: [1] }, 'to capture data in the whole country. Give it the facilities of the partner.'],
])('what is too much is named: %s', (_, changes, said) => {
    expect(judged(changes)).toEqual({ lacking: [], needless: [said] })
})

test('a superuser has all and too much, which is said in one line', () => {
    const superuser = { ...enough, authorities: ['ALL'], redefinable: ['MOTHER', 'MALARIA'], levels: [1] }
    expect(judgeRights(superuser, needed)).toEqual({
        lacking: [],
        needless: ['the account is a superuser (ALL). Give the connector an account of its own.'],
    })
})
