import { DIALECTS, type Dialect } from '#dhis2/version.ts'

/** Names that became compulsory in 2.42. */
const UNNAMED = { trackedEntityTypes: ['shortName'], users: ['surname', 'firstName'] }

/**
 * How the DHIS2 minors differ, one line a difference, in the order 2.40, 2.41, 2.42, 2.43 (dhis2-core 2.40.9.1, 2.41.9.1, 2.42.5.2 and
 * 2.43.1, tried on running servers). Each is held against the recorded answers of a real server of it (test/contract).
 */
const DIFFERENCES = {
    version: ['2.40.9.1', '2.41.9.1', '2.42.5.2', '2.43.1'],
    /** highest `/api/{n}/` path that is accepted; the lowest is 28 everywhere */
    highestPathVersion: [42, 42, 42, 43],
    /** where a request without a session is sent */
    signInPath: ['/dhis-web-commons/security/login.action', '/dhis-web-login', '/dhis-web-login/', '/login/'],
    /** `login.action` opens a session */
    formSignIn: [true, true, false, false],
    /** `POST /api/auth/login` exists, and `GET /api/loginConfig` with it */
    jsonSignIn: [false, true, true, true],
    /** where the JSON log-in sends a browser */
    startPath: ['/', '/dhis-web-dashboard', '/', '/'],
    /** `GET /api/loginConfig` shows settings that are empty, and the password lengths */
    loginConfigEmpties: [false, false, true, true],
    /** form of the personal access tokens that are issued; the older one is accepted by all */
    tokenPrefix: ['d2pat_', 'd2p_', 'd2p_', 'd2p_'],
    /** a refused token is answered without a body */
    tokenRefusedBare: [true, false, false, false],
    tokenResponseType: ['ApiTokenCreationResponse', 'ApiTokenCreationResponse', 'ObjectReport', 'ObjectReport'],
    /** the tracker endpoints before `/api/tracker` exist */
    olderTracker: [true, true, false, false],
    /** a foreign `Origin` gets 200 without body and is not executed */
    refusesForeignOrigin: [false, false, true, true],
    /** status for a token that is not well formed */
    malformedTokenStatus: [401, 400, 400, 400],
    /** status for a token whose HTTP method is not allowed */
    tokenMethodStatus: [401, 401, 500, 401],
    /** a body that cannot be read as tracker objects */
    unreadableTrackerStatus: [500, 400, 400, 400],
    /** a tracker import that the database refuses: a report without entries, or a WebMessage */
    databaseFailureStatus: [409, 500, 409, 500],
    reportsDatabaseFailure: [true, false, false, false],
    /** an empty value of a program attribute never stored makes a row without value */
    emptyAttributeRow: [false, true, true, false],
    /** `completedAt` with another status is an error */
    checksCompletedAt: [false, false, true, true],
    /** events of event programs show a made-up enrollment */
    eventProgramEnrollment: [false, true, true, false],
    /** `/api/me` has `userCredentials` */
    userCredentials: [true, true, false, false],
    /** `/api/me` has the sharing of the user, an empty one */
    userSharing: [true, false, false, false],
    /** `/api/me` has `patTokens` and `attributeValues` */
    tokensOfMe: [false, true, true, true],
    /** `/api/me` has `emailVerified` and `twoFactorType` */
    secondFactor: [false, false, true, true],
    /** user settings: empty ones are shown, one of them can be picked by `settings[name]`, and messages are off unless set */
    settingsOfMe: ['whole', 'whole', 'typed', 'typed'],
    /** `access` and sharing say who may share with everybody on the web */
    externalAccess: [true, false, true, false],
    /** system settings that a minor does not have yet */
    systemSettingsLacking: [['KeyTrackedEntityMaxLimit', 'globalShellEnabled'], ['globalShellEnabled'], [], []],
    /** metadata lists are sorted by name whatever its case */
    sortsFolded: [false, false, true, true],
    /** a metadata list cannot be sorted by what is no property */
    refusesUnknownOrder: [false, false, false, true],
    /** a page that is no number is refused, not taken as the first */
    refusesBadPage: [false, false, true, true],
    /** a single metadata object can be read by everybody who knows its UID */
    readsAnyByUid: [true, false, false, false],
    /** `withinUserHierarchy` and its like are applied after the pager was made */
    countsUnitsBeforeFilter: [true, false, false, false],
    /** an org unit with its descendants is a list with a pager */
    pagesDescendants: [false, true, true, true],
    /** a program with more than one enrollment cannot be patched */
    refusesPatchOfUsedProgram: [true, true, false, false],
    /** status of a JSON patch sent as `application/json` */
    patchTypeStatus: [400, 415, 415, 415],
    /** Java classes under their older names */
    olderClasses: [
        {
            TrackedEntityFilter: 'TrackedEntityInstanceFilter',
            EventFilter: 'ProgramStageInstanceFilter',
        },
        {},
        {},
        {},
    ],
    /** WebMessage code of a refused dataStore entry */
    closedEntryCode: [null, null, 'E1006', 'E1006'],
    /** further namespaces that an app reserves are protected */
    protectsFurtherNamespaces: [false, false, true, true],
    /** an entry of the dataStore that is overwritten tells when and by whom; else it keeps who made it */
    notesOverwriting: [true, false, false, false],
    /** the dataStore can change a part of an entry; else it takes the part for the whole */
    partialEntries: [false, true, true, true],
    /** code of an analytics query without any dimension */
    noDimensionCode: ['E7104', 'E7146', 'E7146', 'E7146'],
    /** status of `POST /api/maintenance/categoryOptionComboUpdate` */
    maintenanceStatus: [204, 204, 204, 200],
    /** program rules see stored data values that an updated event leaves out */
    rulesSeeStoredValues: [true, true, false, false],
    /** program rules take a stored attribute before the enrollment's own in the payload */
    rulesPreferStoredAttributes: [true, true, false, false],
    /** a program rule cannot assign what is no option of the data element: the value stays empty */
    assignsOptionsOnly: [true, false, false, false],
    /** status of a metadata path with a malformed UID */
    malformedMetadataUidStatus: [404, 404, 405, 405],
    /** required properties that a metadata object may lack all the same */
    mayLack: [UNNAMED, UNNAMED, {}, {}],
    /** a program rule variable must name what its source type reads */
    checksRuleSources: [false, true, true, true],
    /** status of a bad enum value in a metadata payload */
    badMetadataEnumStatus: [500, 500, 500, 409],
    /** data values are refused by data set, not one by one */
    dataValuesByGroup: [false, false, false, true],
    /** system info gives the epoch for what never happened; others leave it out */
    epochWhenNever: [false, false, true, true],
    sessionTimeoutShown: [false, false, false, true],
    /** jobs wait for a scheduler, carry a number in their name and are listed among the configurations */
    numbersJobs: [false, true, true, true],
    /** the answer that names a job has a `responseType` */
    namesJobResponse: [false, false, true, true],
    /** the first completion of a period never used before fails */
    failsOnNewPeriod: [false, false, false, true],
    /** below this path version an import answers with its bare summary and 200 */
    bareBelowPath: [38, 38, 0, 0],
    /** an error cannot be told to who takes no JSON: 500 with a page */
    errorsOnlyInJson: [true, false, false, false],
    /** apps open inside the global shell at `/apps/<key>` */
    globalShell: [false, false, true, true],

    // tracker import
    /** a badly formed UID is an error of its object (E1048), not an unreadable body */
    reportsMalformedUid: [true, true, false, false],
    /** a UID that stands twice in a payload: updates what was just made, is made again, or ends the request with 500 */
    repeatedUid: ['updates', 'updates', 'replaces', 'fails'],
    /** attribute values are looked at twice: E1085 for any that does not fit its type, beside E1007 for those of some types */
    checksAttributesTwice: [true, false, false, false],
    /** options match without regard to case */
    optionsIgnoreCase: [true, false, false, false],
    /** what the caller must be allowed to do with the type of a person to change her */
    personTypeRight: ['dataRead', 'dataWrite', 'dataWrite', 'dataWrite'],
    /** each right that lacks to change a person has a code of its own, not E1003 */
    tellsPersonRights: [false, false, false, true],
    /** objects that cannot be moved to an org unit outside the capture scope */
    guardsMoves: [[], ['ENROLLMENT', 'EVENT'], ['ENROLLMENT', 'EVENT'], ['TRACKED_ENTITY', 'ENROLLMENT', 'EVENT']],
    /** a completed enrollment may become active again beside another active one */
    reopensBesideActive: [true, false, false, false],
    /** code for an event without the enrollment that its program needs */
    missingEnrollmentCode: ['E1033', 'E1033', 'E1033', 'E1123'],
    /** a completed event of a stage that blocks its form cannot be sent again */
    blocksCompletedEvents: [false, false, false, true],
    /** the authority to edit what is expired opens closed periods too */
    mayEditExpiredPeriods: [false, true, true, true],
    /** where completed events expire, `completedAt` must be sent (E1042) */
    needsCompletedAt: [true, true, false, false],
    /** a transfer of somebody unknown, or to an unknown org unit, is answered with 200 and does nothing */
    ignoredTransfers: [['person', 'orgUnit'], ['person', 'orgUnit'], ['orgUnit'], []],
    /** who transfers must search at the new org unit and write data of the program */
    guardsTransfers: [false, true, true, true],
    /** a transfer to the org unit that owns the person already, or of one whom nobody owns, is refused */
    refusesIdleTransfer: [false, false, false, true],
    /** completed events expire from the date that is sent, or from the one stored */
    expiresFrom: ['sent', 'sent', 'sent', 'stored'],
    /** what is dropped without an error, below a refused object or as a repeated link, is counted all the same */
    countsDropped: [true, true, true, false],
    /** a full report tells how long each step took */
    reportsTimings: [true, false, false, false],
    /** errors of a report have `args` */
    reportsArgs: [false, true, true, true],
    /** reports number their objects and call themselves empty */
    numbersReportedObjects: [true, false, false, false],
    /** an enrollment's `completedAt` is the one sent */
    keepsEnrollmentCompletedAt: [false, false, true, true],
    /** an event's `completedAt` is the one sent when it becomes completed */
    keepsEventCompletedAt: [false, true, true, true],
    /** who stored something: the one that the payload names, or the user */
    storedBy: ['payload', 'user', 'payload', 'user'],
    dataValueStoredBy: ['payload', 'user', 'user', 'user'],
    /** an update forgets who stored an enrollment or event */
    forgetsStoredBy: [true, true, true, false],
    keepsProvidedElsewhere: [false, true, true, true],
    /** where a job is found, with `Location` when the answer has that header */
    jobLocation: ['/api/tracker/jobs/', '/api/tracker/jobs/', '/tracker/jobs/', '/tracker/jobs/'],
    jobHasLocationHeader: [true, true, false, false],
    /** only `async=false` in this very spelling is at once */
    asyncTextExact: [true, true, false, false],
    /** jobs tell their parameters and stages, and end as errors when their import was refused */
    detailsJobs: [false, true, true, true],
    /** jobs name the user among their parameters */
    jobNamesUser: [false, true, false, false],
    /** the answer to a request for a job has a `responseType` */
    namesJobAnswer: [true, false, true, true],

    // tracker export
    /** key of a list; undefined stands for its own name */
    listKey: ['instances', undefined, undefined, undefined],
    /** page data: beside the list, in a `pager`, or both */
    pager: ['flat', 'both', 'pager', 'pager'],
    /** a `pager` links the pages before and after */
    pagerLinks: [false, false, true, true],
    /** parameters that switch paging off */
    pagingSwitches: [['skipPaging'], ['paging', 'skipPaging'], ['paging'], ['paging']],
    /** lists start with the oldest, those of events with what changed last */
    listsOldestFirst: [true, false, false, false],
    /** largest page of tracked entities is a system setting */
    limitsPageSize: [false, true, true, true],
    /** status for list requests that contradict themselves or leave out what they need */
    badListStatus: [409, 400, 400, 400],
    /** lists need org units or a mode; beside a mode that needs none, org units are put up with */
    needsOrgUnits: [true, false, false, false],
    /** malformed UIDs in parameters and paths are answered with 400 */
    checksUids: [false, true, true, true],
    /** status for asking everywhere without the right to */
    searchEverywhereStatus: [409, 400, 403, 403],
    /** status for a single object out of reach */
    outOfReachStatus: [409, 403, 404, 404],
    /** operators in one filter */
    filterOperators: [2, 2, 3, 3],
    /** relationships of tracked entities that are read with what is deleted: deleted ones are left out, shown unmarked, or as such */
    deletedLinks: ['left out', 'unmarked', 'marked', 'marked'],
    /** doubled slashes of a filter are put back in the order of a hash map, so that several stand in wrong places */
    scattersSlashes: [true, true, false, false],
    /** one attribute cannot be filtered twice */
    filtersOnce: [true, false, false, false],
    /** a list of tracked entities of a protected program shows those whom the caller gave a reason to see */
    listsOverridden: [false, false, true, true],
    /** events of programs with and without registration have lists of their own, too */
    eventKinds: [false, false, false, true],
    /** event lists need `program`; left out, an HTML page is answered */
    eventsNeedProgram: [false, false, false, true],
    /** `updatedWithin` of tracked entities and enrollments is shifted by the zone's offset, as that of events always is */
    shiftsUpdatedWithin: [false, false, false, true],
    /** filters may ask for `null` */
    filtersNull: [false, false, true, true],
    /** names of an event's follow-up flag */
    eventFollowUp: [['followup'], ['followUp', 'followup'], ['followUp'], ['followUp']],
    /** enrollments and events name their org unit, and events somebody assigned even if nobody is */
    namesOrgUnits: [true, false, false, false],
    /** tracked entities tell who stored them */
    trackedEntityStoredBy: [true, true, false, false],
    /** data values tell who made and changed them; on 2.40 only those added to an event that was there before */
    dataValueUsers: ['added', 'none', 'all', 'all'],
    /** a single tracked entity shows attributes of all programs, not just of its type and the program asked for */
    showsAllAttributes: [true, false, false, false],
    /** users are named with their display name in notes */
    noteDisplayName: [false, true, true, true],
    enrollmentOptionCombo: [false, false, false, true],
    /** notes are added at `…/{uid}/note` */
    noteEndpoint: [false, false, true, true],
} as const satisfies Record<string, readonly [unknown, unknown, unknown, unknown]>

/** Names that a tracker parameter goes by in each minor, newest first. UIDs in a list under an older name are separated by semicolons. */
type Names = readonly [readonly string[], readonly string[], readonly string[], readonly string[]]

const renamed = (name: string, old: string): Names => [[old], [name, old], [name], [name]]

const UNITS = { orgUnits: renamed('orgUnits', 'orgUnit'), orgUnitMode: renamed('orgUnitMode', 'ouMode') }
const USERS = { assignedUsers: renamed('assignedUsers', 'assignedUser') }
const OF_ENROLLMENT = {
    enrollmentStatus: [['programStatus'], ['programStatus'], ['enrollmentStatus', 'programStatus'], ['enrollmentStatus']],
} as const

const PARAMETER_NAMES = {
    trackedEntities: { ...UNITS, ...USERS, ...OF_ENROLLMENT, trackedEntities: renamed('trackedEntities', 'trackedEntity') },
    enrollments: {
        ...UNITS,
        enrollments: renamed('enrollments', 'enrollment'),
        status: [['programStatus'], ['programStatus'], ['status', 'programStatus'], ['status', 'programStatus']],
    },
    events: { orgUnitMode: UNITS.orgUnitMode, ...USERS, ...OF_ENROLLMENT, events: renamed('events', 'event') },
    relationships: { trackedEntity: [['trackedEntity', 'tei'], ['trackedEntity', 'tei'], ['trackedEntity'], ['trackedEntity']] },
    transfer: {
        trackedEntity: [['trackedEntityInstance'], ['trackedEntity', 'trackedEntityInstance'], ['trackedEntity'], ['trackedEntity']],
        orgUnit: [['ou'], ['ou'], ['orgUnit', 'ou'], ['orgUnit']],
    },
    override: {
        trackedEntity: [
            ['trackedEntityInstance'],
            ['trackedEntity', 'trackedEntityInstance'],
            ['trackedEntity', 'trackedEntityInstance'],
            ['trackedEntity', 'trackedEntityInstance'],
        ],
    },
} as const satisfies Record<string, Record<string, Names>>

/** Requests whose parameters changed names. */
export type RenamedRequest = keyof typeof PARAMETER_NAMES

export type DialectRules = { [Name in keyof typeof DIFFERENCES]: (typeof DIFFERENCES)[Name][number] } & {
    /** the names under which a request takes parameters, by the newest name */
    parameterNames: (request: RenamedRequest | undefined) => (parameter: string) => readonly string[]
}

/** The rules of one minor. */
export const rulesOf = (dialect: Dialect): DialectRules => {
    const column = DIALECTS.indexOf(dialect)
    const cells = Object.fromEntries(Object.entries(DIFFERENCES).map(([name, row]) => [name, row[column]]))
    const parameterNames: DialectRules['parameterNames'] = (request) => {
        const names: Record<string, Names> = request === undefined ? {} : PARAMETER_NAMES[request]
        return (parameter) => names[parameter]?.[column] ?? [parameter]
    }
    return { ...cells, parameterNames } as DialectRules
}
