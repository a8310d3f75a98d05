import { attribute, neutral } from './answer.ts'
import type { Attribute } from './types.ts'

const number = { unique: true, searchable: true } as const
const found = { searchable: true } as const

/** What is true of a person rather than of one visit. Order is that of registration forms. */
export const attributes: readonly Attribute[] = [
    attribute('KMMP_CLIENT_ID', 'TEXT', ['Client number', 'Nambari ya mteja'], {
        ...number,
        pattern: '"KMMP-" + ORG_UNIT_CODE(.....) + "-" + SEQUENTIAL(######)',
    }),
    attribute('M2M_CLIENT_ID', 'TEXT', ['Partner client number', 'Nambari ya mteja ya mshirika'], number),
    attribute('M2M_CASE_ID', 'TEXT', ['Partner case number', 'Nambari ya kesi ya mshirika'], number),
    attribute('CCC_NUMBER', 'TEXT', ['CCC number', 'Nambari ya CCC'], { ...number, ...neutral('Care number', 'Nambari ya huduma') }),
    attribute('NUPI', 'TEXT', ['National unique patient number', 'Nambari ya kitaifa ya mgonjwa'], {
        ...number,
        unverified: 'Its form (MOH and digits, 14 characters at most) is to be confirmed with NASCOP.',
    }),
    attribute('HEI_NUMBER', 'TEXT', ['HEI number', 'Nambari ya HEI'], {
        ...number,
        ...neutral('Infant number', 'Nambari ya mtoto'),
        unverified: 'Facility, year and serial (12345-2026-001) is the common way to write it; no official form has been seen.',
    }),
    attribute('CWC_NUMBER', 'TEXT', ['Child clinic number', 'Nambari ya kliniki ya mtoto'], number),
    attribute('GIVEN_NAME', 'TEXT', ['Given name', 'Jina la kwanza'], found),
    attribute('FAMILY_NAME', 'TEXT', ['Family name', 'Jina la ukoo'], found),
    attribute('PREFERRED_NAME', 'TEXT', ['Preferred name', 'Jina analopenda kuitwa'], found),
    attribute('SEX', 'OS_SEX', ['Sex', 'Jinsia'], found),
    attribute('DATE_OF_BIRTH', 'DATE', ['Date of birth', 'Tarehe ya kuzaliwa'], found),
    attribute('DOB_ESTIMATED', 'BOOLEAN', ['Date of birth is estimated', 'Tarehe ya kuzaliwa imekadiriwa']),
    attribute('PHONE_NUMBER', 'PHONE_NUMBER', ['Phone number', 'Nambari ya simu'], found),
    attribute('PHONE_OWNER', 'OS_PHONE_OWNER', ['Whose phone', 'Simu ni ya nani']),
    attribute('PHONE_CONTACT_OK', 'BOOLEAN', ['May we call?', 'Tunaweza kumpigia simu?']),
    attribute('SMS_SAFE', 'BOOLEAN', ['Is a text message safe?', 'Ujumbe mfupi ni salama?']),
    attribute(
        'ALT_CONTACT_NAME',
        'TEXT',
        ['Treatment buddy', 'Msaidizi wa matibabu'],
        neutral('Other contact', 'Mtu mwingine wa mawasiliano')
    ),
    attribute(
        'ALT_CONTACT_PHONE',
        'PHONE_NUMBER',
        ['Phone of treatment buddy', 'Simu ya msaidizi wa matibabu'],
        neutral('Other phone', 'Simu nyingine')
    ),
    attribute(
        'ALT_CONTACT_KNOWS_STATUS',
        'BOOLEAN',
        ['Does the buddy know her status?', 'Msaidizi anajua hali yake?'],
        neutral('Other', 'Nyingine')
    ),
    attribute('PREFERRED_LANGUAGE', 'OS_LANGUAGE', ['Preferred language', 'Lugha anayopendelea']),
    attribute('RES_COUNTY', 'TEXT', ['County of residence', 'Kaunti anayoishi']),
    attribute('RES_SUBCOUNTY', 'TEXT', ['Sub-county of residence', 'Kaunti ndogo anayoishi']),
    attribute('RES_WARD', 'TEXT', ['Ward of residence', 'Wadi anayoishi']),
    attribute('VILLAGE', 'TEXT', ['Village or estate', 'Kijiji au mtaa']),
    attribute('LANDMARK', 'LONG_TEXT', ['Landmark', 'Alama ya mahali']),
    attribute('CHU_CODE', 'TEXT', ['Community health unit', 'Kitengo cha afya ya jamii']),
    attribute('CHP_NAME', 'TEXT', ['Community health promoter', 'Mhudumu wa afya ya jamii']),
    attribute('HOUSEHOLD_ID', 'TEXT', ['Household number', 'Nambari ya kaya']),
    attribute('CLIENT_TYPE', 'OS_CLIENT_TYPE', ['Client type', 'Aina ya mteja'], neutral('Group', 'Kundi')),
    attribute('HOME_VISIT_OK', 'BOOLEAN', ['May we visit at home?', 'Tunaweza kumtembelea nyumbani?']),
    attribute('CONSENT_DATA', 'BOOLEAN', ['Agrees that her record is kept', 'Anakubali rekodi yake itunzwe']),
    attribute('CONSENT_SHARE_PARTNER', 'BOOLEAN', [
        'Agrees to sharing with the partner organisation',
        'Anakubali shirika mshirika lipewe taarifa',
    ]),
    attribute('CONSENT_DATE', 'DATE', ['Date of consent', 'Tarehe ya idhini']),
    attribute('CONSENT_VERSION', 'TEXT', ['Version of the consent text', 'Toleo la maandishi ya idhini']),
    attribute('CONSENT_WITHDRAWN_DATE', 'DATE', ['Date consent was withdrawn', 'Tarehe idhini iliondolewa']),
    attribute('STAFF_ID', 'TEXT', ['Staff number', 'Nambari ya mhudumu'], number),
    attribute('CADRE', 'OS_CADRE', ['Cadre', 'Kada'], found),
    attribute('EMPLOYER_PARTNER', 'OS_PARTNER', ['Employed by', 'Ameajiriwa na']),
    attribute('HIRE_DATE', 'DATE', ['Date of hire', 'Tarehe ya kuajiriwa']),
    attribute('DHIS2_USERNAME', 'USERNAME', ['User name in DHIS2', 'Jina la mtumiaji kwenye DHIS2']),
]

/** Numbers that a country may switch on: kept by nobody unless the configuration names them (data minimisation). */
export const optionalNumbers: readonly Attribute[] = [
    attribute('NATIONAL_ID', 'TEXT', ['National ID number', 'Nambari ya kitambulisho'], number),
    attribute('CPIMS_NUMBER', 'TEXT', ['CPIMS number', 'Nambari ya CPIMS'], {
        ...number,
        unverified: 'Number of children in the child protection system; its form (4 to 12 digits) is an assumption.',
    }),
]
