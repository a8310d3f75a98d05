import { isMap, isScalar, isSeq, YAMLSeq, type Document } from 'yaml'
import { aliasesOf, setColumn } from './columnNodes.ts'
import type { DraftMapping, Named } from './draftMapping.ts'
import { FORM } from './forms.ts'

/** Lets the form around the rows of a table tell what they lack. */
export const addForm = (document: Document, { name, form }: Named, { matched }: DraftMapping): void => {
    const host = matched.find(({ table }) => table === form?.of.table)
    if (form === undefined || host === undefined) {
        return
    }
    document.setIn(['streams', name, 'look', 'told'], document.createNode({ kind: FORM, id: `row.${FORM}` }, { flow: true }))
    form.told.forEach(({ column, of }) => setColumn(document, name, column, { cel: `told.${of}` }))
    setColumn(document, name, FORM, { required: true, ...aliasesOf(FORM, form.heading) })
    moveToTop(document, name, FORM)
    addFacts(
        document,
        host.name,
        form.told.map(({ of }) => of)
    )
}

/** A column stands above those that are worked out from what it names. */
const moveToTop = (document: Document, name: string, column: string): void => {
    const columns = document.getIn(['streams', name, 'columns'], true)
    if (isMap(columns)) {
        const isIt = ({ key }: { key: unknown }): boolean => (isScalar(key) ? key.value : key) === column
        columns.items = [...columns.items.filter(isIt), ...columns.items.filter((pair) => !isIt(pair))]
    }
}

/** What a form tells of itself, for all repeats that ask. */
const addFacts = (document: Document, host: string, columns: readonly string[]): void => {
    const path = ['streams', host, 'tell']
    const all = document.getIn(path, true)
    const list = isSeq(all) ? all : new YAMLSeq()
    const before = list.items.find((item) => isMap(item) && item.get('kind') === FORM)
    const facts = isMap(before) ? (before.toJSON() as { facts: Record<string, string> }).facts : {}
    const told = {
        kind: FORM,
        id: `row.${String(document.getIn(['streams', host, 'key']))}`,
        facts: { ...facts, ...Object.fromEntries(columns.map((column) => [column, column])) },
    }
    list.items = [...list.items.filter((item) => item !== before), document.createNode(told, { flow: true })]
    document.setIn(path, list)
}
