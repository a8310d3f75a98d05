/**
 * A value as it stands in a `filter` of a tracker list. A slash escapes; it is doubled only before a sign that would make it do so: 2.40 and 2.41
 * put back the doubled ones of a filter in the order of a hash map, so that from the second on they stand in other places (dhis2-core 2.40
 * RequestParamUtils, 2.41 RequestParamsValidator, `restoreEscape`).
 */
export const filterValue = (value: string): string => value.replace(/[:,]|\/(?=[/:,])/g, '/$&')

/** True for a value that keeps a doubled slash: it needs a filter of its own. */
export const doublesSlash = (value: string): boolean => /\/[/:,]/.test(value)
