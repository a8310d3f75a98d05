import type { ServerRule } from '../language.ts'
import { any, days, field, ofStaff, outside, text, yes } from '../terms.ts'

const WELL_BEING = ['PHYSICAL', 'EMOTIONAL', 'SPIRITUAL', 'PROFESSIONAL', 'SOCIAL', 'FINANCIAL', 'PSYCHOLOGICAL'].map(
    (domain) => `WELLBEING_SCORE_${domain}`
)

/** Mentor Mothers at work. */
export const staffRules: readonly ServerRule[] = [
    ofStaff('S_TRAIN', {
        code: 'TRAINING_LENGTH',
        title: text('A training takes 60 days at most', 'Mafunzo huchukua siku 60 zaidi'),
        when: { is: field('DAYS'), above: 60 },
        then: [{ warn: text('Check the number of days', 'Angalia idadi ya siku'), at: 'DAYS' }],
        reason: 'Hours are written for days by mistake, and training days are what partners report',
        source: 'domain brief B7 S2; the limit is an assumption',
    }),
    ofStaff('S_TRAIN', {
        code: 'TRAINING_NO_GAIN',
        title: text('A training teaches something', 'Mafunzo hufundisha kitu'),
        when: { is: field('POST_SCORE'), below: field('PRE_SCORE') },
        then: [{ warn: text('Less than before: check both scores', 'Chini ya awali: angalia alama zote mbili'), at: 'POST_SCORE' }],
        reason: 'The two scores were mixed up, or the training failed her and is to be repeated',
        source: 'domain brief B7 S2',
    }),
    ofStaff('S_DEBRIEF', {
        code: 'WELLBEING_RANGE',
        title: text('Each answer is 1 to 5', 'Kila jibu ni 1 hadi 5'),
        when: any(...WELL_BEING.map((domain) => outside(domain, 1, 5))),
        then: [{ error: text('Each answer must be 1 to 5', 'Kila jibu liwe 1 hadi 5'), at: WELL_BEING[0] ?? '' }],
        reason: 'The scores have a meaning only on this scale',
        source: 'domain brief B7 S3; scale of the mothers2mothers self-care form',
    }),
    ofStaff('S_DEBRIEF', {
        code: 'WELLBEING_LOW',
        title: text('A low score asks for support', 'Alama ya chini inahitaji msaada'),
        when: any(...WELL_BEING.map((domain) => ({ is: field(domain), atMost: 1 }))),
        then: [{ warn: text('Agree with her on support, and write it down', 'Kubalianeni msaada na uandike'), at: 'ACTION_AGREED' }],
        reason: 'She carries the stories of others; who is not cared for cannot care',
        source: 'domain brief B7 S3, A23',
    }),
    ofStaff('S_DEBRIEF', {
        code: 'DEBRIEF_LATE_ENTRY',
        title: text('A debrief is recorded within the quarter', 'Kikao huandikwa ndani ya robo mwaka'),
        when: { is: days(field('DEBRIEF_DATE'), { day: 'event' }), above: 90 },
        then: [{ warn: text('Over 90 days ago: check the day', 'Zaidi ya siku 90: angalia tarehe'), at: 'DEBRIEF_DATE' }],
        reason: 'Who is due for a debrief is worked out from these days',
        source: 'domain brief B7 S3: every 90 days',
    }),
    ofStaff('S_EXIT', {
        code: 'IGA_TYPE_REQUIRED',
        title: text('A training to earn an income has a kind', 'Mafunzo ya kujipatia kipato yana aina'),
        when: yes('IGA_TRAINED'),
        then: [{ require: ['IGA_TYPE'] }],
        reason: 'Graduated Mentor Mothers live from it; which kinds carry is to be learned',
        source: 'domain brief B7 S5, A24',
    }),
]
