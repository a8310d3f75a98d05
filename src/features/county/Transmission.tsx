import { useLanguage, useText } from '../../app/language.tsx'
import { monthName } from '../../app/words.ts'
import { useTransmission } from '../../data/county.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { cellWords, percentWords } from './cellWords.ts'
import classes from './CountyPage.module.css'
import { newestBenchmark } from '#programme/indicators/benchmarks.ts'
import { transmission } from '#programme/indicators/indicators.ts'

interface TransmissionProps {
    area: string
    /** last of twelve months */
    month: string
    /** hide small cells */
    hide: boolean
}

/** Final transmission with how much of the cohort is known and the worst case, and published values beside it. */
export const Transmission = ({ area, month, hide }: TransmissionProps) => {
    const text = useText()
    const { language } = useLanguage()
    const figures = useTransmission({ area, month, hide })
    if (figures.error) {
        return <ErrorNotice error={figures.error} onRetry={() => void figures.refetch()} />
    }
    if (!figures.data) {
        return <Loading />
    }
    return (
        <section aria-labelledby="transmission-title" className={classes.definition}>
            <h2 id="transmission-title">
                {i18n.t('Mother-to-child transmission, twelve months to {{-month}}', { month: monthName(month, language) })}
            </h2>
            <table className={classes.table} aria-labelledby="transmission-title">
                <tbody>
                    {transmission.map(({ code, name }) => {
                        const cell = figures.data[code]?.[0] ?? { shown: 'none' }
                        return (
                            <tr key={code}>
                                <th scope="row">{text(name)}</th>
                                <td>
                                    {cellWords(cell, true)} <span className={classes.percent}>{percentWords(cell)}</span>
                                </td>
                            </tr>
                        )
                    })}
                    <Published element="KMMP_BM_MTCT_KENYA" name={i18n.t('Kenya, modelled')} />
                    <Published element="KMMP_BM_MTCT_UN_LINE" name={i18n.t('Line of the United Nations, at most')} />
                </tbody>
            </table>
            <p>
                {i18n.t(
                    'Ours is observed in a group of infants; the national value is a modelled ratio of new infections to births. They are comparable in intent, not in arithmetic.'
                )}
            </p>
        </section>
    )
}

const Published = ({ element, name }: { element: string; name: string }) => {
    const published = newestBenchmark(element)
    return (
        published && (
            <tr>
                <th scope="row">
                    {name}, {published.year}
                    <br />
                    <small>{published.source}</small>
                </th>
                <td>{published.value}%</td>
            </tr>
        )
    )
}
