import { Button } from '@dhis2/ui'
import { i18n } from '../../i18n.ts'
import classes from './TodayPage.module.css'

/** Said when nobody is waited for. */
export const EmptyList = ({ onUnplanned }: { onUnplanned: () => void }) => (
    <div className={classes.empty}>
        <p role="status" aria-label={i18n.t('List state')}>
            {i18n.t('No one is due or overdue today. That is good news, or nobody has been planned.')}
        </p>
        <Button onClick={onUnplanned}>{i18n.t('Check Nobody planned')}</Button>
    </div>
)
