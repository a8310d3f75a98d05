import type { Caller } from '../access/caller.ts'
import { webMessage, type Answer } from '../answer.ts'
import type { Query } from '../call.ts'
import { idOf, idsOf, objects, text, type JsonObject } from '../json.ts'
import type { Sandbox } from '../sandbox.ts'
import { generateOptionCombos } from './combos.ts'
import { removeObject, usesOf } from './delete.ts'
import { unknownEnum } from './enums.ts'
import { type Incoming, Payload } from './payload.ts'
import { adoptChildren, normalizeReferences, prepare, type Identifier } from './prepare.ts'
import type { MetadataObject } from './registry.ts'
import { importReport, type ObjectOutcome } from './report.ts'
import { METADATA_TYPES } from './types.ts'
import { validate, type CheckContext } from './validate.ts'
import { randomUid } from '#dhis2/uid.ts'

export interface ImportOptions {
    strategy: 'CREATE' | 'UPDATE' | 'CREATE_AND_UPDATE' | 'DELETE'
    identifier: Identifier
    atomic: boolean
    commit: boolean
    full: boolean
    skipSharing: boolean
}

export const defaultOptions: ImportOptions = {
    strategy: 'CREATE_AND_UPDATE',
    identifier: 'UID',
    atomic: true,
    commit: true,
    full: false,
    skipSharing: false,
}

const commits = (query: Query): boolean => query.choice('importMode', ['COMMIT', 'VALIDATE'], 'COMMIT') === 'COMMIT'

/** The options of `POST /api/metadata`. A dry run reports good objects in no mode. */
export const optionsOf = (query: Query): ImportOptions => ({
    strategy: query.choice('importStrategy', ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE', 'DELETE'], 'CREATE_AND_UPDATE'),
    identifier: query.choice('identifier', ['UID', 'CODE', 'AUTO'], 'UID'),
    atomic: query.choice('atomicMode', ['ALL', 'NONE'], 'ALL') === 'ALL',
    commit: commits(query),
    full: query.choice('importReportMode', ['ERRORS', 'FULL', 'DEBUG'], 'ERRORS') !== 'ERRORS' && commits(query),
    skipSharing: query.flag('skipSharing'),
})

/**
 * Imports a metadata payload: every object is checked, then all are stored (or, with `atomic: false`, the good ones). An update replaces
 * the stored object whole.
 * @returns what became of each object
 */
export const importMetadata = (sandbox: Sandbox, caller: Caller, payload: JsonObject, options: ImportOptions): ObjectOutcome[] => {
    const incoming = readPayload(sandbox, payload, options)
    const context = { payload: new Payload(incoming), registry: sandbox.registry, caller, rules: sandbox.rules, strategy: options.strategy }
    const outcomes = incoming.map((one) => outcomeOf(one, sandbox, context))
    const failed = outcomes.some((outcome) => outcome.errors.length > 0)
    if (options.commit && !(failed && options.atomic)) {
        const good = incoming.filter((_, index) => outcomes[index]?.errors.length === 0)
        commit(sandbox, caller, good, options)
    }
    return outcomes
}

/** The answer of `POST /api/metadata`: anything but OK is 409 and WARNING outside, whatever the inner status. */
export const metadataAnswer = (outcomes: readonly ObjectOutcome[], options: ImportOptions): Answer => {
    const refusedDeletion = outcomes.some(({ errors }) => errors.some(({ errorCode }) => errorCode === 'E4030'))
    const response = importReport(outcomes, { ...options, warnOnly: refusedDeletion })
    if (response.status === 'OK') {
        return webMessage(200, { response })
    }
    const message = 'One or more errors occurred, please see full details in import report.'
    return webMessage(409, { status: 'WARNING', message, response })
}

/** The enumeration value in a payload that DHIS2 does not know; real servers then fail the whole request. */
export const badEnum = (payload: JsonObject): string | undefined =>
    [...METADATA_TYPES.keys()].flatMap((type) => objects(payload[type]).map(unknownEnum)).find((found) => found !== undefined)

const readPayload = ({ registry }: Sandbox, payload: JsonObject, { identifier, strategy }: ImportOptions): Incoming[] => {
    const listed = [...METADATA_TYPES.values()].flatMap((type) =>
        objects(payload[type.plural]).map((object, index) => ({ type, object, index }))
    )
    const codes = new Map<string, string>()
    const identified = listed.map(({ type, object, index }) => {
        const code = text(object.code)
        const byCode = code !== undefined && identifier !== 'UID' ? registry.findBy(type.plural, 'code', code) : undefined
        const id = (identifier === 'CODE' ? byCode?.id : (idOf(object) ?? byCode?.id)) ?? idOf(object) ?? randomUid()
        if (code !== undefined) {
            codes.set(`${type.plural}.${code}`, id)
        }
        return { type, object, index, id }
    })
    return identified.map(({ type, object, index, id }) => {
        const existing = registry.get(type.plural, id)
        const operation = strategy === 'DELETE' ? 'deleted' : existing ? 'updated' : 'created'
        return { type, index, existing, operation, object: { ...normalizeReferences(object, registry, identifier, codes), id } }
    })
}

const outcomeOf = (incoming: Incoming, sandbox: Sandbox, context: CheckContext): ObjectOutcome => {
    const { type, object, index, existing, operation } = incoming
    const outcome = { type, index, uid: object.id, name: text(object.name), operation }
    const found = validate(incoming, context)
    if (operation !== 'deleted' || !existing || found.errors.length > 0) {
        return { ...outcome, ...found }
    }
    const used = usesOf(sandbox, type.plural, object.id, context.payload)
    const message = `Object could not be deleted because it is associated with another object: ${used}`
    return { ...outcome, errors: used === undefined ? [] : [{ errorCode: 'E4030', message }], failedChecks: used === undefined ? 0 : 1 }
}

const commit = (sandbox: Sandbox, caller: Caller, good: readonly Incoming[], { skipSharing }: ImportOptions): void => {
    const { registry, store, clock } = sandbox
    const before = registry.snapshot()
    try {
        store.transaction(() => {
            const context = { now: clock.local(), caller, skipSharing }
            for (const { type, object, existing, operation } of good) {
                if (operation === 'deleted') {
                    removeObject(registry, type.plural, object.id)
                } else {
                    registry.put(type.plural, prepare(type, object, existing, context))
                }
            }
            for (const { type, object, operation } of good) {
                if (operation !== 'deleted') {
                    settle(sandbox, type.plural, object)
                }
            }
            if (good.some(({ type }) => type.plural.startsWith('categor'))) {
                generateOptionCombos(registry, clock.local())
            }
        })
    } catch (error) {
        registry.reload(before)
        throw error
    }
}

/** What DHIS2 does to other objects once one is stored. */
const settle = ({ registry }: Sandbox, type: string, object: MetadataObject): void => {
    adoptChildren(type, object, registry)
    if (type !== 'options') {
        return
    }
    const set = registry.get('optionSets', idOf(object.optionSet))
    if (!set || idsOf(set.options).includes(object.id)) {
        return
    }
    registry.put('optionSets', { ...set, options: [...objects(set.options), { id: object.id }] })
}
