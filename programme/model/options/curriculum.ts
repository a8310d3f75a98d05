import { optionSet } from '../optionSet.ts'
import type { OptionSet } from '../types.ts'

/** Topics of the Mentor Mother curriculum. */
export const curriculumTopics: OptionSet = {
    ...optionSet('CURRICULUM_TOPIC', 'curriculum topic', 'mada ya mtaala', {
        HIV_BASICS: ['Understanding HIV', 'Kuelewa VVU'],
        ART_ADHERENCE: ['Taking medicine well', 'Kutumia dawa vizuri'],
        INFANT_FEEDING: ['Feeding the baby', 'Kulisha mtoto'],
        INFANT_TESTING: ['Testing the baby', 'Kupima mtoto'],
        DISCLOSURE: ['Telling someone', 'Kumwambia mtu'],
        PARTNER_TESTING: ['Partner testing', 'Mwenzi kupimwa'],
        FAMILY_PLANNING: ['Family planning', 'Uzazi wa mpango'],
        NUTRITION: ['Nutrition', 'Lishe'],
        POSITIVE_LIVING: ['Living well', 'Kuishi vizuri'],
    }),
    unverified: 'The topics follow public reports; the Mentor Mother curriculum itself is to be checked with NASCOP.',
}
