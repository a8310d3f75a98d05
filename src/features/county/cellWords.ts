import type { CountyCell } from '../../domain/countyTable.ts'
import { i18n } from '../../i18n.ts'
import { HIDDEN_COUNT } from '#programme/indicators/suppress.ts'

/** What a cell says; a ratio always shows both of its parts. */
export const cellWords = (cell: CountyCell, isRatio: boolean): string => {
    switch (cell.shown) {
        case 'none':
            return '–'
        case 'hidden':
            return isRatio ? i18n.t('few') : HIDDEN_COUNT
        case 'count':
            return String(cell.value)
        case 'ratio':
            return i18n.t('{{numerator}} of {{denominator}}', { numerator: cell.numerator, denominator: cell.denominator })
    }
}

/** The percentage of a ratio, where it means something. */
export const percentWords = (cell: CountyCell): string =>
    cell.shown === 'ratio' && cell.denominator > 0 ? `${Math.round((cell.numerator / cell.denominator) * 100)}%` : ''
