import { passes } from '../../domain/worklist.ts'
import type { Filter, PlannedFilter, PlannedPair } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import classes from './TodayPage.module.css'

const PLANNED: readonly PlannedFilter[] = ['all', 'overdue', 'due']

interface FiltersProps {
    pairs: readonly PlannedPair[]
    /** how many pairs have nothing planned, once that is known */
    unplanned?: number
    filter: Filter
    onChoose: (filter: Filter) => void
}

/** Which part of the list is shown, with the number of pairs in each. */
export const Filters = ({ pairs, unplanned, filter, onChoose }: FiltersProps) => (
    <div role="group" aria-label={i18n.t('Filters')} className={classes.filters}>
        {PLANNED.map((each) => (
            <Chip key={each} filter={each} count={pairs.filter((pair) => passes(pair, each)).length} chosen={filter} onChoose={onChoose} />
        ))}
        <Chip filter="unplanned" count={unplanned} chosen={filter} onChoose={onChoose} />
    </div>
)

interface ChipProps {
    filter: Filter
    count?: number
    chosen: Filter
    onChoose: (filter: Filter) => void
}

const Chip = ({ filter, count, chosen, onChoose }: ChipProps) => (
    <button
        type="button"
        className={classes.chip}
        aria-pressed={filter === chosen}
        aria-label={spoken(filterWord(filter), count)}
        onClick={() => onChoose(filter)}
    >
        {filterWord(filter)} {count}
    </button>
)

const spoken = (filter: string, count: number | undefined): string => {
    if (count === undefined) {
        return i18n.t('{{-filter}}, counted when pressed', { filter })
    }
    return count === 1 ? i18n.t('{{-filter}}, 1 pair', { filter }) : i18n.t('{{-filter}}, {{pairs}} pairs', { filter, pairs: count })
}

const filterWord = (filter: Filter): string => {
    switch (filter) {
        case 'all':
            return i18n.t('All')
        case 'overdue':
            return i18n.t('Overdue')
        case 'due':
            return i18n.t('Due')
        case 'unplanned':
            return i18n.t('Nobody planned')
    }
}
