import type { ofMother } from '../terms.ts'
import { days, field, text } from '../terms.ts'

/** A Saturday to count weeks from. */
const SOME_SATURDAY = '2022-01-01'

/** What holds of the next visit of mother and child alike. */
export const weekend: Parameters<typeof ofMother>[1] = {
    code: 'NEXT_APPT_WEEKEND',
    title: text('The next visit is on a working day', 'Ziara ijayo iko siku ya kazi'),
    when: { is: { remainder: days(SOME_SATURDAY, field('NEXT_APPT_DATE')), of: 7 }, atMost: 1 },
    then: [{ warn: text('That day is a Saturday or Sunday', 'Siku hiyo ni Jumamosi au Jumapili'), at: 'NEXT_APPT_DATE' }],
    reason: 'Most clinics are closed, and who comes in vain does not come again',
    source: 'domain brief B5 M2',
}
