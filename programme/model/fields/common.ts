import { field } from '../answer.ts'
import type { Field } from '../types.ts'

/** Asked or kept in every stage. The compiler adds them; stages do not list them. */
export const commonFields: readonly Field[] = [
    field('SERVICE_POINT', 'OS_SERVICE_POINT', ['Service point', 'Mahali pa huduma'], { carry: true, timeline: true }),
    field('ATTENDING_MM', 'TEXT', ['Mentor Mother', 'Mama Mshauri'], { carry: true }),
    field('REMARKS', 'LONG_TEXT', ['Remarks', 'Maelezo']),
    field('SOURCE_SYSTEM', 'OS_SOURCE_SYSTEM', ['Source system', 'Mfumo wa chanzo'], { hidden: true }),
    field('SOURCE_RECORD_ID', 'TEXT', ['Record number at source', 'Nambari ya rekodi kwenye chanzo'], { hidden: true }),
    field('SOURCE_MODIFIED_ON', 'TEXT', ['Changed at source on', 'Ilibadilishwa kwenye chanzo'], { hidden: true }),
]
