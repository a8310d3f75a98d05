import { serverRules } from '../../rules/rules.ts'
import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

const stemOf = (code: string): string => code.replace(/^(CHILD_|STAFF_)?(FUTURE|BEFORE_BIRTH|FORM)_/, '')
const starting = (pattern: RegExp): string[] => serverRules.flatMap(({ code }) => (pattern.test(code) ? [code] : []))

const needed = starting(/^NEEDED_/).map((code): [string, readonly Case[]] => [
    code,
    [
        fires('entered in the app', { values: { SOURCE_SYSTEM: 'DHIS2_APP' } }),
        fires('entered in DHIS2 itself', {}),
        silent('sent by a partner', { values: { SOURCE_SYSTEM: 'COMMCARE' } }),
    ],
])

const future = starting(/^(CHILD_|STAFF_)?FUTURE_/).map((code): [string, readonly Case[]] => [
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

const remarks = starting(/^REMARKS_/).map((code): [string, readonly Case[]] => [
    code,
    [
        fires('in English', { values: { REMARKS: 'mother has HIV, was told' } }),
        fires('in Kiswahili, without capitals', { values: { REMARKS: 'ana vvu' } }),
        fires('in the plural, before a full stop', { values: { REMARKS: 'took her ARVs.' } }),
        fires('alone', { values: { REMARKS: 'Hiv' } }),
        fires('beside a figure', { values: { REMARKS: 'HIV-1' } }),
        silent('something else', { values: { REMARKS: 'came with her sister' } }),
        silent('everyday words that hold the letters', { values: { REMARKS: 'hivyo atarudi, hivi karibuni; busy with harvest' } }),
        silent('no remarks', {}),
    ],
])

/** One number written as it should be, and one as it should not. */
const WRITTEN: Readonly<Record<string, readonly [right: string, wrong: string]>> = {
    CCC_NUMBER: ['1307700123', '13077-00123'],
    NUPI: ['MOH00012345', '00012345'],
    HEI_NUMBER: ['13077-2026-001', '13077/2026/1'],
    CWC_NUMBER: ['CWC-13077-2026-00001', 'CWC-13077-00001'],
    PHONE_NUMBER: ['+254712345678', '0712345678'],
    ALT_CONTACT_PHONE: ['+254112345678', '+254202345678'],
}

const forms = starting(/^(CHILD_)?FORM_/).map((code): [string, readonly Case[]] => {
    const [right = '', wrong = ''] = WRITTEN[stemOf(code)] ?? []
    return [
        code,
        [
            fires(wrong, { person: { [stemOf(code)]: wrong } }),
            silent(right, { person: { [stemOf(code)]: right } }),
            silent('not given', {}),
        ],
    ]
})

export const everyStageCases: Readonly<Record<string, readonly Case[]>> = Object.fromEntries([
    ...needed,
    ...future,
    ...beforeBirth,
    ...remarks,
    ...forms,
])
