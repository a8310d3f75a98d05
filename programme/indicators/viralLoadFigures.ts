import { monthEnds } from './calendar.ts'
import { positiveMotherOn } from './cohorts.ts'
import { type Case, type Cases, type Indicator, ratio } from './indicator.ts'
import { answer, type Client, once } from './knownPair.ts'
import { deliveredOn, firstAncOn, inCareOn, onTreatmentSince, pregnantOrBreastfeeding, viralLoads, viralLoadWithin } from './motherFacts.ts'
import { addDays, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MONTHLY'

/** On treatment this long, a woman is due at once; new ones after three months; a result is read within this of the due day. */
const SETTLED_DAYS = 92
const READ_WITHIN_DAYS = 106
const EARLY_DAYS = 14
const YEAR_DAYS = 365
const BEFORE_BIRTH_DAYS = 90

interface DueLoad {
    reason: string
    from: string
    due: string
    until: string
}

/**
 * Viral loads that a woman was due for, each in the month in which its time is over: at first contact when long on treatment, three months
 * after starting, six months after a suppressed result and three after another.
 */
const dueLoads: Cases = ({ mother }) => {
    if (mother === undefined) {
        return []
    }
    const since = onTreatmentSince(mother)
    if (since === undefined) {
        return []
    }
    const contact = firstAncOn(mother) ?? mother.member.enrolledOn
    const settled = daysBetween(since, contact) >= SETTLED_DAYS || cameTreatedSomeDay(mother)
    const first: DueLoad = settled
        ? { reason: 'BASELINE', from: contact, due: contact, until: addDays(contact, EARLY_DAYS) }
        : { reason: 'FIRST_3M', from: addDays(since, 85), due: addDays(since, SETTLED_DAYS), until: addDays(since, READ_WITHIN_DAYS) }
    const next = viralLoads(mother).flatMap(({ takenOn, copies }): DueLoad[] => {
        if (copies === undefined) {
            return []
        }
        const [reason, days] = copies < 200 ? ['ROUTINE_6M', 183] : ['REPEAT_3M', 92]
        return [{ reason, from: addDays(takenOn, days - 7), due: addDays(takenOn, days), until: addDays(takenOn, days + EARLY_DAYS) }]
    })
    return [first, ...next]
        .filter(({ due }) => pregnantOrBreastfeeding(mother, due) !== undefined && inCareOn(mother, due))
        .map(({ reason, from, until }) => ({ client: mother, on: until, from, detail: [reason] }))
}

/** She came on treatment, and nobody knows since when: the schedule takes her to be long on it. */
const cameTreatedSomeDay = (mother: Client): boolean =>
    answer(mother, 'ART_STATUS') === 'ON_ART_BEFORE' && answer(mother, 'ART_START_DATE') === undefined

/** A woman who is pregnant or breastfeeding at the end of a month and has a result of the 12 months before. */
const withResult: Cases = ({ mother }) => (mother === undefined ? [] : monthsWithResult(mother))

const monthsWithResult = once((mother: Client): Case[] =>
    !viralLoads(mother).some(({ copies }) => copies !== undefined)
        ? []
        : monthEnds(mother.member.enrolledOn, mother.asOf)
              .filter((on) => pregnantOrBreastfeeding(mother, on) !== undefined)
              .flatMap((on) => {
                  const measured = viralLoadWithin(mother, addDays(on, -YEAR_DAYS), on)?.copies
                  return measured === undefined ? [] : [{ client: mother, on, measured }]
              })
)

const suppressed = (below: number): Indicator =>
    ratio({
        stem: `VL_SUPP${below}`,
        name: [`Viral load below ${below}`, `Virusi chini ya ${below}`],
        definition: [
            `Of the women pregnant or breastfeeding at the end of the month with a viral load result of the last 12 months: those whose last result is below ${below} copies per ml or below detection. Exactly ${below} is not below.`,
            `Kati ya wanawake wajawazito au wanaonyonyesha mwisho wa mwezi wenye matokeo ya virusi ya miezi 12 iliyopita: ambao matokeo ya mwisho ni chini ya nakala ${below} kwa ml au hayaonekani. ${below} kamili si chini.`,
        ],
        source: 'domain brief C3; architecture 11.9 for the edge',
        dataSet,
        stock: true,
        among: withResult,
        those: ({ measured = below }) => measured < below,
    })

/** Viral load of pregnant and breastfeeding women. */
export const viralLoadFigures: readonly Indicator[] = [
    ratio({
        stem: 'VL_COVERAGE',
        name: ['Viral load done when due', 'Kipimo cha virusi kwa wakati'],
        definition: [
            'Of the viral loads that women in care, pregnant or breastfeeding, were due for, in the month in which the time for it ended: those with a result of a sample taken in time.',
            'Kati ya vipimo vya virusi ambavyo wanawake wajawazito au wanaonyonyesha walipaswa kupimwa, katika mwezi ambao muda wake uliisha: vyenye matokeo ya sampuli iliyochukuliwa kwa wakati.',
        ],
        source: 'domain brief C3; times of B4a',
        dataSet,
        split: 'vlReason',
        denominatorSplit: 'vlReason',
        among: dueLoads,
        those: ({ client, on, from = on }) => viralLoadWithin(client, from, on) !== undefined,
    }),
    suppressed(200),
    suppressed(1000),
    ratio({
        stem: 'VL_DELIVERY',
        name: ['Suppressed before birth', 'Virusi vimepungua kabla ya kujifungua'],
        definition: [
            'Of the HIV-positive mothers who gave birth in the month: those whose last viral load of the 90 days before birth is below 200 copies per ml. A mother without one counts as not suppressed.',
            'Kati ya akina mama wenye VVU waliojifungua mwezi huo: ambao kipimo cha mwisho cha virusi cha siku 90 kabla ya kujifungua ni chini ya nakala 200 kwa ml. Mama asiye na kipimo huhesabiwa hajapunguza.',
        ],
        source: 'domain brief C3; WHO HIV.IND.37',
        dataSet,
        among: positiveMotherOn(deliveredOn),
        those: ({ client, on }) => (viralLoadWithin(client, addDays(on, -BEFORE_BIRTH_DAYS), on)?.copies ?? 200) < 200,
    }),
]
