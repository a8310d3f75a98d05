import type { Problem } from '../../domain/form/answer.ts'
import type { NextVisit } from '../../domain/nextVisit.ts'
import type { VisitDayProblem } from '../../domain/visitDay.ts'
import { i18n } from '../../i18n.ts'

/** What is wrong with an answer and how to put it right. */
export const problemWords = (problem: Problem): string => {
    switch (problem.code) {
        case 'needed':
            return i18n.t('Please answer this.')
        case 'notANumber':
            return i18n.t('Please write a number, for example 4.6.')
        case 'notWhole':
            return i18n.t('Please write a whole number.')
        case 'notADay':
            return i18n.t('Please write a date, day first, for example 9/11/2026.')
        case 'afterVisit':
            return i18n.t('This day is after the visit.')
        case 'refused':
            return i18n.t('The server did not accept this answer. Please change it.')
        case 'tooLow':
            return i18n.t('This cannot be less than {{least}}.', { least: problem.least })
        case 'tooHigh':
            return i18n.t('This cannot be more than {{most}}.', { most: problem.most })
    }
}

/** What is wrong with the day of the visit. */
export const visitDayProblemWords = (problem: VisitDayProblem): string => {
    switch (problem) {
        case 'notADay':
            return i18n.t('Please write a date, day first, for example 9/11/2026.')
        case 'future':
            return i18n.t('This day is still to come.')
        case 'beforeJoining':
            return i18n.t('This day is before they joined the programme.')
    }
}

/** What is wrong with the day of the next visit. */
export const nextProblemWords = (problem: NonNullable<NextVisit['problem']>): string => {
    switch (problem) {
        case 'needed':
            return i18n.t('Please write when the pair comes again.')
        case 'notADay':
            return i18n.t('Please write a date, day first, for example 9/11/2026.')
        case 'notAfterVisit':
            return i18n.t('This day must be after the visit.')
        case 'tooFar':
            return i18n.t('This is more than 92 days away. Please choose an earlier day.')
    }
}
