import { childFields } from './fields/child.ts'
import { commonFields } from './fields/common.ts'
import { developmentFields } from './fields/development.ts'
import { enrolmentFields } from './fields/enrolment.ts'
import { motherTestFields } from './fields/motherTests.ts'
import { motherVisitFields } from './fields/motherVisits.ts'
import { outreachFields } from './fields/outreach.ts'
import { supportFields } from './fields/support.ts'
import { virtualTopics, visitTopics } from './fields/topics.ts'
import type { Field } from './types.ts'

export { commonFields }

/** All questions about clients, each once, however many stages ask it. Those about staff and sessions: staff.ts, sessions.ts. */
export const fields: readonly Field[] = [
    ...commonFields,
    ...enrolmentFields,
    ...motherVisitFields,
    ...visitTopics,
    ...motherTestFields,
    ...outreachFields,
    ...virtualTopics,
    ...supportFields,
    ...childFields,
    ...developmentFields,
]
