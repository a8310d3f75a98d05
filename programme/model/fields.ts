import { childFields } from './fields/child.ts'
import { commonFields } from './fields/common.ts'
import { enrolmentFields } from './fields/enrolment.ts'
import { motherTestFields } from './fields/motherTests.ts'
import { motherVisitFields } from './fields/motherVisits.ts'
import { outreachFields } from './fields/outreach.ts'
import { virtualTopics, visitTopics } from './fields/topics.ts'
import type { Field } from './types.ts'

export { commonFields }

/** All tracker data elements, each once, however many stages ask it. */
export const fields: readonly Field[] = [
    ...commonFields,
    ...enrolmentFields,
    ...motherVisitFields,
    ...visitTopics,
    ...motherTestFields,
    ...outreachFields,
    ...virtualTopics,
    ...childFields,
]
