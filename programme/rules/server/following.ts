import type { ServerRule } from '../language.ts'
import {
    all,
    answered,
    any,
    attribute,
    before,
    days,
    eventDay,
    field,
    has,
    madeHere,
    not,
    ofChild,
    ofMother,
    outside,
    text,
    today,
    yes,
} from '../terms.ts'

type Draft = Parameters<typeof ofMother>[1]

/** A rule on the same stage of both programmes; that of the child bears `CHILD_` before its code. */
const ofBoth = (stage: string, rule: Draft): ServerRule[] => [
    ofMother(`M_${stage}`, rule),
    ofChild(`C_${stage}`, { ...rule, code: `CHILD_${rule.code}` }),
]

/** Tracing, referral, partners and exit. */
export const followingRules: readonly ServerRule[] = [
    ...ofBoth('TRACE', {
        code: 'TRACE_ATTEMPTS',
        title: text('Attempts are numbered 1 to 20', 'Majaribio huhesabiwa 1 hadi 20'),
        when: outside('TRACE_ATTEMPT_NO', 1, 20),
        then: [{ error: text('The number must be 1 to 20', 'Nambari iwe 1 hadi 20'), at: 'TRACE_ATTEMPT_NO' }],
        reason: 'More than twenty attempts is a slip of the pen',
        source: 'domain brief B5 M11',
    }),
    ...ofBoth('TRACE', {
        code: 'TRACE_WHY_NOT',
        title: text('An attempt that failed says why', 'Jaribio lililoshindwa hueleza sababu'),
        when: answered('TRACE_RESULT', 'NO_CONTACT'),
        then: [{ require: ['NO_CONTACT_REASON'] }, { hide: ['MISSED_REASON', 'PROMISED_DATE'] }],
        reason: 'A wrong number needs another way, a phone that is off another call',
        source: 'domain brief B5 M11',
    }),
    ...ofBoth('TRACE', {
        code: 'TRACE_WHY_NOT_SHOW',
        title: text('Who was reached is not asked why not', 'Aliyepatikana haulizwi kwa nini hapana'),
        when: answered('TRACE_RESULT', 'CONTACTED'),
        then: [{ hide: ['NO_CONTACT_REASON'] }],
        reason: 'Questions that do not apply cost time',
        source: 'domain brief B5 M11',
    }),
    ...ofBoth('TRACE', {
        code: 'TRACE_PROMISE',
        title: text('A promise lies ahead', 'Ahadi iko mbele'),
        when: before(field('PROMISED_DATE'), eventDay),
        then: [{ error: text('The promised day is past', 'Tarehe ya ahadi imepita'), at: 'PROMISED_DATE' }],
        reason: 'The next call is made when the promise is broken',
        source: 'domain brief B5 M11',
    }),
    ...ofBoth('TRACE', {
        code: 'TRACE_EXIT',
        title: text('Death and transfer close follow-up', 'Kifo na uhamisho humaliza ufuatiliaji'),
        when: answered('TRUE_STATUS', 'DIED', 'TRANSFERRED_OUT_VERIFIED'),
        then: [{ warn: text('Close the follow-up', 'Funga ufuatiliaji'), at: 'TRUE_STATUS' }],
        reason: 'Nobody calls the family of the dead again',
        source: 'domain brief B5 M11',
    }),
    ...ofBoth('TRACE', {
        code: 'TRACE_RETURNED',
        title: text('Who came back is no longer searched for', 'Aliyerudi hatafutwi tena'),
        when: all(has('RETURN_DATE'), not(yes('FINAL_OUTCOME_REACHED'))),
        then: [{ warn: text('She is back: the search is over', 'Amerudi: utafutaji umeisha'), at: 'FINAL_OUTCOME_REACHED' }],
        reason: 'A call to somebody who came yesterday costs trust',
        source: 'domain brief B5 M11',
    }),
    ofMother('M_TRACE', {
        code: 'TRACE_BUDDY_SILENT',
        title: text('A buddy who does not know is told nothing', 'Msaidizi asiyejua haelezwi'),
        when: all(answered('TRACE_METHOD', 'TREATMENT_BUDDY'), not({ is: attribute('ALT_CONTACT_KNOWS_STATUS'), equal: true })),
        then: [
            {
                warn: text('The buddy does not know her status: do not disclose', 'Msaidizi hajui hali yake: usifichue'),
                at: 'TRACE_METHOD',
            },
        ],
        reason: 'Her status is hers to tell',
        source: 'domain brief B3; HIV and AIDS Prevention and Control Act, sections 20 to 23',
    }),
    ofMother('M_TRACE', {
        code: 'TRACE_HOME_OK',
        title: text('No home visit without her leave', 'Hakuna ziara ya nyumbani bila ruhusa yake'),
        when: { is: attribute('HOME_VISIT_OK'), equal: false },
        then: [{ hideOptions: ['HOME_VISIT'], of: 'TRACE_METHOD' }],
        reason: 'An unwanted visit can reveal her status to the household',
        source: 'domain brief B5 M11',
    }),
    ofMother('M_TRACE', {
        code: 'PHONE_OK_CHECK',
        title: text('No call without her leave', 'Hakuna simu bila ruhusa yake'),
        when: not({ is: attribute('PHONE_CONTACT_OK'), equal: true }),
        then: [{ hideOptions: ['PHONE_CALL', 'SMS'], of: 'TRACE_METHOD' }],
        reason: 'Somebody else may answer',
        source: 'domain brief B3, B8 21',
    }),
    ...ofBoth('REFERRAL', {
        code: 'REFERRAL_OUTCOME_AFTER',
        title: text('What came of a referral follows it', 'Matokeo ya rufaa huifuata'),
        when: before(field('OUTCOME_DATE'), field('REFERRAL_DATE')),
        then: [{ error: text('Before the referral', 'Kabla ya rufaa'), at: 'OUTCOME_DATE' }],
        reason: 'Linkage is counted in days from the referral',
        source: 'domain brief B5 M12',
    }),
    ...ofBoth('REFERRAL', {
        code: 'REFERRAL_PENDING_ASSIGN',
        title: text('A referral waits until its outcome is known', 'Rufaa husubiri hadi matokeo yajulikane'),
        when: all(madeHere, has('REFERRAL_DATE'), not(has('REFERRAL_OUTCOME'))),
        then: [{ assign: 'REFERRAL_OUTCOME', value: 'PENDING' }],
        reason: 'What waits is followed up; an empty answer is overlooked',
        source: 'domain brief B5 M12',
    }),
    ...ofBoth('REFERRAL', {
        code: 'REFERRAL_OVERDUE',
        title: text('A referral is followed to its end', 'Rufaa hufuatiliwa hadi mwisho'),
        when: all(
            any(not(has('REFERRAL_OUTCOME')), answered('REFERRAL_OUTCOME', 'PENDING')),
            any(
                { is: days(field('REFERRAL_DATE'), today), above: 14 },
                all(answered('REFERRAL_SERVICE', 'ART'), { is: days(field('REFERRAL_DATE'), today), above: 7 })
            )
        ),
        then: [{ warn: text('Overdue: ask whether she arrived', 'Imechelewa: uliza kama alifika'), at: 'REFERRAL_OUTCOME' }],
        reason: 'Two weeks on, and one week for treatment, whoever has not arrived is lost on the way',
        source: 'domain brief B5 M12',
    }),
    ...ofBoth('REFERRAL', {
        code: 'REFERRAL_WHERE',
        title: text('A referral goes somewhere', 'Rufaa ina mahali inapoenda'),
        when: not(any(has('REFERRED_TO_OU'), has('REFERRED_TO_TEXT'))),
        then: [{ errorOnComplete: text('Say where to', 'Sema wapi'), at: 'REFERRED_TO_TEXT' }],
        reason: 'Nobody can ask whether she arrived without knowing where',
        source: 'domain brief B5 M12',
    }),
    ofMother('M_PARTNER', {
        code: 'IPV_FIRST',
        title: text('Her safety is asked before her partner is told', 'Usalama wake huulizwa kabla ya mwenzi kuambiwa'),
        when: not(yes('IPV_SCREEN_BEFORE_NOTIFY')),
        then: [{ hide: ['CONTACT_KNOWN_STATUS', 'CONTACT_TESTED_DATE', 'CONTACT_RESULT', 'CONTACT_LINKED_ART'] }],
        reason: 'Telling a violent partner can cost her life',
        source: 'domain brief B5 M13',
    }),
    ofMother('M_EXIT', {
        code: 'EXIT_DEATH',
        title: text('A death has a day', 'Kifo kina tarehe'),
        when: answered('MOTHER_EXIT', 'DIED'),
        then: [{ require: ['DEATH_DATE'] }, { hide: ['TO_FACILITY', 'TO_VERIFIED'] }],
        reason: 'Deaths within six weeks of birth are maternal deaths',
        source: 'domain brief B5 M15',
    }),
    ofMother('M_EXIT', {
        code: 'TRANSFER_VERIFY',
        title: text('A transfer has a destination that confirms it', 'Uhamisho una kituo kinachouthibitisha'),
        when: answered('MOTHER_EXIT', 'TRANSFER_OUT'),
        then: [{ require: ['TO_FACILITY', 'TO_VERIFIED'] }, { hide: ['DEATH_DATE'] }],
        reason: 'Who was never received is lost, not transferred',
        source: 'domain brief B5 M15, B8 24',
    }),
]
