import type { Text } from './types.ts'

/** A number on a dashboard: of the connector's figures, or counted by DHIS2 itself. */
export type Shown = { element: string } | { ratio: string } | { programIndicator: string }

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

const newClients: Shown = { element: 'KMMP_IND_NEW_CLIENTS' }
const testedOnTime: Shown = { ratio: 'KMMP_IND_HEI_PCR68' }

export const dashboards: readonly Dashboard[] = [
    {
        code: 'KMMP_FACILITY',
        name: { en: 'KMMP Facility', sw: 'KMMP Kituo' },
        description: { en: 'The last twelve months of a facility', sw: 'Miezi kumi na miwili iliyopita ya kituo' },
        charts: [
            byMonth(['FAC_NEW', 'COLUMN', 'New clients by month', 'Wateja wapya kwa mwezi'], newClients),
            byMonth(['FAC_EID', 'LINE', 'Infants tested on time by month', 'Watoto waliopimwa kwa wakati kwa mwezi'], testedOnTime),
            byMonth(['FAC_CONTACTS', 'COLUMN', 'Contacts by month', 'Ziara kwa mwezi'], ...counts('ANC', 'PNC', 'HOME', 'ECONTACT')),
            byMonth(
                ['FAC_BIRTHS', 'COLUMN', 'Births and prophylaxis by month', 'Waliojifungua na dawa ya kinga kwa mwezi'],
                ...counts('BIRTHS', 'PROPH_STARTED')
            ),
            byMonth(['FAC_VL', 'COLUMN', 'Viral loads by month', 'Vipimo vya virusi kwa mwezi'], ...counts('VL', 'VL_SUPPRESSED')),
            byMonth(['FAC_TRACE', 'COLUMN', 'Tracing by month', 'Kutafuta wateja kwa mwezi'], ...counts('TRACE', 'TRACE_RETURNED')),
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
            byPlace(['CTY_NEW', 'PIVOT_TABLE', 'New clients by place', 'Wateja wapya kwa mahali'], newClients),
            byPlace(['CTY_EID', 'COLUMN', 'Infants tested on time by place', 'Watoto waliopimwa kwa wakati kwa mahali'], testedOnTime),
            byMonth(['CTY_EID_TREND', 'LINE', 'Infants tested on time, county', 'Watoto waliopimwa kwa wakati, kaunti'], testedOnTime),
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
