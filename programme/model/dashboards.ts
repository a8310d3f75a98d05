import type { Text } from './types.ts'

/** A number on a dashboard: of the connector's figures, counted by DHIS2 itself, or the share of facilities that reported a data set. */
export type Shown = { element: string } | { ratio: string } | { programIndicator: string } | { reported: string }

export interface Chart {
    code: string
    name: Text
    type: 'COLUMN' | 'LINE' | 'PIVOT_TABLE'
    shows: readonly Shown[]
    /** months of the user's own units in one chart, or the units below them side by side */
    by: 'month' | 'place'
}

export interface Dashboard {
    code: string
    name: Text
    description: Text
    charts: readonly Chart[]
}

const counts = (...stems: string[]): Shown[] => stems.map((stem) => ({ programIndicator: `KMMP_PI_${stem}` }))

type Row = readonly [stem: string, type: Chart['type'], en: string, sw: string]

const chart =
    (by: Chart['by']) =>
    ([stem, type, en, sw]: Row, ...shows: Shown[]): Chart => ({
        code: `KMMP_${stem}`,
        name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
        type,
        shows,
        by,
    })

const byMonth = chart('month')
const byPlace = chart('place')

const ratios = (...stems: string[]): Shown[] => stems.map((stem) => ({ ratio: `KMMP_IND_${stem}` }))
const elements = (...stems: string[]): Shown[] => stems.map((stem) => ({ element: `KMMP_${stem}` }))
const reported = (...stems: string[]): Shown[] => stems.map((stem) => ({ reported: `KMMP_DS_${stem}` }))

/** The transmission rate is never shown without how much of the cohort is known, and without its worst case. */
const transmission = ratios('MTCT_FINAL', 'MTCT_WORST', 'FINAL_KNOWN')

export const dashboards: readonly Dashboard[] = [
    {
        code: 'KMMP_FACILITY',
        name: { en: 'KMMP Facility', sw: 'KMMP Kituo' },
        description: { en: 'The last twelve months of a facility', sw: 'Miezi kumi na miwili iliyopita ya kituo' },
        charts: [
            byMonth(['FAC_NEW', 'COLUMN', 'New clients by month', 'Wateja wapya kwa mwezi'], ...elements('IND_NEW_CLIENTS')),
            byMonth(
                ['FAC_DUE', 'COLUMN', 'Pairs followed and defaulters by month', 'Jozi zinazofuatiliwa na waliopotea kwa mwezi'],
                ...elements('IND_ACTIVE_PAIRS', 'IND_DEFAULTERS')
            ),
            byMonth(
                ['FAC_APPT', 'LINE', 'Appointments kept and defaulters back, %', 'Miadi iliyotimizwa na waliorudi, %'],
                ...ratios('APPT_KEPT', 'DEFAULTER_RETURN')
            ),
            byMonth(
                ['FAC_CASCADE', 'LINE', 'Care of mothers with HIV, %', 'Huduma ya akina mama wenye VVU, %'],
                ...ratios('ART_INIT', 'VL_COVERAGE', 'VL_SUPP200', 'RET_12')
            ),
            byMonth(
                ['FAC_EID', 'LINE', 'Care of exposed infants, %', 'Huduma ya watoto walioathiriwa, %'],
                ...ratios('HEI_PROPH', 'HEI_PCR68', 'FINAL_TEST')
            ),
            byMonth(['FAC_CONTACTS', 'COLUMN', 'Contacts by month', 'Ziara kwa mwezi'], ...counts('ANC', 'PNC', 'HOME', 'ECONTACT')),
            byMonth(
                ['FAC_BIRTHS', 'COLUMN', 'Births and prophylaxis by month', 'Waliojifungua na dawa ya kinga kwa mwezi'],
                ...counts('BIRTHS', 'PROPH_STARTED')
            ),
            byMonth(['FAC_VL', 'COLUMN', 'Viral loads by month', 'Vipimo vya virusi kwa mwezi'], ...counts('VL', 'VL_SUPPRESSED')),
            byMonth(['FAC_TRACE', 'COLUMN', 'Tracing by month', 'Kutafuta wateja kwa mwezi'], ...counts('TRACE', 'TRACE_RETURNED')),
            byMonth(
                ['FAC_STOCK', 'PIVOT_TABLE', 'Days without stock by month', 'Siku bila dawa au vifaa kwa mwezi'],
                ...elements('STOCKOUT_NVP', 'STOCKOUT_AZT', 'STOCKOUT_ART', 'STOCKOUT_HIV_KIT', 'STOCKOUT_DBS', 'STOCKOUT_VL_TUBE')
            ),
        ],
    },
    {
        code: 'KMMP_COUNTY',
        name: { en: 'KMMP County', sw: 'KMMP Kaunti' },
        description: {
            en: 'Places of a county side by side, last twelve months',
            sw: 'Maeneo ya kaunti pamoja, miezi kumi na miwili iliyopita',
        },
        charts: [
            byPlace(
                ['CTY_SCORE', 'PIVOT_TABLE', 'Scorecard by place, %', 'Alama kwa mahali, %'],
                ...ratios('ART_INIT', 'VL_SUPP200', 'HEI_PROPH', 'HEI_PCR68', 'APPT_KEPT', 'RET_12')
            ),
            byPlace(
                ['CTY_REPORTED', 'PIVOT_TABLE', 'Facilities that reported, %', 'Vituo vilivyoripoti, %'],
                ...reported('MONTHLY', 'EID_COHORT', 'HV02')
            ),
            byPlace(
                ['CTY_MTCT', 'PIVOT_TABLE', 'Transmission, with what is known, %', 'Maambukizi, na yanayojulikana, %'],
                ...transmission
            ),
            byMonth(['CTY_MTCT_TREND', 'LINE', 'Transmission by month, county, %', 'Maambukizi kwa mwezi, kaunti, %'], ...transmission),
            byPlace(['CTY_NEW', 'PIVOT_TABLE', 'New clients by place', 'Wateja wapya kwa mahali'], ...elements('IND_NEW_CLIENTS')),
            byPlace(
                ['CTY_EID', 'COLUMN', 'Infants tested on time by place', 'Watoto waliopimwa kwa wakati kwa mahali'],
                ...ratios('HEI_PCR68')
            ),
            byMonth(
                ['CTY_EID_TREND', 'LINE', 'Infants tested on time, county', 'Watoto waliopimwa kwa wakati, kaunti'],
                ...ratios('HEI_PCR68')
            ),
            byPlace(
                ['CTY_POSITIVE', 'PIVOT_TABLE', 'Tests of children by place', 'Vipimo vya watoto kwa mahali'],
                ...counts('PCR_W6', 'CTEST_POSITIVE')
            ),
            byPlace(
                ['CTY_LINK', 'PIVOT_TABLE', 'Referrals and tracing by place', 'Rufaa na kutafuta kwa mahali'],
                ...counts('REFERRAL', 'REFERRAL_DONE', 'TRACE', 'TRACE_RETURNED')
            ),
            byPlace(['CTY_ECD', 'COLUMN', 'Child development by place', 'Makuzi ya mtoto kwa mahali'], ...counts('ECD', 'CFM_POSITIVE')),
        ],
    },
]
