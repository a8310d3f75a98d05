import { Button, Tag } from '@dhis2/ui'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { usePrivacy } from '../../app/privacy.tsx'
import { ageText } from '../../app/words.ts'
import { childAge } from '../../domain/age.ts'
import { numberTail, shownName } from '../../domain/client.ts'
import type { WorklistRow } from '../../domain/worklist.ts'
import { i18n } from '../../i18n.ts'
import { bandWord, factWords } from './priorityWords.ts'
import classes from './Row.module.css'
import { WhyNow } from './WhyNow.tsx'
import type { Day } from '#dhis2/day.ts'

/** One pair of the list: who it is, why it is here now, and what to do. */
export const Row = ({ row, today }: { row: WorklistRow; today: Day }) => {
    const [explained, setExplained] = useState(false)
    const { privacy } = usePrivacy()
    const name = rowName(row, privacy)
    return (
        <li className={classes.row} data-pair={row.pair}>
            <div className={classes.priority}>
                <Tag negative={row.priority.band === 'urgent'} neutral={row.priority.band === 'high'}>
                    {bandWord(row.priority.band)}
                </Tag>
                <button
                    type="button"
                    className={classes.points}
                    aria-expanded={explained}
                    aria-label={i18n.t('Why this place, {{points}} points', { points: row.priority.points })}
                    onClick={() => setExplained(!explained)}
                >
                    {row.priority.points}
                </button>
            </div>
            <Who row={row} name={name} today={today} />
            <WhyNow row={row} today={today} />
            <Actions row={row} name={name} today={today} />
            {explained && <Facts row={row} />}
        </li>
    )
}

const rowName = ({ people }: WorklistRow, privacy: boolean): string => {
    const attributes = people?.mother ?? people?.infants[0]?.attributes
    return (attributes && shownName(attributes, privacy)) || i18n.t('Name not shown')
}

interface PartProps {
    row: WorklistRow
    name: string
    today: Day
}

const Who = ({ row, name, today }: PartProps) => {
    const tail = row.people && numberTail(row.people.mother ?? row.people.infants[0]?.attributes ?? {})
    return (
        <div className={classes.who}>
            <Link
                to={`/pair/${row.pair}`}
                className={classes.name}
                aria-label={
                    tail === undefined
                        ? i18n.t('Open {{-name}}', { name })
                        : i18n.t('Open {{-name}}, number ending {{-tail}}', { name, tail })
                }
            >
                {name}
            </Link>{' '}
            {tail !== undefined && <span className={classes.detail}>..{tail}</span>}
            <p className={classes.detail}>{compositionWords(row, today)}</p>
        </div>
    )
}

/** The infants with their ages, or the weeks of pregnancy. */
const compositionWords = ({ people, weeksPregnant }: WorklistRow, today: Day): string => {
    if (people === undefined) {
        return i18n.t('Held elsewhere, or not yours to see')
    }
    const infants = people.infants.map(({ attributes }) => {
        const born = attributes['DATE_OF_BIRTH']
        return born === undefined ? i18n.t('baby') : i18n.t('baby, {{-age}}', { age: ageText(childAge(born, today)) })
    })
    const pregnant = weeksPregnant === undefined ? [] : [i18n.t('{{weeks}} weeks pregnant', { weeks: weeksPregnant })]
    return [...pregnant, ...infants].join(' · ')
}

const Actions = ({ row, name, today }: PartProps) => {
    const navigate = useNavigate()
    return (
        <div className={classes.actions}>
            <Button
                aria-label={i18n.t('Record visit for {{-name}}', { name })}
                onClick={() => navigate(`/pair/${row.pair}/visit/${today}`)}
            >
                {i18n.t('Record visit')}
            </Button>
        </div>
    )
}

const factsTitle = ({ priority, plannedOn }: WorklistRow): string => {
    if (priority.facts.length > 0) {
        return i18n.t('Priority is the sum of')
    }
    return plannedOn === undefined
        ? i18n.t('Nothing is late or due. It is on the list because nothing is planned.')
        : i18n.t('Nothing is late or due. It is on the list because of its date.')
}

const Facts = ({ row }: { row: WorklistRow }) => {
    const { privacy } = usePrivacy()
    return (
        <div className={classes.facts}>
            {factsTitle(row)}
            <ul>
                {row.priority.facts.map((fact) => (
                    <li key={fact.code}>
                        {factWords(fact, privacy)}, {fact.points}
                    </li>
                ))}
            </ul>
        </div>
    )
}
