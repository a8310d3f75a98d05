import { paragraphs, table } from './markdown.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import type { Guideline, Rule } from '#programme/schedule/types.ts'

const signed = (day: number): string => (day < 0 ? `−${-day}` : String(day))

const ruleRow = (rule: Rule): string[] => [
    rule.n === undefined ? rule.key : `${rule.key} ${rule.n}`,
    rule.subject,
    rule.stage,
    rule.anchor,
    signed(rule.dueDay),
    `${signed(rule.window[0])} to ${signed(rule.window[1])}`,
    signed(rule.overdueAfter),
    rule.needs?.join(', ') ?? '',
    rule.stops.join(', '),
    rule.evidence + (rule.verified ? '' : ' **Unverified**'),
]

const HEAD = ['What', 'Who', 'Stage', 'Counted from', 'Due on day', 'Window', 'Overdue after day', 'Only if', 'Ends with', 'Evidence']

const editionText = ({ version, from, rules }: Guideline, before: Guideline | undefined): string =>
    paragraphs(
        `### Edition ${version}, in force from ${from}`,
        before && before.rules === rules ? `The same rows as edition ${before.version}.` : table(HEAD, rules.map(ruleRow))
    )

/** All editions of the schedule. Days count from the day named. */
export const scheduleText = (): string =>
    paragraphs(
        '## Schedule',
        'When what falls due. Days count from the day named; an item keeps the edition in force on the day its window opens, so that a change of policy never rewrites the past.',
        ...guidelines.map((guideline, place) => editionText(guideline, guidelines[place - 1]))
    )

/** Rows of the newest edition that rest on no source that could be read. */
export const scheduleDoubts = (): string[] => {
    const rules = guidelines.at(-1)?.rules ?? []
    const keys = rules.filter(({ verified }) => !verified).map(({ key, evidence }) => `Schedule ${key}: ${evidence}.`)
    return [...new Set(keys)]
}
