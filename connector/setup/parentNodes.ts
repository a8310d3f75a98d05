import { isMap, isSeq, type Document } from 'yaml'
import type { Mapping } from '../mapping/loadMapping.ts'
import { hasFacilityOfParent, type Named } from './draftMapping.ts'

/** Of whom the rows of a table speak, where their name for her or their facility is not what the template expects. */
export const addParent = (document: Document, template: Mapping, one: Named): void => {
    const { name, speaking, form } = one
    const { by, kind } = speaking ?? form ?? {}
    if (hasFacilityOfParent(one, template)) {
        document.setIn(['streams', name, 'orgUnit'], 'parent')
    }
    if (by === undefined) {
        return
    }
    const parents = document.getIn(['streams', name, 'parent'], true)
    for (const parent of isSeq(parents) ? parents.items : [parents]) {
        if (isMap(parent) && parent.get('kind') === kind) {
            parent.set('by', by)
        }
    }
    Object.entries(template.file.streams)
        .filter(([, { subject }]) => subject?.kind === kind)
        .forEach(([persons]) => {
            const also = document.getIn(['streams', persons, 'subject', 'also'])
            const known = isSeq(also) ? (also.toJSON() as string[]) : []
            document.setIn(['streams', persons, 'subject', 'also'], document.createNode([...new Set([...known, by])], { flow: true }))
        })
}
