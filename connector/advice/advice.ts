import { trackerAdvice } from './trackerCodes.ts'
import { retryClass, type RetryClass } from '#dhis2/errorCodes.ts'
import { outcomeOfReason, type Outcome, type Reason } from '#dhis2/outcome.ts'

/** Reasons that come of delivery, and what becomes of the row. */
const DELIVERY = {
    ABSENT_AT_SOURCE: 'void',
    BROKEN_OFF: 'park',
    CONFLICT: 'load_warn',
    MERGED_IN_DHIS2: 'load_warn',
    TRANSFER_REFUSED: 'reject',
    NOT_STORED: 'reject',
    HTTP_400: 'reject',
    HTTP_413: 'reject',
    HTTP_500: 'reject',
} as const satisfies Record<string, Outcome>

/** What a reason means and what to do about it, in one sentence each; docs/connector.md tells the same. */
export const reasonAdvice: Readonly<Record<Reason | keyof typeof DELIVERY, string>> = {
    SENTINEL_TO_NULL: 'A word for "not known" stood in the cell; the value was left out. Nothing to do.',
    PHONE_INVALID: 'No Kenyan phone number; it was left out. Ask the partner for the number.',
    PHONE_MULTIPLE: 'Two numbers in one cell; the first was taken.',
    CCC_11_DIGITS: 'The CCC number has eleven digits; it was kept as read. Ask the facility which digit is too many.',
    ID_INVALID: 'The number does not fit its form; it was left out. Ask the facility for the right one.',
    FACILITY_BY_NAME: 'No facility code; the facility was found by its name. Ask the partner to send the code.',
    COUNTY_MISMATCH: 'County and facility code disagree; the code was believed.',
    RESULT_NOT_USABLE: 'The laboratory gave no result; the test was delivered without one.',
    DUPLICATE_CLIENT: 'The same person under two client numbers; both lead to one person.',
    MM_UNKNOWN: 'No mentor mother named; UNKNOWN was put.',
    PARENT_MISSING: 'The person or mother of this row did not arrive. It goes by itself in a later run, once that row loads.',
    IDENTITY_AMBIGUOUS: 'DHIS2 or an earlier row holds a likely but not certain match. A person must decide who it is.',
    FACILITY_UNKNOWN:
        'DHIS2 knows no facility of that code or name. Correct it, say which it is under facilities in a file with words, or add the facility in DHIS2.',
    FACILITY_CLOSED: 'The facility is closed in DHIS2. Correct the code, or open the facility there.',
    DATE_AMBIGUOUS: 'Day and month cannot be told apart. Ask the partner, then set dates.order in the mapping.',
    VALUE_UNKNOWN_CODE:
        'A word that no value list knows, or a number that the field cannot hold. If the word is right, add it to a list of the mapping (kmmp mapping suggest shows where); else correct it at the source.',
    EVENT_AFTER_DEATH: 'The client or infant had died before. Ask the partner which of the two is wrong.',
    FILE_INCOMPLETE: 'The file holds fewer records than announced. Ask for the whole file and run again.',
    HEADER_UNKNOWN: 'A needed column was not found. Add its new name to the aliases in the mapping: kmmp mapping suggest looks for it.',
    DATE_IMPLAUSIBLE: 'The dates of the row contradict each other. Ask the partner to correct the record.',
    DATE_INVALID: 'There is no such day. Ask the partner to correct the record.',
    MANDATORY_MISSING: 'A needed value is empty. Ask the partner to complete the record.',
    CONSENT_MISSING:
        'No consent to share the data. Nothing is delivered; what had been delivered before is asked about in kmmp reviews, or taken back.',
    TEST_RECORD:
        'A record made for practice, or one that hangs on such a record; left out, and asked about in kmmp reviews if it was delivered before.',
    OTHER_COUNTRY:
        'A record of another country, or one that hangs on such a record; left out, and asked about in kmmp reviews if it was delivered before.',
    TOTAL_ROW: 'No record, but a total, a heading or a number alone; left out.',
    EXACT_DUPLICATE: 'An exact copy of an earlier row; left out.',
    REPEATED_HEADER: 'The header again; left out.',
    DELETED_AT_SOURCE: 'The partner deleted the record. What it had delivered is taken back, or asked about in kmmp reviews.',
    ABSENT_AT_SOURCE: 'A full export no longer brought the record. What it had delivered is taken back, or asked about in kmmp reviews.',
    BROKEN_OFF: 'A run broke off while it worked on the row. The next run goes on with it.',
    CONFLICT: 'Somebody changed the value in DHIS2 and the partner changed it, too. DHIS2 was left as it is.',
    MERGED_IN_DHIS2: 'The person was merged into another in DHIS2; the record goes on there. Nothing to do.',
    TRANSFER_REFUSED:
        'The partner moved the person to another facility, and DHIS2 did not let her be transferred. Give the account both facilities, or transfer her there.',
    NOT_STORED: 'DHIS2 left the object out without a reason. It is tried again in the next run.',
    HTTP_400: 'DHIS2 could not read this object. Check the mapping of the row; if it is right, report the row to the maintainers.',
    HTTP_413: 'The object is larger than a proxy before DHIS2 lets through. Raise its body size to 2 MB.',
    HTTP_500: 'DHIS2 fails on this object. Show the time of the run to the DHIS2 administrator.',
}

const CLASSES: Record<RetryClass, string> = {
    dependency: reasonAdvice.PARENT_MISSING,
    settled: 'DHIS2 already holds something in its place. Look the person up there.',
    configuration: 'Rights, sharing or the mapping do not fit this DHIS2. Run kmmp check.',
    data: 'DHIS2 does not accept a value of the row. Ask the partner to correct it, or correct the mapping.',
}

/** What to do about a reason of ours or a code of DHIS2. A code that is not known is judged by its class. */
export const adviceOn = (reason: string): string =>
    isReason(reason) ? reasonAdvice[reason] : (trackerAdvice.get(reason) ?? CLASSES[retryClass(reason)])

/** Whether it is a reason of ours, or a code of DHIS2 that an import may meet. */
export const hasAdvice = (reason: string): boolean => isReason(reason) || trackerAdvice.has(reason)

const isReason = (reason: string): reason is keyof typeof reasonAdvice => reason in reasonAdvice

/** What becomes of a row with a reason of ours. */
export const outcomeOf = (reason: string): Outcome => ({ ...outcomeOfReason, ...DELIVERY })[reason as keyof typeof reasonAdvice]
