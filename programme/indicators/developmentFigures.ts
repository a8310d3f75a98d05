import { oncePerMonth } from './cohorts.ts'
import { type Case, type Cases, type Indicator, ratio } from './indicator.ts'
import { birthDay, leftAs, reaches } from './infantFacts.ts'
import { type Client, type Deed, deedsOf, once } from './knownPair.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MONTHLY'
const source = 'domain brief C3, B6 C4 and C5'

/** Ages in months at which development is counted. */
const ECD_POINTS = [12, 24, 36] as const
/** An assessment belongs to an age from two weeks before it to 30 days after. */
const BEFORE_DAYS = 14
const AFTER_DAYS = 30
const CFM_FROM_MONTHS = 24
const CFM_TO_MONTHS = 60

const isThere = (child: Client, on: Day): boolean => !leftAs(child, ['DIED', 'TRANSFER_OUT', 'LTFU'], on)

/** Children who reached an age, in the month in which the time for the assessment ends. */
const dueForEcd: Cases = once(({ infants }) =>
    infants.flatMap((client) =>
        ECD_POINTS.flatMap((months) => {
            const age = reaches(client, months)
            return age === undefined || !isThere(client, age) || client.member.enrolledOn > addDays(age, AFTER_DAYS)
                ? []
                : [{ client, on: addDays(age, AFTER_DAYS), from: addDays(age, -BEFORE_DAYS), detail: [`M${months}`] }]
        })
    )
)

const assessment = ({ client, on, from }: Case): Deed | undefined =>
    deedsOf(client, 'KMMP_C_ECD').find(
        ({ occurredOn, values }) => occurredOn >= (from ?? on) && occurredOn <= on && values.ECD_OVERALL !== undefined
    )

const screenings = (child: Client): Deed[] => {
    const birth = birthDay(child)
    const [from, to] = [reaches(child, CFM_FROM_MONTHS), reaches(child, CFM_TO_MONTHS)]
    return birth === undefined
        ? []
        : deedsOf(child, 'KMMP_C_CFM').filter(({ occurredOn }) => occurredOn >= (from ?? '') && occurredOn < (to ?? ''))
}

const isPositive = ({ values }: Deed): boolean => values.CFM_POSITIVE === 'true'

const screened: Cases = ({ infants }) =>
    infants.flatMap((client) => oncePerMonth(screenings(client).map(({ occurredOn }) => ({ client, on: occurredOn }))))

const foundDisabled: Cases = ({ infants }) =>
    infants.flatMap((client) =>
        screenings(client)
            .filter(isPositive)
            .slice(0, 1)
            .map(({ occurredOn }) => ({ client, on: occurredOn }))
    )

const linked = ({ client, on }: Case): boolean =>
    deedsOf(client, 'KMMP_C_REFERRAL').some(
        ({ values, occurredOn }) =>
            values.REFERRAL_SERVICE === 'DISABILITY' && values.REFERRAL_OUTCOME === 'COMPLETED' && daysBetween(on, occurredOn) >= 0
    )

/** Development and disability of children. */
export const developmentFigures: readonly Indicator[] = [
    ratio({
        stem: 'ECD_SCREEN',
        name: ['Children assessed for development', 'Watoto waliopimwa makuzi'],
        definition: [
            'Of the children followed who reached 12, 24 or 36 months, in the month in which 30 days more have passed: those assessed from two weeks before that age on.',
            'Kati ya watoto wanaofuatiliwa waliofikisha miezi 12, 24 au 36, katika mwezi ambao siku 30 zaidi zimepita: waliopimwa makuzi kuanzia wiki mbili kabla ya umri huo.',
        ],
        source,
        dataSet,
        split: 'ecdPoint',
        denominatorSplit: 'ecdPoint',
        among: dueForEcd,
        those: (counted) => assessment(counted) !== undefined,
    }),
    ratio({
        stem: 'ECD_ONTRACK',
        name: ['Children on track', 'Watoto wanaokua vizuri'],
        definition: [
            'Of the children assessed at 12, 24 or 36 months: those who reached all milestones of their age.',
            'Kati ya watoto waliopimwa makuzi miezi 12, 24 au 36: waliofikia hatua zote za umri wao.',
        ],
        source,
        dataSet,
        split: 'ecdPoint',
        denominatorSplit: 'ecdPoint',
        among: (pair) => dueForEcd(pair).filter((counted) => assessment(counted) !== undefined),
        those: (counted) => assessment(counted)?.values.ECD_OVERALL === 'ON_TRACK',
    }),
    ratio({
        stem: 'CFM_POS',
        name: ['Children with a functional difficulty', 'Watoto wenye ugumu wa utendaji'],
        definition: [
            'Of the children aged 24 to 59 months screened in the month, each counted once by the last screening: those found to have a functional difficulty.',
            'Kati ya watoto wa miezi 24 hadi 59 waliochunguzwa mwezi huo, kila mmoja mara moja kwa uchunguzi wa mwisho: waliogundulika kuwa na ugumu wa utendaji.',
        ],
        source,
        dataSet,
        among: screened,
        those: ({ client, on }) => screenings(client).some((deed) => deed.occurredOn === on && isPositive(deed)),
    }),
    ratio({
        stem: 'CFM_LINK',
        name: ['Children with a difficulty linked to a service', 'Watoto wenye ugumu waliounganishwa na huduma'],
        definition: [
            'Of the children aged 24 to 59 months first found to have a functional difficulty in the month: those whose referral for disability was completed.',
            'Kati ya watoto wa miezi 24 hadi 59 waliogundulika kwa mara ya kwanza mwezi huo kuwa na ugumu wa utendaji: ambao rufaa yao ya ulemavu ilikamilika.',
        ],
        source,
        dataSet,
        among: foundDisabled,
        those: linked,
    }),
]
