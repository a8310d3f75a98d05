import type { Running } from '../testing/start.ts'
import { event, PARITY, person, startWith, type TestRule } from './testing/program.ts'
import { importInto } from './testing/send.ts'
import type { Dialect } from '#dhis2/version.ts'

let sandbox: Running
const begin = async (rules: readonly TestRule[], dialect?: Dialect): Promise<void> => {
    sandbox = await startWith(rules, dialect)
}
afterEach(() => sandbox.close())

const send = (body: object, query?: string) => importInto(sandbox, body, query)

describe('program rules on an imported enrollment', () => {
    const MANY: TestRule = { when: 'A{parity} > 15', action: 'SHOWERROR', at: PARITY, content: 'too many' }
    const parity = (value: string | null) => [{ attribute: PARITY, value }]

    it('an error refuses the enrollment, and its events with it', async () => {
        await begin([MANY])
        const body = person({ attributes: parity('16'), events: [event({})] })
        expect((await send(body)).errors).toEqual(['E1300 EnroEnroll1', 'E5000 EvenEvent01'])
    })

    it('a message at no question stands at the enrollment and at its events', async () => {
        await begin([{ ...MANY, at: undefined, action: 'SHOWWARNING' }])
        const body = person({ attributes: parity('16'), events: [event({})] })
        expect((await send(body)).warnings).toEqual(['E1300 EnroEnroll1', 'E1300 EvenEvent01'])
    })

    it('an attribute is worked out, and refused when another was sent', async () => {
        await begin([{ when: 'true', action: 'ASSIGN', at: PARITY, data: '1 + 1' }])
        expect(await send(person({ attributes: parity('3') }))).toMatchObject({ errors: ['E1309 EnroEnroll1'] })
        expect(await send(person({}))).toMatchObject({ errors: [], warnings: ['E1310 EnroEnroll1'] })
        const read = await sandbox.ask(
            'admin',
            'GET',
            '/api/tracker/trackedEntities/PersPerson1?fields=attributes[attribute,value]&program=ProgProg001'
        )
        expect(read.body).toEqual({ attributes: [{ attribute: PARITY, value: '2' }] })
    })

    it('an attribute is required', async () => {
        await begin([{ when: 'true', action: 'SETMANDATORYFIELD', at: PARITY }])
        expect((await send(person({}))).errors).toEqual(['E1306 EnroEnroll1'])
        expect((await send(person({ attributes: parity('1') }))).errors).toEqual([])
        expect((await send(person({ enrollment: { attributes: parity(null) } }))).errors).toEqual(['E1317 EnroEnroll1'])
    })

    it.each([
        { dialect: '2.41', errors: [] },
        { dialect: '2.42', errors: ['E1300 EnroEnroll1'] },
    ] as const)('$dialect: an attribute that is stored and sent with the enrollment', async ({ dialect, errors }) => {
        await begin([MANY], dialect)
        await send(person({ attributes: parity('1') }))
        expect((await send(person({ enrollment: { attributes: parity('16') } }))).errors).toEqual(errors)
    })
})
