import type { Text } from './types.ts'

/** What a working list of a stage shows. */
type Shows =
    /** planned for today or the coming week */
    | 'due'
    /** planned for a day gone by and not done */
    | 'overdue'
    /** attempts of tracing that are planned or begun */
    | 'tracing'

export interface WorkingList {
    code: string
    name: Text
    program: string
    stage: string
    shows: Shows
}

const titles: Readonly<Record<Shows, Text>> = {
    due: { en: 'due', sw: 'wakati umefika' },
    overdue: { en: 'overdue', sw: 'imechelewa' },
    tracing: { en: 'to be found', sw: 'wa kutafutwa' },
}

const lists = (program: string, stem: string, name: Text, shows: readonly Shows[]): WorkingList[] =>
    shows.map((what) => ({
        code: `KMMP_${stem}_${what.toUpperCase()}`,
        name: { en: `KMMP ${name.en}, ${titles[what].en}`, sw: `KMMP ${name.sw}, ${titles[what].sw}` },
        program,
        stage: `KMMP_${stem}`,
        shows: what,
    }))

const dueAndOverdue: readonly Shows[] = ['due', 'overdue']

/** Lists of clients for DHIS2's own Capture app: due, overdue and to be traced. Mentor Mothers have their own in the app. */
export const workingLists: readonly WorkingList[] = [
    ...lists('KMMP_MOTHER', 'M_ANC', { en: 'Antenatal contact', sw: 'Ziara ya ujauzito' }, dueAndOverdue),
    ...lists('KMMP_MOTHER', 'M_PNC', { en: 'Postnatal contact', sw: 'Ziara baada ya kujifungua' }, dueAndOverdue),
    ...lists('KMMP_MOTHER', 'M_VL', { en: 'Viral load', sw: 'Kiasi cha virusi' }, dueAndOverdue),
    ...lists('KMMP_MOTHER', 'M_PSS', { en: 'Psychosocial support', sw: 'Msaada wa kisaikolojia' }, dueAndOverdue),
    ...lists('KMMP_MOTHER', 'M_TRACE', { en: 'Mothers', sw: 'Akina mama' }, ['tracing']),
    ...lists('KMMP_CHILD', 'C_FUP', { en: 'Child visit', sw: 'Ziara ya mtoto' }, dueAndOverdue),
    ...lists('KMMP_CHILD', 'C_TEST', { en: 'Test of the child', sw: 'Kipimo cha mtoto' }, dueAndOverdue),
    ...lists('KMMP_CHILD', 'C_ECD', { en: 'Child development', sw: 'Makuzi ya mtoto' }, dueAndOverdue),
    ...lists('KMMP_CHILD', 'C_TRACE', { en: 'Children', sw: 'Watoto' }, ['tracing']),
]
