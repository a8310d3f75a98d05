import { currentFields, type Current } from '../plan/fields.ts'
import type { Payload } from '../plan/payload.ts'
import type { Delivery } from '../plan/planPage.ts'
import { isDeleted } from '../plan/readCurrent.ts'
import { dayPart } from '#dhis2/day.ts'

/** 2.40 and 2.41 put the day of the import instead of the completion day that was sent. */
const SCALARS = ['orgUnit', 'status', 'enrolledAt', 'occurredAt', 'scheduledAt']

/** True when DHIS2 holds an object with all that we sent of it; of a deletion, when it holds the object no longer. */
export const standsAsSent = ({ action, payload }: Pick<Delivery, 'action' | 'payload'>, current: Current | undefined): boolean => {
    if (action === 'delete') {
        return current === undefined || isDeleted(current)
    }
    if (current === undefined || isDeleted(current)) {
        return false
    }
    if (current.kind === 'relationship') {
        return true
    }
    const held = currentFields(current)
    return [...sentFields(payload)].every(([name, value]) => (held.get(name) ?? '') === value)
}

const sentFields = (payload: Payload): Map<string, string> => {
    const fields = new Map<string, string>()
    const scalars: Readonly<Record<string, unknown>> = { ...payload }
    for (const name of SCALARS) {
        const value = scalars[name]
        if (typeof value === 'string') {
            fields.set(name, name.endsWith('At') ? dayPart(value) : value)
        }
    }
    if ('attributes' in payload) {
        payload.attributes?.forEach(({ attribute, value = '' }) => fields.set(attribute, value))
    }
    if ('dataValues' in payload) {
        payload.dataValues?.forEach(({ dataElement, value = '' }) => fields.set(dataElement, value))
    }
    return fields
}
