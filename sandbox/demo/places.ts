import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { MetadataObject } from '../metadata/registry.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The counties by their official numbers, 1 to 47 (Constitution of Kenya, First Schedule). */
const COUNTIES = [
    ...['Mombasa', 'Kwale', 'Kilifi', 'Tana River', 'Lamu', 'Taita Taveta', 'Garissa', 'Wajir', 'Mandera', 'Marsabit', 'Isiolo', 'Meru'],
    ...['Tharaka Nithi', 'Embu', 'Kitui', 'Machakos', 'Makueni', 'Nyandarua', 'Nyeri', 'Kirinyaga', "Murang'a", 'Kiambu', 'Turkana'],
    ...['West Pokot', 'Samburu', 'Trans Nzoia', 'Uasin Gishu', 'Elgeyo Marakwet', 'Nandi', 'Baringo', 'Laikipia', 'Nakuru', 'Narok'],
    ...['Kajiado', 'Kericho', 'Bomet', 'Kakamega', 'Vihiga', 'Bungoma', 'Busia', 'Siaya', 'Kisumu', 'Homa Bay', 'Migori', 'Kisii'],
    ...['Nyamira', 'Nairobi'],
]
const LEVELS = ['Kenya', 'County', 'Sub-county', 'Ward', 'Facility']
const OPENED = '1990-01-01'
const CLOSED = '2025-12-31'

interface Facility {
    mfl_code: string
    name: string
    county_code: string
    county: string
    sub_county: string
    ward: string
    latitude: string
    longitude: string
    status: string
}

/** The UID of a place, the same on every start. Facilities go by MFL code, counties by number, the rest by the path of names. */
export const placeUid = (key: string): Uid => derivedUid('organisationUnit', 'kenya', key)

export const NAIROBI = placeUid('county 47')

/** The org unit hierarchy of the demonstration, and which facilities are open. */
export interface Places {
    organisationUnits: MetadataObject[]
    organisationUnitLevels: MetadataObject[]
    openFacilities: { id: Uid }[]
}

export const readPlaces = (): Places => {
    const rows: Facility[] = parse(readFileSync(join(import.meta.dirname, 'facilities.csv'), 'utf8'), { columns: true })
    const root = unit('Kenya', placeUid('kenya'), undefined, 'KE')
    const counties = COUNTIES.map((name, place) =>
        unit(`${name} County`, placeUid(`county ${place + 1}`), root.id, `KE_COUNTY_${place + 1}`)
    )
    const middle = new Map<string, MetadataObject>()
    for (const row of rows) {
        const { subCounty, ward } = keysOf(row)
        middle.set(subCounty, unit(`${row.sub_county} Sub County`, placeUid(subCounty), placeUid(`county ${row.county_code}`)))
        middle.set(ward, unit(`${row.ward} Ward`, placeUid(ward), placeUid(subCounty)))
    }
    return {
        organisationUnits: [root, ...counties, ...middle.values(), ...rows.map(facility)],
        organisationUnitLevels: LEVELS.map((name, place) => ({
            id: derivedUid('organisationUnitLevel', 'kenya', name),
            name,
            level: place + 1,
        })),
        openFacilities: rows.filter(({ status }) => status === 'Operational').map(({ mfl_code }) => ({ id: placeUid(mfl_code) })),
    }
}

const keysOf = ({ county_code, sub_county, ward }: Facility): { subCounty: string; ward: string } => ({
    subCounty: `county ${county_code}/${sub_county}`,
    ward: `county ${county_code}/${sub_county}/${ward}`,
})

const unit = (name: string, id: Uid, parent?: Uid, code?: string): MetadataObject => ({
    id,
    name,
    shortName: name.slice(0, 50),
    openingDate: OPENED,
    ...(code !== undefined && { code }),
    ...(parent !== undefined && { parent: { id: parent } }),
})

const facility = (row: Facility): MetadataObject => ({
    ...unit(row.name, placeUid(row.mfl_code), placeUid(keysOf(row).ward), row.mfl_code),
    ...(row.status === 'Closed' && { closedDate: CLOSED }),
    geometry: { type: 'Point', coordinates: [Number(row.longitude), Number(row.latitude)] },
})
