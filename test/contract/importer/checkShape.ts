import type { Check, Finding, Given } from './finding.ts'
import { each, finding, isRecord, listOf, records, repeated, text, when } from './finding.ts'
import { DATA_SHARED, lengthOf, SCHEMAS, TRANSLATED, TRANSLATED_ELSE, UNSHARED } from './schemas.ts'
import { isUid } from '#dhis2/uid.ts'
import type { MetadataObject } from '#programme/metadata/object.ts'

const types = Object.keys(SCHEMAS)
const minor = ({ dialect }: Given): number => Number(dialect.slice(2))

/** Types that no importer knows are dropped without a word. */
const unknownTypes: Check = ({ metadata }) =>
    Object.keys(metadata)
        .filter((type) => !SCHEMAS[type])
        .map((type) => finding('DROPPED', type, {}, 'no such type'))

/** SchemaCheck: what is missing (E4000) and too long (E4001); and what a server would not keep. */
const properties: Check = (given) =>
    types.flatMap((type) =>
        each(given, type, (object) => {
            const { required = [], kept = [], since = {}, parts = {} } = SCHEMAS[type] ?? {}
            const keeps = (property: string): boolean => kept.includes(property) && (since[property] ?? 0) <= minor(given)
            return [
                ...required.filter((property) => isMissing(object[property])).map((property) => ['E4000', property] as const),
                ...Object.entries(object).flatMap(([property, value]) => [
                    ...when(!keeps(property), 'DROPPED', property),
                    ...when(typeof value === 'string' && value.length > lengthOf(type, property), 'E4001', property),
                ]),
                ...Object.entries(parts).flatMap(([property, names]) => droppedParts(object[property], names)),
            ]
        })
    )

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ''

const droppedParts = (value: unknown, names: readonly string[]) =>
    [...records(value), ...(isRecord(value) ? [value] : [])].flatMap((part) =>
        Object.keys(part)
            .filter((name) => !names.includes(name))
            .map((name) => ['DROPPED', name] as const)
    )

/** DuplicateIdsCheck and UidFormatCheck, of objects and of the links that have a UID of their own. */
const uids: Check = (given) => [
    ...types.flatMap((type) => each(given, type, ({ id }) => when(!isUid(id), 'E4014', id))),
    ...types.flatMap((type) => repeated(listOf(given, type).map(({ id }) => id)).map((id) => finding('E5004', type, { id }, id))),
    ...types.flatMap((type) => {
        const links = Object.keys(SCHEMAS[type]?.parts ?? {}).flatMap((part) =>
            listOf(given, type).flatMap((object) => records(object[part]).flatMap(({ id }) => (id === undefined ? [] : [text(id)])))
        )
        return [...repeated(links), ...links.filter((id) => !isUid(id))].map((id) => finding('E5004', type, { id }, 'link'))
    }),
]

/** UniquenessCheck: two of a payload may not share a unique value. */
const uniqueness: Check = (given) =>
    types.flatMap((type) =>
        (SCHEMAS[type]?.unique ?? [])
            .filter((property) => type !== 'options' || property !== 'code')
            .flatMap((property) =>
                repeated(listOf(given, type).flatMap((object) => (text(object[property]) === '' ? [] : [text(object[property])]))).map(
                    (value) => finding('E5003', type, { code: value }, property)
                )
            )
    )

/** TranslationsCheck: each with locale, property and value (E4000), once for each property and locale (E1106). */
const translations: Check = (given) =>
    types.flatMap((type) =>
        each(given, type, (object) => {
            const parts = records(object.translations)
            const keys = parts.map(({ property, locale }) => `${text(property)} ${text(locale)}`)
            return [
                ...parts.flatMap((part) =>
                    when(
                        ['locale', 'property', 'value'].some((name) => text(part[name]) === ''),
                        'E4000',
                        'translation'
                    )
                ),
                ...repeated(keys).map((key) => ['E1106', key] as const),
                ...parts.flatMap(({ property }) =>
                    when(!(TRANSLATED[type] ?? TRANSLATED_ELSE).includes(text(property)), 'DROPPED', `translation of ${text(property)}`)
                ),
            ]
        })
    )

/** AccessStringHelper.isValid, and write only together with read. */
const ACCESS = /^(?:r[w-]|--)(?:r[w-]|--)----$/

/** SecurityCheck.verifySharing: E3010, E3011. Up to 2.41 sharing also tells of external access. */
const sharing: Check = (given) => types.flatMap((type) => each(given, type, (object) => sharingOf(given, type, object)))

const sharingOf = (given: Given, type: string, object: MetadataObject) => {
    if (UNSHARED.includes(type)) {
        return when(object.sharing !== undefined, 'DROPPED', 'sharing')
    }
    if (!isRecord(object.sharing)) {
        return [['E4000', 'sharing'] as const]
    }
    const { public: open, users, userGroups, external } = object.sharing
    const granted = [users, userGroups].flatMap((who) => (isRecord(who) ? Object.entries(who) : []))
    const access = [text(open), ...granted.map(([, right]) => (isRecord(right) ? text(right.access) : ''))]
    return [
        ...access.filter((right) => !ACCESS.test(right)).map((right) => ['E3010', right] as const),
        ...access.filter((right) => !DATA_SHARED.includes(type) && right.slice(2, 4) !== '--').map((right) => ['E3011', right] as const),
        ...granted.flatMap(([key, right]) => when(!isRecord(right) || right.id !== key, 'E3010', key)),
        ...when((external !== undefined) !== minor(given) < 42, 'DROPPED', 'external'),
    ]
}

/** What any importer asks of any object. */
export const shapeChecks: readonly Check[] = [unknownTypes, properties, uids, uniqueness, translations, sharing]

export type { Finding }
