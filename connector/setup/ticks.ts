import { nameScore, namesOf, readHeading } from './headings.ts'
import type { Profile } from './profile.ts'
import type { Recognising, WantedColumn } from './recognise.ts'
import { headingsOf } from './vocabulary.ts'

/** A question with several answers, of which each has a column of its own that says yes or no. */
export interface Ticked {
    /** the column of the mapping that holds all answers together */
    column: string
    /** the list of its answers */
    list: string
    /** what stands before the answers in the headings */
    question: string
    /** answers that are known */
    answers: readonly { heading: string; code: string }[]
}

/** What stands between a question and its answer: `Topics/HIV basics` (ODK, KoboToolbox), `topics | hiv_basics` (CommCare), `topics___hiv` (REDCap). */
const PARTS = /^(.+?)(?:\/| \| |___| \(choice=)([^/|]+?)\)?$/
/** What stands in such a column. */
const TICK = /^(?:[01]|true|false|yes|no|x|-+|)$/i

interface Question {
    question: string
    answers: readonly { profile: Profile; answer: string }[]
}

/** Questions of a table whose answers have columns of their own: two columns or more of ticks under one name. */
const questionsIn = (columns: readonly Profile[]): Question[] => {
    const ticks = columns.flatMap((profile) => {
        const [, question = '', answer = ''] = PARTS.exec(profile.heading) ?? []
        return question !== '' && profile.cells.every((cell) => TICK.test(cell)) ? [{ profile, question, answer }] : []
    })
    const names = [...new Set(ticks.map(({ question }) => question))]
    return names
        .map((question) => ({ question, answers: ticks.filter((one) => one.question === question) }))
        .filter(({ answers }) => answers.length > 1 && answers.some(({ profile }) => profile.cells.length > 0))
}

/** Headings of ticks: they are no columns of their own, whatever their answers are called. */
export const tickHeadings = (columns: readonly Profile[]): ReadonlySet<string> =>
    new Set(questionsIn(columns).flatMap(({ answers }) => answers.map(({ profile }) => profile.heading)))

const ALIKE = 0.72

/** Finds the columns with several answers of which a table has a column for each answer: by the name of the question, and by answers that are known. */
export const ticksIn = (
    columns: readonly Profile[],
    absent: readonly WantedColumn[],
    stream: string,
    { vocabulary, book }: Recognising
): Ticked[] =>
    absent.flatMap(({ name, aliases, ways: [way, ...others] }) => {
        const { as, list } = way ?? {}
        if (way === undefined || as !== 'split' || list === undefined || others.length > 0) {
            return []
        }
        const names = namesOf([name, ...aliases], headingsOf(vocabulary, stream, name))
        return questionsIn(columns)
            .filter(({ question }) => nameScore(readHeading(question, vocabulary.subjects[stream] ?? []), names) >= ALIKE)
            .map(({ question, answers }): Ticked => {
                const coded = answers.flatMap(({ profile: { heading }, answer }) => {
                    const code = book.value(way, answer)
                    return code === undefined ? [] : [{ heading, code }]
                })
                return { column: name, list, question, answers: coded }
            })
            .filter(({ answers }) => answers.length > 0)
            .slice(0, 1)
    })
