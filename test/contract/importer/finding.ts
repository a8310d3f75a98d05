import type { Dialect } from '#dhis2/version.ts'
import type { MetadataPackage } from '#programme/metadata/build.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'

/** Something for which a DHIS2 importer would refuse, drop or change an object; `code` is DHIS2's error code where it has one. */
export interface Finding {
    code: string
    type: string
    object: string
    what: string
}

/** What a check is given: a package, and the version that is to take it. */
export interface Given {
    dialect: Dialect
    metadata: MetadataPackage
}

export type Check = (given: Given) => Finding[]

export const listOf = ({ metadata }: Given, type: string): readonly MetadataObject[] => metadata[type] ?? []

export const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])

export const idOf = (reference: unknown): string => (isRecord(reference) ? text(reference.id) : '')

export const idsOf = (references: unknown): string[] => records(references).map(idOf)

export const finding = (code: string, type: string, object: Record<string, unknown>, what: string): Finding => ({
    code,
    type,
    object: text(object.code) || text(object.name) || text(object.id),
    what,
})

/** Values that occur more than once. */
export const repeated = (values: readonly string[]): string[] => {
    const seen = new Set<string>()
    return values.filter((value) => seen.size === seen.add(value).size)
}

/** Findings of one kind for the objects of a type. */
export const each = (
    given: Given,
    type: string,
    look: (object: MetadataObject) => readonly (readonly [code: string, what: string])[]
): Finding[] => listOf(given, type).flatMap((object) => look(object).map(([code, what]) => finding(code, type, object, what)))

export const when = (refused: boolean, code: string, what: string): readonly (readonly [string, string])[] =>
    refused ? [[code, what]] : []
