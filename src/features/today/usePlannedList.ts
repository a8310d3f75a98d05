import { useCallback, useMemo, useState } from 'react'
import { useHistories, usePairPeople, usePlanned } from '../../data/worklist.ts'
import type { Planned } from '../../data/worklist.ts'
import type { History } from '../../domain/history.ts'
import { isWaitedFor, worklistRows } from '../../domain/worklist.ts'
import { useWorkplace } from './useWorkplace.ts'
import type { Uid } from '#dhis2/uid.ts'

/** How many pairs are named at once. */
export const AT_ONCE = 200

const nobody: Planned = { pairs: [], infants: new Set() }
const unknown = new Map<Uid, never>()

/**
 * The pairs that are waited for. The list is drawn from plans; the records of rows that were looked at then tell what is owed. Rows change
 * what they say at once, and where they stand only when `sortAgain` is called.
 */
export const usePlannedList = () => {
    const place = useWorkplace()
    const { today } = place
    const [shown, setShown] = useState(AT_ONCE)
    const [sortedBy, setSortedBy] = useState<ReadonlyMap<Uid, History>>(unknown)
    const [groups, see] = useSeenGroups()
    const planned = usePlanned(place)
    const { pairs, infants } = planned.data ?? nobody
    // the most urgent pairs by what their plans say are named first; the rest when asked for
    const first = useMemo(() => worklistRows(pairs, { people: unknown }, today).slice(0, shown), [pairs, today, shown])
    const people = usePairPeople(place, { pairs: first, infants })
    const records = useHistories(place, people.data ?? unknown, groups)
    const drawn = people.data ? worklistRows(first, { people: people.data, histories: sortedBy }, today) : []
    const fresh = people.data ? worklistRows(first, { people: people.data, histories: records.histories }, today) : []
    const now = new Map(fresh.map((row) => [row.pair, row]))
    const placed = new Map(drawn.map((row) => [row.pair, row]))
    return {
        planned,
        people,
        records,
        rows: drawn.map((row) => ({ ...(now.get(row.pair) ?? row), overdue: row.overdue })),
        waitedFor: pairs.filter((pair) => isWaitedFor(pair, people.data?.get(pair.pair))).map((pair) => placed.get(pair.pair) ?? pair),
        shown,
        showMore: () => setShown(shown + AT_ONCE),
        see,
        isSorted: drawn.every(({ pair, overdue }, at) => fresh[at]?.pair === pair && fresh[at].overdue === overdue),
        sortAgain: () => setSortedBy(records.histories),
    }
}

/** Pairs that were looked at, in the groups in which they came into view. */
const useSeenGroups = () => {
    const [groups, setGroups] = useState<readonly (readonly Uid[])[]>([])
    const see = useCallback((pairs: readonly Uid[]) => {
        setGroups((known) => {
            const seen = new Set(known.flat())
            const added = pairs.filter((pair) => !seen.has(pair))
            return added.length === 0 ? known : [...known, added]
        })
    }, [])
    return [groups, see] as const
}
