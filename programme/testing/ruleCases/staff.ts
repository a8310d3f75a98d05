import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'

export const staffCases: Readonly<Record<string, readonly Case[]>> = {
    TRAINING_LENGTH: [fires('61 days', { values: { DAYS: '61' } }), silent('60 days', { values: { DAYS: '60' } }), silent('not said', {})],
    TRAINING_NO_GAIN: [
        fires('60 before, 40 after', { values: { PRE_SCORE: '60', POST_SCORE: '40' } }),
        silent('the same', { values: { PRE_SCORE: '60', POST_SCORE: '60' } }),
        silent('no first score', { values: { POST_SCORE: '40' } }),
    ],
    WELLBEING_RANGE: [
        fires('six', { values: { WELLBEING_SCORE_FINANCIAL: '6' } }),
        silent('five', { values: { WELLBEING_SCORE_FINANCIAL: '5' } }),
        silent('not asked', {}),
    ],
    WELLBEING_LOW: [
        fires('one', { values: { WELLBEING_SCORE_EMOTIONAL: '1' } }),
        silent('two', { values: { WELLBEING_SCORE_EMOTIONAL: '2' } }),
        silent('not asked', {}),
    ],
    DEBRIEF_LATE_ENTRY: [
        fires('91 days before', { on: '2026-06-01', values: { DEBRIEF_DATE: '2026-03-02' } }),
        silent('90 days before', { on: '2026-06-01', values: { DEBRIEF_DATE: '2026-03-03' } }),
    ],
    IGA_TYPE_REQUIRED: [fires('trained', { values: { IGA_TRAINED: 'true' } }), silent('not trained', { values: { IGA_TRAINED: 'false' } })],
}

const ahead = Object.fromEntries(
    ['EV_GROUP', 'EV_EDUC', 'EV_SUPERV', 'EV_ESERV'].map((program): [string, readonly Case[]] => [
        `SESSION_AHEAD_${program}`,
        [fires('in a hundred years', { on: '2126-01-01' }), silent('years ago', { on: '2020-01-01' })],
    ])
)

const items = (yes: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`SUPERV_ITEM_${String(place + 1).padStart(2, '0')}`, String(place < yes)]))

export const sessionCases: Readonly<Record<string, readonly Case[]>> = {
    ...ahead,
    GROUP_SOMEBODY_CAME: [
        fires('nobody', { values: { N_MALE: '0' } }),
        fires('not said', {}),
        silent('two women', { values: { N_FEMALE_20_24: '2' } }),
    ],
    GROUP_NEW_MEMBERS: [
        fires('three new among two', { values: { NEW_MEMBERS: '3', N_FEMALE_25P: '1', N_MALE: '1' } }),
        silent('two new among two', { values: { NEW_MEMBERS: '2', N_FEMALE_25P: '1', N_MALE: '1' } }),
        silent('not said', { values: { N_MALE: '1' } }),
    ],
    TALK_SOMEBODY_REACHED: [fires('nobody', {}), silent('one man', { values: { N_REACHED_M_25P: '1' } })],
    SUPERV_SCORE_ASSIGN: [
        fires('all of them', { values: items(20), assigns: ['100'] }),
        fires('fifteen of twenty', { values: items(15), assigns: ['75'] }),
        fires('one answered, the rest left out', { values: { SUPERV_ITEM_01: 'true' }, assigns: ['5'] }),
        fires('none of them', { values: items(0), assigns: ['0'] }),
        silent('none answered', {}),
        silent('a partner sends its own', { values: { ...items(3), SCORE: '20', SOURCE_SYSTEM: 'CSV' } }),
    ],
    SUPERV_ITEMS_NEEDED: [
        fires('routine', { values: { SUPERV_TYPE: 'ROUTINE' } }),
        silent('technical assistance', { values: { SUPERV_TYPE: 'TA' } }),
    ],
    CONTACTS_ONE_AT_LEAST: [
        fires('none', { values: { N_CONTACTS: '0' } }),
        silent('one', { values: { N_CONTACTS: '1' } }),
        silent('not said', {}),
    ],
}
