import { monthEnds } from './calendar.ts'
import { birthCohort, motherOn } from './cohorts.ts'
import { type Case, type Cases, count, type Indicator, quotient, ratio } from './indicator.ts'
import { finalStatus, firstPositive, type InfantTest, infantArtSince, isKnownExposed, leftAs, pcrAt } from './infantFacts.ts'
import type { Client } from './knownPair.ts'
import {
    deliveredOn,
    firstAncOn,
    foundPositiveOn,
    isPositive,
    knownPositiveAtEntry,
    onTreatmentBy,
    onTreatmentSince,
    pregnantOrBreastfeeding,
    viralLoadWithin,
} from './motherFacts.ts'
import { motherTests } from './motherTests.ts'
import { addDays, daysBetween } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MER'
const source = 'domain brief C5; UNAIDS Indicator Registry and PEPFAR MER definitions'

const TWO_MONTHS_DAYS = 62
const YEAR_DAYS = 365
/** A status at first antenatal visit may be written down up to this many days around it. */
const FIRST_VISIT_DAYS = 30

/** Her status at first antenatal visit; undefined when it was not established. */
const statusAtAnc = (mother: Client, on: string): 'KNOWN_POSITIVE' | 'NEW_POSITIVE' | 'NEW_NEGATIVE' | undefined => {
    if (knownPositiveAtEntry(mother)) {
        return 'KNOWN_POSITIVE'
    }
    const found = foundPositiveOn(mother)
    if (found !== undefined && daysBetween(on, found) <= FIRST_VISIT_DAYS) {
        return 'NEW_POSITIVE'
    }
    const tested = motherTests(mother).some(
        ({ disease, final, on: day }) =>
            disease.includes('HIV') && final === 'NEGATIVE' && Math.abs(daysBetween(on, day)) <= FIRST_VISIT_DAYS
    )
    return tested ? 'NEW_NEGATIVE' : undefined
}

const newInAnc: Cases = (pair) =>
    motherOn(firstAncOn)(pair).map((counted) => ({ ...counted, detail: [statusAtAnc(counted.client, counted.on) ?? 'UNKNOWN'] }))

const isPositiveStatus = ({ detail }: Case): boolean => detail?.[0] === 'KNOWN_POSITIVE' || detail?.[0] === 'NEW_POSITIVE'

/** Positive women at first antenatal visit, by whether they came on treatment. */
const positiveInAnc: Cases = (pair) =>
    newInAnc(pair)
        .filter(isPositiveStatus)
        .map((counted) => ({ ...counted, detail: [(onTreatmentSince(counted.client) ?? '9') < counted.on ? 'ALREADY' : 'NEW'] }))

/** Positive women, at the first antenatal visit that knew it, else when they were found positive or joined as such. */
const identified: Cases = motherOn((mother) => {
    const visit = firstAncOn(mother)
    const status = visit === undefined ? undefined : statusAtAnc(mother, visit)
    return status === 'KNOWN_POSITIVE' || status === 'NEW_POSITIVE' ? visit : (foundPositiveOn(mother) ?? mother.member.enrolledOn)
}, isPositive)

const treatedInPregnancy = ({ client }: Case): boolean => onTreatmentBy(client, deliveredOn(client) ?? client.asOf)

const sampleAge = ({ age }: InfantTest): string => (age <= TWO_MONTHS_DAYS ? 'M0_2' : 'M2_12')

/** The first (place 0) or second virologic sample by twelve months of an exposed infant. */
const virologic =
    (place: number): Cases =>
    ({ infants }) =>
        infants.filter(isKnownExposed).flatMap((client) => {
            const sample = pcrAt(client, 0, YEAR_DAYS)[place]
            return sample === undefined ? [] : [{ client, on: sample.takenOn, detail: [sampleAge(sample)] }]
        })

const foundPositive: Cases = ({ infants }) =>
    infants.flatMap((client) => {
        const positive = firstPositive(client)
        return positive === undefined || positive.age > YEAR_DAYS
            ? []
            : [{ client, on: positive.takenOn, detail: [sampleAge(positive), infantArtSince(client) === undefined ? 'NO' : 'YES'] }]
    })

const outcome = (infant: Client): string => {
    const status = finalStatus(infant)
    if (status === 'POSITIVE') {
        return 'INFECTED'
    }
    if (status === 'NEGATIVE') {
        return 'UNINFECTED'
    }
    return leftAs(infant, ['DIED'], infant.asOf) ? 'DIED' : 'UNKNOWN'
}

const finalOutcomes: Cases = (pair) => birthCohort(24)(pair).map((counted) => ({ ...counted, detail: [outcome(counted.client)] }))

/** Women on treatment, pregnant or breastfeeding at the end of a month, with a result of the year before. */
const loadKnown: Cases = ({ mother }) =>
    mother === undefined || onTreatmentSince(mother) === undefined
        ? []
        : monthEnds(mother.member.enrolledOn, mother.asOf).flatMap((on) => {
              const stage = onTreatmentBy(mother, on) ? pregnantOrBreastfeeding(mother, on) : undefined
              const measured = stage && viralLoadWithin(mother, addDays(on, -YEAR_DAYS), on)?.copies
              return stage === undefined || measured === undefined ? [] : [{ client: mother, on, measured, detail: [stage] }]
          })

const SUPPRESSED_BELOW = 1000

/** PEPFAR MER on mothers and infants, for partners who report it; optional. Age at a sample is that on the day of the sample. */
export const mer: readonly Indicator[] = [
    ratio({
        stem: 'PMTCT_STAT',
        name: ['PMTCT_STAT status known at first antenatal visit', 'PMTCT_STAT hali inajulikana ziara ya kwanza'],
        definition: [
            'Of the women whose first antenatal visit was in the month: those known positive, newly positive or newly negative.',
            'Kati ya wanawake ambao ziara ya kwanza ya ujauzito ilikuwa mwezi huo: waliojulikana na VVU, waliogundulika, au wasio na VVU.',
        ],
        source,
        dataSet,
        split: 'merStatusAge',
        denominatorSplit: 'merAge',
        among: newInAnc,
        those: ({ detail }) => detail?.[0] !== 'UNKNOWN',
    }),
    ratio({
        stem: 'PMTCT_ART',
        name: ['PMTCT_ART on treatment in pregnancy', 'PMTCT_ART kwenye dawa wakati wa ujauzito'],
        definition: [
            'Of the HIV-positive women whose first antenatal visit was in the month: those on treatment during pregnancy, newly or already.',
            'Kati ya wanawake wenye VVU ambao ziara ya kwanza ya ujauzito ilikuwa mwezi huo: walio kwenye dawa wakati wa ujauzito, wapya au wa awali.',
        ],
        source,
        dataSet,
        split: 'merArtAge',
        denominatorSplit: 'merAge',
        among: positiveInAnc,
        those: treatedInPregnancy,
    }),
    quotient({
        stem: 'PMTCT_EID',
        name: ['PMTCT_EID first virologic sample by 12 months', 'PMTCT_EID sampuli ya kwanza ndani ya miezi 12'],
        definition: [
            'Exposed infants whose first virologic sample was taken in the month, by the age of 12 months, over the women found positive: at the first antenatal visit in the month (PMTCT_STAT positive), or later in the month. The women stand for the infants: they are not the mothers of those sampled.',
            'Watoto wa HEI ambao sampuli ya kwanza ya virusi ilichukuliwa mwezi huo, wakiwa na miezi 12 au chini, kwa wanawake wenye VVU: katika ziara ya kwanza ya ujauzito mwezi huo (PMTCT_STAT chanya), au baadaye mwezi huo. Wanawake huwakilisha watoto: si mama wa waliopimwa.',
        ],
        source,
        dataSet,
        split: 'sampleAge',
        cases: virologic(0),
        among: identified,
    }),
    count({
        stem: 'PMTCT_EID_2',
        name: ['PMTCT_EID second samples', 'PMTCT_EID sampuli za pili'],
        definition: [
            'Exposed infants whose second virologic sample was taken in the month, by the age of 12 months. Not part of PMTCT_EID.',
            'Watoto wa HEI ambao sampuli ya pili ya virusi ilichukuliwa mwezi huo, wakiwa na miezi 12 au chini. Si sehemu ya PMTCT_EID.',
        ],
        source,
        dataSet,
        split: 'sampleAge',
        cases: virologic(1),
    }),
    count({
        stem: 'PMTCT_HEI_POS',
        name: ['PMTCT_HEI_POS infants found positive', 'PMTCT_HEI_POS watoto waliogundulika na VVU'],
        definition: [
            'Infants found positive by a sample of the month taken by 12 months of age, confirmatory repeats left out, by age and whether treatment was started.',
            'Watoto waliogundulika na VVU kwa sampuli ya mwezi huo wakiwa na miezi 12 au chini, bila za kuthibitisha, kwa umri na kama dawa zimeanza.',
        ],
        source,
        dataSet,
        split: 'sampleAgeArt',
        cases: foundPositive,
    }),
    ratio({
        stem: 'PMTCT_FO',
        name: ['PMTCT_FO final outcome', 'PMTCT_FO matokeo ya mwisho'],
        definition: [
            'Of the exposed infants who reached 24 months in the month and were registered: those with a documented outcome, by outcome. Those who died without a status are counted as such.',
            'Kati ya watoto wa HEI waliofikisha miezi 24 mwezi huo na walisajiliwa: wenye matokeo yaliyorekodiwa, kwa aina. Waliofariki bila hali kujulikana huhesabiwa hivyo.',
        ],
        source,
        dataSet,
        split: 'finalOutcome',
        denominatorSplit: 'finalOutcome',
        among: finalOutcomes,
        those: ({ detail }) => detail?.[0] !== 'UNKNOWN',
    }),
    ratio({
        stem: 'TX_PVLS_PBFW',
        name: ['TX_PVLS pregnant and breastfeeding', 'TX_PVLS wajawazito na wanaonyonyesha'],
        definition: [
            'Of the women on treatment, pregnant or breastfeeding at the end of the month, with a viral load result of the last 12 months: those whose last result is below 1,000 copies per ml.',
            'Kati ya wanawake walio kwenye dawa, wajawazito au wanaonyonyesha mwisho wa mwezi, wenye matokeo ya virusi ya miezi 12: ambao matokeo ya mwisho ni chini ya nakala 1,000 kwa ml.',
        ],
        source,
        dataSet,
        stock: true,
        split: 'pregnantOrBreastfeeding',
        denominatorSplit: 'pregnantOrBreastfeeding',
        among: loadKnown,
        those: ({ measured = SUPPRESSED_BELOW }) => measured < SUPPRESSED_BELOW,
    }),
]
