import { holds } from './trying.ts'

const yesNo = {
    words: new Map(Object.entries({ yes: 'true', ndiyo: 'true', ee: 'true', no: 'false', hapana: 'false', ooyo: 'false', sijui: '' })),
}
const sex = { options: ['FEMALE', 'MALE'], words: new Map(Object.entries({ f: 'FEMALE', mke: 'FEMALE', ke: 'FEMALE', mume: 'MALE' })) }
const topics = { options: ['HIV_BASICS', 'NUTRITION'] }

describe('coded cells', () => {
    test('codes match in any case, words in any language of the list', () => {
        holds(
            'option',
            [
                ['FEMALE', 'FEMALE'],
                ['Female', 'FEMALE'],
                ['f', 'FEMALE'],
                ['mke', 'FEMALE'],
                ['KE', 'FEMALE'],
                ['mume', 'MALE'],
            ],
            sex
        )
        holds(
            'boolean',
            [
                ['Yes', 'true'],
                ['ndiyo', 'true'],
                ['ee', 'true'],
                ['hapana', 'false'],
                ['OOYO', 'false'],
                ['TRUE', 'true'],
                ['Ndiyo.', 'true'],
                ['"yes"', 'true'],
            ],
            yesNo
        )
    })

    test('not knowing is no answer; a sentinel is none, unless the options have it', () => {
        holds(
            'boolean',
            [
                ['sijui', '', 'SENTINEL_TO_NULL'],
                ['nil', '', 'SENTINEL_TO_NULL'],
            ],
            yesNo
        )
        holds(
            'option',
            [
                ['none', 'NONE'],
                ['nil', '', 'SENTINEL_TO_NULL'],
            ],
            { options: ['NONE', 'PILL'] }
        )
        holds('option', [['none', '', 'SENTINEL_TO_NULL']], { options: ['SELF'] })
    })

    test('words of a code may have any mark between them', () => {
        holds(
            'option',
            [
                ['TDF/3TC/DTG', 'TDF_3TC_DTG'],
                ['tdf 3tc + dtg', 'TDF_3TC_DTG'],
                ['M0-2', 'M0_2'],
                ['M02', 'M0_2'],
                ['TDF?3TC', '', 'VALUE_UNKNOWN_CODE'],
                ['-1', '', 'SENTINEL_TO_NULL'],
                ['-2', '', 'VALUE_UNKNOWN_CODE'],
            ],
            { options: ['TDF_3TC_DTG', 'M0_2'], words: new Map([['2', 'M0_2']]) }
        )
        // where that would make two codes one, none is guessed
        holds('option', [['m12', '', 'VALUE_UNKNOWN_CODE']], { options: ['M1_2', 'M_12'] })
    })

    test('the same answer twice is one, two answers are none', () => {
        const words = new Map([
            ['f', 'FEMALE'],
            ['mke', 'FEMALE'],
            ['m', 'MALE'],
            ['1', 'MALE'],
            ['tld', 'TDF_3TC_DTG'],
        ])
        holds(
            'option',
            [
                ['F (Female)', 'FEMALE'],
                ['Female / Mke', 'FEMALE'],
                ['F - female', 'FEMALE'],
                ['1 = Male', 'MALE'],
                ['1. Male', 'MALE'],
                ['TDF/3TC/DTG (TLD)', 'TDF_3TC_DTG'],
                ['F/M', '', 'VALUE_UNKNOWN_CODE'],
                ['2 - Male', '', 'VALUE_UNKNOWN_CODE'],
                ['Female (?)', '', 'VALUE_UNKNOWN_CODE'],
            ],
            { options: ['FEMALE', 'MALE', 'TDF_3TC_DTG'], words }
        )
    })

    test('plus and minus behind HIV are words, and so they are before ve', () => {
        holds(
            'option',
            [
                ['Pregnant, HIV+', 'PREGNANT_HIV_POS'],
                ['pregnant hiv +', 'PREGNANT_HIV_POS'],
                ['Pregnant HIV -ve', '', 'VALUE_UNKNOWN_CODE'],
                ['Pregnant HIV-', '', 'VALUE_UNKNOWN_CODE'],
                ['Pregnant HIV', '', 'VALUE_UNKNOWN_CODE'],
                ['-ve', 'NEGATIVE'],
                ['+ve', '', 'VALUE_UNKNOWN_CODE'],
            ],
            {
                options: ['PREGNANT_HIV_POS', 'NEGATIVE'],
                words: new Map([
                    ['pregnant hiv+', 'PREGNANT_HIV_POS'],
                    ['-ve', 'NEGATIVE'],
                ]),
            }
        )
    })

    test('how a mark is drawn, and what nobody sees, makes no other word', () => {
        holds(
            'boolean',
            [
                ['\u2714\ufe0f', 'true'],
                ['y\u200bes', 'true'],
            ],
            {
                words: new Map([
                    ['\u2714', 'true'],
                    ['yes', 'true'],
                ]),
            }
        )
    })

    test('anything else leaves the row to a person', () => {
        holds(
            'option',
            [
                ['HERBS', '', 'VALUE_UNKNOWN_CODE'],
                ['so-so', '', 'VALUE_UNKNOWN_CODE'],
            ],
            { options: ['GOOD', 'POOR'] }
        )
    })

    test('several codes in a cell come once each, however they are separated', () => {
        holds(
            'split',
            [
                ['HIV_BASICS  NUTRITION', 'HIV_BASICS NUTRITION'],
                ['nutrition, hiv_basics;nutrition', 'NUTRITION HIV_BASICS'],
                ['none', '', 'SENTINEL_TO_NULL'],
                ['HIV basics / nutrition', 'HIV_BASICS NUTRITION'],
                ['["HIV_BASICS", "NUTRITION"]', 'HIV_BASICS NUTRITION'],
                ['Nutrition and HIV basics', 'NUTRITION HIV_BASICS'],
                ['nutrition na hiv_basics', 'NUTRITION HIV_BASICS'],
                ['+', '', 'VALUE_UNKNOWN_CODE'],
                ['HIV_BASICS DANCING', 'HIV_BASICS', 'VALUE_UNKNOWN_CODE'],
            ],
            topics
        )
    })
})
