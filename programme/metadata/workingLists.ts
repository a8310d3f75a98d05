import { programs } from '../model/programs.ts'
import { type WorkingList, workingLists } from '../model/workingLists.ts'
import { type MetadataObject, ref, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

const between = (startBuffer: number, endBuffer: number) => ({ type: 'RELATIVE', startBuffer, endBuffer })

/** Days; long enough for every open plan. */
const EVER = 3650

/** What DHIS2's own apps ask the server for: stored OVERDUE is never written, so overdue is a plan whose day is gone (Q25). */
const CRITERIA: Readonly<Record<WorkingList['shows'], object>> = {
    due: { eventStatus: 'SCHEDULE', eventScheduledAt: between(0, 7) },
    overdue: { eventStatus: 'SCHEDULE', eventScheduledAt: between(-EVER, -1) },
    tracing: { eventStatus: 'SCHEDULE', eventScheduledAt: between(-EVER, 0) },
}

/** Working lists of stages, for active enrollments. */
export const buildStageLists = (sharing: Sharing): MetadataObject[] =>
    workingLists.map((list) => ({
        id: metadataUid('programStageWorkingList', list.code),
        code: list.code,
        name: list.name.en,
        program: ref('program', list.program),
        programStage: ref('programStage', list.stage),
        programStageQueryCriteria: { ...CRITERIA[list.shows], enrollmentStatus: 'ACTIVE', order: 'scheduledAt:asc' },
        sharing,
        translations: swahili({ NAME: list.name }),
    }))

/** One list of all active clients for each programme of clients. */
export const buildClientLists = (sharing: Sharing): MetadataObject[] =>
    programs.map((program, place) => {
        const code = `${program.code}_ACTIVE`
        const name = { en: `${program.name.en}, active`, sw: `${program.name.sw}, wanaoendelea` }
        return {
            id: metadataUid('trackedEntityInstanceFilter', code),
            code,
            name: name.en,
            sortOrder: place + 1,
            program: ref('program', program.code),
            entityQueryCriteria: { enrollmentStatus: 'ACTIVE' },
            sharing,
            translations: swahili({ NAME: name }),
        }
    })
