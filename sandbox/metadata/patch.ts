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
        return changeAt(patched, steps, { operation: String(operation.op), value: operation.value }) as JsonObject
    }, structuredClone(object))
}

const unescape = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')

interface Change {
    operation: string
    value: unknown
}

const changeAt = (target: unknown, [step = '', ...rest]: readonly string[], change: Change): unknown => {
    if (Array.isArray(target)) {
        return changeInList(target, step, rest, change)
    }
    const object = isObject(target) ? { ...target } : {}
    if (rest.length > 0) {
        return { ...object, [step]: changeAt(object[step], rest, change) }
    }
    if (change.operation === 'remove') {
        delete object[step]
    } else if (change.operation === 'add' || change.operation === 'replace') {
        object[step] = change.value
    } else {
        refuse(400, `JSON patch operation ${change.operation} is not supported.`, null)
    }
    return object
}

const changeInList = (list: readonly unknown[], step: string, rest: readonly string[], change: Change): unknown[] => {
    const place = step === '-' ? list.length : Number(step)
    if (rest.length > 0) {
        return list.with(place, changeAt(list[place], rest, change))
    }
    if (change.operation === 'remove') {
        return list.toSpliced(place, 1)
    }
    return change.operation === 'add' ? list.toSpliced(place, 0, change.value) : list.with(place, change.value)
}
