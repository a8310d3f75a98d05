import { visitRules } from './visitRules.ts'

/** What the form asks of an answer, without `KMMP_`. */
const askedOf = (stage: string, field: string) => {
    const rules = visitRules.filter(({ stages, fields }) => stages.includes(`KMMP_${stage}`) && fields.includes(`KMMP_${field}`))
    return {
        needed: rules.some(({ needed }) => needed),
        shownWhen: rules.flatMap(({ shownWhen }) => shownWhen ?? []),
        range: rules.flatMap(({ range }) => (range ? [range] : [])),
        notAfterVisit: rules.some(({ notAfterVisit }) => notAfterVisit),
    }
}

const NOTHING = { needed: false, shownWhen: [], range: [], notAfterVisit: false }
const unlessNegative = { hivNot: 'negative' }

test.each([
    ['M_ANC', 'SERVICE_POINT', { needed: true }],
    ['M_ANC', 'ANC_CONTACT_NO', { needed: true, range: [[1, 12]] }],
    ['M_ANC', 'CLINIC_ATTENDED', { needed: true }],
    ['M_ANC', 'ON_ART_TODAY', { needed: true, shownWhen: [unlessNegative] }],
    ['M_PNC', 'ADHERENCE', { shownWhen: [unlessNegative, { answer: 'KMMP_ON_ART_TODAY', is: 'true' }] }],
    ['M_PNC', 'BREASTFEEDING_NOW', { needed: true }],
    ['M_PNC', 'BF_STOP_DATE', { needed: true, shownWhen: [{ answer: 'KMMP_BREASTFEEDING_NOW', is: 'false' }], notAfterVisit: true }],
    ['C_FUP', 'FEEDING', { needed: true }],
    ['C_FUP', 'WEIGHT_KG', { range: [[0.5, 30]] }],
    ['C_FUP', 'CTX_TODAY', { shownWhen: [unlessNegative] }],
    ['C_FUP', 'DANGER_SIGN', {}],
] as const)('what the form asks of %s %s', (stage, field, asked) => {
    expect(askedOf(stage, field)).toEqual({ ...NOTHING, ...asked })
})
