import { readAnswer } from './answer.ts'
import type { Question, Widget } from './question.ts'
import { widgetOf } from './question.ts'

const question = (widget: Widget, more: Partial<Question> = {}): Question => ({
    name: 'mother.X',
    code: 'X',
    dataElement: 'deX00000000',
    label: { en: 'X', sw: 'X' },
    widget,
    choices: [],
    needed: false,
    ...more,
})

describe('reading what was typed', () => {
    it.each<[Widget, string, object]>([
        ['decimal', '4,6', { value: '4.6' }],
        ['decimal', ' 5.10 ', { value: '5.1' }],
        ['whole', '3', { value: '3' }],
        ['whole', '3.5', { problem: { code: 'notWhole' } }],
        ['whole', 'three', { problem: { code: 'notANumber' } }],
        ['decimal', '-1', { problem: { code: 'notANumber' } }],
        ['date', '9/11', { value: '2026-11-09' }],
        ['date', '40/1', { problem: { code: 'notADay' } }],
        ['radios', 'GOOD', { value: 'GOOD' }],
        ['text', '  ', {}],
    ])('a %s question answered %j', (widget, typed, answer) => {
        expect(readAnswer(question(widget), typed, '2026-11-21')).toEqual(answer)
    })

    it('refuses a number out of its bounds', () => {
        const weight = question('decimal', { range: [0.5, 30] })
        expect(readAnswer(weight, '0.4', '2026-11-21')).toEqual({ problem: { code: 'tooLow', least: 0.5 } })
        expect(readAnswer(weight, '46', '2026-11-21')).toEqual({ problem: { code: 'tooHigh', most: 30 } })
        expect(readAnswer(weight, '4.6', '2026-11-21')).toEqual({ value: '4.6' })
    })

    it('asks for an answer only where one is needed', () => {
        expect(readAnswer(question('text', { needed: true }), '', '2026-11-21')).toEqual({ problem: { code: 'needed' } })
    })
})

describe('how a question is asked', () => {
    it.each([
        ['TEXT', 7, 'radios'],
        ['TEXT', 8, 'select'],
        ['BOOLEAN', 0, 'radios'],
        ['TRUE_ONLY', 0, 'check'],
        ['DATE', 0, 'date'],
        ['INTEGER_ZERO_OR_POSITIVE', 0, 'whole'],
        ['NUMBER', 0, 'decimal'],
        ['LONG_TEXT', 0, 'longText'],
        ['PHONE_NUMBER', 0, 'text'],
    ])('%s with %i answers as %s', (valueType, choices, widget) => {
        expect(widgetOf(valueType, choices)).toBe(widget)
    })
})
