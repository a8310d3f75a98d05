import { birthCohort, exposedOn, isToFollow, netBirthCohort } from './cohorts.ts'
import { type Case, type Cases, count, type Indicator, ratio } from './indicator.ts'
import {
    birthDay,
    feedingAt,
    finalStatus,
    firstPositive,
    infantArtSince,
    leftAs,
    outcomeOf,
    pcrAt,
    reaches,
    testsOf,
} from './infantFacts.ts'
import { answer, type Client } from './knownPair.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_EID_COHORT'

/** Ages in days: a sample counts from 6 weeks to the edge of two months, where the infant is counted. */
const FIRST_DAY = 42
const LAST_DAY = 62
const STRICT_LAST_DAY = 56
const SIX_MONTHS_DAYS = 183
const TWO_MONTHS_DAYS = 61
const ART_WITHIN_DAYS = 7
const EIGHTEEN_MONTHS = 18

const day62 = (infant: Client): Day | undefined => {
    const birth = birthDay(infant)
    return birth && addDays(birth, LAST_DAY)
}

/** Alive on day 42, and never transferred: exports tell no day of transfer. */
const stayedForEarlyTest = (infant: Client): boolean => {
    const [birth, died] = [birthDay(infant), answer(infant, 'DEATH_DATE')]
    return birth !== undefined && (died === undefined || died >= addDays(birth, FIRST_DAY)) && outcomeOf(infant)?.reason !== 'TRANSFER_OUT'
}

const earlyCohort = exposedOn(day62, stayedForEarlyTest)

const withReturned = (counted: Case): Case => ({
    ...counted,
    detail: [pcrAt(counted.client, FIRST_DAY, LAST_DAY).some(({ given }) => given) ? 'YES' : 'NO'],
})

/** A result at an age up to the two-month edge, in the month of the sample. */
const earlyResults = exposedOn((infant) => earlyResult(infant)?.takenOn)

const earlyResult = (infant: Client) => pcrAt(infant, 0, LAST_DAY).find(({ result }) => result === 'positive' || result === 'negative')

const knownFinal = (counted: Case): boolean => finalStatus(counted.client) !== 'UNKNOWN'

/** In follow-up at an age: not positive, dead or transferred before, and seen at that age or later, or lost to nobody. */
const isActiveAt = ({ client, on }: Case): boolean => !leftAs(client, ['LTFU', 'UNKNOWN'], on) && lastSeen(client) >= addDays(on, -92)

const lastSeen = ({ deeds, member }: Client): Day => deeds.at(-1)?.occurredOn ?? member.enrolledOn

const activeCohort =
    (months: number): Cases =>
    (pair) =>
        birthCohort(months)(pair).filter(isToFollow)

const antibodyFrom18 = (infant: Client) =>
    testsOf(infant).find(({ kind, takenOn }) => kind === 'ANTIBODY' && takenOn >= (reaches(infant, EIGHTEEN_MONTHS) ?? ''))

const hasTimelyArt = (infant: Client): boolean => {
    const [positive, since] = [firstPositive(infant), infantArtSince(infant)]
    return positive !== undefined && since !== undefined && daysBetween(positive.resultOn ?? positive.takenOn, since) <= ART_WITHIN_DAYS
}

/** Retention of infants at an age. */
const retention = (months: number): Indicator =>
    ratio({
        stem: `HEI_RET_${months}`,
        name: [`Infants in follow-up at ${months} months`, `Watoto wanaofuatiliwa miezi ${months}`],
        definition: [
            `Of the exposed infants who reached ${months} months in the month, not positive, dead or transferred before: those not lost and seen within the 3 months before, or later.`,
            `Kati ya watoto wa HEI waliofikisha miezi ${months} mwezi huo, ambao hawajagundulika na VVU, kufariki wala kuhamishwa: ambao hawajapotea na walionekana ndani ya miezi 3 iliyotangulia au baadaye.`,
        ],
        source: 'domain brief C3; three months as the distance of visits after 6 months of age',
        dataSet,
        among: activeCohort(months),
        those: isActiveAt,
    })

/** Infants: tested, protected, followed, and with what outcome. */
export const infantFigures: readonly Indicator[] = [
    ratio({
        stem: 'HEI_PCR68',
        name: ['Infants tested at 6 to 8 weeks', 'Watoto waliopimwa wiki 6 hadi 8'],
        definition: [
            'Of the HIV-exposed infants who reached day 62 in the month, alive on day 42 and not transferred out: those with a PCR sample taken at the age of 42 to 62 days. The day of the sample counts, not that of the result.',
            'Kati ya watoto wa HEI waliofikisha siku 62 mwezi huo, wakiwa hai siku ya 42 na hawajahamishwa: waliochukuliwa sampuli ya PCR wakiwa na siku 42 hadi 62. Siku ya sampuli ndiyo huhesabiwa, si ya matokeo.',
        ],
        source: 'domain brief C1; day 62 is the two-month edge of PEPFAR MER',
        dataSet: 'KMMP_DS_MONTHLY',
        split: 'returned',
        among: (pair) => earlyCohort(pair).map(withReturned),
        those: ({ client }) => pcrAt(client, FIRST_DAY, LAST_DAY).length > 0,
    }),
    ratio({
        stem: 'HEI_PCR68_STRICT',
        name: ['Infants tested at 42 to 56 days', 'Watoto waliopimwa siku 42 hadi 56'],
        definition: [
            'As infants tested at 6 to 8 weeks, but with the sample taken at 42 to 56 days, the window of the schedule.',
            'Kama watoto waliopimwa wiki 6 hadi 8, lakini sampuli ilichukuliwa siku 42 hadi 56, kipindi cha ratiba.',
        ],
        source: 'domain brief C1, strict variant',
        dataSet: 'KMMP_DS_MONTHLY',
        among: earlyCohort,
        those: ({ client }) => pcrAt(client, FIRST_DAY, STRICT_LAST_DAY).length > 0,
    }),
    ratio({
        stem: 'MTCT_EARLY',
        name: ['Infants positive at the early test', 'Watoto wenye VVU katika kipimo cha mapema'],
        definition: [
            'Of the exposed infants with a PCR result of a sample taken up to day 62, in the month of that sample: those positive. An early sign, not the final rate.',
            'Kati ya watoto wa HEI wenye matokeo ya PCR ya sampuli iliyochukuliwa hadi siku 62, katika mwezi wa sampuli: wenye VVU. Ni dalili ya mapema, si kiwango cha mwisho.',
        ],
        source: 'domain brief C1',
        dataSet,
        shownWith: ['HEI_PCR68'],
        among: earlyResults,
        those: ({ client }) => pcrAt(client, 0, LAST_DAY).some(({ result }) => result === 'positive'),
    }),
    ratio({
        stem: 'MTCT_FINAL',
        name: ['Final mother-to-child transmission', 'Maambukizi ya mwisho ya mama kwa mtoto'],
        definition: [
            'Of the exposed infants who reached 24 months in the month, transfers left out, whose final status is known: those positive. An observed share of a cohort; the UNAIDS value is a modelled ratio and differs in arithmetic.',
            'Kati ya watoto wa HEI waliofikisha miezi 24 mwezi huo, bila waliohamishwa, ambao hali yao ya mwisho inajulikana: wenye VVU. Ni sehemu ya kundi lililofuatiliwa; thamani ya UNAIDS hukadiriwa kwa njia nyingine.',
        ],
        source: 'domain brief C1; UNAIDS Indicator Registry, vertical transmission of HIV',
        dataSet,
        split: 'knownOrNewByAge',
        denominatorSplit: 'knownOrNewByAge',
        shownWith: ['FINAL_KNOWN', 'MTCT_WORST'],
        among: (pair) => netBirthCohort(24)(pair).filter(knownFinal),
        those: ({ client }) => finalStatus(client) === 'POSITIVE',
    }),
    ratio({
        stem: 'MTCT_WORST',
        name: ['Final transmission, worst case', 'Maambukizi ya mwisho, hali mbaya zaidi'],
        definition: [
            'Of all exposed infants who reached 24 months in the month, transfers left out: those positive or of unknown final status. The true rate is not above it.',
            'Kati ya watoto wote wa HEI waliofikisha miezi 24 mwezi huo, bila waliohamishwa: wenye VVU au ambao hali yao ya mwisho haijulikani. Kiwango halisi si zaidi ya hiki.',
        ],
        source: 'domain brief C1, worst-case bound',
        dataSet,
        among: netBirthCohort(24),
        those: ({ client }) => finalStatus(client) !== 'NEGATIVE',
    }),
    ratio({
        stem: 'FINAL_KNOWN',
        name: ['Final outcome known', 'Matokeo ya mwisho yanajulikana'],
        definition: [
            'Of the exposed infants who reached 24 months in the month, transfers left out: those whose final HIV status is known.',
            'Kati ya watoto wa HEI waliofikisha miezi 24 mwezi huo, bila waliohamishwa: ambao hali yao ya mwisho ya VVU inajulikana.',
        ],
        source: 'domain brief C3; WHO HIV.IND.42',
        dataSet,
        among: netBirthCohort(24),
        those: knownFinal,
    }),
    retention(12),
    retention(18),
    ratio({
        stem: 'FINAL_TEST',
        name: ['Infants with the final antibody test', 'Watoto wenye kipimo cha mwisho cha kingamwili'],
        definition: [
            'Of the exposed infants who reached 24 months in the month and are not positive, dead or transferred: those with an antibody test at 18 months or later.',
            'Kati ya watoto wa HEI waliofikisha miezi 24 mwezi huo, ambao hawana VVU, hawajafariki wala kuhamishwa: waliopimwa kingamwili wakiwa na miezi 18 au zaidi.',
        ],
        source: 'domain brief C3; read at 24 months, the end of the 18 to 24 month window',
        dataSet,
        among: activeCohort(24),
        those: ({ client }) => antibodyFrom18(client) !== undefined,
    }),
    ratio({
        stem: 'EBF6',
        name: ['Exclusively breastfed to 6 months', 'Walionyonyeshwa pekee hadi miezi 6'],
        definition: [
            'Of the exposed infants who reached 6 months in the month with feeding recorded before: those exclusively breastfed at the last visit before 6 months.',
            'Kati ya watoto wa HEI waliofikisha miezi 6 mwezi huo na ulishaji wao umerekodiwa: walionyonyeshwa maziwa ya mama pekee katika ziara ya mwisho kabla ya miezi 6.',
        ],
        source: 'domain brief C3',
        dataSet,
        among: exposedOn(
            (infant) => reaches(infant, 6),
            (infant) => feedingAt(infant, 0, SIX_MONTHS_DAYS).length > 0
        ),
        those: ({ client }) => feedingAt(client, 0, SIX_MONTHS_DAYS).at(-1) === 'EBF',
    }),
    ratio({
        stem: 'CTX_2M',
        name: ['Infants on cotrimoxazole by 2 months', 'Watoto kwenye cotrimoxazole ndani ya miezi 2'],
        definition: [
            'Of the exposed infants who reached 2 months in the month: those on cotrimoxazole by the age of 61 days.',
            'Kati ya watoto wa HEI waliofikisha miezi 2 mwezi huo: walioanza cotrimoxazole wakiwa na siku 61 au chini.',
        ],
        source: 'domain brief C3; HV02-43 of the older form',
        dataSet,
        among: exposedOn((infant) => reaches(infant, 2)),
        those: ({ client }) => {
            const [birth, since] = [birthDay(client), cotrimoxazoleSince(client)]
            return birth !== undefined && since !== undefined && daysBetween(birth, since) <= TWO_MONTHS_DAYS
        },
    }),
    ratio({
        stem: 'POS_ART',
        name: ['Positive infants on treatment in 7 days', 'Watoto wenye VVU walioanza dawa ndani ya siku 7'],
        definition: [
            'Of the infants first found positive by a sample of the month: those started on treatment within 7 days of the result, or of the sample where no day of result is known.',
            'Kati ya watoto waliogundulika na VVU kwa sampuli ya mwezi huo: walioanza dawa ndani ya siku 7 za matokeo, au za sampuli kama tarehe ya matokeo haijulikani.',
        ],
        source: 'domain brief C3, B6 C3',
        dataSet,
        among: ({ infants }) =>
            infants.flatMap((client) => {
                const positive = firstPositive(client)
                return positive === undefined ? [] : [{ client, on: positive.takenOn }]
            }),
        those: ({ client }) => hasTimelyArt(client),
    }),
    count({
        stem: 'PCR_DONE',
        name: ['PCR samples taken', 'Sampuli za PCR zilizochukuliwa'],
        definition: [
            'PCR samples of infants in the month, repeats left out.',
            'Sampuli za PCR za watoto zilizochukuliwa mwezi huo, bila za kurudia.',
        ],
        source: 'domain brief B11',
        dataSet,
        cases: ({ infants }) => infants.flatMap((client) => pcrAt(client, 0, Infinity).map(({ takenOn }) => ({ client, on: takenOn }))),
    }),
    count({
        stem: 'PCR_POSITIVE',
        name: ['PCR samples positive', 'Sampuli za PCR zenye VVU'],
        definition: ['PCR samples of the month with a positive result.', 'Sampuli za PCR za mwezi huo zenye matokeo chanya.'],
        source: 'domain brief B11',
        dataSet,
        cases: ({ infants }) =>
            infants.flatMap((client) =>
                pcrAt(client, 0, Infinity)
                    .filter(({ result }) => result === 'positive')
                    .map(({ takenOn }) => ({ client, on: takenOn }))
            ),
    }),
]

const cotrimoxazoleSince = (infant: Client): Day | undefined =>
    answer(infant, 'CTX_START_DATE') ?? infant.deeds.find(({ values }) => values.CTX_TODAY === 'true')?.occurredOn
