import { Button } from '@dhis2/ui'
import { appErrorOf } from '../data/api.ts'
import { canRetry, SIGNED_OUT } from '../data/appError.ts'
import { i18n } from '../i18n.ts'
import classes from './ErrorNotice.module.css'
import { readingErrorWords } from './errorWords.ts'
import { Notice } from './Notice.tsx'

/** What could not be shown, why, and what to do; with a button only where trying again can help. */
export const ErrorNotice = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
    const known = appErrorOf(error)
    const words = readingErrorWords(known)
    return (
        <div role="alert" className={classes.notice}>
            <Notice kind="error" title={words.title}>
                <p className={classes.next}>{words.next}</p>
                {onRetry && (canRetry(known) || known.code === SIGNED_OUT) && (
                    <Button small onClick={() => onRetry()}>
                        {i18n.t('Try again')}
                    </Button>
                )}
            </Notice>
        </div>
    )
}
