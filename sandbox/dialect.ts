import { DIALECTS, type Dialect } from '#dhis2/version.ts'

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
    /** `POST /api/auth/login` exists */
    jsonSignIn: [false, true, true, true],
    /** a foreign `Origin` gets 200 without body and is not executed */
    refusesForeignOrigin: [false, false, true, true],
    /** status for a token that is not well formed */
    malformedTokenStatus: [401, 400, 400, 400],
    /** status for a token whose HTTP method is not allowed */
    tokenMethodStatus: [401, 401, 500, 401],
    /** a body that cannot be read as tracker objects */
    unreadableTrackerStatus: [500, 400, 400, 400],
    /** an empty value of a program attribute never stored makes a row without value */
    emptyAttributeRow: [false, true, true, false],
    /** `completedAt` with another status is an error */
    checksCompletedAt: [false, false, true, true],
    /** `storedBy` of enrollments and events is kept on create */
    keepsStoredBy: [true, false, true, false],
    /** events of event programs show a made-up enrollment */
    eventProgramEnrollment: [false, true, true, false],
    /** status of a metadata path with a malformed UID */
    malformedMetadataUidStatus: [404, 404, 405, 405],
    /** status of a bad enum value in a metadata payload */
    badMetadataEnumStatus: [500, 500, 500, 409],
    /** status of `dataValueSets` with conflicts but not refused */
    dataValueWarningStatus: [409, 409, 409, 200],
    /** apps open inside the global shell at `/apps/<key>` */
    globalShell: [false, false, true, true],
} as const satisfies Record<string, readonly [unknown, unknown, unknown, unknown]>

export type DialectRules = { [Name in keyof typeof DIFFERENCES]: (typeof DIFFERENCES)[Name][number] }

/** The rules of one minor. */
export const rulesOf = (dialect: Dialect): DialectRules => {
    const column = DIALECTS.indexOf(dialect)
    return Object.fromEntries(Object.entries(DIFFERENCES).map(([name, cells]) => [name, cells[column]])) as DialectRules
}
