import { field } from './answer.ts'
import { section, stage } from './stage.ts'
import type { EventProgram, Field } from './types.ts'

type Names = readonly [en: string, sw: string]

/** What a supervisor looks for, yes or no. Our own list after the standards of care: the handbook itself has not been seen. */
const SITE_ITEMS: readonly Names[] = [
    ['A Mentor Mother is on duty', 'Mama Mshauri yuko kazini'],
    ['She has a private place to talk', 'Ana mahali pa faragha pa kuongea'],
    ['Nurses send new clients to her', 'Wauguzi humwelekezea wateja wapya'],
    ['Every new client is enrolled the same day', 'Kila mteja mpya husajiliwa siku hiyo hiyo'],
    ['Consent is asked and recorded', 'Idhini huombwa na kuandikwa'],
    ['Clients have a Mentor Mother of their own', 'Wateja wana Mama Mshauri wao'],
    ['Next visits are always written down', 'Ziara zijazo huandikwa kila mara'],
    ['Missed visits are called within 3 days', 'Waliokosa hupigiwa simu ndani ya siku 3'],
    ['Home visits are made when calls fail', 'Ziara za nyumbani hufanyika simu zikishindikana'],
    ['Infants are tested at 6 weeks', 'Watoto hupimwa wakiwa na wiki 6'],
    ['Results reach the caregiver', 'Matokeo humfikia mlezi'],
    ['Viral loads are taken on time', 'Vipimo vya virusi huchukuliwa kwa wakati'],
    ['High viral loads are acted on', 'Virusi vingi huchukuliwa hatua'],
    ['Support groups meet every month', 'Vikundi hukutana kila mwezi'],
    ['Partners are offered a test', 'Wenzi hupewa nafasi ya kupimwa'],
    ['Child development is looked at', 'Makuzi ya mtoto huangaliwa'],
    ['Referrals are followed to the end', 'Rufaa hufuatiliwa hadi mwisho'],
    ['Records are complete and agree with registers', 'Rekodi zimekamilika na zinalingana na rejista'],
    ['Records are kept where nobody else can read them', 'Rekodi hutunzwa pasipo mtu mwingine kuzisoma'],
    ['Mentor Mothers had a debrief this quarter', 'Mama Washauri wamepata kikao cha faraja robo hii'],
]

const itemStem = (place: number): string => `SUPERV_ITEM_${String(place + 1).padStart(2, '0')}`

const siteItems = SITE_ITEMS.map((names, place) => field(itemStem(place), 'BOOLEAN', names))

const CHALLENGES: Readonly<Record<string, Names>> = {
    STAFF: ['Too few staff', 'Wahudumu wachache'],
    DRUGS: ['Medicines run out', 'Upungufu wa dawa'],
    TEST_KITS: ['Test kits run out', 'Upungufu wa vifaa vya kupima'],
    TRANSPORT: ['Transport is a problem', 'Tatizo la usafiri'],
    STIGMA: ['Stigma is a problem', 'Tatizo la unyanyapaa'],
    DATA_TOOLS: ['Registers or devices missing', 'Rejista au vifaa havipo'],
}

const challenges = Object.entries(CHALLENGES).map(([code, names]) => field(`CHALLENGE_${code}`, 'TRUE_ONLY', names))

const REACHED: Readonly<Record<string, Names>> = {
    F_10_19: ['Girls and women 10–19', 'Wasichana na wanawake 10–19'],
    F_20_24: ['Women 20–24', 'Wanawake 20–24'],
    F_25P: ['Women 25 or older', 'Wanawake 25 au zaidi'],
    M_10_19: ['Boys and men 10–19', 'Wavulana na wanaume 10–19'],
    M_20_24: ['Men 20–24', 'Wanaume 20–24'],
    M_25P: ['Men 25 or older', 'Wanaume 25 au zaidi'],
}

const count = (stem: string, names: Names): Field => field(stem, 'INTEGER_ZERO_OR_POSITIVE', names)
const reached = Object.entries(REACHED).map(([band, names]) => count(`N_REACHED_${band}`, names))
const stems = (fields: readonly Field[]): string => fields.map(({ code }) => code.replace(/^KMMP_/, '')).join(' ')

/** Questions about sessions, supervision and contacts without a name; counts only. */
export const sessionFields: readonly Field[] = [
    field('TOPIC', 'OS_CURRICULUM_TOPIC', ['Topic', 'Mada'], { timeline: true }),
    field('FACILITATOR', 'TEXT', ['Led by', 'Kiongozi wa kikao']),
    count('N_FEMALE_10_19', ['Women and girls 10–19 who came', 'Wasichana na wanawake 10–19 waliohudhuria']),
    count('N_FEMALE_20_24', ['Women 20–24 who came', 'Wanawake 20–24 waliohudhuria']),
    count('N_FEMALE_25P', ['Women 25 or older who came', 'Wanawake 25 au zaidi waliohudhuria']),
    count('N_MALE', ['Men who came', 'Wanaume waliohudhuria']),
    count('N_CHILDREN', ['Children who came', 'Watoto waliohudhuria']),
    count('NEW_MEMBERS', ['New members', 'Wanachama wapya']),
    field('PLACE', 'TEXT', ['Place', 'Mahali']),
    ...reached,
    field('SUPERV_TYPE', 'OS_SUPERV_TYPE', ['Kind of supervision', 'Aina ya usimamizi'], { timeline: true }),
    ...siteItems,
    field('SCORE', 'PERCENTAGE', ['Score, %', 'Alama, %'], { derived: true, timeline: true }),
    ...challenges,
    field('CHANNEL', 'OS_ECONTACT_CHANNEL', ['How did you speak with them?', 'Mliongea nao vipi?'], { timeline: true }),
    field('COUNTY', 'TEXT', ['County', 'Kaunti']),
    field('AGE_BAND', 'OS_AGE_BAND', ['Age', 'Umri']),
    field('REFERRAL_GIVEN', 'BOOLEAN', ['Referred?', 'Ameelekezwa kwa huduma?']),
    count('N_CONTACTS', ['Number of contacts', 'Idadi ya mawasiliano']),
]

/** Programmes of single events: nobody is named in them. */
export const eventPrograms: readonly EventProgram[] = [
    {
        code: 'KMMP_EV_GROUP',
        name: { en: 'KMMP Support group session', sw: 'KMMP Kikao cha kikundi' },
        description: { en: 'One session of a support group, counts only', sw: 'Kikao kimoja cha kikundi, idadi tu' },
        stage: stage({
            code: 'KMMP_EV_GROUP',
            name: ['Support group session', 'Kikao cha kikundi'],
            neutralName: ['Group', 'Kikundi'],
            description: ['One session of a support group, counts only', 'Kikao kimoja cha kikundi, idadi tu'],
            repeatable: true,
            sections: [
                section('session', ['Session', 'Kikao'], 'GROUP_CODE TOPIC FACILITATOR SERVICE_POINT'),
                section(
                    'people',
                    ['Who came', 'Waliohudhuria'],
                    'N_FEMALE_10_19 N_FEMALE_20_24 N_FEMALE_25P N_MALE N_CHILDREN NEW_MEMBERS'
                ),
            ],
            source: 'domain brief B7 EV_GROUP',
        }),
    },
    {
        code: 'KMMP_EV_EDUC',
        name: { en: 'KMMP Health talk', sw: 'KMMP Mazungumzo ya afya' },
        description: { en: 'One health talk, counts only', sw: 'Mazungumzo mamoja ya afya, idadi tu' },
        stage: stage({
            code: 'KMMP_EV_EDUC',
            name: ['Health talk', 'Mazungumzo ya afya'],
            neutralName: ['Talk', 'Mazungumzo'],
            description: ['One health talk, counts only', 'Mazungumzo mamoja ya afya, idadi tu'],
            repeatable: true,
            sections: [
                section('talk', ['Talk', 'Mazungumzo'], 'TOPIC PLACE FACILITATOR SERVICE_POINT'),
                section('people', ['Who was reached', 'Waliofikiwa'], stems(reached)),
            ],
            source: 'domain brief B7 EV_EDUC',
        }),
    },
    {
        code: 'KMMP_EV_SUPERV',
        name: { en: 'KMMP Site supervision', sw: 'KMMP Usimamizi wa kituo' },
        description: { en: 'One visit of a supervisor to a facility', sw: 'Ziara moja ya msimamizi kituoni' },
        stage: stage({
            code: 'KMMP_EV_SUPERV',
            name: ['Site supervision', 'Usimamizi wa kituo'],
            neutralName: ['Supervision', 'Usimamizi'],
            description: ['One visit of a supervisor to a facility', 'Ziara moja ya msimamizi kituoni'],
            repeatable: true,
            sections: [
                section('visit', ['Visit', 'Ziara'], 'SUPERV_TYPE SCORE'),
                section('items', ['What you found', 'Ulichoona'], stems(siteItems)),
                section('challenges', ['Challenges', 'Changamoto'], stems(challenges)),
            ],
            source: 'domain brief B7 EV_SUPERV; A6, A51, A59',
            unverified: 'The twenty items are ours, after the standards of care; the programme management handbook has not been seen.',
        }),
    },
    {
        code: 'KMMP_EV_ESERV',
        name: { en: 'KMMP Contact without a name', sw: 'KMMP Mawasiliano bila jina' },
        description: {
            en: 'People reached by phone or chat who are not clients',
            sw: 'Watu waliofikiwa kwa simu au gumzo ambao si wateja',
        },
        stage: stage({
            code: 'KMMP_EV_ESERV',
            name: ['Contact without a name', 'Mawasiliano bila jina'],
            neutralName: ['Contact', 'Mawasiliano'],
            description: ['People reached by phone or chat who are not clients', 'Watu waliofikiwa kwa simu au gumzo ambao si wateja'],
            repeatable: true,
            sections: [section('contact', ['Contact', 'Mawasiliano'], 'CHANNEL COUNTY AGE_BAND TOPIC REFERRAL_GIVEN N_CONTACTS')],
            source: 'domain brief B7 EV_ESERV; A26',
        }),
    },
]
