import type { Console } from '../console.ts'
import type { Mapping } from '../mapping/loadMapping.ts'
import { columnsLacking, headingsLeft, type DraftMapping } from './draftMapping.ts'
import type { Keyed } from './keys.ts'
import type { ToSettle } from './partnerWords.ts'
import type { Found } from './recognise.ts'
import type { Live } from './recognition.ts'

export interface Telling {
    draft: DraftMapping
    settle: ToSettle
    template: Mapping
    live: Live | undefined
    files: { config: string; mapping: string; words: string }
}

/** Says what `kmmp init` took for what, what it only guessed, and what is left to a person. */
export const tellDraft = ({ draft, settle, template, live, files }: Telling, out: Console): void => {
    for (const one of draft.matched) {
        const { table, stream, found } = one
        out.say(`${table.file}: read as ${stream}, ${found.length} columns; ${keyText(one)}.`)
        for (const beside of draft.sideBySide.filter(({ host }) => host.table === table)) {
            const names = beside.found.map(({ heading }) => `"${heading.replace(/ #$/, '')}"`).join(', ')
            out.say(`    and as ${beside.stream}, up to ${beside.most} in a row: ${names}`)
            tellGuesses(beside.found, out)
        }
        tellGuesses(found, out)
        columnsLacking(one, template).forEach((column) =>
            out.say(`    needed, not found: ${column}. ${adviceOn(column, template, stream)}`)
        )
        const left = headingsLeft(one, draft.sideBySide)
        if (left.length > 0) {
            out.say(`    not read: ${left.join(', ')}`)
        }
    }
    draft.strange.forEach(({ file }) => out.say(`${file}: resembles no file that is known; it is not read.`))
    tellWords(settle, live, files.words, out)
    out.say(`Wrote ${files.config} and ${files.mapping}.`)
    out.say(
        live === undefined
            ? 'DHIS2 was not asked: with KMMP_USER and KMMP_PASSWORD set, init also finds answers and facilities that DHIS2 does not know.'
            : 'Next: look through the mapping and decide the open words; then kmmp mapping check, kmmp check and kmmp plan (docs/connector.md).'
    )
}

const keyText = ({ key }: Keyed): string => {
    if (key === undefined) {
        return 'nothing names its records'
    }
    return 'join' in key ? `records are named by ${key.join.join(' and ')} together` : `records are named by "${key.heading}"`
}

const GROUND: Record<Exclude<Found['ground'], 'name'>, string> = { likeness: 'by likeness of names', content: 'by what its cells hold' }

const tellGuesses = (found: readonly Found[], out: Console): void => {
    for (const { heading, column, ground } of found) {
        if (ground !== 'name') {
            out.say(`    check: "${heading.replace(/ #$/, '')}" is taken for ${column}, ${GROUND[ground]}`)
        }
    }
}

const adviceOn = (column: string, { file }: Mapping, stream: string): string =>
    column === file.streams[stream]?.key
        ? 'Name the columns that together name a record under join (docs/mapping.md).'
        : 'Add its heading under aliases; if the export has none, see docs/mapping.md, What an export lacks.'

const tellWords = ({ answers, facilities }: ToSettle, live: Live | undefined, file: string, out: Console): void => {
    const open = answers.reduce((sum, one) => sum + one.open.length, 0)
    const meant = answers.reduce((sum, one) => sum + [...one.meant.values()].flat().length, 0)
    if (meant > 0) {
        out.say(`Answers: ${meant} words of the partner's own were put to their values in ${file}; look at them.`)
    }
    if (open > 0) {
        out.say(`Answers: ${open} words that nobody knows stand in ${file}, for you to decide.`)
    }
    if (live !== undefined && facilities.length > 0) {
        out.say(`Facilities: ${facilities.length} that DHIS2 does not know by that name or code stand in ${file}, for you to decide.`)
    }
}
