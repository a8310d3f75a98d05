import { carried, check } from './check.ts'
import type { Question } from './question.ts'
import { YES_NO } from './question.ts'

const question = (name: string, more: Partial<Question>): Question => ({
    name,
    code: name,
    dataElement: `de-${name}`,
    label: { en: name, sw: name },
    widget: 'text',
    choices: [],
    needed: false,
    ...more,
})

const questions = [
    question('onTreatment', { widget: 'radios', choices: YES_NO, needed: true }),
    question('missed', { widget: 'whole', range: [0, 21], shownWhen: { name: 'onTreatment', is: 'true' } }),
    question('stopped', { widget: 'date', needed: true, notAfterVisit: true, shownWhen: { name: 'onTreatment', is: 'false' } }),
]

describe('checking a visit form', () => {
    it('asks for what is needed, and only while it is shown', () => {
        expect([...check(questions, {}, '2026-11-21').problems]).toEqual([['onTreatment', { code: 'needed' }]])
        expect([...check(questions, { onTreatment: 'false' }, '2026-11-21').problems]).toEqual([['stopped', { code: 'needed' }]])
    })

    it('leaves out what was typed into a question that is hidden now', () => {
        const { values, problems } = check(questions, { onTreatment: 'false', missed: '99', stopped: '1/11' }, '2026-11-21')
        expect(problems.size).toBe(0)
        expect(values).toEqual([
            { dataElement: 'de-onTreatment', value: 'false' },
            { dataElement: 'de-stopped', value: '2026-11-01' },
        ])
    })

    it('refuses a day after the visit where there cannot be one', () => {
        const { problems } = check(questions, { onTreatment: 'false', stopped: '22/11/2026' }, '2026-11-21')
        expect(problems.get('stopped')).toEqual({ code: 'afterVisit' })
    })

    it('starts with answers that are carried over from the last visit', () => {
        const last = { value: 'FACILITY_ANC', on: '2026-10-24' }
        expect(carried([question('place', { carry: true, last }), question('weight', { last })])).toEqual({ place: 'FACILITY_ANC' })
    })
})
