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

/**
 * Finds org units as partners name them: by code (blanks and `.0` removed), else by exact name inside the place that the row names; never
 * across places. A closed one is never used. The code wins over a differing place, with a warning (samples' README §7).
 *
 * @param places other names of places, in small letters, to the names that DHIS2 uses
 * @param asOf day on which a closed date counts
 */
export const orgUnitFinder = (
    units: readonly LiveOrgUnit[],
    places: ReadonlyMap<string, string>,
    asOf: Day
): ((words: FacilityWords) => Facility) => {
    const squashedPlaces = new Map([...places].map(([alias, name]) => [squash(alias), squash(name)]))
    const placeOf = (name: string): string => squashedPlaces.get(squash(name)) ?? squash(name)
    const byCode = new Map(units.flatMap((unit) => (unit.code === undefined ? [] : [[unit.code, prepared(unit, placeOf, asOf)] as const])))
    const byName = new Map<string, Prepared[]>()
    for (const unit of byCode.values()) {
        byName.set(unit.name, [...(byName.get(unit.name) ?? []), unit])
    }
    return ({ code, name, within }) => {
        const place = within === '' ? '' : placeOf(within)
        const coded = byCode.get(bareCode(code))
        if (coded) {
            return ofCode(coded, place)
        }
        const named = place === '' ? [] : (byName.get(plainName(name)) ?? []).filter((unit) => unit.places.has(place))
        const [only, second] = named
        if (!only || second) {
            return UNKNOWN
        }
        return only.closed ? CLOSED : { unit: only.id, reason: 'FACILITY_BY_NAME' }
    }
}

/** A facility code as it is meant: no blanks, and no `.0` of a spreadsheet. A code that is too short is never padded (domain.md B2). */
export const bareCode = (text: string): string => text.replace(/\s+/g, '').replace(/\.0+$/, '')

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

/** A name with one kind of apostrophe and single blanks: spreadsheets change both, and neither makes it another name. */
const plainName = (name: string): string =>
    name
        .replace(/[\u2018\u2019\u0060\u00b4]/g, "'")
        .replace(/\s+/g, ' ')
        .trim()

/** A place as names of places are compared: letters only, without the word for its level (domain.md D). */
const squash = (name: string): string =>
    name
        .toLowerCase()
        .normalize('NFD')
        .replace(/\b(sub[ -]?)?county\b/g, '')
        .replace(/[^a-z]/g, '')
