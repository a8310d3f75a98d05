import { field, neutral } from '../answer.ts'
import type { Field } from '../types.ts'

const mood = { sensitive: 'phq', ...neutral('Well-being', 'Hali ya moyo') } as const
const safety = { sensitive: 'gbv', ...neutral('Safety', 'Usalama') } as const
const family = { sensitive: 'partner', ...neutral('Family', 'Familia') } as const

/** How often in two weeks, 0 not at all to 3 nearly every day. Wording of our own. */
const asked = (item: string, en: string, sw: string): Field => field(item, 'INTEGER_ZERO_OR_POSITIVE', [en, sw], mood)

/** Psychosocial support. */
const wellBeing: readonly Field[] = [
    field('PRIVATE_SPACE', 'BOOLEAN', ['Did you speak in private?', 'Mliongea faraghani?']),
    field('DISCLOSED_TO', 'OS_DISCLOSED_TO', ['Who knows?', 'Nani anajua?'], { timeline: true }),
    field('DISCLOSURE_SUPPORT_WANTED', 'BOOLEAN', ['Wants help to tell someone?', 'Anataka msaada wa kumwambia mtu?']),
    field('STIGMA_HOME', 'BOOLEAN', ['Treated badly at home?', 'Anatengwa nyumbani?'], neutral('At home', 'Nyumbani')),
    field('STIGMA_FACILITY', 'BOOLEAN', ['Treated badly at the facility?', 'Anatengwa kituoni?'], neutral('At the facility', 'Kituoni')),
    asked('PHQ2_1', 'Little joy in doing things', 'Hafurahii kufanya mambo'),
    asked('PHQ2_2', 'Sad or without hope', 'Huzuni au kukosa tumaini'),
    asked('PHQ9_3', 'Sleeps badly or too much', 'Kulala vibaya au kupita kiasi'),
    asked('PHQ9_4', 'Tired, little strength', 'Uchovu, nguvu kidogo'),
    asked('PHQ9_5', 'Eats badly or too much', 'Kula vibaya au kupita kiasi'),
    asked('PHQ9_6', 'Feels a failure', 'Kujiona ameshindwa'),
    asked('PHQ9_7', 'Hard to keep her mind on things', 'Ugumu wa kuzingatia mambo'),
    asked('PHQ9_8', 'Very slow or very restless', 'Polepole sana au kutotulia'),
    asked('PHQ9_9', 'Thoughts of death or of hurting herself', 'Mawazo ya kifo au kujiumiza'),
    field('PHQ9_SCORE', 'INTEGER_ZERO_OR_POSITIVE', ['Well-being score', 'Alama ya hali ya moyo'], { derived: true, ...mood }),
    field('PHQ9_BAND', 'OS_PHQ9_BAND', ['Well-being band', 'Kiwango cha hali ya moyo'], { derived: true, ...mood }),
    field('GBV_PHYSICAL', 'BOOLEAN', ['Has somebody hit or hurt her?', 'Kuna mtu amempiga au kumwumiza?'], safety),
    field('GBV_THREAT', 'BOOLEAN', ['Has somebody threatened her?', 'Kuna mtu amemtishia?'], safety),
    field('GBV_SEXUAL', 'BOOLEAN', ['Has somebody forced her to sex?', 'Kuna mtu amemlazimisha ngono?'], safety),
    field('GBV_SAFE_NOW', 'BOOLEAN', ['Is she safe now?', 'Yuko salama sasa?'], safety),
    field('GBV_ACTION', 'OS_GBV_ACTION', ['What was done?', 'Nini kilifanyika?'], safety),
    field('ALCOHOL_RISK', 'BOOLEAN', ['Does alcohol cause trouble?', 'Pombe inaleta shida?']),
    field('PWP_CONDOM', 'TRUE_ONLY', ['Condoms given', 'Amepewa kondomu']),
    field('PWP_PARTNER_TEST', 'TRUE_ONLY', ['Talked about testing the partner', 'Mliongea kuhusu mwenzi kupimwa']),
    field('PWP_STI', 'TRUE_ONLY', ['Asked about infections', 'Aliulizwa kuhusu magonjwa ya zinaa']),
]

/** Tracing of missed visits. */
const tracing: readonly Field[] = [
    field('MISSED_APPT_DATE', 'DATE', ['Which visit was missed?', 'Alikosa ziara gani?'], { timeline: true }),
    field('TRACE_ATTEMPT_NO', 'INTEGER_POSITIVE', ['Attempt number', 'Jaribio la ngapi'], { timeline: true }),
    field('TRACE_METHOD', 'OS_TRACE_METHOD', ['How did you try?', 'Ulimtafuta vipi?'], { timeline: true }),
    field('TRACE_RESULT', 'OS_TRACE_RESULT', ['Did you reach her?', 'Ulimpata?'], { timeline: true }),
    field('NO_CONTACT_REASON', 'OS_NO_CONTACT_REASON', ['Why not?', 'Kwa nini hapana?']),
    field('MISSED_REASON', 'OS_MISSED_REASON', ['Why did she miss it?', 'Kwa nini alikosa?']),
    field('PROMISED_DATE', 'DATE', ['Promised to come on', 'Ameahidi kuja tarehe'], { timeline: true, future: true }),
    field('RETURN_DATE', 'DATE', ['Came back on', 'Alirudi tarehe'], { timeline: true }),
    field('TRUE_STATUS', 'OS_TRUE_STATUS', ['What is true of her now?', 'Hali yake halisi ni ipi?'], { timeline: true }),
    field('FINAL_OUTCOME_REACHED', 'BOOLEAN', ['Is the search over?', 'Utafutaji umeisha?']),
]

/** Referral and its return. */
const referral: readonly Field[] = [
    field('REFERRAL_SERVICE', 'OS_REFERRAL_SERVICE', ['Referred for what?', 'Ameelekezwa kwa huduma gani?'], {
        timeline: true,
        ...neutral('Service', 'Huduma'),
    }),
    field('REFERRAL_DIRECTION', 'OS_REFERRAL_DIRECTION', ['From where to where?', 'Kutoka wapi kwenda wapi?']),
    field('REFERRED_TO_OU', 'ORGANISATION_UNIT', ['Facility referred to', 'Kituo alichoelekezwa']),
    field('REFERRED_TO_TEXT', 'TEXT', ['Other place referred to', 'Mahali pengine alipoelekezwa']),
    field('REFERRAL_DATE', 'DATE', ['Referred on', 'Ameelekezwa tarehe'], { timeline: true }),
    field('REFERRAL_OUTCOME', 'OS_REFERRAL_OUTCOME', ['What came of it?', 'Matokeo ya rufaa'], { timeline: true }),
    field('ESCORTED', 'BOOLEAN', ['Did you go with her?', 'Ulimsindikiza?']),
]

/** Partner and family testing: no names of contacts. */
const contacts: readonly Field[] = [
    field('CONTACT_RELATION', 'OS_CONTACT_RELATION', ['Who is it?', 'Ni nani?'], family),
    field('CONTACT_AGE', 'INTEGER_ZERO_OR_POSITIVE', ['Age in years', 'Umri kwa miaka'], family),
    field('CONTACT_KNOWN_STATUS', 'OS_PARTNER_STATUS', ['Known status', 'Hali inayojulikana'], family),
    field('CONTACT_TESTED_DATE', 'DATE', ['Tested on', 'Alipimwa tarehe'], family),
    field('CONTACT_RESULT', 'OS_HIV_FINAL', ['Result of the contact', 'Matokeo ya mtu huyo'], family),
    field('CONTACT_LINKED_ART', 'BOOLEAN', ['Started treatment?', 'Ameanza dawa?'], family),
    field('IPV_SCREEN_BEFORE_NOTIFY', 'BOOLEAN', ['Asked first whether it is safe?', 'Uliuliza kwanza kama ni salama?'], family),
]

/** Support groups. */
const groups: readonly Field[] = [
    field('GROUP_CODE', 'TEXT', ['Group', 'Kikundi'], { timeline: true }),
    field('SESSION_DATE', 'DATE', ['Date of the session', 'Tarehe ya kikao'], { timeline: true }),
    field('SESSION_TOPIC', 'OS_CURRICULUM_TOPIC', ['Topic of the session', 'Mada ya kikao']),
    field('ATTENDED', 'BOOLEAN', ['Did she come?', 'Alihudhuria?'], { timeline: true }),
    field('BROUGHT_PARTNER', 'BOOLEAN', ['Came with her partner?', 'Alikuja na mwenzi?'], { sensitive: 'partner' }),
    field('BROUGHT_CHILD', 'BOOLEAN', ['Came with her child?', 'Alikuja na mtoto?']),
]

/** Support of the mother between visits. */
export const supportFields: readonly Field[] = [...wellBeing, ...tracing, ...referral, ...contacts, ...groups]
