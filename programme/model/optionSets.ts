import { birthOptionSets } from './options/birth.ts'
import { contactOptionSets } from './options/contact.ts'
import { motherCareOptionSets } from './options/motherCare.ts'
import { personOptionSets } from './options/person.ts'
import { testingOptionSets } from './options/testing.ts'
import type { OptionSet } from './types.ts'

/** All lists of answers of the programme, by code beginning with `KMMP_OS_` (domain.md B4). */
export const optionSets: readonly OptionSet[] = [
    ...personOptionSets,
    ...contactOptionSets,
    ...motherCareOptionSets,
    ...birthOptionSets,
    ...testingOptionSets,
]
