import { fieldOf, stageOf } from './visitForm.ts'

const TELLING = /HIV|VVU|PCR|viral|virusi|\bART\b|ARV|CCC|PrEP|nevirapine|zidovudine|cotrimoxazole|adherence|treatment|matibabu/i

describe('what privacy mode leaves of a visit form', () => {
    it.each(['KMMP_M_ANC', 'KMMP_M_PNC', 'KMMP_C_FUP'])('nothing that tells of HIV in %s', (code) => {
        const sections = stageOf(code)?.sections ?? []
        const questions = sections.flatMap(({ fields }) => fields.flatMap((field) => fieldOf(field) ?? []))
        const asked = questions.filter(({ hidden, derived }) => !hidden && !derived).map((field) => field.neutralName ?? field.formName)
        const opened = sections.filter(({ optional }) => optional).map(({ title }) => title)
        expect(asked.length).toBeGreaterThan(5)
        expect([...asked, ...opened].flatMap(({ en, sw }) => [en, sw]).filter((words) => TELLING.test(words))).toEqual([])
    })
})
