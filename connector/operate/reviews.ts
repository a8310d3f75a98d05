import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import { answersTo, isLookAlike } from '../ledger/answers.ts'
import type { History, OpenReview } from '../ledger/history.ts'
import type { Decision, ReviewKind } from '../ledger/ledger.ts'
import { grouped } from '../plan/readCurrent.ts'
import { table } from '../table.ts'
import { withHistory, type Asking } from './openHistory.ts'
import { fittingReviews, type ReviewFilter } from './reviewFilter.ts'

/** What each question asks. */
const QUESTIONS: Record<ReviewKind, string> = {
    CONFLICT: 'The field was changed in DHIS2 and by the partner. Whose value holds?',
    IDENTITY: 'Is the person of this row the one that DHIS2 holds under this UID?',
    BURNT: 'It was deleted in DHIS2, and the partner still has it. Is it to be made again?',
    VOIDED: 'The partner no longer has this. Is it to be taken back in DHIS2 (an enrollment cancelled, all else deleted), though a named field was changed there?',
}
const LOOK_ALIKE =
    'An earlier row of the partner has the same number and is of another person, or of the same. Ask the partner which number is right.'

const TAKE_BACK = 'Is what it delivered before to be taken back in DHIS2 (an enrollment cancelled, all else deleted)?'
/** The same of rows that may not be delivered any more, by what the partner says of them now. */
const BARRED: Readonly<Record<string, string>> = {
    CONSENT_MISSING: `The partner says now that there is no consent to share this record. Ask at the facility at once; until then nothing more of it is delivered. ${TAKE_BACK}`,
    TEST_RECORD: `The partner says now that this record was made for practice. ${TAKE_BACK}`,
    OTHER_COUNTRY: `The partner says now that this record is of another country. ${TAKE_BACK}`,
}
const ANY_BARRED = `This record may not be delivered any more: no consent to share it, made for practice, or of another country. ${TAKE_BACK}`

const questionOf = (open: OpenReview): string => {
    if (open.cause === 'barred') {
        return BARRED[open.reason ?? ''] ?? ANY_BARRED
    }
    return isLookAlike(open) ? LOOK_ALIKE : QUESTIONS[open.kind]
}

const NEXT_SYNC = 'The next kmmp sync acts on it.'
const AT_ONCE = 'The next kmmp sync acts on it; without a new export, kmmp retry does.'
/** Cells are kept of rows that wait: only these can be worked on again without their export. */
const ACTS: Record<ReviewKind, string> = { CONFLICT: NEXT_SYNC, IDENTITY: AT_ONCE, BURNT: AT_ONCE, VOIDED: NEXT_SYNC }

/** What is asked for: a list, one answer, or one answer to all that a filter names. */
export interface Reviewing extends ReviewFilter {
    id?: string
    decision?: string
    all?: Decision
    /** without it, `all` only shows what it would answer */
    yes?: boolean
}

/** `kmmp reviews`: what people must decide; with a number and an answer: decides it. */
export const review = (
    config: Config,
    { secret, id, decision, all, yes = false, ...filter }: Asking & Reviewing,
    out: Console
): Promise<number> =>
    withHistory(config, secret, async (history) => {
        if (id !== undefined) {
            refuseBoth([all, filter.kind, filter.source, filter.orgUnit, filter.reason].some((given) => given !== undefined))
            answerOne(history, { id, decision }, out)
            return EXIT.done
        }
        if (yes && all === undefined) {
            throw new Failure({
                kind: 'configuration',
                what: '--yes notes the answers of --all, which is missing.',
                next: 'Add --all ANSWER.',
            })
        }
        const reviews = await fittingReviews(config, history.reviews(), filter)
        if (all === undefined) {
            out.show('reviews', { reviews: reviews.map(shown) }, reviewsText(reviews))
        } else {
            answerAll(history, reviews, { answer: all, yes, out })
        }
        return EXIT.done
    })

const refuseBoth = (hasFilter: boolean): void => {
    if (hasFilter) {
        throw new Failure({
            kind: 'configuration',
            what: 'Both the number of a question and options that name several are given.',
            next: 'Answer one question by its number alone, or all that a filter names with --all.',
        })
    }
}

const shown = (open: OpenReview) => ({ ...open, row: undefined, answers: answersTo(open) })

const answerOne = (history: History, { id, decision }: { id: string; decision?: string }, out: Console): void => {
    const open = history.reviews().find((found) => found.id === Number(id))
    const answer = open && answersTo(open).find((known) => known === decision)
    if (open === undefined || answer === undefined) {
        throw unanswerable({ id, decision, open })
    }
    history.decide(open.id, answer)
    const answered = { answer, noted: true, reviews: [shown({ ...open, decision: answer })], others: 0 }
    out.show('answers', answered, [`Noted. ${ACTS[open.kind]}`])
}

/** Answers all open questions that can be answered so; shows them first, and does nothing until it is told to. */
const answerAll = (
    history: History,
    reviews: readonly OpenReview[],
    { answer, yes, out }: { answer: Decision; yes: boolean; out: Console }
): void => {
    const open = reviews.filter(({ decision }) => decision === undefined)
    const fitting = open.filter((one) => answersTo(one).includes(answer))
    const others = open.length - fitting.length
    if (yes) {
        fitting.forEach(({ id }) => history.decide(id, answer))
    }
    const questions = fitting.length === 1 ? '1 question' : `${fitting.length} questions`
    out.show('answers', { answer, noted: yes, reviews: fitting.map(shown), others }, [
        ...(yes ? [] : questionsText(fitting)),
        fitting.length === 0
            ? `No open question that fits can be answered with ${answer}.`
            : yes
              ? `${questions} answered with ${answer}. ${NEXT_SYNC}`
              : `${questions} would be answered with ${answer}. Nothing is noted yet: add --yes to do it.`,
        ...(others > 0 ? [`${others} more cannot be answered so.`] : []),
    ])
}

const reviewsText = (reviews: readonly OpenReview[]): string[] =>
    reviews.length === 0
        ? ['Nothing is to be decided.']
        : questionsText(reviews, (asked) => [`Answer with: kmmp reviews NO. ${[...new Set(asked.flatMap(answersTo))].join('|')}`])

/** The questions by what they ask. */
const questionsText = (reviews: readonly OpenReview[], below: (asked: readonly OpenReview[]) => string[] = () => []): string[] =>
    [...grouped(reviews, questionOf)].flatMap(([question, asked]) => [
        question,
        ...table([
            ['no.', 'row', 'UID in DHIS2', 'field', 'points', 'facility', 'decided'],
            ...asked.map(({ id, file, rowNumber, uid, field, points, orgUnit, decision }) => [
                String(id),
                `${file} ${rowNumber}`,
                uid,
                field,
                points === undefined ? '' : String(points),
                orgUnit ?? '',
                decision ?? '',
            ]),
        ]),
        ...below(asked),
        '',
    ])

const unanswerable = ({ id, decision, open }: { id: string; decision?: string; open?: OpenReview }): Failure => {
    if (open === undefined) {
        return new Failure({ kind: 'configuration', what: `There is no open question ${id}.`, next: 'kmmp reviews lists them.' })
    }
    return new Failure({
        kind: 'configuration',
        what: decision === undefined ? 'The answer is missing.' : `"${decision}" is no answer to this question.`,
        where: `question ${id}, ${open.file} ${open.rowNumber}`,
        why: questionOf(open),
        next: `kmmp reviews ${id} ${answersTo(open).join('|')}`,
    })
}
