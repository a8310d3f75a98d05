import { useMutation, useQueryClient } from '@tanstack/react-query'
import { appErrorOf, useApi } from './api.ts'
import { AppError } from './appError.ts'
import { assertImported } from './importAnswer.ts'
import type { Metadata } from './metadata.ts'
import { readCurrent, storedEvents } from './pairRecord.ts'
import type { Pair } from './pairRecord.ts'
import type { Event, TrackerPayload } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** All or nothing, and at once: a visit is never half saved. */
const IMPORT = {
    async: false,
    importStrategy: 'CREATE_AND_UPDATE',
    atomicMode: 'ALL',
    importMode: 'COMMIT',
    reportMode: 'WARNINGS',
}

export interface VisitToSave {
    body: TrackerPayload
    /** data elements that the form asks, to find the one that the server refuses */
    questions: readonly Uid[]
    /** the pair as it was read; absent when the visit was sent before and its fate is unknown */
    readAs?: Pair
    /** the request leaves: from now on its fate can be unknown */
    onSending: () => void
    /** the server has the visit; also called when its screen was left meanwhile */
    onSaved: () => void
}

/** Saves a visit; afterwards, and when others changed the pair meanwhile, the lists and the pair are read anew. */
export const useSaveVisit = (metadata: Metadata) => {
    const api = useApi()
    const queries = useQueryClient()
    const readAnew = () =>
        Promise.all([queries.invalidateQueries({ queryKey: ['worklist'] }), queries.invalidateQueries({ queryKey: ['pair'] })])
    return useMutation({
        mutationFn: async ({ body, questions, readAs, onSending, onSaved }: VisitToSave) => {
            if (readAs) {
                assertUnchanged(body, readAs, await readCurrent(api, metadata, readAs.episode.key))
            }
            onSending()
            assertImported(await api.post('tracker', IMPORT, body), questions)
            onSaved()
        },
        onSuccess: readAnew,
        onError: (error) => (appErrorOf(error).kind === 'conflict' ? readAnew() : undefined),
    })
}

/** Nobody's work is overwritten: the stored events that the visit updates must still be as they were when the form was filled. */
const assertUnchanged = ({ events = [] }: TrackerPayload, readAs: Pair, now: Pair): void => {
    const stampOf = ({ record }: Pair, { event, enrollment = '' }: Partial<Event>): string => {
        const stored = storedEvents(record, enrollment).find((candidate) => candidate.event === event)
        return `${stored?.status ?? ''} ${stored?.updatedAt ?? ''}`
    }
    if (events.some((event) => stampOf(readAs, event) !== stampOf(now, event))) {
        throw new AppError('conflict', 'CHANGED')
    }
}
