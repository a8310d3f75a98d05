import { childStages } from './stages/child.ts'
import { motherStages } from './stages/mother.ts'
import type { Program, ProgramAttribute, RelationshipType, TrackedEntityType } from './types.ts'

type Mark = Omit<ProgramAttribute, 'code'>

const asked = (stems: string, more: Mark = {}): ProgramAttribute[] => stems.split(' ').map((stem) => ({ code: `KMMP_${stem}`, ...more }))
const found: Mark = { searchable: true }
const needed: Mark = { mandatory: true }

const numbers = 'CLIENT_ID M2M_CLIENT_ID M2M_CASE_ID CCC_NUMBER NUPI HEI_NUMBER CWC_NUMBER'
const consent = 'CONSENT_SHARE_PARTNER CONSENT_DATE CONSENT_VERSION CONSENT_WITHDRAWN_DATE'

/** Mother, infant, partner and caregiver are one type, so that a person registered elsewhere is found. */
export const trackedEntityTypes: readonly TrackedEntityType[] = [
    {
        code: 'KMMP_PERSON',
        audience: 'clients',
        name: { en: 'KMMP Person', sw: 'KMMP Mtu' },
        attributes: [
            ...asked(numbers, found),
            ...asked('GIVEN_NAME FAMILY_NAME PREFERRED_NAME SEX DATE_OF_BIRTH', found),
            ...asked('DOB_ESTIMATED'),
            ...asked('PHONE_NUMBER', found),
            ...asked('CONSENT_DATA'),
        ],
    },
    {
        code: 'KMMP_STAFF',
        audience: 'staff',
        name: { en: 'KMMP Staff member', sw: 'KMMP Mhudumu' },
        attributes: [
            ...asked('STAFF_ID GIVEN_NAME FAMILY_NAME CADRE', found),
            ...asked('SEX DATE_OF_BIRTH PHONE_NUMBER EMPLOYER_PARTNER HIRE_DATE DHIS2_USERNAME'),
        ],
    },
]

/**
 * The tracker programmes of clients; that of staff is in staff.ts. Mandatory is only what every partner row has: infants come without names and without a
 * consent of their own, which their mother gives for them.
 */
export const programs: readonly Program[] = [
    {
        code: 'KMMP_MOTHER',
        audience: 'clients',
        name: { en: 'KMMP Mother', sw: 'KMMP Mama' },
        description: {
            en: 'Mentor Mother follow-up of one pregnancy and breastfeeding episode',
            sw: 'Ufuatiliaji wa Mama Mshauri kwa ujauzito na kipindi cha kunyonyesha',
        },
        trackedEntityType: 'KMMP_PERSON',
        accessLevel: 'PROTECTED',
        enrollmentDateLabel: { en: 'Date joined', sw: 'Tarehe ya kujiunga' },
        incidentDateLabel: { en: 'First contact of this pregnancy', sw: 'Ziara ya kwanza ya ujauzito huu' },
        attributes: [
            ...asked('CLIENT_ID M2M_CLIENT_ID M2M_CASE_ID CCC_NUMBER NUPI', found),
            ...asked('GIVEN_NAME', { ...needed, ...found }),
            ...asked('FAMILY_NAME PREFERRED_NAME', found),
            ...asked('SEX DATE_OF_BIRTH', { ...needed, ...found }),
            ...asked('DOB_ESTIMATED CLIENT_TYPE'),
            ...asked('PHONE_NUMBER', found),
            ...asked(
                'PHONE_OWNER PHONE_CONTACT_OK SMS_SAFE ALT_CONTACT_NAME ALT_CONTACT_PHONE ALT_CONTACT_KNOWS_STATUS PREFERRED_LANGUAGE'
            ),
            ...asked('RES_COUNTY RES_SUBCOUNTY RES_WARD VILLAGE LANDMARK CHU_CODE CHP_NAME HOUSEHOLD_ID HOME_VISIT_OK'),
            ...asked('CONSENT_DATA', needed),
            ...asked(consent),
        ],
        stages: motherStages,
    },
    {
        code: 'KMMP_CHILD',
        audience: 'clients',
        name: { en: 'KMMP Child', sw: 'KMMP Mtoto' },
        description: {
            en: 'Mentor Mother follow-up of a child of the programme',
            sw: 'Ufuatiliaji wa Mama Mshauri kwa mtoto wa programu',
        },
        trackedEntityType: 'KMMP_PERSON',
        accessLevel: 'PROTECTED',
        enrollmentDateLabel: { en: 'Date registered', sw: 'Tarehe ya kusajiliwa' },
        incidentDateLabel: { en: 'Date of birth', sw: 'Tarehe ya kuzaliwa' },
        attributes: [
            ...asked(numbers, found),
            ...asked('GIVEN_NAME FAMILY_NAME PREFERRED_NAME', found),
            ...asked('SEX DATE_OF_BIRTH', { ...needed, ...found }),
            ...asked('DOB_ESTIMATED HOUSEHOLD_ID CONSENT_DATA'),
            ...asked(consent),
        ],
        stages: childStages,
    },
]

/** Links between persons. */
export const relationshipTypes: readonly RelationshipType[] = [
    {
        code: 'KMMP_MOTHER_CHILD',
        name: { en: 'KMMP Mother and child', sw: 'KMMP Mama na mtoto' },
        fromToName: { en: 'Mother of', sw: 'Mama wa' },
        toFromName: { en: 'Child of', sw: 'Mtoto wa' },
        from: { trackedEntityType: 'KMMP_PERSON', program: 'KMMP_MOTHER' },
        to: { trackedEntityType: 'KMMP_PERSON', program: 'KMMP_CHILD' },
    },
    {
        code: 'KMMP_CHILD_CAREGIVER',
        name: { en: 'KMMP Child and caregiver', sw: 'KMMP Mtoto na mlezi' },
        fromToName: { en: 'Cared for by', sw: 'Analelewa na' },
        toFromName: { en: 'Caregiver of', sw: 'Mlezi wa' },
        from: { trackedEntityType: 'KMMP_PERSON', program: 'KMMP_CHILD' },
        to: { trackedEntityType: 'KMMP_PERSON' },
    },
    {
        code: 'KMMP_CLIENT_PARTNER',
        name: { en: 'KMMP Client and partner', sw: 'KMMP Mteja na mwenzi' },
        fromToName: { en: 'Partner', sw: 'Mwenzi' },
        toFromName: { en: 'Partner of', sw: 'Mwenzi wa' },
        from: { trackedEntityType: 'KMMP_PERSON', program: 'KMMP_MOTHER' },
        to: { trackedEntityType: 'KMMP_PERSON' },
    },
    {
        code: 'KMMP_CLIENT_MENTOR',
        name: { en: 'KMMP Client and Mentor Mother', sw: 'KMMP Mteja na Mama Mshauri' },
        fromToName: { en: 'Mentor Mother', sw: 'Mama Mshauri' },
        toFromName: { en: 'Mentor Mother of', sw: 'Mama Mshauri wa' },
        from: { trackedEntityType: 'KMMP_PERSON', program: 'KMMP_MOTHER' },
        to: { trackedEntityType: 'KMMP_STAFF', program: 'KMMP_STAFF' },
    },
    {
        code: 'KMMP_GROUP_MEMBER',
        name: { en: 'KMMP Client and group session', sw: 'KMMP Mteja na kikao cha kikundi' },
        fromToName: { en: 'Came to', sw: 'Alihudhuria' },
        toFromName: { en: 'Attended by', sw: 'Kilihudhuriwa na' },
        from: { trackedEntityType: 'KMMP_PERSON', program: 'KMMP_MOTHER' },
        to: { eventProgram: 'KMMP_EV_GROUP' },
    },
]
