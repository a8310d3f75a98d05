import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import type { OpenReview } from '../ledger/history.ts'
import type { Decision, ReviewKind } from '../ledger/ledger.ts'
import { table } from '../table.ts'
import { withHistory, type Asking } from './openHistory.ts'

/** What each question asks, and what may be answered. */
const QUESTIONS: Record<ReviewKind, { asks: string; answers: readonly Decision[] }> = {
    CONFLICT: { asks: 'The field was changed in DHIS2 and by the partner. Whose value holds?', answers: ['partner', 'facility'] },
    IDENTITY: { asks: 'Is the person of this row the one that DHIS2 holds under this UID?', answers: ['same', 'other'] },
    BURNT: { asks: 'It was deleted in DHIS2, and the partner still has it. Is it to be made again?', answers: ['again', 'leave'] },
    VOIDED: {
        asks: 'The partner no longer has this. Is it to be taken back in DHIS2 (an enrollment cancelled, all else deleted), though a named field was changed there?',
        answers: ['withdraw', 'leave'],
    },
}
/** Rows of the partner that are alike, with nobody in DHIS2 to choose from. */
const LOOK_ALIKE = {
    asks: 'An earlier row of the partner is of the same or a very similar person. Ask the partner which number is right.',
    answers: ['leave'] as readonly Decision[],
}

const questionOf = ({ kind, uid }: OpenReview) => (kind === 'IDENTITY' && uid === '' ? LOOK_ALIKE : QUESTIONS[kind])

/** `kmmp reviews`: what people must decide; with a number and an answer: decides it. The next run acts on it. */
export const review = (
    config: Config,
    { secret, id, decision }: Asking & { id?: string; decision?: string },
    out: Console
): Promise<number> =>
    withHistory(config, secret, (history) => {
        const reviews = history.reviews()
        if (id === undefined) {
            const shown = reviews.map(({ row, ...open }) => ({ ...open, answers: questionOf({ row, ...open }).answers }))
            out.show('reviews', { reviews: shown }, reviewsText(reviews))
            return EXIT.done
        }
        const open = reviews.find((found) => found.id === Number(id))
        const answer = open && questionOf(open).answers.find((known) => known === decision)
        if (open === undefined || answer === undefined) {
            throw unanswerable({ id, decision, open })
        }
        history.decide(open.id, answer)
        out.say(`Noted. The next kmmp sync, or kmmp retry, acts on it.`)
        return EXIT.done
    })

const reviewsText = (reviews: readonly OpenReview[]): string[] => {
    if (reviews.length === 0) {
        return ['Nothing is to be decided.']
    }
    const questions = [...new Set(reviews.map((open) => questionOf(open)))]
    return questions.flatMap((question) => [
        question.asks,
        ...table([
            ['no.', 'row', 'UID in DHIS2', 'field', 'points', 'decided'],
            ...reviews
                .filter((open) => questionOf(open) === question)
                .map(({ id, file, rowNumber, uid, field, points, decision }) => [
                    String(id),
                    `${file} ${rowNumber}`,
                    uid,
                    field,
                    points === undefined ? '' : String(points),
                    decision ?? '',
                ]),
        ]),
        `Answer with: kmmp reviews NO. ${question.answers.join('|')}`,
        '',
    ])
}

const unanswerable = ({ id, decision, open }: { id: string; decision?: string; open?: OpenReview }): Failure => {
    if (open === undefined) {
        return new Failure({ kind: 'configuration', what: `There is no open question ${id}.`, next: 'kmmp reviews lists them.' })
    }
    const { asks, answers } = questionOf(open)
    return new Failure({
        kind: 'configuration',
        what: decision === undefined ? 'The answer is missing.' : `"${decision}" is no answer to this question.`,
        where: `question ${id}, ${open.file} ${open.rowNumber}`,
        why: asks,
        next: `kmmp reviews ${id} ${answers.join('|')}`,
    })
}
