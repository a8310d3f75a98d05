import type { AppError } from '../data/appError.ts'
import { SIGNED_OUT } from '../data/appError.ts'
import { i18n } from '../i18n.ts'

export interface ErrorWords {
    /** what happened */
    title: string
    /** what to do next */
    next: string
}

/** What a person is told when something could not be read. */
export const readingErrorWords = (error: AppError): ErrorWords => {
    if (error.code === SIGNED_OUT) {
        return signedOut()
    }
    switch (error.kind) {
        case 'offline':
            return { title: i18n.t('No connection.'), next: i18n.t('This page needs the network. Check it, then try again.') }
        case 'denied':
            return { title: i18n.t('You do not have permission for this.'), next: i18n.t('Ask your coordinator for access.') }
        case 'gone':
            return {
                title: i18n.t('This record was removed, merged or is held elsewhere.'),
                next: i18n.t('Go back to the list and look for the person again.'),
            }
        default:
            return { title: i18n.t('The server could not do this.'), next: i18n.t('Try again later. If it stays, tell your coordinator.') }
    }
}

/** What a person is told when work could not be saved. It always says that the typed work is still there. */
export const savingErrorWords = (error: AppError): ErrorWords => {
    if (error.code === SIGNED_OUT) {
        return signedOut()
    }
    switch (error.kind) {
        case 'offline':
            return {
                title: i18n.t('No connection. The visit may not be saved yet.'),
                next: i18n.t('Your answers stay on this page. Keep it open and press Done again when the network is back.'),
            }
        case 'denied':
            return {
                title: i18n.t('You do not have permission for this record. It was not saved.'),
                next: i18n.t('Your answers stay on this page. Ask your coordinator for access, then press Done again.'),
            }
        case 'conflict':
            return {
                title: i18n.t('Someone else changed this while you worked. It was not saved.'),
                next: i18n.t('Open the pair in another tab, compare, then press Done again or change your answers.'),
            }
        case 'gone':
            return {
                title: i18n.t('This record was removed or merged. It was not saved.'),
                next: i18n.t('Find the person again and write the visit there.'),
            }
        case 'invalid':
            return {
                title: i18n.t('The server did not accept an answer. It was not saved.'),
                next: i18n.t('Correct the marked answer, then press Done again.'),
            }
        default:
            return {
                title: i18n.t('The server could not do this. It was not saved.'),
                next: i18n.t('Your answers stay on this page. Press Done again later.'),
            }
    }
}

const signedOut = (): ErrorWords => ({
    title: i18n.t('Your session has ended.'),
    next: i18n.t('Sign in again in another tab, then come back and try again. Nothing on this page is lost.'),
})
