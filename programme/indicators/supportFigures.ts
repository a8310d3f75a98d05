import { monthEnds } from './calendar.ts'
import { motherOn, positiveMotherOn } from './cohorts.ts'
import { type Case, type Cases, type Indicator, ratio } from './indicator.ts'
import { answer, type Client, deedsOf, firstDeed } from './knownPair.ts'
import { inCareOn, isPositive } from './motherFacts.ts'
import { addDays } from '#dhis2/day.ts'
import { monthOf, monthStart } from '#dhis2/period.ts'

const dataSet = 'KMMP_DS_MONTHLY'
const source = 'domain brief C3'

/** Days after joining by which the first screen is due: one round of psychosocial support. */
const SCREEN_DAYS = 90
/** PHQ-9 score from which a referral is due. */
const PHQ_REFER = 10

const PARTNER_KNOWN: readonly string[] = ['NEGATIVE', 'POSITIVE_NOT_ART', 'POSITIVE_ON_ART']

const joined90 = motherOn(({ member }) => addDays(member.enrolledOn, SCREEN_DAYS))

const counselled = (mother: Client) => deedsOf(mother, 'KMMP_M_PSS')

const score = (mother: Client): number | undefined => {
    const deed = counselled(mother).find(({ values }) => values.PHQ9_SCORE !== undefined && Number(values.PHQ9_SCORE) >= PHQ_REFER)
    return deed && Number(deed.values.PHQ9_SCORE)
}

const depressed: Cases = ({ mother }) =>
    mother === undefined || score(mother) === undefined
        ? []
        : counselled(mother)
              .filter(({ values }) => Number(values.PHQ9_SCORE ?? 0) >= PHQ_REFER)
              .slice(0, 1)
              .map(({ occurredOn }) => ({ client: mother, on: occurredOn }))

const seenFor = ({ client, on }: Case, service: string): boolean =>
    deedsOf(client, 'KMMP_M_REFERRAL').some(
        ({ values, occurredOn }) => values.REFERRAL_SERVICE === service && values.REFERRAL_OUTCOME === 'COMPLETED' && occurredOn >= on
    )

const GBV: readonly string[] = ['GBV_PHYSICAL', 'GBV_THREAT', 'GBV_SEXUAL']

const gbvYes = (mother: Client) => counselled(mother).find(({ values }) => GBV.some((question) => values[question] === 'true'))

/** Months of the quarter's end: a quarter is counted once, when it ends. */
const isQuarterEnd = (day: string): boolean => ['03', '06', '09', '12'].includes(day.slice(5, 7))

/** HIV-positive mothers in care at the end of a quarter. */
const activeAtQuarter: Cases = ({ mother }) =>
    mother === undefined || !isPositive(mother)
        ? []
        : monthEnds(mother.member.enrolledOn, mother.asOf)
              .filter((on) => isQuarterEnd(on) && inCareOn(mother, on))
              .map((on) => ({ client: mother, on, from: quarterStart(on) }))

const quarterStart = (on: string): string => monthStart(`${on.slice(0, 4)}${String(Number(monthOf(on).slice(4)) - 2).padStart(2, '0')}`)

const attended = ({ client, on, from }: Case): boolean =>
    deedsOf(client, 'KMMP_M_GROUP').some(({ values, occurredOn }) => {
        const day = values.SESSION_DATE ?? occurredOn
        return values.ATTENDED === 'true' && day >= (from ?? on) && day <= on
    })

/** Psychosocial support, family and safety. */
export const supportFigures: readonly Indicator[] = [
    ratio({
        stem: 'PARTNER_TEST',
        name: ['Partners with known HIV status', 'Wenzi ambao hali yao ya VVU inajulikana'],
        definition: [
            'Of the mothers who joined in the month and have a partner: those whose partner’s HIV status is known by now. Mothers of whom nothing about a partner is recorded are left out.',
            'Kati ya akina mama waliojiunga mwezi huo na wana mwenzi: ambao hali ya VVU ya mwenzi inajulikana hadi sasa. Wasio na taarifa ya mwenzi hawahesabiwi.',
        ],
        source,
        dataSet,
        among: motherOn(
            ({ member }) => member.enrolledOn,
            (mother) => hasPartner(mother)
        ),
        those: ({ client }) =>
            partnersOf(client).some(
                ({ values }) =>
                    PARTNER_KNOWN.includes(values.CONTACT_KNOWN_STATUS ?? '') ||
                    ['POSITIVE', 'NEGATIVE'].includes(values.CONTACT_RESULT ?? '')
            ),
    }),
    ratio({
        stem: 'DISCLOSED',
        name: ['Mothers who told somebody', 'Akina mama waliomwambia mtu'],
        definition: [
            'Of the HIV-positive mothers with a first psychosocial session in the month that asked about disclosure: those who have told anybody by now.',
            'Kati ya akina mama wenye VVU waliokuwa na kikao cha kwanza cha msaada wa kisaikolojia mwezi huo kilichouliza: waliomwambia mtu yeyote hadi sasa.',
        ],
        source,
        dataSet,
        among: positiveMotherOn((mother) => firstDeed(mother, 'DISCLOSED_TO')?.occurredOn),
        those: ({ client }) => client.deeds.some(({ values }) => values.DISCLOSED_TO !== undefined && values.DISCLOSED_TO !== 'NOBODY'),
    }),
    ratio({
        stem: 'PHQ_SCREEN',
        name: ['Mothers screened for depression', 'Akina mama waliochunguzwa sonona'],
        definition: [
            'Of the mothers who reached 90 days in the programme in the month: those screened for depression by now.',
            'Kati ya akina mama waliofikisha siku 90 kwenye programu mwezi huo: waliochunguzwa sonona hadi sasa.',
        ],
        source,
        dataSet,
        among: joined90,
        those: ({ client }) => firstDeed(client, 'PHQ2_1') !== undefined || firstDeed(client, 'PHQ9_SCORE') !== undefined,
    }),
    ratio({
        stem: 'PHQ_LINK',
        name: ['Depression referred and seen', 'Wenye sonona walioelekezwa na kuonwa'],
        definition: [
            'Of the mothers with a first depression score of 10 or more in the month: those whose referral for mental health was completed.',
            'Kati ya akina mama wenye alama 10 au zaidi za sonona kwa mara ya kwanza mwezi huo: ambao rufaa yao ya afya ya akili ilikamilika.',
        ],
        source,
        dataSet,
        among: depressed,
        those: (counted) => seenFor(counted, 'MENTAL_HEALTH'),
    }),
    ratio({
        stem: 'GROUP',
        name: ['Mothers in support groups', 'Akina mama kwenye vikundi vya msaada'],
        definition: [
            'Of the HIV-positive mothers in care at the end of a quarter (March, June, September, December): those who attended a support group at least once in the quarter.',
            'Kati ya akina mama wenye VVU walio kwenye huduma mwisho wa robo mwaka (Machi, Juni, Septemba, Desemba): waliohudhuria kikundi cha msaada angalau mara moja katika robo hiyo.',
        ],
        source,
        dataSet,
        among: activeAtQuarter,
        those: attended,
    }),
    ratio({
        stem: 'GBV_SCREEN',
        name: ['Mothers asked about violence', 'Akina mama walioulizwa kuhusu ukatili'],
        definition: [
            'Of the mothers who reached 90 days in the programme in the month: those asked about violence by now.',
            'Kati ya akina mama waliofikisha siku 90 kwenye programu mwezi huo: walioulizwa kuhusu ukatili hadi sasa.',
        ],
        source,
        dataSet,
        among: joined90,
        those: ({ client }) => counselled(client).some(({ values }) => GBV.some((question) => values[question] !== undefined)),
    }),
    ratio({
        stem: 'GBV_ACTION',
        name: ['Action after violence', 'Hatua baada ya ukatili'],
        definition: [
            'Of the mothers who first told of violence in the month: those for whom something was done, declined offers left out. Hidden below five.',
            'Kati ya akina mama waliosema kwa mara ya kwanza mwezi huo kuwa wamefanyiwa ukatili: ambao hatua ilichukuliwa, bila waliokataa. Hufichwa chini ya watano.',
        ],
        source,
        dataSet,
        among: motherOn((mother) => gbvYes(mother)?.occurredOn),
        those: ({ client }) => client.deeds.some(({ values }) => values.GBV_ACTION !== undefined && values.GBV_ACTION !== 'DECLINED'),
    }),
    ratio({
        stem: 'FOOD',
        name: ['Food insecurity', 'Upungufu wa chakula'],
        definition: [
            'Of the mothers with a psychosocial session in the month, each counted once in it, whose food situation is known: those with a moderate or severe shortage.',
            'Kati ya akina mama waliokuwa na kikao cha msaada wa kisaikolojia mwezi huo, kila mmoja mara moja, ambao hali yao ya chakula inajulikana: wenye upungufu wa kati au mkubwa.',
        ],
        source,
        dataSet,
        among: ({ mother }) => (mother === undefined ? [] : sessionsByMonth(mother)),
        those: ({ client, on }) => ['MODERATE', 'SEVERE'].includes(foodOn(client, on) ?? ''),
    }),
]

const partnersOf = (mother: Client) =>
    deedsOf(mother, 'KMMP_M_PARTNER').filter(({ values }) => (values.CONTACT_RELATION ?? 'PARTNER') === 'PARTNER')

const hasPartner = (mother: Client): boolean =>
    partnersOf(mother).some(({ values }) => values.CONTACT_KNOWN_STATUS !== 'NO_PARTNER') ||
    ['MARRIED_MONO', 'MARRIED_POLY', 'COHABITING'].includes(answer(mother, 'MARITAL') ?? '')

const foodOn = (mother: Client, on: string): string | undefined =>
    mother.deeds.findLast(({ values, occurredOn }) => values.FOOD_SECURITY !== undefined && occurredOn <= on)?.values.FOOD_SECURITY

/** The last session of each month, when the food situation was known by then. */
const sessionsByMonth = (mother: Client): Case[] => {
    if (answer(mother, 'FOOD_SECURITY') === undefined) {
        return []
    }
    const last = new Map(counselled(mother).map(({ occurredOn }) => [monthOf(occurredOn), occurredOn]))
    return [...last.values()].filter((on) => foodOn(mother, on) !== undefined).map((on) => ({ client: mother, on }))
}
