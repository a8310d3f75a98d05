import { field } from '../answer.ts'
import type { Field } from '../types.ts'

/** Home visits and contacts at a distance. */
export const outreachFields: readonly Field[] = [
    field('VISIT_PURPOSE', 'OS_VISIT_PURPOSE', ['Why this home visit?', 'Kwa nini ziara hii ya nyumbani?'], { timeline: true }),
    field('PERSON_SEEN', 'OS_PERSON_SEEN', ['Who was met?', 'Nani alikutwa?'], { timeline: true }),
    field('ARV_STORED_WELL', 'BOOLEAN', ['Medicine kept well?', 'Dawa zimehifadhiwa vizuri?']),
    field('PILLS_SEEN', 'BOOLEAN', ['Pills seen?', 'Vidonge vimeonekana?']),
    field('BASIC_NEEDS_MET', 'BOOLEAN', ['Basic needs met?', 'Mahitaji ya msingi yanapatikana?']),
    field('HOME_SAFE_SPACE', 'BOOLEAN', ['Safe home for the child?', 'Nyumba ni salama kwa mtoto?']),
    field('PLAY_CORNER', 'BOOLEAN', ['A place to play?', 'Pana mahali pa kucheza?']),
    field('HANDWASH_POINT', 'BOOLEAN', ['A place to wash hands?', 'Pana mahali pa kunawa mikono?']),
    field('HOUSEHOLD_MEMBERS', 'INTEGER_ZERO_OR_POSITIVE', ['People in the home', 'Watu nyumbani']),
    field('UNDER3_COUNT', 'INTEGER_ZERO_OR_POSITIVE', ['Children under 3 years', 'Watoto chini ya miaka 3']),
    field('VISIT_GPS', 'COORDINATE', ['Place on the map', 'Mahali kwenye ramani'], { hidden: true }),
    field('FAMILY_MEMBER_REACHED_M', 'INTEGER_ZERO_OR_POSITIVE', ['Men reached', 'Wanaume waliofikiwa']),
    field('FAMILY_MEMBER_REACHED_F', 'INTEGER_ZERO_OR_POSITIVE', ['Women reached', 'Wanawake waliofikiwa']),
    field('FAMILY_MEMBER_REACHED_CHILD', 'INTEGER_ZERO_OR_POSITIVE', ['Children reached', 'Watoto waliofikiwa']),
    field('ECONTACT_CHANNEL', 'OS_ECONTACT_CHANNEL', ['How did you speak?', 'Mliongea vipi?'], { timeline: true }),
    field('ECONTACT_DIRECTION', 'OS_ECONTACT_DIRECTION', ['Who reached whom?', 'Nani alimtafuta mwenzake?']),
    field('IDENTITY_CONFIRMED', 'BOOLEAN', ['Sure it was the client?', 'Una hakika alikuwa mteja?']),
    field('DURATION_MIN', 'INTEGER_ZERO_OR_POSITIVE', ['Minutes', 'Dakika']),
    field('FOLLOW_UP_NEEDED', 'BOOLEAN', ['Follow-up needed?', 'Ufuatiliaji unahitajika?'], { timeline: true }),
]
