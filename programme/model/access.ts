import { optionSets } from './optionSets.ts'
import type { Audience, Text } from './types.ts'

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

/** One group for each implementing partner, code `KMMP_IP_` and the partner's option code. */
const partnerGroups: readonly UserGroup[] = (optionSets.find(({ code }) => code === 'KMMP_OS_PARTNER')?.options ?? [])
    .filter(({ code }) => code !== 'NONE')
    .map(({ code, name }) => ({ code: `KMMP_IP_${code}`, name: { en: `KMMP Partner ${name.en}`, sw: `KMMP Mshirika ${name.sw}` } }))

export const userGroups: readonly UserGroup[] = [
    { code: 'KMMP_FACILITY', name: { en: 'KMMP Facility staff', sw: 'KMMP Wahudumu wa kituo' } },
    { code: 'KMMP_MENTORS', name: { en: 'KMMP Mentor Mothers', sw: 'KMMP Mama Washauri' } },
    { code: 'KMMP_SITE_COORD', name: { en: 'KMMP Site coordinators', sw: 'KMMP Waratibu wa vituo' } },
    { code: 'KMMP_COUNTY', name: { en: 'KMMP County officers', sw: 'KMMP Maafisa wa kaunti' } },
    { code: 'KMMP_LINELIST', name: { en: 'KMMP Line list readers', sw: 'KMMP Wasomaji wa orodha za wateja' } },
    { code: 'KMMP_CONNECTOR', name: { en: 'KMMP Connector', sw: 'KMMP Kiunganishi' } },
    { code: 'KMMP_NATIONAL', name: { en: 'KMMP National team', sw: 'KMMP Timu ya kitaifa' } },
    { code: 'KMMP_NASCOP', name: { en: 'KMMP NASCOP', sw: 'KMMP NASCOP' } },
    { code: 'KMMP_SENSITIVE', name: { en: 'KMMP Readers of private answers', sw: 'KMMP Wasomaji wa majibu ya siri' } },
    ...partnerGroups,
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
    {
        code: 'KMMP_NATIONAL',
        name: { en: 'KMMP National officer', sw: 'KMMP Afisa wa kitaifa' },
        description: {
            en: 'NASCOP and the national team: sees figures of all counties, no names',
            sw: 'NASCOP na timu ya kitaifa: huona takwimu za kaunti zote bila majina',
        },
        authorities: [APP, 'MENTOR_MOTHERS_COUNTY'],
    },
    {
        code: 'KMMP_PARTNER',
        name: { en: 'KMMP Partner data officer', sw: 'KMMP Afisa wa takwimu wa mshirika' },
        description: {
            en: 'Sees what the connector did with the records of the own organisation, and figures; no names',
            sw: 'Huona kiunganishi kilivyoshughulikia rekodi za shirika lake, na takwimu; bila majina',
        },
        authorities: [APP],
    },
]

type Rights = Readonly<Record<string, Right | 'metadata'>>

const clientRights: Rights = {
    KMMP_FACILITY: 'write',
    KMMP_MENTORS: 'write',
    KMMP_SITE_COORD: 'write',
    KMMP_CONNECTOR: 'write',
    KMMP_LINELIST: 'read',
    KMMP_COUNTY: 'metadata',
    KMMP_NATIONAL: 'metadata',
    KMMP_NASCOP: 'metadata',
}

const staffRights: Rights = { KMMP_SITE_COORD: 'write', KMMP_CONNECTOR: 'write', KMMP_NATIONAL: 'metadata', KMMP_NASCOP: 'metadata' }

const sessionRights: Rights = {
    KMMP_FACILITY: 'write',
    KMMP_MENTORS: 'write',
    KMMP_SITE_COORD: 'write',
    KMMP_CONNECTOR: 'write',
    KMMP_COUNTY: 'read',
    KMMP_NATIONAL: 'read',
    KMMP_NASCOP: 'read',
}

/**
 * Who reads and writes records, by group code: county and national officers see what is asked but no client; records of staff are for
 * coordinators; sessions name nobody.
 */
export const recordRights: Readonly<Record<Audience, Rights>> = { clients: clientRights, staff: staffRights, sessions: sessionRights }

/** Who reads and writes monthly figures, by group code. */
export const figureRights: Rights = {
    KMMP_CONNECTOR: 'write',
    ...Object.fromEntries(
        userGroups.filter(({ code }) => code !== 'KMMP_CONNECTOR' && code !== 'KMMP_SENSITIVE').map(({ code }) => [code, 'read' as const])
    ),
}

/**
 * Who sees the questions on violence, mood, partners and losses, and thus their answers: those who ask them, and whom a server adds to
 * KMMP_SENSITIVE. Readers of line lists do not.
 */
export const sensitiveRights: Rights = {
    KMMP_FACILITY: 'metadata',
    KMMP_MENTORS: 'metadata',
    KMMP_SITE_COORD: 'metadata',
    KMMP_CONNECTOR: 'metadata',
    KMMP_SENSITIVE: 'metadata',
}
