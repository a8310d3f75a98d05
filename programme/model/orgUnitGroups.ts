import type { OrgUnitGroup, OrgUnitGroupSet, Text } from './types.ts'

const group = (stem: string, name: Text, description: Text): OrgUnitGroup => ({
    code: `KMMP_${stem}`,
    name: { en: `KMMP ${name.en}`, sw: `KMMP ${name.sw}` },
    description,
})

const region = (stem: string, name: string, counties: string): OrgUnitGroup =>
    group(
        `REGION_${stem}`,
        { en: `Region ${name}`, sw: `Eneo la ${name}` },
        { en: `Facilities of ${counties}`, sw: `Vituo vya ${counties}` }
    )

/** Regions of projects before the counties. Old exports name them; they are never parents of org units. */
const regions: readonly OrgUnitGroup[] = [
    region('NAIROBI', 'Nairobi', 'Nairobi'),
    region('CENTRAL', 'Central', 'Nyandarua, Nyeri, Kirinyaga, Murang’a, Kiambu'),
    region('COAST', 'Coast', 'Mombasa, Kwale, Kilifi, Tana River, Lamu, Taita Taveta'),
    region('WESTERN', 'Western', 'Kakamega, Vihiga, Bungoma, Busia'),
    region('NYANZA', 'Nyanza', 'Siaya, Kisumu, Homa Bay, Migori, Kisii, Nyamira'),
    group(
        'REGION_OTHER',
        { en: 'Other regions', sw: 'Maeneo mengine' },
        { en: 'Facilities of all other counties', sw: 'Vituo vya kaunti nyingine' }
    ),
]

const owner = (stem: string, en: string, sw: string): OrgUnitGroup =>
    group(
        `OWNER_${stem}`,
        { en: `Owner ${en}`, sw: `Mmiliki ${sw}` },
        { en: `Facilities owned: ${en}`, sw: `Vituo vinavyomilikiwa: ${sw}` }
    )

const owners: readonly OrgUnitGroup[] = [
    owner('PUBLIC', 'public', 'serikali'),
    owner('FAITH_BASED', 'faith-based', 'dini'),
    owner('NGO', 'organisation', 'shirika'),
    owner('PRIVATE', 'private', 'binafsi'),
]

const sites: readonly OrgUnitGroup[] = [
    group(
        'SITE_ACTIVE',
        { en: 'Active sites', sw: 'Vituo vinavyoendelea' },
        { en: 'Facilities where Mentor Mothers work', sw: 'Vituo ambako Mama Washauri wanafanya kazi' }
    ),
    group(
        'SITE_HISTORIC',
        { en: 'Former sites', sw: 'Vituo vya zamani' },
        { en: 'Facilities where Mentor Mothers worked before', sw: 'Vituo ambako Mama Washauri walifanya kazi awali' }
    ),
]

/** Groups that facilities are put into. */
export const orgUnitGroups: readonly OrgUnitGroup[] = [
    ...regions,
    ...owners,
    ...sites,
    group(
        'MODEL_SITE',
        { en: 'Model site', sw: 'Kituo cha mfano' },
        { en: 'Where others come to learn', sw: 'Ambako wengine huja kujifunza' }
    ),
]

const codes = (groups: readonly OrgUnitGroup[]): string[] => groups.map(({ code }) => code)

export const orgUnitGroupSets: readonly OrgUnitGroupSet[] = [
    {
        code: 'KMMP_LEGACY_REGION',
        name: { en: 'KMMP Former region', sw: 'KMMP Eneo la zamani' },
        description: { en: 'Region of projects before the counties', sw: 'Eneo la miradi kabla ya kaunti' },
        groups: codes(regions),
    },
    {
        code: 'KMMP_OWNERSHIP',
        name: { en: 'KMMP Owner of the facility', sw: 'KMMP Mmiliki wa kituo' },
        description: { en: 'Who owns the facility', sw: 'Nani anamiliki kituo' },
        groups: codes(owners),
    },
    {
        code: 'KMMP_SITE',
        name: { en: 'KMMP Site of Mentor Mothers', sw: 'KMMP Kituo cha Mama Washauri' },
        description: { en: 'Whether Mentor Mothers work there', sw: 'Kama Mama Washauri wanafanya kazi hapo' },
        groups: codes(sites),
    },
]
