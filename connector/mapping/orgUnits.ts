import type { LiveOrgUnit } from '../metadata.ts'
import type { Day } from '#dhis2/day.ts'
import type { Reason } from '#dhis2/outcome.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What a row says of its facility, cleaned; empty for nothing. */
export interface FacilityWords {
    code: string
    name: string
    /** the place around it, such as its county */
    within: string
}

/** The org unit of a row, or why there is none. A warning may come with a unit. */
export interface Facility {
    unit?: Uid
    reason?: Reason
}

const CLOSED: Facility = { reason: 'FACILITY_CLOSED' }
const UNKNOWN: Facility = { reason: 'FACILITY_UNKNOWN' }

/** Names that partners use for places and facilities. */
export interface PlaceWords {
    /** the name that DHIS2 uses, by other names of a place, in small letters */
    places: ReadonlyMap<string, string>
    /** the code that DHIS2 uses, by a facility's name or code in the partner's system */
    facilities: ReadonlyMap<string, string>
}

/**
 * Finds org units as partners name them, the surest way first: by code or UID of DHIS2 (blanks and `.0` removed); by what the mapping's own table
 * makes of the code or the name; else by the whole name, in any case, inside the place that the row names (beside it, as a path before
 * the name: `Nairobi / Mathare North`, or behind it: `Mathare North - Nairobi`), never across places. A closed one is never used. The code wins over a differing place, with a
 * warning.
 *
 * @param asOf day on which a closed date counts
 */
export const orgUnitFinder = (
    units: readonly LiveOrgUnit[],
    { places, facilities }: PlaceWords,
    asOf: Day
): ((words: FacilityWords) => Facility) => {
    const squashedPlaces = new Map([...places].map(([alias, name]) => [squash(alias), squash(name)]))
    const placeOf = (name: string): string => squashedPlaces.get(squash(name)) ?? squash(name)
    const byCode = new Map<string, Prepared>()
    const byName = new Map<string, Prepared[]>()
    for (const unit of units) {
        const ready = prepared(unit, placeOf, asOf)
        byCode.set(unit.id, ready)
        if (unit.code !== undefined) {
            byCode.set(unit.code, ready)
            byName.set(ready.name, [...(byName.get(ready.name) ?? []), ready])
        }
    }
    const tabled = new Map([...facilities].map(([word, code]) => [plainName(word), byCode.get(code)] as const))
    const inside = (name: string, around: readonly string[]): readonly Prepared[] =>
        around.length === 0 ? [] : (byName.get(name) ?? []).filter((unit) => around.every((place) => unit.places.has(place)))
    const named = (name: string, around: readonly string[]): readonly Prepared[] => {
        const [last = '', ...before] = name.split(PATH).toReversed()
        const [, first = '', place = ''] = PLACE_BEHIND.exec(name) ?? []
        const readings = [
            [name, []],
            [last, before],
            [first, [place]],
        ] as const
        for (const [own, places] of readings) {
            const found = inside(plainName(own), [...around, ...places.map(placeOf)])
            if (found.length > 0) {
                return found
            }
        }
        return []
    }
    return ({ code, name, within }) => {
        const around = within === '' ? [] : [placeOf(within)]
        const sure = byCode.get(code) ?? byCode.get(bareCode(code)) ?? tabled.get(plainName(code)) ?? tabled.get(plainName(name))
        if (sure) {
            return ofCode(sure, around[0] ?? '')
        }
        const [only, second] = named(name, around)
        if (!only || second) {
            return UNKNOWN
        }
        return only.closed ? CLOSED : { unit: only.id, reason: 'FACILITY_BY_NAME' }
    }
}

/** What stands between the names of a path of places. */
const PATH = /\s*[/>\\|]\s*/

/** `Mathare North - Nairobi`, `Mathare North (Nairobi County)`, `Mathare North, Nairobi`. */
const PLACE_BEHIND = /^(.+)(?:\s+[-\u2013\u2014]\s+|,\s*|\s*\()([^(),]+)\)?$/

const MFL_CODE = /^(?:(?:kenya|ke|mfl|kmfl|kmhfl|facility|code|no)[\s.:#_-]*)*(\d{2})[, ]?(\d{3})[\s-]*$/i

/**
 * A facility code as it is meant: no blanks, no `.0` or `,` of a spreadsheet, no zeros before its five digits, and not the name of the list that it is
 * from (`MFL 13077`). A code that is too short is never padded.
 */
const bareCode = (text: string): string =>
    text
        .replace(/\s+/g, '')
        .replace(/[.,]0+$/, '')
        .replace(MFL_CODE, '$1$2')
        .replace(/^0+(?=\d{5}$)/, '')

interface Prepared {
    id: Uid
    name: string
    closed: boolean
    places: ReadonlySet<string>
    matched: Facility
    mismatched: Facility
}

const prepared = (unit: LiveOrgUnit, placeOf: (name: string) => string, asOf: Day): Prepared => ({
    id: unit.id,
    name: plainName(unit.name),
    closed: unit.closedDate !== undefined && unit.closedDate <= asOf,
    places: new Set(unit.ancestors.map(placeOf)),
    matched: { unit: unit.id },
    mismatched: { unit: unit.id, reason: 'COUNTY_MISMATCH' },
})

const ofCode = (unit: Prepared, place: string): Facility => {
    if (unit.closed) {
        return CLOSED
    }
    return place === '' || unit.places.has(place) ? unit.matched : unit.mismatched
}

/** A name in small letters with one kind of apostrophe and single blanks: spreadsheets change all three, and none makes it another name. */
const plainName = (name: string): string =>
    name
        .toLowerCase()
        .replace(/[\u2018\u2019\u0060\u00b4]/g, "'")
        .replace(/\s+/g, ' ')
        .trim()

/** Whether two names mean the same facility or place, as people write them. */
export const sameName = (one: string, other: string): boolean =>
    plainName(one.toLowerCase().replace(LEVEL, '')) === plainName(other.toLowerCase().replace(LEVEL, ''))

/** Words for the level of a place. */
const LEVEL = /\b(?:(?:sub[ -]?)?county(?: of)?|kaunti(?: ya)?)\b/g

/** A place as names of places are compared: letters only, without the word for its level. */
const squash = (name: string): string =>
    name
        .toLowerCase()
        .normalize('NFD')
        .replace(LEVEL, '')
        .replace(/[^a-z]/g, '')
