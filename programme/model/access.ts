import type { Text } from './types.ts'

export interface UserGroup {
    code: string
    name: Text
}

export interface UserRole {
    code: string
    name: Text
    description: Text
    authorities: readonly string[]
}

/** What a group may do with objects of one kind: nothing unless named. */
export type Right = 'read' | 'write'

/** The app's own access authority: `short_name` without punctuation, after `M_` (dhis2-core, AppManager). Also opens its dataStore namespace. */
const APP = 'M_mentormothers'

/** DHIS2 asks for it when a completed event takes another status, e.g. a visit voided at its source (E1083). */
const UNCOMPLETE = 'F_UNCOMPLETE_EVENT'

export const userGroups: readonly UserGroup[] = [
    { code: 'KMMP_FACILITY', name: { en: 'KMMP Facility staff', sw: 'KMMP Wahudumu wa kituo' } },
    { code: 'KMMP_MENTORS', name: { en: 'KMMP Mentor Mothers', sw: 'KMMP Mama Washauri' } },
    { code: 'KMMP_SITE_COORD', name: { en: 'KMMP Site coordinators', sw: 'KMMP Waratibu wa vituo' } },
    { code: 'KMMP_COUNTY', name: { en: 'KMMP County officers', sw: 'KMMP Maafisa wa kaunti' } },
    { code: 'KMMP_LINELIST', name: { en: 'KMMP Line list readers', sw: 'KMMP Wasomaji wa orodha za wateja' } },
    { code: 'KMMP_CONNECTOR', name: { en: 'KMMP Connector', sw: 'KMMP Kiunganishi' } },
]

export const userRoles: readonly UserRole[] = [
    {
        code: 'KMMP_FACILITY',
        name: { en: 'KMMP Facility staff', sw: 'KMMP Wahudumu wa kituo' },
        description: { en: 'Follows mothers and babies of the own facility', sw: 'Hufuatilia akina mama na watoto wa kituo chake' },
        authorities: [APP, UNCOMPLETE],
    },
    {
        code: 'KMMP_MENTORS',
        name: { en: 'KMMP Mentor Mother', sw: 'KMMP Mama Mshauri' },
        description: { en: 'Follows her own clients', sw: 'Hufuatilia wateja wake' },
        authorities: [APP, UNCOMPLETE],
    },
    {
        code: 'KMMP_SITE_COORD',
        name: { en: 'KMMP Site coordinator', sw: 'KMMP Mratibu wa kituo' },
        description: {
            en: 'Shares out clients, settles duplicates and transfers, sees what partners sent',
            sw: 'Hugawa wateja, hutatua rekodi zilizojirudia na uhamisho, huona taarifa za washirika',
        },
        authorities: [APP, UNCOMPLETE, 'MENTOR_MOTHERS_SITE'],
    },
    {
        code: 'KMMP_COUNTY',
        name: { en: 'KMMP County health records officer', sw: 'KMMP Afisa wa rekodi za afya wa kaunti' },
        description: { en: 'Sees figures of the county, no names', sw: 'Huona takwimu za kaunti bila majina' },
        authorities: [APP, 'MENTOR_MOTHERS_COUNTY'],
    },
    {
        code: 'KMMP_LINELIST',
        name: { en: 'KMMP Line list', sw: 'KMMP Orodha ya wateja' },
        description: {
            en: 'Added to a county role: may see the clients behind a figure',
            sw: 'Huongezwa kwa afisa wa kaunti: aone wateja walio nyuma ya takwimu',
        },
        authorities: ['MENTOR_MOTHERS_LINELIST'],
    },
    {
        code: 'KMMP_CONNECTOR',
        name: { en: 'KMMP Connector', sw: 'KMMP Kiunganishi' },
        description: {
            en: 'Writes partner records and monthly figures; needs nothing else',
            sw: 'Huandika rekodi za washirika na takwimu za mwezi; hahitaji zaidi',
        },
        authorities: [APP, UNCOMPLETE, 'F_DATAVALUE_ADD'],
    },
]

/** Who reads and writes client records, by group code. County officers see programme metadata but no client (domain.md F). */
export const clientRights: Readonly<Record<string, Right | 'metadata'>> = {
    KMMP_FACILITY: 'write',
    KMMP_MENTORS: 'write',
    KMMP_SITE_COORD: 'write',
    KMMP_CONNECTOR: 'write',
    KMMP_LINELIST: 'read',
    KMMP_COUNTY: 'metadata',
}

/** Who reads and writes monthly figures, by group code. */
export const figureRights: Readonly<Record<string, Right>> = {
    KMMP_CONNECTOR: 'write',
    KMMP_COUNTY: 'read',
    KMMP_SITE_COORD: 'read',
    KMMP_FACILITY: 'read',
    KMMP_MENTORS: 'read',
    KMMP_LINELIST: 'read',
}
