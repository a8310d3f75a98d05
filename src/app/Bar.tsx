import { NavLink } from 'react-router-dom'
import { i18n } from '../i18n.ts'
import type { Language } from '../i18n.ts'
import classes from './Bar.module.css'
import { useLanguage } from './language.tsx'
import { usePlace } from './place.tsx'
import { usePrivacy } from './privacy.tsx'
import { sectionsOf } from './sections.ts'

const LANGUAGES: readonly { language: Language; short: string; name: string }[] = [
    { language: 'en', short: 'EN', name: 'English' },
    { language: 'sw', short: 'SW', name: 'Kiswahili' },
]

/** Our own bar under the platform's header: facility, sections, and the switches that every screen needs. */
export const Bar = ({ onHide }: { onHide: () => void }) => (
    <section aria-label={i18n.t('Facility and display')} className={classes.bar}>
        <Facility />
        <Sections />
        <div className={classes.tools}>
            <Privacy />
            <Languages />
            <button type="button" className={classes.tool} onClick={onHide}>
                {i18n.t('Hide now')}
            </button>
        </div>
    </section>
)

const Facility = () => {
    const { session, facility, chooseFacility } = usePlace()
    if (!facility) {
        return null
    }
    if (session.facilities.length === 1) {
        return <span className={classes.facility}>{facility.displayName}</span>
    }
    return (
        <select
            className={classes.select}
            aria-label={i18n.t('Facility')}
            value={facility.id}
            onChange={(event) => chooseFacility(event.target.value)}
        >
            {session.facilities.map((unit) => (
                <option key={unit.id} value={unit.id}>
                    {unit.displayName}
                </option>
            ))}
        </select>
    )
}

const Sections = () => {
    const sections = sectionsOf(usePlace())
    return (
        <nav aria-label={i18n.t('Sections')} className={classes.nav}>
            <ul className={classes.links}>
                {sections.map(({ path, name }) => (
                    <li key={path}>
                        <NavLink to={path} className={classes.link}>
                            {name}
                        </NavLink>
                    </li>
                ))}
            </ul>
        </nav>
    )
}

const Privacy = () => {
    const { privacy, toggle } = usePrivacy()
    return (
        <button type="button" className={classes.tool} aria-pressed={privacy} onClick={toggle}>
            {i18n.t('Privacy')}
        </button>
    )
}

const Languages = () => {
    const { language, choose } = useLanguage()
    return (
        <div role="group" aria-label={i18n.t('Language')} className={classes.languages}>
            {LANGUAGES.map((row) => (
                <button
                    key={row.language}
                    type="button"
                    className={classes.tool}
                    lang={row.language}
                    aria-label={`${row.short} ${row.name}`}
                    aria-pressed={row.language === language}
                    onClick={() => choose(row.language)}
                >
                    {row.short}
                </button>
            ))}
        </div>
    )
}
