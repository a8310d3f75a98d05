import { figureAdvice } from '../aggregate/advice.ts'
import { outcomeOf, reasonAdvice } from './advice.ts'
import { trackerAdvice } from './trackerCodes.ts'
import { retryClass, TRACKER_CODES, type RetryClass } from '#dhis2/errorCodes.ts'
import { countOf } from '#dhis2/outcome.ts'

const CLASS: Record<RetryClass, string> = {
    dependency: 'goes by itself',
    settled: 'is there already',
    configuration: 'rights, set-up or mapping',
    data: 'the record',
}

/** Codes of DHIS2 that ask for the same stand in one line. */
const byAdvice = (advice: ReadonlyMap<string, string>, codes: readonly string[]): [string[], string][] => {
    const groups = new Map<string, string[]>()
    for (const code of codes) {
        const said = advice.get(code) ?? ''
        groups.set(said, [...(groups.get(said) ?? []), code])
    }
    return [...groups].map(([said, same]) => [same, said])
}

const named = (codes: readonly string[]): string => codes.map((code) => `\`${code}\``).join(' ')

/** The tables of reasons and codes in docs/connector.md; `npm run docs` puts them there. */
const adviceReference = (): string =>
    [
        '| reason | the row is | what it means, what to do |',
        '|---|---|---|',
        ...Object.entries(reasonAdvice).map(([reason, said]) => `| \`${reason}\` | ${countOf[outcomeOf(reason)]} | ${said} |`),
        '',
        'A code of DHIS2 stands where DHIS2 refused an object of the row. It names the object that it refuses, not the value; the column is told where',
        'the object has only one. Of several codes the first is the reason, the others stand in the detail.',
        '',
        '| DHIS2 code | a matter of | what it means, what to do |',
        '|---|---|---|',
        ...byAdvice(trackerAdvice, TRACKER_CODES).map(([codes, said]) => `| ${named(codes)} | ${classesOf(codes)} | ${said} |`),
        '',
        'Of `kmmp aggregate`:',
        '',
        '| code | what it means, what to do |',
        '|---|---|',
        ...byAdvice(figureAdvice, [...figureAdvice.keys()]).map(([codes, said]) => `| ${named(codes)} | ${said} |`),
    ].join('\n')

const classesOf = (codes: readonly string[]): string => [...new Set(codes.map((code) => CLASS[retryClass(code)]))].join(', ')

const HEADING = '## Reasons, and what to do\n'

/** A document with the tables in the place of those below their heading. */
export const withAdviceReference = (document: string): string => {
    const from = document.indexOf(HEADING) + HEADING.length
    const next = document.indexOf('\n## ', from)
    return `${document.slice(0, from)}\n${adviceReference()}\n${next < 0 ? '' : document.slice(next)}`
}
