import type { Facility, FacilityWords } from '../mapping/orgUnits.ts'
import { likeness } from '../mapping/suggest.ts'
import type { LiveOrgUnit } from '../metadata.ts'
import { timesOf } from './profile.ts'

/** A facility as the partner names it, which DHIS2 does not know by that name or code, and the org units that it may be, most alike first. */
export interface StrangeFacility {
    word: string
    times: number
    candidates: readonly LiveOrgUnit[]
}

const SEEN = 2
const ALIKE = 0.55
const CANDIDATES = 3

export interface FacilityCells {
    codes: readonly string[]
    /** names, where there are no codes */
    names: readonly string[]
    /** each row also names the place around its facility */
    inPlaces: boolean
}

export interface FacilityBook {
    units: readonly LiveOrgUnit[]
    /** how the mapping finds an org unit */
    find: (words: FacilityWords) => Facility
    /** what abbreviations in names of facilities stand for */
    abbreviations: Readonly<Record<string, string>>
}

/** The facilities of an export that would be FACILITY_UNKNOWN: codes that no org unit has, or, where the export has no codes, names. */
export const strangeFacilities = (
    { codes, names, inPlaces }: FacilityCells,
    { units, find, abbreviations }: FacilityBook
): StrangeFacility[] => {
    const [words, asked] = codes.length > 0 ? [codes, 'code' as const] : [names, 'name' as const]
    const places = ['', ...(inPlaces ? new Set(units.flatMap(({ ancestors }) => ancestors)) : [])]
    const spelled = (name: string): string => spelledOut(name, abbreviations)
    const around = new Set(units.flatMap(({ ancestors }) => ancestors))
    const coded = units.flatMap((unit) => (unit.code === undefined || around.has(unit.name) ? [] : [{ unit, name: spelled(unit.name) }]))
    return [...timesOf(words)].flatMap(([word, times]): StrangeFacility | [] => {
        const isKnown = places.some((within) => find({ code: '', name: '', within, [asked]: word }).reason !== 'FACILITY_UNKNOWN')
        return isKnown || times < SEEN ? [] : { word, times, candidates: asked === 'name' ? alike(spelled(word), coded) : [] }
    })
}

/** The most alike first; a name that holds the whole word may be meant as well: `katito` of Katito Sub County Hospital. */
const alike = (word: string, units: readonly { unit: LiveOrgUnit; name: string }[]): LiveOrgUnit[] =>
    units
        .map(({ unit, name }) => ({ unit, score: Math.max(likeness(word, name), ` ${name} `.includes(` ${word} `) ? ALIKE : 0) }))
        .filter(({ score }) => score >= ALIKE)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, CANDIDATES)
        .map(({ unit }) => unit)

const spelledOut = (name: string, abbreviations: FacilityBook['abbreviations']): string =>
    name
        .toLowerCase()
        .split(/[\s._-]+/)
        .map((word) => abbreviations[word] ?? word)
        .join(' ')
