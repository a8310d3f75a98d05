import { useEffect, useState } from 'react'
import { Link } from 'react-router-dom'
import { useLanguage } from '../../app/language.tsx'
import { usePlace } from '../../app/place.tsx'
import { usePrivacy } from '../../app/privacy.tsx'
import { shortDay } from '../../app/words.ts'
import { useSearch } from '../../data/search.ts'
import type { Found } from '../../data/search.ts'
import { numberTail, shownName } from '../../domain/client.ts'
import { readProbe } from '../../domain/probe.ts'
import type { Probe } from '../../domain/probe.ts'
import { i18n } from '../../i18n.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Page } from '../../ui/Page.tsx'
import classes from './FindPage.module.css'

const REST_MILLISECONDS = 350

/** What was typed, once typing has rested. */
const useRested = (typed: string): string => {
    const [rested, setRested] = useState(typed)
    useEffect(() => {
        const timer = setTimeout(() => setRested(typed), REST_MILLISECONDS)
        return () => clearTimeout(timer)
    }, [typed])
    return rested
}

/** Reaches a pair that is not on today's list. What is typed stays out of the address. */
const FindPage = () => {
    const { metadata } = usePlace()
    const [typed, setTyped] = useState('')
    const rested = useRested(typed)
    const search = useSearch(metadata, rested)
    return (
        <Page heading={i18n.t('Find')}>
            <label htmlFor="probe" className={classes.label}>
                {i18n.t('Number, phone or name')}
            </label>
            <input
                id="probe"
                type="search"
                autoComplete="off"
                className={classes.input}
                value={typed}
                aria-describedby="probe-state"
                onChange={(event) => setTyped(event.target.value)}
            />
            <p id="probe-state" role="status" className={classes.hint}>
                {stateWords(readProbe(rested), search.data)}
            </p>
            {search.isFetching && <Loading />}
            {search.error !== null && <ErrorNotice error={search.error} onRetry={() => void search.refetch()} />}
            {search.data && search.data.length > 0 && (
                <ul aria-label={i18n.t('People found')} className={classes.list}>
                    {search.data.map((person) => (
                        <FoundPerson key={person.trackedEntity} person={person} />
                    ))}
                </ul>
            )}
        </Page>
    )
}

const FoundPerson = ({ person }: { person: Found }) => {
    const { privacy } = usePrivacy()
    const { language } = useLanguage()
    const name = shownName(person.attributes, privacy) || i18n.t('No name')
    const tail = numberTail(person.attributes)
    const born = person.attributes['DATE_OF_BIRTH']
    return (
        <li className={classes.found}>
            <Link to={`/pair/${person.pair}`} className={classes.link} aria-label={openWords(name, tail)}>
                {name}
            </Link>
            {tail !== undefined && <span className={classes.detail}>..{tail}</span>}
            {born !== undefined && !privacy && (
                <span className={classes.detail}>{i18n.t('born {{-day}}', { day: shortDay(born, language) })}</span>
            )}
        </li>
    )
}

const openWords = (name: string, tail: string | undefined): string =>
    tail === undefined ? i18n.t('Open {{-name}}', { name }) : i18n.t('Open {{-name}}, number ending {{-tail}}', { name, tail })

const stateWords = (probe: Probe, found: readonly Found[] | undefined): string => {
    if (probe.kind === 'short') {
        return i18n.t('Type at least three letters of a name, or four digits of a number.')
    }
    if (probe.kind === 'damaged') {
        return i18n.t('This number was damaged by a spreadsheet. Type it from the card.')
    }
    const understood = i18n.t('Understood as {{-kind}}', { kind: kindWords(probe.kind) })
    if (found === undefined) {
        return understood
    }
    if (found.length === 0) {
        return i18n.t('{{-understood}}. No one found in the places you may see.', { understood })
    }
    return found.length === 1
        ? i18n.t('{{-understood}}, 1 person', { understood })
        : i18n.t('{{-understood}}, {{people}} people', { understood, people: found.length })
}

const kindWords = (kind: Exclude<Probe['kind'], 'short' | 'damaged'>): string => {
    switch (kind) {
        case 'phone':
            return i18n.t('phone number')
        case 'ending':
            return i18n.t('end of a number')
        case 'name':
            return i18n.t('name')
        case 'hei':
        case 'cwc':
            return i18n.t('infant number')
        default:
            return i18n.t('client number')
    }
}

export default FindPage
