import { monthEnds } from './calendar.ts'
import { everyone, exposedOn, motherOn, positiveMotherOn } from './cohorts.ts'
import { type Case, count, type Indicator, ratio } from './indicator.ts'
import { birthDay, outcomeOf, prophylaxisSince } from './infantFacts.ts'
import { answer, type Client, deedsOf, type KnownPair, once } from './knownPair.ts'
import { deliveredOn, exitOf, FOLLOW_UP_DAYS, isPositive, onTreatmentBy } from './motherFacts.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MONTHLY'
const FIRST_MONTH_DAYS = 30

/** Points of service at a distance. */
const VIRTUAL: readonly string[] = ['PHONE', 'CHAT', 'SMS', 'VIDEO']

const firstPoint = ({ deeds }: Client): string => deeds[0]?.values.SERVICE_POINT ?? ''

const newcomers = once((pair: KnownPair) =>
    everyone(pair)
        .filter(({ member }) => !member.joinedBefore)
        .map((client) => ({ client, on: client.member.enrolledOn }))
)

const joinedPositive = positiveMotherOn(({ member }) => member.enrolledOn)

const startedInFirstMonth = ({ client, on }: Case): boolean => onTreatmentBy(client, addDays(on, FIRST_MONTH_DAYS))

/** The last day on which a pair is followed: exit, two years after birth, or the last contact of an enrollment that was closed. */
const followedUntil = (client: Client): Day => {
    const end = client === client.mother ? exitOf(client)?.on : outcomeOf(client)?.on
    const birth = client === client.mother ? deliveredOn(client) : birthDay(client)
    const closed = client.member.status === 'ACTIVE' ? undefined : client.deeds.at(-1)?.occurredOn
    const twoYears = birth && addDays(birth, FOLLOW_UP_DAYS)
    return [end, closed, twoYears].filter((day) => day !== undefined).toSorted()[0] ?? client.asOf
}

/** A pair at the end of each month in which it was followed; the running month on the day of counting. */
const followedPairs = ({ mother, infants }: KnownPair) => {
    const client = mother ?? infants[0]
    if (client === undefined) {
        return []
    }
    const until = followedUntil(client)
    return monthEnds(client.member.enrolledOn, client.asOf)
        .filter((on) => on <= until)
        .map((on) => ({ client, on }))
}

const hours72 = (infant: Client): string => {
    const [birth, since] = [birthDay(infant), prophylaxisSince(infant)]
    return birth === undefined || since === undefined ? 'UNKNOWN' : daysBetween(birth, since) <= 3 ? 'H72' : 'LATER'
}

/** Live births of HIV-positive mothers: infants on record first; those that nobody recorded stand as their mother. */
const liveBirths = (pair: KnownPair) =>
    positiveMotherOn(deliveredOn)(pair).flatMap(({ client: mother, on }) => {
        const born = Number(answer(mother, 'N_LIVE') ?? pair.infants.length)
        return Array.from({ length: born }, (_, place) => ({ client: pair.infants[place] ?? mother, on }))
    })

const wasProtected = (born: Client): boolean =>
    born === born.mother ? answer(born, 'INFANT_PROPH_STARTED') === 'true' : prophylaxisSince(born) !== undefined

const MODERN: readonly string[] = ['CONDOM', 'PILL', 'INJECTABLE', 'IMPLANT', 'IUCD', 'BTL', 'LAM', 'EMERGENCY', 'VASECTOMY']

/** The contact at 6 weeks after birth, in the window of the schedule. */
const sixWeekVisit = (mother: Client) => {
    const birth = deliveredOn(mother)
    return birth === undefined
        ? undefined
        : deedsOf(mother, 'KMMP_M_PNC').find(({ occurredOn }) => {
              const days = daysBetween(birth, occurredOn)
              return days >= 35 && days <= 56
          })
}

/** Clients: who joins, who is followed, who is treated and protected. */
export const clientFigures: readonly Indicator[] = [
    count({
        stem: 'NEW_CLIENTS',
        name: ['New clients', 'Wateja wapya'],
        definition: [
            'Mothers and children enrolled in the month, each person once ever, at the facility that enrolled them. Duplicate records are left out.',
            'Akina mama na watoto waliosajiliwa mwezi huo, kila mtu mara moja tu, katika kituo kilichowasajili. Rekodi zilizojirudia hazihesabiwi.',
        ],
        source: 'domain brief C1; age bands of the m2m Quarterly Impact Report, April to June 2019',
        dataSet,
        split: 'client',
        cases: newcomers,
    }),
    count({
        stem: 'ESERV_NEW',
        name: ['New clients reached at a distance', 'Wateja wapya waliofikiwa kwa mbali'],
        definition: [
            'New clients whose first contact was by phone, chat, text message or video. Anonymous contacts are a figure of their own.',
            'Wateja wapya ambao mawasiliano yao ya kwanza yalikuwa kwa simu, gumzo, ujumbe mfupi au video. Mawasiliano bila jina yana takwimu yake.',
        ],
        source: 'domain brief C1',
        dataSet,
        split: 'channel',
        cases: (pair) =>
            newcomers(pair)
                .filter(({ client }) => VIRTUAL.includes(firstPoint(client)))
                .map((counted) => ({ ...counted, detail: [firstPoint(counted.client)] })),
    }),
    count({
        stem: 'ACTIVE_PAIRS',
        name: ['Pairs followed', 'Mama na mtoto wanaofuatiliwa'],
        definition: [
            'Pairs followed on the last day of the month: joined, not left, and not more than two years after birth.',
            'Mama na mtoto wanaofuatiliwa siku ya mwisho ya mwezi: wamejiunga, hawajatoka, na si zaidi ya miaka miwili baada ya kujifungua.',
        ],
        source: 'domain brief B11, C3 (caseload)',
        dataSet,
        stock: true,
        cases: followedPairs,
    }),
    ratio({
        stem: 'ART_INIT',
        name: ['Mothers started on treatment', 'Akina mama walioanza dawa'],
        definition: [
            'Of the HIV-positive women enrolled in the month: those on treatment before, or started within 30 days of enrolment. Counted at once, so the newest month can still rise.',
            'Kati ya wanawake wenye VVU waliosajiliwa mwezi huo: waliokuwa kwenye dawa, au walioanza ndani ya siku 30 za kusajiliwa. Mwezi wa karibuni unaweza kuongezeka.',
        ],
        source: 'domain brief C1; end of episode month 1 taken as day 30',
        dataSet,
        split: 'knownOrNewByAge',
        denominatorSplit: 'knownOrNewByAge',
        among: joinedPositive,
        those: startedInFirstMonth,
    }),
    ratio({
        stem: 'ART_INIT_ENTRY',
        name: ['Mothers started on treatment, by entry point', 'Akina mama walioanza dawa, kwa mahali walipotokea'],
        definition: [
            'The same women as for mothers started on treatment, split by where they came from instead of age.',
            'Wanawake walewale wa walioanza dawa, wakigawanywa kwa mahali walipotokea badala ya umri.',
        ],
        source: 'domain brief C1; a split of its own, to keep combinations few',
        dataSet,
        split: 'entryPoint',
        denominatorSplit: 'entryPoint',
        among: joinedPositive,
        those: startedInFirstMonth,
    }),
    ratio({
        stem: 'HEI_PROPH',
        name: ['Infants given preventive medicine', 'Watoto waliopewa dawa ya kinga'],
        definition: [
            'Of the HIV-exposed infants of enrolled mothers born in the month and recorded: those whose preventive medicine was started. Syrup handed out before birth counts once a visit saw it being given.',
            'Kati ya watoto wa HEI wa akina mama waliosajiliwa, waliozaliwa mwezi huo na kurekodiwa: walioanzishiwa dawa ya kinga. Dawa iliyotolewa kabla ya kuzaliwa huhesabiwa ziara ikithibitisha kuwa inatumika.',
        ],
        source: 'domain brief C1, against recorded infants',
        dataSet,
        split: 'birthPlaceAndTime',
        denominatorSplit: 'birthPlace',
        shownWith: ['HEI_PROPH_LB'],
        among: (pair) =>
            exposedOn(
                birthDay,
                ({ mother }) => mother !== undefined
            )(pair).map((counted) => ({
                ...counted,
                detail: [answer(counted.client, 'PLACE_OF_BIRTH') ?? 'UNKNOWN', hours72(counted.client)],
            })),
        those: ({ client }) => prophylaxisSince(client) !== undefined,
    }),
    ratio({
        stem: 'HEI_PROPH_LB',
        name: ['Preventive medicine against live births', 'Dawa ya kinga kwa watoto waliozaliwa hai'],
        definition: [
            'Of the live births of HIV-positive mothers in the month, recorded as infants or not: those with preventive medicine started.',
            'Kati ya watoto waliozaliwa hai na akina mama wenye VVU mwezi huo, wawe wamesajiliwa au la: walioanzishiwa dawa ya kinga.',
        ],
        source: 'domain brief C1, against live births',
        dataSet,
        among: liveBirths,
        those: ({ client }) => wasProtected(client),
    }),
    ratio({
        stem: 'TPT',
        name: ['Mothers on TB prevention', 'Akina mama kwenye kinga ya kifua kikuu'],
        definition: [
            'Of the HIV-positive mothers enrolled in the month without TB: those who started or completed TB preventive therapy by now.',
            'Kati ya akina mama wenye VVU waliosajiliwa mwezi huo bila kifua kikuu: walioanza au kumaliza kinga ya kifua kikuu hadi sasa.',
        ],
        source: 'domain brief C3',
        dataSet,
        among: motherOn(
            ({ member }) => member.enrolledOn,
            (mother) => isPositive(mother) && !['CONFIRMED', 'ON_TX'].includes(answer(mother, 'TB_STATUS') ?? '')
        ),
        those: ({ client }) => ['ON_TPT', 'COMPLETED'].includes(answer(client, 'TPT') ?? ''),
    }),
    ratio({
        stem: 'FP_6W',
        name: ['Modern family planning at 6 weeks', 'Uzazi wa mpango wa kisasa wiki 6'],
        definition: [
            'Of the HIV-positive mothers seen 35 to 56 days after birth: those using a modern method of family planning.',
            'Kati ya akina mama wenye VVU walioonekana siku 35 hadi 56 baada ya kujifungua: wanaotumia njia ya kisasa ya uzazi wa mpango.',
        ],
        source: 'domain brief C3; window of the contact at 6 weeks, B4a',
        dataSet,
        among: positiveMotherOn((mother) => sixWeekVisit(mother)?.occurredOn),
        those: ({ client }) => MODERN.includes(sixWeekVisit(client)?.values.FP_METHOD ?? ''),
    }),
]
