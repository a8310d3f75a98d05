import { birthOptionSets } from './options/birth.ts'
import { contactOptionSets } from './options/contact.ts'
import { curriculumTopics } from './options/curriculum.ts'
import { developmentOptionSets } from './options/development.ts'
import { motherCareOptionSets } from './options/motherCare.ts'
import { personOptionSets } from './options/person.ts'
import { staffOptionSets } from './options/staff.ts'
import { supportOptionSets } from './options/support.ts'
import { testingOptionSets } from './options/testing.ts'
import type { OptionSet } from './types.ts'

/** All lists of answers of the programme, by code beginning with `KMMP_OS_`. */
export const optionSets: readonly OptionSet[] = [
    ...personOptionSets,
    ...contactOptionSets,
    ...motherCareOptionSets,
    ...birthOptionSets,
    ...testingOptionSets,
    ...supportOptionSets,
    curriculumTopics,
    ...developmentOptionSets,
    ...staffOptionSets,
]
