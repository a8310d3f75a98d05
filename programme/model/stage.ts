import { text } from './optionSet.ts'
import type { Section, Stage } from './types.ts'

type Pair = readonly [en: string, sw: string]

/** One section of a stage; `fields` are codes without `KMMP_`. */
export const section = (id: string, title: Pair, fields: string, more: Partial<Section> = {}): Section => ({
    id,
    title: text(title),
    fields: fields.split(' ').map((stem) => `KMMP_${stem}`),
    ...more,
})

interface StageDraft extends Omit<Stage, 'name' | 'neutralName' | 'description' | 'compulsory'> {
    name: Pair
    neutralName: Pair
    description: Pair
    /** codes without `KMMP_` */
    compulsory?: readonly string[]
}

/** One stage from its tables. */
export const stage = (draft: StageDraft): Stage => ({
    ...draft,
    name: text(draft.name),
    neutralName: text(draft.neutralName),
    description: text(draft.description),
    compulsory: (draft.compulsory ?? []).map((stem) => `KMMP_${stem}`),
})
