import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { useLanguage, useText } from '../../app/language.tsx'
import { usePlace } from '../../app/place.tsx'
import { monthName, shortDay } from '../../app/words.ts'
import { useCountyFigures } from '../../data/county.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import classes from './CountyPage.module.css'
import { CountyTableView } from './CountyTableView.tsx'
import { Transmission } from './Transmission.tsx'
import { addMonths, monthOf } from '#dhis2/period.ts'
import { indicators } from '#programme/indicators/indicators.ts'
import { HIDDEN_COUNT } from '#programme/indicators/suppress.ts'

const MONTHS_BACK = 24

/** The figures of a county by facility and month. */
const CountyPage = () => {
    const { session } = usePlace()
    const [search, setSearch] = useSearchParams()
    const thisMonth = monthOf(session.today)
    const months = Array.from({ length: MONTHS_BACK }, (_, place) => addMonths(thisMonth, -place))
    const month = months.find((candidate) => candidate === search.get('pe')) ?? thisMonth
    const area = session.viewUnits.find(({ id }) => id === search.get('ou')) ?? session.viewUnits[0]
    if (!session.may('MENTOR_MOTHERS_COUNTY') || !area) {
        return <NotYours />
    }
    const hide = !session.may('MENTOR_MOTHERS_LINELIST')
    const choose = (changed: { pe?: string; ou?: string }) => setSearch({ pe: month, ou: area.id, ...changed }, { replace: true })
    return (
        <Page heading={i18n.t('County')} sub={area.displayName} wide>
            <div className={classes.controls}>
                <Period months={months} month={month} onChoose={(pe) => choose({ pe })} />
                {session.viewUnits.length > 1 && (
                    <label className={classes.control}>
                        {i18n.t('Area')}
                        <select className={classes.select} value={area.id} onChange={(event) => choose({ ou: event.target.value })}>
                            {session.viewUnits.map((unit) => (
                                <option key={unit.id} value={unit.id}>
                                    {unit.displayName}
                                </option>
                            ))}
                        </select>
                    </label>
                )}
            </div>
            <Figures area={area.id} month={month} hide={hide} />
            <Transmission area={area.id} month={month} hide={hide} />
        </Page>
    )
}

const NotYours = () => (
    <Page heading={i18n.t('County')}>
        <Notice kind="warning" title={i18n.t('You do not have permission for this.')}>
            {i18n.t('County figures are for county health records officers. Ask the person who looks after DHIS2 in your county.')}
        </Notice>
    </Page>
)

const Period = ({ months, month, onChoose }: { months: readonly string[]; month: string; onChoose: (month: string) => void }) => {
    const { language } = useLanguage()
    return (
        <label className={classes.control}>
            {i18n.t('Period')}
            <select className={classes.select} value={month} onChange={(event) => onChoose(event.target.value)}>
                {months.map((each) => (
                    <option key={each} value={each}>
                        {i18n.t('Three months to {{-month}}', { month: monthName(each, language) })}
                    </option>
                ))}
            </select>
        </label>
    )
}

const Figures = ({ area, month, hide }: { area: string; month: string; hide: boolean }) => {
    const { language } = useLanguage()
    const [defined, setDefined] = useState<string>()
    const figures = useCountyFigures({ area, month, hide })
    if (figures.error) {
        return <ErrorNotice error={figures.error} onRetry={() => void figures.refetch()} />
    }
    if (!figures.data) {
        return <Loading />
    }
    if (figures.data.table.rows.length === 0) {
        return <NoFigures />
    }
    return (
        <>
            {defined !== undefined && <Definition code={defined} />}
            <CountyTableView
                figures={figures.data}
                under={(code) => (
                    <DefinitionButton
                        code={code}
                        shown={defined === code}
                        onPress={() => setDefined(defined === code ? undefined : code)}
                    />
                )}
            />
            <div className={classes.notes}>
                {figures.data.asOf !== undefined && <p>{i18n.t('Data as of {{-day}}', { day: shortDay(figures.data.asOf, language) })}</p>}
                <p>{i18n.t('– means that nothing was reported. It is not zero.')}</p>
                {hide && (
                    <p>
                        {i18n.t(
                            '{{-hidden}} and few stand for so small a number that people could be known; another cell is then hidden too.',
                            {
                                hidden: HIDDEN_COUNT,
                            }
                        )}
                    </p>
                )}
            </div>
        </>
    )
}

const NoFigures = () => (
    <Notice title={i18n.t('There are no figures for these months yet.')}>
        {i18n.t(
            'Figures are counted from client records by the connector and sent each month. Choose an earlier period, or ask whoever runs it.'
        )}
    </Notice>
)

const DefinitionButton = ({ code, shown, onPress }: { code: string; shown: boolean; onPress: () => void }) => {
    const text = useText()
    const name = indicators.find((indicator) => indicator.code === code)?.name
    return (
        <button
            type="button"
            className={classes.define}
            aria-expanded={shown}
            aria-label={i18n.t('Definition of {{-name}}', { name: name ? text(name) : code })}
            onClick={onPress}
        >
            {i18n.t('Definition')}
        </button>
    )
}

const Definition = ({ code }: { code: string }) => {
    const text = useText()
    const indicator = indicators.find((candidate) => candidate.code === code)
    if (!indicator) {
        return null
    }
    return (
        <section aria-labelledby="definition-title" className={classes.definition}>
            <h2 id="definition-title">{text(indicator.name)}</h2>
            <p>{text(indicator.definition)}</p>
        </section>
    )
}

export default CountyPage
