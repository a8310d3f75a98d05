import { useState } from 'react'
import { useHistories, useUnplanned } from '../../data/worklist.ts'
import { isExpected, overlooked } from '../../domain/unplanned.ts'
import { worklistRows } from '../../domain/worklist.ts'
import { AT_ONCE } from './usePlannedList.ts'
import { useWorkplace } from './useWorkplace.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Records read in one request, to stay within the length of an address. */
const GROUP = 50

const nobody = { pairs: [], people: new Map<Uid, never>(), read: 0 }

/** The followed pairs who would be overlooked and what their records say is owed. Nothing is read before `wanted`. */
export const useUnplannedList = (wanted: boolean) => {
    const place = useWorkplace()
    const [shown, setShown] = useState(AT_ONCE)
    const unplanned = useUnplanned(place, wanted)
    const { pairs, people, read } = unplanned.data ?? nobody
    const first = pairs.slice(0, shown)
    const records = useHistories(place, people, wanted ? groupsOf(first.map(({ pair }) => pair)) : [])
    const { histories } = records
    const left = overlooked(first, histories)
    return {
        unplanned,
        records,
        rows: worklistRows(left, { people, histories }, place.today),
        read,
        /** pairs whose records are not read yet */
        unread: pairs.slice(shown).length,
        showMore: () => setShown(shown + AT_ONCE),
        /** how many there are as far as is known, once counted */
        count:
            unplanned.data && !records.isLoading ? left.length + pairs.slice(shown).filter((pair) => !isExpected(pair)).length : undefined,
    }
}

const groupsOf = (pairs: readonly Uid[]): Uid[][] =>
    Array.from({ length: Math.ceil(pairs.length / GROUP) }, (_, group) => pairs.slice(group * GROUP, (group + 1) * GROUP))
