import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from './api.ts'
import { assertImported } from './importAnswer.ts'
import type { TrackerPayload } from '#dhis2/tracker.ts'
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
}

/** Saves a visit; afterwards the lists and the pair are read anew. */
export const useSaveVisit = () => {
    const api = useApi()
    const queries = useQueryClient()
    return useMutation({
        mutationFn: async ({ body, questions }: VisitToSave) => assertImported(await api.post('tracker', IMPORT, body), questions),
        onSuccess: () =>
            Promise.all([queries.invalidateQueries({ queryKey: ['worklist'] }), queries.invalidateQueries({ queryKey: ['pair'] })]),
    })
}
