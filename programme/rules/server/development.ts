import { milestones, milestoneStems } from '../../model/fields/development.ts'
import type { Condition, EventSource, ServerRule } from '../language.ts'
import { all, answered, any, birth, days, eventDay, has, madeHere, newest, not, ofChild, text, yes } from '../terms.ts'

const age = days(birth, eventDay)
const TWO_YEARS = 730
const PRETERM_BEFORE_WEEKS = 37

/** First day of each band, and the day after the last. */
const BANDS: Readonly<Record<string, readonly [number, number]>> = {
    M0_2: [0, 61],
    M2_4: [61, 122],
    M4_6: [122, 183],
    M6_9: [183, 274],
    M9_12: [274, 365],
    M12_18: [365, 548],
    M18_24: [548, TWO_YEARS],
    M24_30: [TWO_YEARS, 913],
    M30_36: [913, 1126],
}

const preterm: Condition<EventSource> = { is: newest('GESTATION_BIRTH'), below: PRETERM_BEFORE_WEEKS }
const correctedAge = { minus: [age, { daysShortOfTerm: newest('GESTATION_BIRTH') }] } as const

/** The child is of that age, corrected for a preterm one until two years. */
const isIn = ([atLeast, below]: readonly [number, number]): Condition<EventSource> =>
    any(
        all(any(not(preterm), { is: age, atLeast: TWO_YEARS }), { is: age, atLeast, below }),
        all(preterm, { is: age, below: TWO_YEARS }, { is: correctedAge, atLeast: atLeast === 0 ? -TWO_YEARS : atLeast, below })
    )

const bandRules: readonly ServerRule[] = Object.entries(BANDS).flatMap(([band, range]) => [
    ofChild('C_ECD', {
        code: `ECD_BAND_${band}`,
        title: text(`The child is in the band ${band}`, `Mtoto yuko kipindi ${band}`),
        when: all(isIn(range), any(madeHere, not(has('ECD_BAND')))),
        then: [{ assign: 'ECD_BAND', value: band }],
        reason: 'What a child should do depends on its age, less the weeks that it came early',
        source: 'domain brief B6 C4',
    }),
    ofChild('C_ECD', {
        code: `ECD_HIDE_${band}`,
        title: text(`Milestones of ${band} are asked at that age`, `Hatua za ${band} huulizwa umri huo`),
        when: not(isIn(range)),
        then: [{ hide: milestoneStems(band) }],
        reason: 'Milestones of another age make a healthy child look delayed',
        source: 'domain brief B6 C4, B8 19',
    }),
    ofChild('C_ECD', {
        code: `ECD_ASK_${band}`,
        title: text(`All milestones of ${band} are looked at`, `Hatua zote za ${band} huangaliwa`),
        when: isIn(range),
        then: [{ require: milestoneStems(band) }],
        reason: 'One milestone left out hides a delay; what could not be seen has an answer of its own',
        source: 'domain brief B6 C4',
    }),
])

const items = Object.keys(milestones).flatMap(milestoneStems)
const some = (...options: string[]): Condition<EventSource> => any(...items.map((item) => answered(item, ...options)))
const assigned = any(madeHere, not(has('ECD_OVERALL')))

const overall: readonly ServerRule[] = [
    { result: 'REGRESSED', when: some('REGRESSED') },
    { result: 'DELAYED', when: all(not(some('REGRESSED')), some('NOT_YET', 'NOT_ASSESSED')) },
    { result: 'ON_TRACK', when: all(some('ACHIEVED'), not(some('REGRESSED', 'NOT_YET', 'NOT_ASSESSED'))) },
].map(({ result, when }) =>
    ofChild('C_ECD', {
        code: `ECD_OVERALL_${result}`,
        title: text(`Development is ${result}`, `Makuzi ni ${result}`),
        when: all(when, assigned),
        then: [{ assign: 'ECD_OVERALL', value: result }],
        reason: 'All reached is on track; anything lost again is worse than late',
        source: 'domain brief B6 C4',
    })
)

const DOMAINS = ['SEEING', 'HEARING', 'WALKING', 'DEXTERITY', 'COMMUNICATION', 'LEARNING', 'PLAYING'].map((domain) => `CFM_${domain}`)
const RED_FLAGS = ['RF_NO_FIX_FOLLOW', 'RF_NO_STARTLE', 'RF_FLOPPY_STIFF', 'RF_FEEDING_HARD', 'RF_CONGENITAL', 'RF_REGRESSION']
const hard = any(...DOMAINS.map((domain) => answered(domain, 'A_LOT', 'CANNOT')), answered('CFM_BEHAVIOUR', 'A_LOT_MORE'))

const disability: readonly ServerRule[] = [
    ofChild('C_CFM', {
        code: 'CFM_UNDER_2',
        title: text('Under two years red flags are asked', 'Chini ya miaka miwili huulizwa dalili za hatari'),
        when: { is: age, below: TWO_YEARS },
        then: [{ hide: [...DOMAINS, 'CFM_BEHAVIOUR', 'CFM_AIDS_USED'] }],
        reason: 'The questions are made for children from two years on',
        source: 'domain brief B6 C5, B8 20; Washington Group',
    }),
    ofChild('C_CFM', {
        code: 'CFM_FROM_2',
        title: text('From two years on functioning is asked', 'Kuanzia miaka miwili huulizwa uwezo'),
        when: { is: age, atLeast: TWO_YEARS },
        then: [{ hide: RED_FLAGS }],
        reason: 'Red flags are signs of the first two years',
        source: 'domain brief B6 C5, B8 20',
    }),
    ofChild('C_CFM', {
        code: 'CFM_POSITIVE_ASSIGN',
        title: text('Great difficulty needs a specialist', 'Ugumu mkubwa unahitaji mtaalamu'),
        when: all(any(...[...DOMAINS, 'CFM_BEHAVIOUR'].map(has)), any(madeHere, not(has('CFM_POSITIVE')))),
        then: [{ assign: 'CFM_POSITIVE', value: { whether: hard } }],
        reason: 'Early help changes what the child will be able to do',
        source: 'domain brief B6 C5',
    }),
    ofChild('C_CFM', {
        code: 'DISABILITY_REFER',
        title: text('A child in need of a specialist is referred', 'Mtoto anayehitaji mtaalamu huelekezwa'),
        when: any(hard, ...RED_FLAGS.map(yes)),
        then: [{ warn: text('Refer the child to a specialist', 'Mwelekeze mtoto kwa mtaalamu'), at: 'REFERRED_DISABILITY_SERVICE' }],
        reason: 'Early help changes what the child will be able to do',
        source: 'domain brief B6 C5',
    }),
]

const action = ofChild('C_ECD', {
    code: 'ECD_ACTION_REQUIRED',
    title: text('A milestone not reached asks for action', 'Hatua isiyofikiwa inahitaji hatua'),
    when: some('REGRESSED', 'NOT_YET', 'NOT_ASSESSED'),
    then: [{ require: ['ECD_ACTION'] }],
    reason: 'A plan for home or a second look helps most while the child is small',
    source: 'domain brief B6 C4',
})

/** Development and disability. */
export const developmentRules: readonly ServerRule[] = [...bandRules, ...overall, action, ...disability]
