import { field, neutral } from '../answer.ts'
import type { Field } from '../types.ts'

/** Topics of the Mentor Mother curriculum (domain.md B4, OS_CURRICULUM_TOPIC), as English and Kiswahili names. */
const curriculum: Readonly<Record<string, readonly [string, string]>> = {
    HIV_BASICS: ['Understanding HIV', 'Kuelewa VVU'],
    ART_ADHERENCE: ['Taking medicine well', 'Kutumia dawa vizuri'],
    INFANT_FEEDING: ['Feeding the baby', 'Kulisha mtoto'],
    INFANT_TESTING: ['Testing the baby', 'Kupima mtoto'],
    DISCLOSURE: ['Telling someone', 'Kumwambia mtu'],
    PARTNER_TESTING: ['Partner testing', 'Mwenzi kupimwa'],
    FAMILY_PLANNING: ['Family planning', 'Uzazi wa mpango'],
    NUTRITION: ['Nutrition', 'Lishe'],
    POSITIVE_LIVING: ['Living well', 'Kuishi vizuri'],
}

const ticks = (stem: string, en: string, sw: string): readonly Field[] =>
    Object.entries(curriculum).map(([topic, [topicEn, topicSw]]) => ({
        ...field(`${stem}_${topic}`, 'TRUE_ONLY', [`${en}, ${topicEn.toLowerCase()}`, `${sw}, ${topicSw.toLowerCase()}`]),
        formName: { en: topicEn, sw: topicSw },
        ...(topic === 'HIV_BASICS' && neutral('The basics', 'Mambo ya msingi')),
    }))

/** Topics taught at a visit. */
export const visitTopics = ticks('ED_TOPIC', 'Topic taught', 'Mada iliyofundishwa')

/** Topics spoken about at a distance. */
export const virtualTopics = ticks('ECONTACT_TOPIC', 'Topic at a distance', 'Mada kwa mawasiliano')

/** Codes of the topics taught at a visit, for the stages that ask them. */
export const visitTopicCodes = visitTopics.map((topic) => topic.code)

/** Codes of the topics spoken about at a distance. */
export const virtualTopicCodes = virtualTopics.map((topic) => topic.code)
