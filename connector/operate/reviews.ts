import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import { answersTo, isLookAlike } from '../ledger/answers.ts'
import type { OpenReview } from '../ledger/history.ts'
import type { ReviewKind } from '../ledger/ledger.ts'
import { grouped } from '../plan/readCurrent.ts'
import { table } from '../table.ts'
import { withHistory, type Asking } from './openHistory.ts'

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

/** `kmmp reviews`: what people must decide; with a number and an answer: decides it. The next run acts on it. */
export const review = (
    config: Config,
    { secret, id, decision }: Asking & { id?: string; decision?: string },
    out: Console
): Promise<number> =>
    withHistory(config, secret, (history) => {
        const reviews = history.reviews()
        if (id === undefined) {
            const shown = reviews.map((open) => ({ ...open, row: undefined, answers: answersTo(open) }))
            out.show('reviews', { reviews: shown }, reviewsText(reviews))
            return EXIT.done
        }
        const open = reviews.find((found) => found.id === Number(id))
        const answer = open && answersTo(open).find((known) => known === decision)
        if (open === undefined || answer === undefined) {
            throw unanswerable({ id, decision, open })
        }
        history.decide(open.id, answer)
        out.say(`Noted. ${ACTS[open.kind]}`)
        return EXIT.done
    })

const reviewsText = (reviews: readonly OpenReview[]): string[] => {
    if (reviews.length === 0) {
        return ['Nothing is to be decided.']
    }
    return [...grouped(reviews, questionOf)].flatMap(([question, asked]) => [
        question,
        ...table([
            ['no.', 'row', 'UID in DHIS2', 'field', 'points', 'decided'],
            ...asked.map(({ id, file, rowNumber, uid, field, points, decision }) => [
                String(id),
                `${file} ${rowNumber}`,
                uid,
                field,
                points === undefined ? '' : String(points),
                decision ?? '',
            ]),
        ]),
        `Answer with: kmmp reviews NO. ${[...new Set(asked.flatMap(answersTo))].join('|')}`,
        '',
    ])
}

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
