import type { Case } from './indicator.ts'
import { answer } from './knownPair.ts'
import { ageOn, knownOrNew } from './motherFacts.ts'

/** How a count is split: the category combo, and the options under which a case falls, one for each category in order. */
interface SplitRule {
    combo: string
    optionsOf: (counted: Case) => readonly string[]
}

const UNKNOWN = 'UNKNOWN'

/** The band of an age in completed years, by the highest age of each band. */
const bandOf = (bands: readonly (readonly [highest: number, option: string])[], age: number | undefined): string =>
    age === undefined ? UNKNOWN : (bands.find(([highest]) => age <= highest)?.[1] ?? UNKNOWN)

/** m2m Quarterly Impact Report, April to June 2019. */
const CLIENT_BANDS = [
    [2, '0_2'],
    [9, '3_9'],
    [19, '10_19'],
    [24, '20_24'],
    [Infinity, '25P'],
] as const

/** Age bands of the programme’s own figures. */
const WOMAN_BANDS = [
    [9, UNKNOWN],
    [14, '10_14'],
    [19, '15_19'],
    [24, '20_24'],
    [Infinity, '25P'],
] as const

/** Five-year bands of PEPFAR MER. */
const MER_BANDS = [
    [9, 'LT10'],
    ...[14, 19, 24, 29, 34, 39, 44, 49].map((highest) => [highest, `${highest - 4}_${highest}`] as const),
    [Infinity, '50P'],
] as const

const womanAge = ({ client, on }: Case): string => bandOf(WOMAN_BANDS, client.mother && ageOn(client.mother, on))
const merAge = ({ client, on }: Case): string => bandOf(MER_BANDS, ageOn(client, on))
const told = ({ detail }: Case): readonly string[] => detail ?? [UNKNOWN]

const CHILD_CLIENT = 'CHILD'

/** The splits of the programme's figures, one combo each and kept small. Their options stand in programme/model/categories.ts. */
export const splits = {
    client: {
        combo: 'KMMP_SEX_AGE_CLIENT',
        optionsOf: ({ client, on }) => [
            client.member.attributes.SEX ?? UNKNOWN,
            bandOf(CLIENT_BANDS, ageOn(client, on)),
            client === client.mother ? (client.member.attributes.CLIENT_TYPE ?? UNKNOWN) : CHILD_CLIENT,
        ],
    },
    woman: { combo: 'KMMP_AGE_PBFW', optionsOf: (counted) => [womanAge(counted)] },
    knownOrNew: { combo: 'KMMP_KP_NP', optionsOf: ({ client }) => [knownOrNew(client.mother)] },
    knownOrNewByAge: { combo: 'KMMP_KP_NP_AGE', optionsOf: (counted) => [knownOrNew(counted.client.mother), womanAge(counted)] },
    entryPoint: { combo: 'KMMP_ENTRY', optionsOf: ({ client }) => [answer(client, 'ENTRY_POINT') ?? UNKNOWN] },
    birthPlace: { combo: 'KMMP_BIRTH_PLACE', optionsOf: ({ client }) => [answer(client, 'PLACE_OF_BIRTH') ?? UNKNOWN] },
    merAge: { combo: 'KMMP_MER_AGE', optionsOf: (counted) => [merAge(counted)] },
    merStatusAge: { combo: 'KMMP_MER_STATUS_AGE', optionsOf: (counted) => [...told(counted), merAge(counted)] },
    merArtAge: { combo: 'KMMP_MER_ART_AGE', optionsOf: (counted) => [...told(counted), merAge(counted)] },
    returned: { combo: 'KMMP_RESULT_RETURNED', optionsOf: told },
    birthPlaceAndTime: { combo: 'KMMP_BIRTH_PLACE_TIME', optionsOf: told },
    channel: { combo: 'KMMP_CHANNEL', optionsOf: told },
    vlReason: { combo: 'KMMP_VL_REASON', optionsOf: told },
    service: { combo: 'KMMP_SERVICE', optionsOf: told },
    traceMethod: { combo: 'KMMP_TRACE_METHOD', optionsOf: told },
    ecdPoint: { combo: 'KMMP_ECD_POINT', optionsOf: told },
    sampleAge: { combo: 'KMMP_SAMPLE_AGE', optionsOf: told },
    sampleAgeArt: { combo: 'KMMP_SAMPLE_AGE_ART', optionsOf: told },
    pregnantOrBreastfeeding: { combo: 'KMMP_PBF', optionsOf: told },
    finalOutcome: { combo: 'KMMP_FINAL_OUTCOME', optionsOf: told },
} as const satisfies Readonly<Record<string, SplitRule>>

export type Split = keyof typeof splits
