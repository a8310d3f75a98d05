import { motherOn } from './cohorts.ts'
import { type Cases, type Indicator, ratio } from './indicator.ts'
import type { Client } from './knownPair.ts'
import { knownPositiveAtEntry, firstAncOn, wasNegativeAtEntry } from './motherFacts.ts'
import { type MotherTest, motherTests } from './motherTests.ts'
import { addDays } from '#dhis2/day.ts'

const dataSet = 'KMMP_DS_MONTHLY'
/** Tests count as done at first contact up to this many days around it: results of one visit are often written down later. */
const FIRST_CONTACT_DAYS = 30

type Disease = MotherTest['disease'][number]

const testedAtFirstContact = (mother: Client, on: string, disease: Disease): boolean =>
    (disease === 'HIV' && knownPositiveAtEntry(mother)) ||
    motherTests(mother).some(
        (test) =>
            test.disease.includes(disease) && test.on >= addDays(on, -FIRST_CONTACT_DAYS) && test.on <= addDays(on, FIRST_CONTACT_DAYS)
    )

const newInAnc = motherOn(firstAncOn)

const reactiveFor =
    (disease: Disease): Cases =>
    ({ mother }) =>
        mother === undefined
            ? []
            : motherTests(mother)
                  .filter((test) => test.reactive && test.disease.includes(disease))
                  .slice(0, 1)
                  .map(({ on }) => ({ client: mother, on }))

const firstContactTest = (stem: string, disease: Disease, [en, sw]: readonly [string, string]): Indicator =>
    ratio({
        stem,
        name: [`Tested for ${en} at first contact`, `Waliopimwa ${sw} ziara ya kwanza`],
        definition: [
            `Of the women whose first antenatal visit was in the month: those tested for ${en} within 30 days of it${disease === 'HIV' ? ', or known positive' : ''}.`,
            `Kati ya wanawake ambao ziara ya kwanza ya ujauzito ilikuwa mwezi huo: waliopimwa ${sw} ndani ya siku 30${disease === 'HIV' ? ', au waliojulikana kuwa na VVU' : ''}.`,
        ],
        source: 'domain brief C3, each test alone',
        dataSet,
        among: newInAnc,
        those: ({ client, on }) => testedAtFirstContact(client, on, disease),
    })

const treatment = (
    stem: string,
    disease: Disease,
    treated: (test: MotherTest) => boolean,
    [en, sw]: readonly [string, string]
): Indicator =>
    ratio({
        stem,
        name: [`Treated for ${en}`, `Waliotibiwa ${sw}`],
        definition: [
            `Of the women with a first reactive ${en} test in the month: those treated.`,
            `Kati ya wanawake wenye kipimo cha kwanza cha ${sw} chenye maambukizi mwezi huo: waliotibiwa.`,
        ],
        source: 'domain brief C3',
        dataSet,
        among: reactiveFor(disease),
        those: ({ client }) => motherTests(client).some(treated),
    })

/** Tests of mothers: triple elimination and new infections. */
export const testingFigures: readonly Indicator[] = [
    ratio({
        stem: 'INCIDENCE',
        name: ['New HIV infections in retested mothers', 'Maambukizi mapya ya VVU kwa waliopimwa tena'],
        definition: [
            'Of the mothers negative at entry whose first retest with a final result was in the month: those found positive by it or later.',
            'Kati ya akina mama waliokuwa hawana VVU mwanzoni na kipimo cha kwanza cha kurudia chenye matokeo ya mwisho kilikuwa mwezi huo: waliogundulika na VVU.',
        ],
        source: 'domain brief C3',
        dataSet,
        among: motherOn(
            (mother) => retests(mother)[0]?.on,
            (mother) => wasNegativeAtEntry(mother)
        ),
        those: ({ client }) => retests(client).some(({ final }) => final === 'POSITIVE'),
    }),
    ratio({
        stem: 'TRIPLE',
        name: ['Tested for HIV, syphilis and hepatitis B', 'Waliopimwa VVU, kaswende na homa ya ini B'],
        definition: [
            'Of the women whose first antenatal visit was in the month: those tested for HIV (or known positive), syphilis and hepatitis B within 30 days of it.',
            'Kati ya wanawake ambao ziara ya kwanza ya ujauzito ilikuwa mwezi huo: waliopimwa VVU (au waliojulikana), kaswende na homa ya ini B ndani ya siku 30.',
        ],
        source: 'domain brief C3',
        dataSet,
        split: 'woman',
        denominatorSplit: 'woman',
        among: newInAnc,
        those: ({ client, on }) => (['HIV', 'SYPHILIS', 'HBV'] as const).every((disease) => testedAtFirstContact(client, on, disease)),
    }),
    firstContactTest('TRIPLE_HIV', 'HIV', ['HIV', 'VVU']),
    firstContactTest('TRIPLE_SYPH', 'SYPHILIS', ['syphilis', 'kaswende']),
    firstContactTest('TRIPLE_HBV', 'HBV', ['hepatitis B', 'homa ya ini B']),
    treatment('SYPH_TX', 'SYPHILIS', ({ treated }) => treated.syphilis, ['syphilis', 'kaswende']),
    treatment('HBV_TX', 'HBV', ({ treated }) => treated.hbv, ['hepatitis B', 'homa ya ini B']),
]

const retests = (mother: Client): MotherTest[] =>
    motherTests(mother).filter(({ disease, initial, final }) => disease.includes('HIV') && !initial && final !== undefined)
