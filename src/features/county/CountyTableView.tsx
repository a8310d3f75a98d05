import type { ReactNode } from 'react'
import { useLanguage, useText } from '../../app/language.tsx'
import { shortMonth } from '../../app/words.ts'
import type { CountyFigures } from '../../data/county.ts'
import type { CountyCell } from '../../domain/countyTable.ts'
import { i18n } from '../../i18n.ts'
import { cellWords, percentWords } from './cellWords.ts'
import classes from './CountyPage.module.css'
import { indicators } from '#programme/indicators/indicators.ts'

interface CountyTableViewProps {
    figures: CountyFigures
    /** what stands under the name of an indicator */
    under: (code: string) => ReactNode
}

/** Facilities down, indicators and months across, the total last. */
export const CountyTableView = ({ figures: { table, names }, under }: CountyTableViewProps) => {
    const text = useText()
    const { language } = useLanguage()
    const rows = table.rows
        .map((row) => ({ ...row, name: names.get(row.orgUnit) ?? row.orgUnit }))
        .sort((a, b) => a.name.localeCompare(b.name, language))
    return (
        // a wide table scrolls in its own box, which the keyboard must reach
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div role="region" aria-label={i18n.t('Figures by facility and month')} tabIndex={0} className={classes.scroll}>
            <table className={classes.table} aria-label={i18n.t('Facilities')}>
                <thead>
                    <tr>
                        <th scope="col" rowSpan={2}>
                            {i18n.t('Facility')}
                        </th>
                        {indicators.map(({ code, name }) => (
                            <th key={code} scope="colgroup" colSpan={table.months.length}>
                                {text(name)}
                                <br />
                                {under(code)}
                            </th>
                        ))}
                    </tr>
                    <tr>
                        {indicators.flatMap(({ code }) =>
                            table.months.map((month, place) => (
                                <th key={`${code} ${month}`} scope="col" className={place === 0 ? classes.first : undefined}>
                                    {shortMonth(month, language)}
                                </th>
                            ))
                        )}
                    </tr>
                </thead>
                <tbody>
                    {rows.map(({ orgUnit, name, cells }) => (
                        <tr key={orgUnit}>
                            <th scope="row">{name}</th>
                            <Cells cells={cells} />
                        </tr>
                    ))}
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{i18n.t('All facilities')}</th>
                        <Cells cells={table.total} />
                    </tr>
                </tfoot>
            </table>
        </div>
    )
}

const Cells = ({ cells }: { cells: Readonly<Record<string, readonly CountyCell[]>> }) =>
    indicators.flatMap(({ code, denominator }) =>
        (cells[code] ?? []).map((cell, place) => (
            <td key={`${code} ${place}`} className={place === 0 ? classes.first : undefined}>
                {cellWords(cell, denominator !== undefined)} <span className={classes.percent}>{percentWords(cell)}</span>
            </td>
        ))
    )
