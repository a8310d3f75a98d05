import { Failure } from '../failure.ts'
import { traceOf } from './unforeseen.ts'

const here = 'unforeseen.test.ts'

it.each([
    ['a plain one', new TypeError('Marked')],
    ['one of several lines that look like places', new Error('Marked\n    at Marked (Marked.ts:1:1)\nMarked')],
    ['one whose message was changed', Object.assign(new Error('Marked 1'), { message: 'Marked 2' })],
    ['one without a message', new Error('')],
    ['what a parser says of a text', parsed('{"name": "Marked')],
    ['what caused it', new Failure({ kind: 'refused', what: 'Refused.' }, { cause: new RangeError('Marked') })],
])('of an error its kind and its place are told, never its message: %s', (_, error) => {
    const text = traceOf(error).join('\n')
    expect(text).not.toContain('Marked')
    expect(text).toContain(error.name)
    expect(text).toContain(here)
})

it('what caused an error is told as well, and the code of the system', () => {
    const text = traceOf(new Error('Marked', { cause: Object.assign(new RangeError('Marked'), { code: 'EIO' }) }))
    expect(text.filter((line) => !line.startsWith(' '))).toEqual(['Error', 'caused by RangeError EIO'])
})

it('of what is no error nothing is told', () => {
    expect(traceOf('Marked')).toEqual([])
})

function parsed(text: string): Error {
    try {
        JSON.parse(text)
    } catch (error) {
        return error as Error
    }
    throw new Error('it should be no JSON')
}
