import type { Condition, Effect, EventSource, ServerRule } from './language.ts'
import { childRules } from './server/child.ts'
import { everyStageRules } from './server/everyStage.ts'
import { motherVisitRules } from './server/motherVisits.ts'
import { always, before, field, knownNegative, today } from './terms.ts'

/** When a question belongs on the form: an earlier answer of the same stage, or what is known of the pair. */
export type ShownWhen = { answer: string; is: string } | { hivNot: 'negative' }

/** What the app asks of an answer. */
export interface VisitRule {
    /** stage codes */
    stages: readonly string[]
    /** field codes */
    fields: readonly string[]
    /** a visit cannot be finished without it while it is asked */
    needed?: true
    shownWhen?: ShownWhen
    /** least and most of a number; outside is a slip of the pen */
    range?: readonly [least: number, most: number]
    /** a day that lies after the visit is refused */
    notAfterVisit?: true
    source: string
}

/** What the app asks beyond what DHIS2 demands: the server must accept visits of partners and of Capture without it. */
const ofTheApp: readonly VisitRule[] = [
    { stages: ['KMMP_M_ANC'], fields: ['KMMP_GA_WEEKS'], range: [1, 45], source: 'domain brief B5 M2; over 42 weeks is doubtful' },
    { stages: ['KMMP_M_ANC', 'KMMP_M_PNC'], fields: ['KMMP_ON_ART_TODAY'], needed: true, source: 'domain brief B5 M2, M4' },
    {
        stages: ['KMMP_M_ANC', 'KMMP_M_PNC'],
        fields: ['KMMP_PILLS_MISSED_7D'],
        range: [0, 21],
        source: 'three doses a day for seven days at most',
    },
    {
        stages: ['KMMP_C_FUP'],
        fields: ['KMMP_NVP_TODAY', 'KMMP_AZT_TODAY', 'KMMP_CTX_TODAY'],
        shownWhen: { hivNot: 'negative' },
        source: 'domain brief B6 C2: syrups of exposed infants',
    },
]

const equal = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other)
const coded = (stems: readonly string[]): string[] => stems.map((stem) => `KMMP_${stem}`)
type When = Condition<EventSource>

/** What a server rule asks of answers on a form, as far as a form can tell while it is filled in; the server judges the rest. */
const ofServerRule = (rule: ServerRule, all: readonly ServerRule[]): VisitRule[] =>
    rule.then.flatMap((effect) => {
        const asked = demandOf(rule, effect, all)
        return asked ? [{ stages: rule.stages, source: rule.source, ...asked }] : []
    })

const demandOf = (rule: ServerRule, effect: Effect, all: readonly ServerRule[]): Omit<VisitRule, 'stages' | 'source'> | undefined => {
    if ('hide' in effect) {
        const shownWhen = shownUnless(rule.when)
        return shownWhen && { fields: coded(effect.hide), shownWhen }
    }
    if ('require' in effect) {
        const fields = effect.require.filter((stem) => equal(rule.when, always) || isHiddenOtherwise(stem, rule.when, all))
        return { fields: coded(fields), needed: true }
    }
    if ('error' in effect) {
        const range = rangeOutside(rule.when, effect.at)
        const ahead = equal(rule.when, liesAhead(effect.at))
        return range || ahead ? { fields: coded([effect.at]), ...(range ? { range } : { notAfterVisit: true }) } : undefined
    }
    return undefined
}

/** The opposite of what hides a question: an answer given with yes or no, or that she is known not to have HIV. */
const shownUnless = (when: When): ShownWhen | undefined => {
    if (equal(when, knownNegative)) {
        return { hivNot: 'negative' }
    }
    const shown = 'not' in when ? when.not : undefined
    const answer = shown && 'is' in shown && typeof shown.is === 'object' && 'field' in shown.is ? shown.is.field : undefined
    return answer !== undefined && shown && 'equal' in shown && typeof shown.equal === 'boolean'
        ? { answer: `KMMP_${answer}`, is: String(shown.equal) }
        : undefined
}

/** While it is asked at all, it is needed. */
const isHiddenOtherwise = (stem: string, when: When, all: readonly ServerRule[]): boolean =>
    all.some((rule) => equal(rule.when, { not: when }) && rule.then.some((effect) => 'hide' in effect && effect.hide.includes(stem)))

const rangeOutside = (when: When, stem: string): VisitRule['range'] => {
    const [low, high, ...more] = 'any' in when ? when.any : []
    if (!low || !high || more.length > 0 || !('is' in low) || !('is' in high)) {
        return undefined
    }
    const isOfField = equal([low.is, high.is], [{ field: stem }, { field: stem }])
    return isOfField && typeof low.below === 'number' && typeof high.above === 'number' ? [low.below, high.above] : undefined
}

const liesAhead = (stem: string): When => before(today, field(stem))

const serverRules = [...motherVisitRules, ...childRules, ...everyStageRules]

/** Rules of the forms of the app: those that DHIS2 keeps, as the form can tell them at once, and those of the app alone. */
export const visitRules: readonly VisitRule[] = [...serverRules.flatMap((rule) => ofServerRule(rule, serverRules)), ...ofTheApp]
