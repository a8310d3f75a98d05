import { Checkbox } from '@dhis2/ui'
import { i18n } from '../../i18n.ts'
import { useItemWords } from '../useItemWords.ts'
import classes from './SampleTaken.module.css'
import type { DueItem } from '#programme/schedule/types.ts'

interface SampleTakenProps {
    name: string
    item: DueItem
    /** the infant, as the form calls it */
    baby: string
    taken: boolean
    onTaken: (taken: boolean) => void
}

/** The test that an infant owes, and whether the sample for it was taken at this visit. Its result comes later. */
export const SampleTaken = ({ name, item, baby, taken, onTaken }: SampleTakenProps) => {
    const words = useItemWords()
    return (
        <div className={classes.due}>
            <p className={classes.what}>
                {words.name(item)} <span className={classes.why}>{words.reason(item.reason)}</span>
            </p>
            <Checkbox
                name={name}
                label={i18n.t('Sample taken from {{-baby}} at this visit', { baby })}
                checked={taken}
                onChange={({ checked }) => onTaken(checked)}
            />
        </div>
    )
}
