/** Attribute values of one person by code without `KMMP_`. */
export type Attributes = Readonly<Record<string, string>>

/**
 * What a person is called on lists: the preferred or first name and the initial of the family name. Privacy mode leaves the first letter.
 * Empty when the person has no name here.
 */
export const shownName = (attributes: Attributes, privacy: boolean): string => {
    const first = attributes['PREFERRED_NAME'] ?? attributes['GIVEN_NAME'] ?? ''
    if (privacy) {
        return first === '' ? '' : `${first.charAt(0)}.`
    }
    const family = attributes['FAMILY_NAME']
    return family ? `${first} ${family.charAt(0)}.`.trim() : first
}

/** The last four characters of the number shown for a client: the programme's own, else the partner's. */
export const numberTail = (attributes: Attributes): string | undefined =>
    (attributes['KMMP_CLIENT_ID'] ?? attributes['M2M_CLIENT_ID'])?.slice(-4)
