import { Link } from 'react-router-dom'
import { i18n } from '../../i18n.ts'
import classes from './TodayPage.module.css'

/** Said when nobody is waited for. */
export const EmptyList = () => (
    <div role="status" aria-label={i18n.t('List state')} className={classes.empty}>
        <p>{i18n.t('No one is due or overdue today.')}</p>
        <p>
            {i18n.t('That is good news, or nobody has been planned. A pair that is not on the list can be found by name or number.')}{' '}
            <Link to="/find">{i18n.t('Find')}</Link>
        </p>
    </div>
)
