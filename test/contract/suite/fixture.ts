import { appOf } from './app.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Uid } from '#dhis2/uid.ts'

type Json = Record<string, unknown>
export type MetadataPayload = Record<string, Json[]>

/** Gives the UID of a thing of this run by its name, e.g. `program main`. */
export type Names = (name: string) => Uid

/** UIDs of one run: no other run, and nobody else on the server, has them. */
export const namesOf =
    (prefix: string): Names =>
    (name) =>
        derivedUid('contract', prefix, name)

/** Accounts of a run, with what they may do and where they record, search and read figures. */
const USERS = {
    /** carries records for all places, as the connector does */
    connector: { authorities: ['F_DATAVALUE_ADD', 'F_TEI_CASCADE_DELETE', 'F_ENROLLMENT_CASCADE_DELETE'], at: 'root', search: 'root' },
    /** works at Alpha, may look for people in the whole East */
    worker: { authorities: ['F_DATAVALUE_ADD', 'F_TRACKED_ENTITY_INSTANCE_SEARCH'], at: 'alpha', search: 'east' },
    /** a worker who may also open completed events again, and the app of the run */
    lead: { authorities: ['F_UNCOMPLETE_EVENT'], at: 'alpha', search: 'east' },
    /** superuser: exempt from locks */
    chief: { authorities: ['ALL'], at: 'root', search: 'root' },
    /** has no authority at all: sharing and places alone decide */
    nobody: { authorities: [], at: 'alpha', search: 'alpha' },
    disabled: { authorities: ['F_DATAVALUE_ADD'], at: 'alpha', search: 'alpha' },
} as const

export type User = keyof typeof USERS
export const USER_NAMES = Object.keys(USERS) as User[]
/** Those who work with the programmes and data sets. */
export const STAFF: readonly User[] = ['connector', 'worker', 'lead', 'chief', 'nobody']

/** DHIS2 keeps user names in small letters. */
export const usernameOf = (prefix: string, user: User): string => `${prefix.toLowerCase()}.${user}`

export interface Maker {
    prefix: string
    uid: Names
    /** name, short name and code of an object */
    named: (id: string, name: string) => Json
    ref: (id: string) => { id: Uid }
}

/** Makes objects whose names, codes and UIDs are those of one run. */
export const makerOf = (prefix: string): Maker => {
    const uid = namesOf(prefix)
    return {
        prefix,
        uid,
        named: (id, name) => ({
            id: uid(id),
            name: `${prefix} ${name}`,
            shortName: `${prefix} ${name}`,
            code: `${prefix}_${name.toUpperCase().replaceAll(' ', '_')}`,
        }),
        ref: (id) => ({ id: uid(id) }),
    }
}

/** Sharing with some accounts of the run and nobody else. */
export const sharedWith = ({ uid }: Maker, users: readonly User[], access: string): Json => ({
    public: '--------',
    external: false,
    userGroups: {},
    users: Object.fromEntries(users.map((user) => [uid(`user ${user}`), { id: uid(`user ${user}`), access }])),
})

/** Root over East (Alpha, Beta) and West (Gamma). */
const places = ({ named, ref }: Maker): Json[] => {
    const place = (id: string, name: string, parent?: string) => ({
        ...named(id, name),
        openingDate: '2015-01-01',
        ...(parent !== undefined && { parent: ref(parent) }),
    })
    return [
        place('root', 'Contract'),
        place('east', 'East', 'root'),
        place('west', 'West', 'root'),
        place('alpha', 'Alpha', 'east'),
        place('beta', 'Beta', 'east'),
        place('gamma', 'Gamma', 'west'),
    ]
}

const accounts = ({ prefix, uid, ref }: Maker, password: string): MetadataPayload => ({
    userRoles: USER_NAMES.map((user) => ({
        id: uid(`role ${user}`),
        name: `${prefix} ${user}`,
        authorities: [...USERS[user].authorities, ...(user === 'lead' ? [appOf(prefix).authority] : [])],
        sharing: { public: '--------', users: {}, userGroups: {} },
    })),
    users: USER_NAMES.map((user) => ({
        id: uid(`user ${user}`),
        username: usernameOf(prefix, user),
        firstName: prefix,
        surname: user,
        password,
        disabled: user === 'disabled',
        userRoles: [ref(`role ${user}`)],
        organisationUnits: [ref(USERS[user].at)],
        dataViewOrganisationUnits: [ref(USERS[user].at)],
        teiSearchOrganisationUnits: [ref(USERS[user].search)],
    })),
})

const optionSet = (maker: Maker): MetadataPayload => {
    const { uid, ref, prefix } = maker
    const codes = ['TDF', 'ABC']
    return {
        optionSets: [
            {
                id: uid('regimens'),
                name: `${prefix} Regimens`,
                valueType: 'TEXT',
                options: codes.map((code) => ref(`option ${code}`)),
                sharing: sharedWith(maker, STAFF, 'rw------'),
            },
        ],
        options: codes.map((code, place) => ({
            id: uid(`option ${code}`),
            code,
            name: `Regimen ${code}`,
            sortOrder: place + 1,
            optionSet: ref('regimens'),
        })),
    }
}

const attributes = (maker: Maker): Json[] => {
    const attribute = (id: string, name: string, more: Json) => ({
        ...maker.named(`attribute ${id}`, name),
        valueType: 'TEXT',
        aggregationType: 'NONE',
        sharing: sharedWith(maker, STAFF, 'rw------'),
        ...more,
    })
    return [
        attribute('given', 'Given name', {}),
        attribute('partnerId', 'Partner id', { unique: true }),
        attribute('phone', 'Phone', { valueType: 'PHONE_NUMBER' }),
        attribute('birth', 'Birth date', { valueType: 'DATE' }),
        attribute('parity', 'Parity', { valueType: 'INTEGER_ZERO_OR_POSITIVE' }),
        attribute('foreign', 'Of no programme', {}),
        attribute('number', 'Client number', { unique: true, generated: true, pattern: '"CT-"+ORG_UNIT_CODE(....)+"-"+RANDOM(####)' }),
    ]
}

const trackerElements = (maker: Maker): Json[] => {
    const element = (id: string, name: string, more: Json) => ({
        ...maker.named(`element ${id}`, name),
        domainType: 'TRACKER',
        valueType: 'TEXT',
        aggregationType: 'NONE',
        sharing: sharedWith(maker, STAFF, 'rw------'),
        ...more,
    })
    return [
        element('note', 'Note', {}),
        element('weight', 'Weight', { valueType: 'INTEGER_POSITIVE' }),
        element('regimen', 'Regimen', { optionSet: maker.ref('regimens') }),
        element('elsewhere', 'In no stage', {}),
    ]
}

const trackedEntityTypes = (maker: Maker): Json[] => {
    const { ref, named } = maker
    const type = (id: string, name: string, own: Json[]) => ({
        ...named(`type ${id}`, name),
        featureType: 'POINT',
        minAttributesRequiredToSearch: 1,
        maxTeiCountToReturn: 0,
        trackedEntityTypeAttributes: own,
        sharing: sharedWith(maker, STAFF, 'rwrw----'),
    })
    const has = (id: string, mandatory: boolean) => ({
        trackedEntityAttribute: ref(`attribute ${id}`),
        mandatory,
        searchable: true,
        displayInList: true,
    })
    return [type('person', 'Person', [has('given', true), has('partnerId', false)]), type('thing', 'Thing', [])]
}

interface ProgramPlan {
    id: string
    name: string
    stages: readonly Json[]
    users?: readonly User[]
    more?: Json
}

const PLACES = ['root', 'east', 'west', 'alpha', 'beta', 'gamma']

const registration = (maker: Maker, more: Json): Json => ({
    programType: 'WITH_REGISTRATION',
    trackedEntityType: maker.ref('type person'),
    accessLevel: 'OPEN',
    featureType: 'POINT',
    onlyEnrollOnce: false,
    displayIncidentDate: true,
    selectEnrollmentDatesInFuture: false,
    selectIncidentDatesInFuture: false,
    minAttributesRequiredToSearch: 1,
    maxTeiCountToReturn: 0,
    programTrackedEntityAttributes: ['given', 'partnerId', 'phone', 'birth', 'parity', 'number'].map((id, sortOrder) => ({
        trackedEntityAttribute: maker.ref(`attribute ${id}`),
        mandatory: id === 'given',
        searchable: ['given', 'partnerId', 'phone'].includes(id),
        displayInList: true,
        sortOrder,
    })),
    ...more,
})

const programs = (maker: Maker): MetadataPayload => {
    const { named, ref } = maker
    const stage = (id: string, name: string, more: Json = {}) => ({
        ...named(`stage ${id}`, name),
        repeatable: true,
        enableUserAssignment: true,
        validationStrategy: 'ON_UPDATE_AND_INSERT',
        featureType: 'POINT',
        programStageDataElements: ['note', 'weight', 'regimen'].map((element, sortOrder) => ({
            dataElement: ref(`element ${element}`),
            compulsory: id === 'first' && element === 'weight',
            sortOrder,
        })),
        ...more,
    })
    const plans: ProgramPlan[] = [
        {
            id: 'main',
            name: 'Main',
            stages: [
                stage('first', 'First visit', { repeatable: false, validationStrategy: 'ON_COMPLETE' }),
                stage('visit', 'Visit'),
                stage('blocked', 'Blocked', { blockEntryForm: true }),
            ],
        },
        { id: 'protected', name: 'Protected', stages: [stage('protected', 'Protected visit')], more: { accessLevel: 'PROTECTED' } },
        { id: 'closed', name: 'Closed', stages: [stage('closed', 'Closed visit')], more: { accessLevel: 'CLOSED' } },
        { id: 'once', name: 'Once', stages: [stage('once', 'Once visit')], more: { onlyEnrollOnce: true } },
        { id: 'hidden', name: 'Hidden', stages: [stage('hidden', 'Hidden visit')], users: ['chief'] },
        {
            id: 'sessions',
            name: 'Sessions',
            stages: [stage('session', 'Session')],
            more: { programType: 'WITHOUT_REGISTRATION', trackedEntityType: undefined, programTrackedEntityAttributes: undefined },
        },
    ]
    return {
        programs: plans.map(({ id, name, stages, users = STAFF, more = {} }) => ({
            ...named(`program ${id}`, name),
            ...registration(maker, more),
            organisationUnits: PLACES.filter((place) => !(id === 'once' && place === 'beta')).map(ref),
            programStages: stages.map(({ id: uid }) => ({ id: uid })),
            sharing: sharedWith(maker, users, 'rwrw----'),
        })),
        programStages: plans.flatMap(({ id, stages, users = STAFF }) =>
            stages.map((one, place) => ({
                ...one,
                sortOrder: place + 1,
                program: ref(`program ${id}`),
                sharing: sharedWith(maker, users, 'rwrw----'),
            }))
        ),
    }
}

const relationshipTypes = (maker: Maker): Json[] => {
    const side = { relationshipEntity: 'TRACKED_ENTITY_INSTANCE', trackedEntityType: maker.ref('type person') }
    return [
        {
            id: maker.uid('mother of'),
            name: `${maker.prefix} Mother of`,
            bidirectional: true,
            referral: false,
            fromToName: 'mother of',
            toFromName: 'child of',
            fromConstraint: side,
            toConstraint: side,
            sharing: sharedWith(maker, STAFF, 'rwrw----'),
        },
    ]
}

/** Places, accounts, and what tracker needs, in the pieces that real servers take. */
export const trackerFixture = (prefix: string, password: string): MetadataPayload[] => {
    const maker = makerOf(prefix)
    return [
        { organisationUnits: places(maker) },
        accounts(maker, password),
        {
            ...optionSet(maker),
            ...programs(maker),
            trackedEntityAttributes: attributes(maker),
            trackedEntityTypes: trackedEntityTypes(maker),
            dataElements: trackerElements(maker),
            relationshipTypes: relationshipTypes(maker),
        },
    ]
}
