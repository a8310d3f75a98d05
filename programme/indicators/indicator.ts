import type { Episode } from '../episode.ts'
import type { Text } from '../model/types.ts'
import type { Contribution } from './contribution.ts'
import { type Client, type KnownPair, knownPair } from './knownPair.ts'
import { type Split, splits } from './splits.ts'
import type { Day } from '#dhis2/day.ts'
import { monthOf } from '#dhis2/period.ts'

/** Data sets whose figures are counted from client records. */
export type CountedSet = 'KMMP_DS_MONTHLY' | 'KMMP_DS_EID_COHORT' | 'KMMP_DS_MATERNAL_COHORT' | 'KMMP_DS_HV02' | 'KMMP_DS_MER'

/** One thing counted: a client, or something that happened to a client, on the day that names the month. */
export interface Case {
    client: Client
    on: Day
    /** options of the split, where they are not told by the client */
    detail?: readonly string[]
    /** first day of the time that the case looks back on, where it has one */
    from?: Day
    /** what was measured, where the figure asks for it: copies per ml */
    measured?: number
}

/** Which cases of a pair a figure counts. A case after the day of counting is left out by who asks. */
export type Cases = (pair: KnownPair) => readonly Case[]

/** What a figure means and how it comes about, for screens, dashboards, documentation and checks. */
export interface Indicator {
    code: string
    name: Text
    /** codes of aggregate elements; a plain count has no denominator */
    numerator: string
    denominator?: string
    definition: Text
    source: string
    dataSet: CountedSet
    /** how numerator and denominator are split; absent: not at all */
    split?: Split
    denominatorSplit?: Split
    /** a number of clients at the end of the month: months are not added up, the last one stands */
    stock?: true
    /** codes of indicators without which this one is never shown, e.g. how much of a cohort is known */
    shownWith?: readonly string[]
    /** pure: the same pair and day give the same answer */
    contribute: (episode: Episode, asOf: Day) => Contribution[]
}

type Words = readonly [en: string, sw: string]

interface Rule {
    /** without `KMMP_IND_` */
    stem: string
    name: Words
    definition: Words
    source: string
    dataSet: CountedSet
    split?: Split
    stock?: true
    shownWith?: readonly string[]
}

interface CountRule extends Rule {
    cases: Cases
}

interface RatioRule extends Rule {
    denominatorSplit?: Split
    among: Cases
    /** which of them the numerator counts */
    those: (counted: Case) => boolean
}

/** A plain count of cases. */
export const count = ({ cases, ...rule }: CountRule): Indicator => {
    const code = `KMMP_IND_${rule.stem}`
    return {
        ...described(rule),
        numerator: code,
        contribute: (episode, asOf) =>
            cases(knownPair(episode, asOf)).flatMap((counted) => (counted.on <= asOf ? [contribution(code, rule.split, counted)] : [])),
    }
}

/** A part of a whole: every case of the whole is one of the denominator, and of the numerator when it fits. */
export const ratio = ({ among, those, ...rule }: RatioRule): Indicator => {
    const [numerator, denominator] = [`KMMP_IND_${rule.stem}_N`, `KMMP_IND_${rule.stem}_D`]
    return {
        ...described(rule),
        numerator,
        denominator,
        denominatorSplit: rule.denominatorSplit,
        contribute: (episode, asOf) => {
            const made: Contribution[] = []
            for (const counted of among(knownPair(episode, asOf))) {
                if (counted.on <= asOf) {
                    made.push(contribution(denominator, rule.denominatorSplit, counted))
                    if (those(counted)) {
                        made.push(contribution(numerator, rule.split, counted))
                    }
                }
            }
            return made
        },
    }
}

interface QuotientRule extends Rule {
    cases: Cases
    /** clients of another kind, e.g. mothers for samples of infants */
    among: Cases
}

/** Two counts one over the other, where what is counted above is no part of what is counted below. */
export const quotient = ({ cases, among, ...rule }: QuotientRule): Indicator => {
    const [numerator, denominator] = [`KMMP_IND_${rule.stem}_N`, `KMMP_IND_${rule.stem}_D`]
    return {
        ...described(rule),
        numerator,
        denominator,
        contribute: (episode, asOf) => {
            const pair = knownPair(episode, asOf)
            const known = (counted: readonly Case[]) => counted.filter(({ on }) => on <= asOf)
            return [
                ...known(among(pair)).map((counted) => contribution(denominator, undefined, counted)),
                ...known(cases(pair)).map((counted) => contribution(numerator, rule.split, counted)),
            ]
        },
    }
}

const described = (rule: Rule) => ({
    code: `KMMP_IND_${rule.stem}`,
    name: { en: rule.name[0], sw: rule.name[1] },
    definition: { en: rule.definition[0], sw: rule.definition[1] },
    source: rule.source,
    dataSet: rule.dataSet,
    split: rule.split,
    stock: rule.stock,
    shownWith: rule.shownWith?.map((stem) => `KMMP_IND_${stem}`),
})

const contribution = (element: string, split: Split | undefined, counted: Case): Contribution => ({
    element,
    month: monthOf(counted.on),
    orgUnit: counted.client.member.orgUnit,
    categoryOptions: split === undefined ? [] : splits[split].optionsOf(counted),
    partner: counted.client.partner,
    trackedEntity: counted.client.member.trackedEntity,
})
