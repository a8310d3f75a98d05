import { passes } from '../../domain/worklist.ts'
import type { Filter, PlannedPair } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import classes from './TodayPage.module.css'

const FILTERS: readonly Filter[] = ['all', 'overdue', 'due']

interface FiltersProps {
    pairs: readonly PlannedPair[]
    filter: Filter
    onChoose: (filter: Filter) => void
}

/** Which part of the list is shown, with the number of pairs in each. */
export const Filters = ({ pairs, filter, onChoose }: FiltersProps) => (
    <div role="group" aria-label={i18n.t('Filters')} className={classes.filters}>
        {FILTERS.map((each) => {
            const count = pairs.filter((pair) => passes(pair, each)).length
            return (
                <button
                    key={each}
                    type="button"
                    className={classes.chip}
                    aria-pressed={each === filter}
                    aria-label={spoken(filterWord(each), count)}
                    onClick={() => onChoose(each)}
                >
                    {filterWord(each)} {count}
                </button>
            )
        })}
    </div>
)

const spoken = (filter: string, count: number): string =>
    count === 1 ? i18n.t('{{-filter}}, 1 pair', { filter }) : i18n.t('{{-filter}}, {{pairs}} pairs', { filter, pairs: count })

const filterWord = (filter: Filter): string => {
    switch (filter) {
        case 'all':
            return i18n.t('All')
        case 'overdue':
            return i18n.t('Overdue')
        case 'due':
            return i18n.t('Due')
    }
}
