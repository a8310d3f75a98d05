import type { Episode } from '../episode.ts'
import type { Text } from '../model/types.ts'
import type { Contribute, Contribution } from './contribution.ts'
import { heiPcr68 } from './heiPcr68.ts'
import { newClients } from './newClients.ts'
import type { Day } from '#dhis2/day.ts'

/** What a figure means and how it comes about, for screens, dashboards and checks. */
export interface Indicator {
    code: string
    name: Text
    /** codes of aggregate elements; a plain count has no denominator */
    numerator: string
    denominator?: string
    definition: Text
    source: string
    contribute: Contribute
}

/** The indicators of the programme. How each figure is split stands with its element in programme/model/dataSets.ts. */
export const indicators: readonly Indicator[] = [
    {
        code: 'KMMP_IND_NEW_CLIENTS',
        name: { en: 'New clients', sw: 'Wateja wapya' },
        numerator: 'KMMP_IND_NEW_CLIENTS',
        definition: {
            en: 'Mothers and children enrolled in the month, each person once ever, at the facility that enrolled them. Duplicate records are left out.',
            sw: 'Akina mama na watoto waliosajiliwa mwezi huo, kila mtu mara moja tu, katika kituo kilichowasajili. Rekodi zilizojirudia hazihesabiwi.',
        },
        source: 'domain.md C1; age bands of the m2m Quarterly Impact Report, April to June 2019',
        contribute: newClients,
    },
    {
        code: 'KMMP_IND_HEI_PCR68',
        name: { en: 'Infants tested at 6 to 8 weeks', sw: 'Watoto waliopimwa wiki 6 hadi 8' },
        numerator: 'KMMP_IND_HEI_PCR68_N',
        denominator: 'KMMP_IND_HEI_PCR68_D',
        definition: {
            en: 'Of the HIV-exposed infants who reached day 62 in the month, alive on day 42 and not transferred out: those with a PCR sample taken at the age of 42 to 62 days. The day of the sample counts, not that of the result.',
            sw: 'Kati ya watoto wa HEI waliofikisha siku 62 mwezi huo, wakiwa hai siku ya 42 na hawajahamishwa: waliochukuliwa sampuli ya PCR wakiwa na siku 42 hadi 62. Siku ya sampuli ndiyo huhesabiwa, si ya matokeo.',
        },
        source: 'domain.md C1; day 62 is the two-month edge of PEPFAR MER',
        contribute: heiPcr68,
    },
]

/** What a pair adds to all figures, as known on a day. */
export const contributionsOf = (episode: Episode, asOf: Day): Contribution[] =>
    indicators.flatMap((indicator) => indicator.contribute(episode, asOf))
