import type { Document } from 'yaml'
import { aliasesOf, setColumn } from './columnNodes.ts'
import type { Ticked } from './ticks.ts'

/** Puts the answers that have columns of their own together into one column, below them. */
export const addTicks = (document: Document, name: string, { column, list, answers }: Ticked): void => {
    const ticks = answers.map(({ heading, code }) => ({ heading, code, own: `${column}_${code.toLowerCase()}` }))
    ticks.forEach(({ heading, own }) => setColumn(document, name, own, { as: 'boolean', list: 'yes-no', ...aliasesOf(own, heading) }))
    document.deleteIn(['streams', name, 'columns', column])
    // which fields the answers fill is known by their list
    setColumn(document, name, column, { list, cel: ticks.map(({ own, code }) => `(row.${own} == 'true' ? '${code} ' : '')`).join(' + ') })
}
