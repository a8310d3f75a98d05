import { guidelines } from '../schedule/guidelines.ts'
import type { ReasonCode } from '../schedule/types.ts'
import { itemName, type Language, reasonText } from './dueItems.ts'

const plain = (language: Language) => ({ language, neutral: false })
const neutral = (language: Language) => ({ language, neutral: true })

test.each([
    [{ key: 'PCR_W6' }, '6-week PCR test', 'Kipimo cha PCR cha wiki 6'],
    [{ key: 'PNC_CONTACT', n: 4 }, '14-week visit', 'Ziara ya wiki 14'],
    [{ key: 'CHILD_CONTACT', n: 10 }, '24-month visit', 'Ziara ya miezi 24'],
    [{ key: 'ANC_CONTACT', n: 3 }, 'Antenatal contact 3', 'Ziara ya ujauzito ya 3'],
    [{ key: 'SOMETHING_NEW' }, 'Appointment', 'Miadi'],
])('%p is called %s, %s', (item, en, sw) => {
    expect(itemName(item, plain('en'))).toBe(en)
    expect(itemName(item, plain('sw'))).toBe(sw)
})

test.each<[ReasonCode, number, string, string]>([
    ['LATE', 28, '28 days late', 'Kuchelewa kwa siku 28'],
    ['LATE', 1, '1 day late', 'Kuchelewa kwa siku 1'],
    ['DUE_NOW', 12, 'Due 12 days ago', 'Wakati wake ulifika siku 12 zilizopita'],
    ['DUE_NOW', 1, 'Due yesterday', 'Wakati wake ulifika jana'],
    ['DUE_NOW', 0, 'Due today', 'Wakati wake ni leo'],
    ['WINDOW_OPEN', 5, 'Can be done now, due in 5 days', 'Unaweza kufanya sasa, wakati wake ni baada ya siku 5'],
    ['NOT_YET', 1, 'Due tomorrow', 'Wakati wake ni kesho'],
    ['WAITING_FOR_RESULT', 12, 'Waiting for the result for 12 days', 'Matokeo yanasubiriwa kwa siku 12'],
])('%s with %i days reads %s, %s', (code, days, en, sw) => {
    expect(reasonText({ code, params: { days } }, plain('en'))).toBe(en)
    expect(reasonText({ code, params: { days } }, plain('sw'))).toBe(sw)
})

test('every row of the schedule has a name of its own', () => {
    const rows = guidelines.flatMap((guideline) => guideline.rules)
    expect(rows.filter((rule) => itemName(rule, plain('en')) === 'Appointment')).toEqual([])
    expect(rows.filter((rule) => itemName(rule, plain('sw')) === 'Miadi')).toEqual([])
})

test('in privacy mode no name and no reason tells of HIV', () => {
    const codes: ReasonCode[] = [
        'AWAITING_CONFIRMATION',
        'CONFIRMED_POSITIVE',
        'PREGNANCY_LOSS',
        'SAMPLE_UNUSABLE',
        'FIRST_TEST',
        'NO_LIVING_CHILD',
    ]
    for (const language of ['en', 'sw'] as const) {
        const said = [
            ...guidelines.flatMap((guideline) => guideline.rules.map((rule) => itemName(rule, neutral(language)))),
            ...codes.map((code) => reasonText({ code, params: { days: 5 } }, neutral(language))),
        ]
        expect(said.filter((text) => /HIV|VVU|PCR|viral|virusi|dawa|treatment|positive|antenatal/i.test(text))).toEqual([])
    }
})
