import type { ServerRule } from '../language.ts'
import { all, answered, any, field, has, madeHere, not, ofMother, outside, text, yes } from '../terms.ts'

const FIRST_TWO = ['PHQ2_1', 'PHQ2_2'] as const
const OTHERS = ['PHQ9_3', 'PHQ9_4', 'PHQ9_5', 'PHQ9_6', 'PHQ9_7', 'PHQ9_8', 'PHQ9_9'] as const
const ITEMS = [...FIRST_TWO, ...OTHERS]
const score = { sum: ITEMS.map(field) }
const screened = all(has('PHQ2_1'), has('PHQ2_2'))

/** Lowest and highest score of each band. */
const BANDS = { UNLIKELY: [0, 4], MILD: [5, 9], MODERATE: [10, 14], MODERATELY_SEVERE: [15, 19], SEVERE: [20, 27] } as const

const moodBands: readonly ServerRule[] = Object.entries(BANDS).map(([band, [atLeast, atMost]]) =>
    ofMother('M_PSS', {
        code: `PHQ_BAND_${band}`,
        title: text(`A score of ${atLeast} to ${atMost}`, `Alama ${atLeast} hadi ${atMost}`),
        when: all(screened, { is: score, atLeast, atMost }, any(madeHere, not(has('PHQ9_BAND')))),
        then: [{ assign: 'PHQ9_BAND', value: band }],
        reason: 'The band says what help she needs',
        source: 'domain brief B5 M7',
    })
)

const VIOLENCE = ['GBV_PHYSICAL', 'GBV_THREAT', 'GBV_SEXUAL'] as const
const SPEAKS_OF_HIV = ['HIV_BASICS', 'ART_ADHERENCE', 'INFANT_TESTING', 'DISCLOSURE', 'PARTNER_TESTING', 'POSITIVE_LIVING']
const ALL_TOPICS = [...SPEAKS_OF_HIV, 'INFANT_FEEDING', 'FAMILY_PLANNING', 'NUTRITION']
const topics = (stem: string, names: readonly string[]): string[] => names.map((name) => `${stem}_${name}`)
const MEDICINE_SEEN = ['ARV_STORED_WELL', 'PILLS_SEEN']

/** Talks, home visits and contacts at a distance. */
export const motherSupportRules: readonly ServerRule[] = [
    ofMother('M_PSS', {
        code: 'PHQ_SHOW',
        title: text('Seven more questions follow the first two', 'Maswali saba zaidi hufuata mawili ya kwanza'),
        when: not(any(...FIRST_TWO.map((item) => ({ is: field(item), above: 0 })))),
        then: [{ hide: OTHERS }],
        reason: 'Who answers both with not at all is unlikely to be depressed',
        source: 'domain brief B5 M7; branching of the KenyaEMR form',
    }),
    ofMother('M_PSS', {
        code: 'PHQ_RANGE',
        title: text('Each answer is 0 to 3', 'Kila jibu ni 0 hadi 3'),
        when: any(...ITEMS.map((item) => outside(item, 0, 3))),
        then: [{ error: text('Each answer must be 0 to 3', 'Kila jibu liwe 0 hadi 3'), at: 'PHQ2_1' }],
        reason: 'The score has a meaning only on this scale',
        source: 'domain brief B5 M7',
    }),
    ofMother('M_PSS', {
        code: 'PHQ_SUM_ASSIGN',
        title: text('The score is the sum of the answers', 'Alama ni jumla ya majibu'),
        when: all(screened, any(madeHere, not(has('PHQ9_SCORE')))),
        then: [{ assign: 'PHQ9_SCORE', value: score }],
        reason: 'Sums made in the head go wrong',
        source: 'domain brief B8 15',
    }),
    ...moodBands,
    ofMother('M_PSS', {
        code: 'PHQ_REFER',
        title: text('From 10 points on she is referred', 'Kuanzia alama 10 huelekezwa'),
        when: { is: score, atLeast: 10 },
        then: [{ warn: text('Refer her for mental health care', 'Mwelekeze apate huduma ya afya ya akili'), at: 'PHQ9_SCORE' }],
        reason: 'Depression is treatable, and untreated it ends treatment and feeding',
        source: 'domain brief B5 M7',
    }),
    ofMother('M_PSS', {
        code: 'PHQ_ITEM9_ALERT',
        title: text('Thoughts of death need help today', 'Mawazo ya kifo yanahitaji msaada leo'),
        when: { is: field('PHQ9_9'), above: 0 },
        then: [{ warn: text('Stay with her and call the clinician now', 'Kaa naye na umwite daktari sasa'), at: 'PHQ9_9' }],
        reason: 'She may harm herself',
        source: 'domain brief B5 M7, B8 15',
    }),
    ofMother('M_PSS', {
        code: 'GBV_PRIVACY_HIDE',
        title: text('Violence is asked about in private only', 'Ukatili huulizwa faraghani tu'),
        when: not(yes('PRIVATE_SPACE')),
        then: [{ hide: [...VIOLENCE, 'GBV_SAFE_NOW', 'GBV_ACTION'] }],
        reason: 'Who is overheard is beaten for it',
        source: 'domain brief B5 M7, B8 16',
    }),
    ofMother('M_PSS', {
        code: 'GBV_ACTION_REQUIRED',
        title: text('Violence asks for action', 'Ukatili unahitaji hatua'),
        when: all(yes('PRIVATE_SPACE'), any(...VIOLENCE.map(yes))),
        then: [{ require: ['GBV_ACTION'] }],
        reason: 'To ask and do nothing harms',
        source: 'domain brief B5 M7',
    }),
    ofMother('M_HOMEVISIT', {
        code: 'NOBODY_HOME_HIDE',
        title: text('Nobody was met', 'Hakuna aliyepatikana'),
        when: answered('PERSON_SEEN', 'NOBODY'),
        then: [
            {
                hide: [
                    ...MEDICINE_SEEN,
                    'BASIC_NEEDS_MET',
                    'HOME_SAFE_SPACE',
                    'PLAY_CORNER',
                    'HANDWASH_POINT',
                    'HOUSEHOLD_MEMBERS',
                    'UNDER3_COUNT',
                    'FAMILY_MEMBER_REACHED_M',
                    'FAMILY_MEMBER_REACHED_F',
                    'FAMILY_MEMBER_REACHED_CHILD',
                    ...topics('ED_TOPIC', ALL_TOPICS),
                ],
            },
        ],
        reason: 'Nothing was seen and nothing taught',
        source: 'domain brief B5 M8',
    }),
    ofMother('M_HOMEVISIT', {
        code: 'NEIGHBOUR_HIDE',
        title: text('Nothing of HIV is said to a neighbour', 'Hakuna mazungumzo ya VVU na jirani'),
        when: answered('PERSON_SEEN', 'NEIGHBOUR'),
        then: [{ hide: [...MEDICINE_SEEN, ...topics('ED_TOPIC', SPEAKS_OF_HIV)] }],
        reason: 'Her status is hers to tell',
        source: 'domain brief B5 M8; HIV and AIDS Prevention and Control Act, sections 20 to 23',
    }),
    ofMother('M_ECONTACT', {
        code: 'IDENTITY_HIDE',
        title: text('Nothing of HIV is said before knowing who it is', 'Hakuna mazungumzo ya VVU kabla ya kumtambua'),
        when: not(yes('IDENTITY_CONFIRMED')),
        then: [{ hide: topics('ECONTACT_TOPIC', SPEAKS_OF_HIV) }],
        reason: 'Somebody else may hold the phone',
        source: 'domain brief B5 M9',
    }),
]
