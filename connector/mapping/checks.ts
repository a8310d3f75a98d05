import type { Compiler } from './compiler.ts'
import { note, type Draft } from './draft.ts'
import type { Reference } from './expressions.ts'

/**
 * The checks of a stream: on the row's own columns, or those that also look at others. A check is not asked while one of the values it
 * speaks of is empty, unless the mapping says `always`; one that cannot be worked out does not hold.
 */
export const compileChecks = ({ stream, expressions }: Compiler, about: 'own' | 'others'): ((draft: Draft) => void) => {
    const checks = stream.checks
        .map((check) => ({ ...check, must: expressions.compile(check.must) }))
        .filter(({ must }) => (about === 'own') === must.references.every(({ of }) => of === 'row'))
    return (draft) => {
        for (const { must, always, reason, column, detail } of checks) {
            if (!always && must.references.some((reference) => isEmpty(draft, reference))) {
                continue
            }
            if (must.ask(draft.context) !== true) {
                note(draft, reason, column, detail)
            }
        }
    }
}

const isEmpty = ({ context }: Draft, { of, name }: Reference): boolean => {
    if (of === 'row') {
        return (context.row[name] ?? '') === ''
    }
    const facts = of === 'parent' ? context.parent : of === 'known' ? context.known : context.looked[of]
    return (facts?.[name] ?? '') === ''
}
