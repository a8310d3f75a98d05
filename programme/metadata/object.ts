import type { Text } from '../model/types.ts'
import { metadataUid, type MetadataKind } from './uid.ts'
import type { Uid } from '#dhis2/uid.ts'

/** One object of a metadata package, as `POST /api/metadata` takes it. */
export interface MetadataObject {
    id: Uid
    code?: string
    [property: string]: unknown
}

/** Longest shortName that DHIS2 takes (dhis2-core 2.40-2.43). */
const SHORT = 50

/** A reference to another object of the package. */
export const ref = (kind: MetadataKind, code: string): { id: Uid } => ({ id: metadataUid(kind, code) })

interface Translation {
    locale: string
    property: string
    value: string
}

/** The Kiswahili texts of an object by DHIS2's property keys, e.g. `{ NAME: …, FORM_NAME: … }`. */
export const swahili = (texts: Readonly<Record<string, Text | undefined>>): Translation[] =>
    Object.entries(texts).flatMap(([property, text]) => (text ? [{ locale: 'sw', property, value: text.sw }] : []))

/** A name that fits a short name is its own; else the code, which is unique too. */
export const shortName = (name: string, code: string): string => (name.length <= SHORT ? name : code)
