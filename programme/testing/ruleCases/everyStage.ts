import { serverRules } from '../../rules/rules.ts'
import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

const stemOf = (code: string): string => code.replace(/^(CHILD_)?(FUTURE|BEFORE_BIRTH)_/, '')
const starting = (pattern: RegExp): string[] => serverRules.flatMap(({ code }) => (pattern.test(code) ? [code] : []))

const needed = starting(/^NEEDED_/).map((code): [string, readonly Case[]] => [
    code,
    [
        fires('entered in the app', { values: { SOURCE_SYSTEM: 'DHIS2_APP' } }),
        fires('entered in DHIS2 itself', {}),
        silent('sent by a partner', { values: { SOURCE_SYSTEM: 'COMMCARE' } }),
    ],
])

const future = starting(/^(CHILD_)?FUTURE_/).map((code): [string, readonly Case[]] => [
    code,
    [
        fires('in a hundred years', { values: { [stemOf(code)]: '2126-01-01' } }),
        silent('long ago', { values: { [stemOf(code)]: '2020-01-01' } }),
        silent('not given', {}),
    ],
])

const person = { DATE_OF_BIRTH: '2000-05-05' }
const beforeBirth = starting(/^(CHILD_)?BEFORE_BIRTH_/).map((code): [string, readonly Case[]] => [
    code,
    [
        fires('the day before the birth', { person, values: { [stemOf(code)]: '2000-05-04' } }),
        silent('the day of birth', { person, values: { [stemOf(code)]: '2000-05-05' } }),
        silent('birth not known', { values: { [stemOf(code)]: '2000-05-04' } }),
    ],
])

export const everyStageCases: Readonly<Record<string, readonly Case[]>> = Object.fromEntries([...needed, ...future, ...beforeBirth])
