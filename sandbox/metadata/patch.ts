import { refuse } from '../answer.ts'
import { isObject, objects, type JsonObject } from '../json.ts'

/** Applies a JSON patch (RFC 6902: add, replace, remove) to a copy of an object. */
export const applyPatch = (object: JsonObject, operations: unknown): JsonObject => {
    if (!Array.isArray(operations)) {
        return refuse(400, 'A JSON patch is a list of operations.', null)
    }
    return objects(operations).reduce((patched, operation) => {
        const steps = String(operation.path ?? '')
            .split('/')
            .slice(1)
            .map(unescape)
        if (steps.length === 0) {
            return refuse(400, 'A JSON patch operation needs a path.', null)
        }
        return changeAt(patched, steps, String(operation.op), operation.value) as JsonObject
    }, structuredClone(object))
}

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

const changeAt = (target: unknown, [step = '', ...rest]: readonly string[], operation: string, value: unknown): unknown => {
    if (Array.isArray(target)) {
        return changeInList(target, step, rest, operation, value)
    }
    const object = isObject(target) ? { ...target } : {}
    if (rest.length > 0) {
        return { ...object, [step]: changeAt(object[step], rest, operation, value) }
    }
    if (operation === 'remove') {
        delete object[step]
    } else if (operation === 'add' || operation === 'replace') {
        object[step] = value
    } else {
        refuse(400, `JSON patch operation ${operation} is not supported.`, null)
    }
    return object
}

const changeInList = (list: readonly unknown[], step: string, rest: readonly string[], operation: string, value: unknown): unknown[] => {
    const place = step === '-' ? list.length : Number(step)
    if (rest.length > 0) {
        return list.with(place, changeAt(list[place], rest, operation, value))
    }
    if (operation === 'remove') {
        return list.toSpliced(place, 1)
    }
    return operation === 'add' ? list.toSpliced(place, 0, value) : list.with(place, value)
}
