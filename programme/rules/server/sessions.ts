import { sessionFields } from '../../model/sessions.ts'
import type { ServerRule } from '../language.ts'
import { all, answered, any, eventDay, field, has, madeHere, not, ofSession, text, today, before } from '../terms.ts'

const CAME = ['N_FEMALE_10_19', 'N_FEMALE_20_24', 'N_FEMALE_25P', 'N_MALE', 'N_CHILDREN']
const REACHED = ['F_10_19', 'F_20_24', 'F_25P', 'M_10_19', 'M_20_24', 'M_25P'].map((band) => `N_REACHED_${band}`)
const ITEMS = sessionFields.flatMap(({ code }) => (code.startsWith('KMMP_SUPERV_ITEM_') ? [code.slice('KMMP_'.length)] : []))
const total = (stems: readonly string[]) => ({ sum: stems.map(field) })

/** Where each tells of it. */
const AT: Readonly<Record<string, string>> = { EV_GROUP: 'TOPIC', EV_EDUC: 'TOPIC', EV_SUPERV: 'SUPERV_TYPE', EV_ESERV: 'CHANNEL' }

const notAhead = ['EV_GROUP', 'EV_EDUC', 'EV_SUPERV', 'EV_ESERV'].map((program) =>
    ofSession(program, {
        code: `SESSION_AHEAD_${program}`,
        title: text('A session is recorded when it was held', 'Kikao huandikwa baada ya kufanyika'),
        when: before(today, eventDay),
        then: [{ error: text('This day lies ahead', 'Tarehe hii iko mbele'), at: AT[program] ?? '' }],
        reason: 'What has not been held reaches nobody',
        source: 'domain brief B8 6',
    })
)

/** Sessions, supervision and contacts that name nobody. */
export const sessionRules: readonly ServerRule[] = [
    ...notAhead,
    ofSession('EV_GROUP', {
        code: 'GROUP_SOMEBODY_CAME',
        title: text('Somebody came to the session', 'Kuna aliyehudhuria kikao'),
        when: { is: total(CAME), below: 1 },
        then: [{ errorOnComplete: text('Say how many came', 'Sema wangapi walihudhuria'), at: 'N_FEMALE_25P' }],
        reason: 'A session without people is none, and would count as one held',
        source: 'domain brief B7 EV_GROUP',
    }),
    ofSession('EV_GROUP', {
        code: 'GROUP_NEW_MEMBERS',
        title: text('New members are among those who came', 'Wanachama wapya ni kati ya waliohudhuria'),
        when: { is: field('NEW_MEMBERS'), above: total(CAME) },
        then: [{ error: text('More new members than people who came', 'Wanachama wapya wamezidi waliohudhuria'), at: 'NEW_MEMBERS' }],
        reason: 'One of the two numbers is a slip of the pen',
        source: 'domain brief B7 EV_GROUP',
    }),
    ofSession('EV_EDUC', {
        code: 'TALK_SOMEBODY_REACHED',
        title: text('A talk reaches somebody', 'Mazungumzo humfikia mtu'),
        when: { is: total(REACHED), below: 1 },
        then: [{ errorOnComplete: text('Say how many were reached', 'Sema wangapi walifikiwa'), at: 'N_REACHED_F_25P' }],
        reason: 'Who was reached is what a talk is counted by',
        source: 'domain brief B7 EV_EDUC',
    }),
    ofSession('EV_SUPERV', {
        code: 'SUPERV_SCORE_ASSIGN',
        title: text('The score is the share of items that hold', 'Alama ni sehemu ya vipengele vilivyotimizwa'),
        when: all(any(...ITEMS.map(has)), any(madeHere, not(has('SCORE')))),
        then: [{ assign: 'SCORE', value: { percentYes: ITEMS.map(field) } }],
        reason: 'Shares worked out in the head go wrong, and sites are compared by them',
        source: 'domain brief B7 EV_SUPERV',
    }),
    ofSession('EV_SUPERV', {
        code: 'SUPERV_ITEMS_NEEDED',
        title: text('A routine visit looks at every item', 'Ziara ya kawaida huangalia kila kipengele'),
        when: answered('SUPERV_TYPE', 'ROUTINE'),
        then: [{ require: ITEMS }],
        reason: 'An item left out counts as not met',
        source: 'domain brief B7 EV_SUPERV',
    }),
    ofSession('EV_ESERV', {
        code: 'CONTACTS_ONE_AT_LEAST',
        title: text('At least one contact was made', 'Angalau wasiliano moja lilifanyika'),
        when: { is: field('N_CONTACTS'), below: 1 },
        then: [{ error: text('At least one', 'Angalau moja'), at: 'N_CONTACTS' }],
        reason: 'Contacts without a name are known only by their number',
        source: 'domain brief B7 EV_ESERV, A26',
    }),
]
