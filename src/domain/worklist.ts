import { numberTail, shownName } from './client.ts'
import type { Attributes } from './client.ts'
import type { History } from './history.ts'
import { plannedItem, withBirth } from './plannedItem.ts'
import type { PlannedItem, Task } from './plannedItem.ts'
import { addDays, daysBetween, yearsBetween } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { priorityOf } from '#programme/risk/priority.ts'
import type { Priority } from '#programme/risk/priority.ts'

/** A pair with something planned or missed, known from its planned events alone. */
export interface PlannedPair {
    pair: Uid
    items: readonly PlannedItem[]
    /** the day the pair is waited for: the oldest missed one, else the next; absent when nothing is planned */
    plannedOn?: Day
    /** days since an appointment was missed; 0 when none was */
    daysMissed: number
    overdue: boolean
    /** first day of the last period, where an item of the pregnancy says it */
    lmp?: Day
}

export interface Infant {
    trackedEntity: Uid
    attributes: Attributes
}

/** Who a pair is. */
export interface PairPeople {
    mother?: Attributes
    infants: readonly Infant[]
    /** a clinic contact was recorded after the birth of the youngest */
    cameSinceBirth?: boolean
}

/** Why a pair is on the list: something of the schedule, or a plan of which only the stage is known. */
export interface Why {
    task?: Task
    stage?: string
    /** for how many of the pair, twins for example */
    persons: number
}

/** One row of the list. `people` is missing for a pair that this person may not see by name. */
export interface WorklistRow extends PlannedPair {
    people?: PairPeople
    /** what is to be done, the most urgent first */
    reasons: readonly Why[]
    priority: Priority
    weeksPregnant?: number
}

/** Parts of the list of planned pairs. */
export type PlannedFilter = 'all' | 'overdue' | 'due'
/** What Today can show. */
export type Filter = PlannedFilter | 'unplanned'

/** What planned events are read with. */
interface Reading {
    today: Day
    /** stage codes by UID */
    stages: ReadonlyMap<Uid, string>
    /** mothers of infants whose plans do not say the pair */
    motherOf?: ReadonlyMap<Uid, Uid>
}

/** Planned events of both programmes, gathered by pair. An infant's plan without a note stands for the infant until its mother is known. */
export const plannedPairs = (events: readonly Event[], { today, stages, motherOf }: Reading): PlannedPair[] => {
    const pairs = new Map<Uid, PlannedItem[]>()
    for (const item of events.map((event) => plannedItem(event, today, stages))) {
        const pair = motherOf?.get(item.trackedEntity) ?? item.purpose?.pair ?? item.trackedEntity
        pairs.set(pair, [...(pairs.get(pair) ?? []), item])
    }
    return [...pairs].map(([pair, items]) => plannedPair(pair, items, today))
}

const plannedPair = (pair: Uid, unordered: readonly PlannedItem[], today: Day): PlannedPair => {
    const items = unordered.toSorted((a, b) => a.plannedOn.localeCompare(b.plannedOn))
    const plannedOn = items[0]?.plannedOn
    const daysMissed = plannedOn === undefined ? 0 : Math.max(0, daysBetween(plannedOn, today))
    return {
        pair,
        items,
        plannedOn,
        daysMissed,
        overdue: daysMissed > 0 || items.some(({ task }) => task?.state === 'overdue'),
        lmp: items.find(({ purpose }) => purpose?.key === 'ANC_CONTACT' || purpose?.key === 'DELIVERY')?.purpose?.anchor,
    }
}

/** What is known of pairs beyond their plans, by pair. */
export interface Known {
    people: ReadonlyMap<Uid, PairPeople>
    histories?: ReadonlyMap<Uid, History>
}

/** The rows of the list, most urgent first; equal ones by days missed, youngest infant, number. */
export const worklistRows = (pairs: readonly PlannedPair[], { people, histories }: Known, today: Day): WorklistRow[] =>
    pairs
        .filter((pair) => isWaitedFor(pair, people.get(pair.pair)))
        .map((pair) => rowOf(pair, { people: people.get(pair.pair), history: histories?.get(pair.pair) }, today))
        .sort(
            (a, b) =>
                b.priority.points - a.priority.points ||
                b.daysMissed - a.daysMissed ||
                youngest(b).localeCompare(youngest(a)) ||
                tailOf(a).localeCompare(tailOf(b))
        )

const rowOf = (planned: PlannedPair, { people, history }: { people?: PairPeople; history?: History }, today: Day): WorklistRow => {
    const items = current(planned.items, people).map((item) => withBirth(item, birthFor(item, people), today))
    const pair = plannedPair(planned.pair, items, today)
    const tasks = history?.owed ?? items.flatMap(({ task }) => task ?? [])
    const stages = items.filter(({ event, task }) => (history ? !history.settled.has(event) && !task : !task)).map(({ stage }) => stage)
    const lastPeriod = pair.lmp ?? history?.lmp
    const lmp = (latestBirth(people) ?? '') > (lastPeriod ?? '9999') ? undefined : lastPeriod
    const birth = people?.mother?.DATE_OF_BIRTH
    const priority = priorityOf(
        {
            items: tasks,
            missedOn: pair.daysMissed > 0 ? pair.plannedOn : undefined,
            motherAge: birth === undefined ? undefined : yearsBetween(birth, today),
            lmp,
        },
        today
    )
    return {
        ...pair,
        overdue: pair.daysMissed > 0 || tasks.some(({ state }) => state === 'overdue'),
        people,
        reasons: [...tasksByUrgency(tasks, today), ...stages.map((stage) => ({ stage, persons: 1 }))],
        priority,
        weeksPregnant: lmp === undefined ? undefined : Math.floor(daysBetween(lmp, today) / 7),
    }
}

/** Tasks by the points that each would give alone, then the latest first. The same task of twins is told once. */
const tasksByUrgency = (tasks: readonly Task[], today: Day): Why[] => {
    const nameOf = ({ key, n, due, reason }: Task): string => [key, n, due, reason.code].join(' ')
    const points = (task: Task): number => priorityOf({ items: [task] }, today).points
    const told = new Map(tasks.map((task) => [nameOf(task), task]))
    return [...told]
        .map(([name, task]) => ({ task, persons: tasks.filter((other) => nameOf(other) === name).length }))
        .sort((a, b) => points(b.task) - points(a.task) || b.task.days - a.task.days)
}

/** Without plans of the pregnancy once the baby is here, unless nothing else is planned: then the pair must not be lost from sight. */
const current = (items: readonly PlannedItem[], people: PairPeople | undefined): readonly PlannedItem[] => {
    const kept = items.filter((item) => !isOfPregnancyBefore(item, latestBirth(people)))
    return kept.length > 0 ? kept : items
}

/** Whether something was planned for the pregnancy, on a day before the birth. */
export const isOfPregnancyBefore = ({ stage, plannedOn }: Pick<PlannedItem, 'stage' | 'plannedOn'>, birth: Day | undefined): boolean =>
    birth !== undefined && stage === 'KMMP_M_ANC' && plannedOn <= birth

/** Whether all that is planned for a pair lies before a birth: only the record can tell then whether they came since. */
export const isOutlived = ({ items }: PlannedPair, people: PairPeople | undefined): boolean =>
    items.every((item) => isOfPregnancyBefore(item, latestBirth(people)))

/** Whether anybody waits for a pair. Whoever came after the birth is not waited for on a day of the pregnancy. */
export const isWaitedFor = (pair: PlannedPair, people: PairPeople | undefined): boolean =>
    !(people?.cameSinceBirth === true && isOutlived(pair, people))

/** The birth that an item counts from: the infant's own, or for the mother's visits that of her youngest. */
const birthFor = ({ trackedEntity }: PlannedItem, people: PairPeople | undefined): Day | undefined => {
    const own = people?.infants.find((infant) => infant.trackedEntity === trackedEntity)
    return own ? own.attributes.DATE_OF_BIRTH : latestBirth(people)
}

/** The birth of the youngest infant. */
export const latestBirth = (people: Pick<PairPeople, 'infants'> | undefined): Day | undefined =>
    people?.infants
        .flatMap(({ attributes }) => attributes.DATE_OF_BIRTH ?? [])
        .sort()
        .at(-1)

const youngest = ({ people }: WorklistRow): Day => latestBirth(people) ?? ''

const tailOf = ({ people }: WorklistRow): string => (people && numberTail(people.mother ?? people.infants[0]?.attributes ?? {})) ?? ''

/** Whether a planned pair passes a filter. Due is what is planned and not overdue. */
export const passes = (row: PlannedPair, filter: PlannedFilter): boolean => filter === 'all' || row.overdue === (filter === 'overdue')

/** Whether a row holds what was typed: in a name, number, phone or village of the mother, or a name of an infant. */
export const matches = ({ people }: WorklistRow, typed: string): boolean => {
    const wanted = typed.trim().toLowerCase()
    if (wanted === '') {
        return true
    }
    const mother = people?.mother ?? {}
    const texts = [
        shownName(mother, false),
        ...['GIVEN_NAME', 'FAMILY_NAME', 'KMMP_CLIENT_ID', 'M2M_CLIENT_ID', 'PHONE_NUMBER', 'VILLAGE'].map((code) => mother[code] ?? ''),
        ...(people?.infants ?? []).map(({ attributes }) => shownName(attributes, false)),
    ]
    return texts.some((text) => text.toLowerCase().includes(wanted))
}

/** Stages in which a mother comes to the clinic. */
export const CLINIC_CONTACTS: ReadonlySet<string | undefined> = new Set(['KMMP_M_ANC', 'KMMP_M_PNC'])

/** How far ahead the list looks, in days. */
export const DAYS_AHEAD = 7

/** Last planned day on the list. */
export const lastDay = (today: Day): Day => addDays(today, DAYS_AHEAD)
