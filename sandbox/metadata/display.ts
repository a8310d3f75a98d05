import type { Caller } from '../access/caller.ts'
import type { OrgUnits } from '../access/orgUnits.ts'
import { accessShown } from '../access/sharing.ts'
import type { DialectRules } from '../dialect.ts'
import { idOf, isObject, objects, text, type JsonObject } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import type { View } from './fields.ts'
import type { MetadataObject, Registry } from './registry.ts'
import { INVERSES, referencedType } from './types.ts'

/** A metadata object of a collection, or a part inside one (then without `type`). */
export interface Shown {
    type?: string
    object: JsonObject
}

const IDENTIFIABLE = ['id', 'code', 'name', 'displayName', 'created', 'lastUpdated', 'createdBy', 'lastUpdatedBy', 'access']
const NAMEABLE = [...IDENTIFIABLE, 'shortName', 'description', 'displayShortName', 'displayDescription']
const SECRET = ['password', 'passwordHash', 'secretHash']

/** `display…` properties with the translated key and the property they fall back to. */
const DISPLAYED: Record<string, readonly [translation: string, property: string, otherwise?: string]> = {
    displayName: ['NAME', 'name'],
    displayShortName: ['SHORT_NAME', 'shortName', 'name'],
    displayDescription: ['DESCRIPTION', 'description'],
    displayFormName: ['FORM_NAME', 'formName', 'displayName'],
    displayFromToName: ['RELATIONSHIP_FROM_TO_NAME', 'fromToName'],
    displayToFromName: ['RELATIONSHIP_TO_FROM_NAME', 'toFromName'],
    displayEnrollmentDateLabel: ['ENROLLMENT_DATE_LABEL', 'enrollmentDateLabel'],
    displayIncidentDateLabel: ['INCIDENT_DATE_LABEL', 'incidentDateLabel'],
    displayExecutionDateLabel: ['EXECUTION_DATE_LABEL', 'executionDateLabel'],
    displayDueDateLabel: ['DUE_DATE_LABEL', 'dueDateLabel'],
    displayContent: ['CONTENT', 'content'],
    displayInstruction: ['INSTRUCTION', 'instruction'],
}

/** Lists that show as empty when nothing is stored in them. */
const LISTS: Record<string, readonly string[]> = {
    optionSets: ['options'],
    userGroups: ['users'],
    programs: ['organisationUnits', 'programTrackedEntityAttributes'],
    programStages: ['programStageDataElements'],
    dataSets: ['organisationUnits', 'dataSetElements', 'compulsoryDataElementOperands'],
    users: ['organisationUnits', 'dataViewOrganisationUnits', 'teiSearchOrganisationUnits', 'userRoles'],
    categoryCombos: ['categories'],
    categories: ['categoryOptions'],
}

/** Metadata as one caller sees it: with names in the caller's language, access, and what is kept on the other side of references. */
export class MetadataView implements View<Shown> {
    private readonly registry: Registry
    private readonly orgUnits: OrgUnits
    readonly rules: DialectRules
    private readonly caller: Caller
    private readonly locale: string

    constructor({ registry, orgUnits, rules }: Sandbox, caller: Caller, locale: string) {
        this.registry = registry
        this.orgUnits = orgUnits
        this.rules = rules
        this.caller = caller
        this.locale = locale
    }

    all({ type, object }: Shown): string[] {
        const stored = Object.keys(object).filter((name) => !SECRET.includes(name))
        if (type === undefined) {
            return stored
        }
        const displayed = Object.keys(DISPLAYED).filter((name) => object[DISPLAYED[name]?.[1] ?? ''] !== undefined)
        const worked = ['displayName', 'access', 'translations', 'attributeValues', 'favorites', ...Object.keys(INVERSES[type] ?? {})]
        const ofUnit = type === 'organisationUnits' ? ['path', 'level', 'leaf', 'ancestors'] : []
        return [...new Set([...stored, ...displayed, ...worked, ...(LISTS[type] ?? []), ...ofUnit])]
    }

    preset(name: string, { object }: Shown): string[] | undefined {
        if (name === ':identifiable') {
            return IDENTIFIABLE
        }
        if (name === ':nameable') {
            return NAMEABLE
        }
        if (name === ':owner' || name === ':persisted') {
            return Object.keys(object).filter((key) => !SECRET.includes(key))
        }
        if (name === ':simple') {
            return Object.keys(object).filter((key) => typeof object[key] !== 'object')
        }
        return undefined
    }

    value(shown: Shown, name: string): unknown {
        const { type, object } = shown
        if (SECRET.includes(name)) {
            return undefined
        }
        if (DISPLAYED[name]) {
            return this.displayed(shown, name)
        }
        if (type !== undefined) {
            if (INVERSES[type]?.[name]) {
                return this.registry.inverseIds(type, name, String(object.id)).map((id) => ({ id }))
            }
            if (type === 'organisationUnits' && ['path', 'level', 'leaf', 'ancestors'].includes(name)) {
                return this.ofUnit(String(object.id), name)
            }
            if (name === 'access') {
                return accessShown(this.caller, type, object as MetadataObject, this.rules)
            }
            if (type === 'users' && name === 'name') {
                return userName(object)
            }
            if (['translations', 'attributeValues', 'favorites'].includes(name)) {
                return object[name] ?? []
            }
            if (LISTS[type]?.includes(name)) {
                return object[name] ?? []
            }
        }
        return object[name]
    }

    open(value: unknown, name: string): Shown | undefined {
        if (!isObject(value)) {
            return undefined
        }
        const type = referencedType(name)
        const found = type === undefined ? undefined : this.registry.get(type, idOf(value))
        return found && type !== undefined ? { type, object: found } : { object: value }
    }

    show(value: unknown, name: string): unknown {
        if (referencedType(name) === undefined) {
            return value
        }
        if (Array.isArray(value)) {
            return value.map((part) => (isObject(part) ? { id: part.id } : part))
        }
        return isObject(value) ? { id: value.id } : value
    }

    private displayed({ type, object }: Shown, name: string): unknown {
        const [translation, property, otherwise] = DISPLAYED[name] ?? ['', '']
        if (type === 'users' && property === 'name') {
            return userName(object)
        }
        const translated = objects(object.translations).find(
            (entry) => entry.property === translation && localeMatches(text(entry.locale), this.locale)
        )
        const found = text(translated?.value) ?? text(object[property])
        if (found !== undefined || otherwise === undefined) {
            return found
        }
        return DISPLAYED[otherwise] ? this.displayed({ type, object }, otherwise) : object[otherwise]
    }

    private ofUnit(uid: string, name: string): unknown {
        if (name === 'path') {
            return this.orgUnits.path(uid)
        }
        if (name === 'level') {
            return this.orgUnits.level(uid)
        }
        if (name === 'leaf') {
            return this.orgUnits.children(uid).length === 0
        }
        const path = this.orgUnits.path(uid)?.split('/').slice(1, -1) ?? []
        return path.map((id) => ({ id }))
    }
}

/** `sw_KE` is served by translations into `sw_KE` and into `sw`. */
const localeMatches = (offered: string | undefined, wanted: string): boolean =>
    offered !== undefined && (offered === wanted || offered === wanted.slice(0, 2))

const userName = (user: JsonObject): string => `${text(user.firstName) ?? ''} ${text(user.surname) ?? ''}`.trim()
