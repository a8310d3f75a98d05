import type { Console } from '../console.ts'
import { columnsLacking, hasFacilityOfParent, headingsLeft, type DraftMapping, type Named } from './draftMapping.ts'
import type { Keyed } from './keys.ts'
import { isOfTool } from './ofTool.ts'
import type { ToSettle } from './partnerWords.ts'
import { nameOfTable, type TableProfile } from './profile.ts'
import { wantedColumns, type Found } from './recognise.ts'
import type { Live, Recognition } from './recognition.ts'
import { standInFor } from './standIns.ts'

export interface Telling {
    draft: DraftMapping
    settle: ToSettle
    known: Recognition
    files: { config: string; mapping: string; words: string }
}

/** Says what `kmmp init` took for what, what it only guessed, and what is left to a person. */
export const tellDraft = ({ draft, settle, known, files }: Telling, out: Console): void => {
    const { mapping: template, live } = known
    for (const one of draft.matched) {
        const { table, stream, found } = one
        out.say(`${nameOfTable(table)}: read as ${stream}, ${found.length} columns; ${keyText(one)}.`)
        tellOthers(one, known, out)
        for (const beside of draft.sideBySide.filter(({ host }) => host.table === table)) {
            const names = beside.found.map(({ heading }) => `"${heading.replace(/ #$/, '')}"`).join(', ')
            out.say(`    and as ${beside.stream}, up to ${beside.most} in a row: ${names}`)
            tellGuesses(beside.found, out)
        }
        for (const beside of draft.results.filter(({ host }) => host.table === table)) {
            const names = beside.found.map(({ heading }) => `"${heading}"`).join(', ')
            out.say(
                `    and, where they are filled, as ${beside.name} (${beside.stated.map(({ value }) => value).join(' of the ')}): ${names}`
            )
        }
        tellGuesses(found, out)
        const left = headingsLeft(one, draft)
        columnsLacking(one, template).forEach((column) =>
            out.say(`    needed, not found: ${column}. ${adviceOn(column, { one, left, known })}`)
        )
        tellLeft(one, left, known, out)
    }
    draft.strange.forEach((table) => out.say(`${nameOfTable(table)}: ${strangeText(table)}`))
    tellWords(settle, live, files.words, out)
    out.say(`Wrote ${files.config} and ${files.mapping}.`)
    out.say(
        live === undefined
            ? 'DHIS2 was not asked: with KMMP_USER and KMMP_PASSWORD set, init also finds answers and facilities that DHIS2 does not know.'
            : 'Next: look through the mapping and decide the open words; then kmmp mapping check, kmmp check and kmmp plan (docs/connector.md).'
    )
}

const strangeText = ({ closed }: TableProfile): string =>
    closed === undefined ? 'resembles no file that is known; it is not read.' : `cannot be read: ${closed}.`

/** What was not read from the table, but concluded. */
const tellOthers = (one: Named, { mapping: template, vocabulary }: Recognition, out: Console): void => {
    const { stream, stated, standIns, ticked, speaking, form } = one
    for (const { column, value, by } of stated) {
        out.say(
            `    check: all its rows have ${column} ${value}, ${by === 'name' ? 'by the name of the table' : 'as they hold numbers of these persons'}`
        )
    }
    for (const { column, heading } of standIns) {
        out.say(`    check: there is no ${column}, but "${heading}": ${standInFor(vocabulary, stream, column)?.says ?? ''}`)
    }
    for (const { column, question, answers } of ticked) {
        out.say(`    check: "${question}" is taken for ${column}: ${answers.length} of its answers have a column each`)
    }
    if (form !== undefined) {
        const told = form.told.map(({ column }) => column).join(' and ')
        out.say(
            `    check: ${told} of its rows ${form.told.length > 1 ? 'are' : 'is'} told by ${nameOfTable(form.of.table)}, whose form "${form.heading}" names`
        )
    }
    if (one.key !== undefined && 'join' in one.key && one.key.more !== undefined) {
        out.say(`    check: only "${one.key.more.heading}" tells some of its records apart: one whose cell there changes is a new record`)
    }
    if (speaking?.by !== undefined) {
        out.say(`    check: "${speaking.heading}" holds not the number of the ${speaking.kind}, but her ${speaking.by}`)
    }
    if (hasFacilityOfParent(one, template)) {
        out.say('    check: it names no facility; its rows go to the facility of the person of whom they speak')
    }
}

const keyText = ({ key }: Keyed): string => {
    if (key === undefined) {
        return 'nothing names its records'
    }
    return 'join' in key ? `records are named by ${key.join.join(' and ')} together` : `records are named by "${key.heading}"`
}

const GROUND: Record<Exclude<Found['ground'], 'name'>, string> = {
    likeness: 'by likeness of names',
    content: 'by what its cells hold',
    tool: 'as the export has nothing better',
}

const tellGuesses = (found: readonly Found[], out: Console): void => {
    for (const { heading, column, ground } of found) {
        if (ground !== 'name') {
            out.say(`    check: "${heading.replace(/ #$/, '')}" is taken for ${column}, ${GROUND[ground]}`)
        }
    }
}

interface Lacking {
    one: Named
    /** headings of its table that nothing reads */
    left: readonly string[]
    known: Recognition
}

const adviceOn = (column: string, { one, left, known }: Lacking): string => {
    const { file } = known.mapping
    if (column === file.streams[one.stream]?.key) {
        return 'Name the columns that together name a record under join (docs/mapping.md).'
    }
    const candidates = candidatesFor(column, { one, left, known })
    const lack = known.vocabulary.lacks[`${one.stream}.${column}`]
    return [
        candidates.length > 0 ? `It may be ${candidates.map((heading) => `"${heading}"`).join(' or ')}: write it` : 'Write its heading',
        ' under aliases of the column.',
        lack === undefined
            ? ' If the export has none, see docs/mapping.md, What an export lacks.'
            : ` Or, if ${lack.if}, write ${lack.write}`,
    ].join('')
}

/** Headings that nothing reads, over cells that would do; of a text any would. */
const candidatesFor = (column: string, { one, left, known }: Lacking): string[] => {
    const { ways = [] } = wantedColumns(known.mapping, one.stream).find(({ name }) => name === column) ?? {}
    return one.table.columns
        .filter(({ heading, cells }) => left.includes(heading) && (known.fit(cells, ways) ?? 0) >= FITS)
        .slice(0, MOST)
        .map(({ heading }) => heading)
}

const FITS = 0.9
const MOST = 4

const tellLeft = ({ table }: Named, left: readonly string[], { vocabulary }: Recognition, out: Console): void => {
    const ofTool = table.columns.filter((profile) => left.includes(profile.heading) && isOfTool(profile, vocabulary))
    const own = left.filter((heading) => ofTool.every((profile) => profile.heading !== heading))
    if (own.length > 0) {
        out.say(`    not read: ${own.join(', ')}`)
    }
    if (ofTool.length > 0) {
        out.say(`    not read, as they tell nothing of a person: ${ofTool.map(({ heading }) => heading).join(', ')}`)
    }
}

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
