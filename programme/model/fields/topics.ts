import { field, neutral } from '../answer.ts'
import { curriculumTopics } from '../options/curriculum.ts'
import type { Field } from '../types.ts'

/** One tick for each topic of the curriculum, so that program indicators can count each. */
const ticks = (stem: string, en: string, sw: string): readonly Field[] =>
    curriculumTopics.options.map(({ code, name }) => ({
        ...field(`${stem}_${code}`, 'TRUE_ONLY', [`${en}, ${name.en.toLowerCase()}`, `${sw}, ${name.sw.toLowerCase()}`]),
        formName: name,
        ...(code === 'HIV_BASICS' && neutral('The basics', 'Mambo ya msingi')),
    }))

/** Topics taught at a visit. */
export const visitTopics = ticks('ED_TOPIC', 'Topic taught', 'Mada iliyofundishwa')

/** Topics spoken about at a distance. */
export const virtualTopics = ticks('ECONTACT_TOPIC', 'Topic at a distance', 'Mada kwa mawasiliano')

/** Codes of the topics taught at a visit, for the stages that ask them. */
export const visitTopicCodes = visitTopics.map((topic) => topic.code)

/** Codes of the topics spoken about at a distance. */
export const virtualTopicCodes = virtualTopics.map((topic) => topic.code)
