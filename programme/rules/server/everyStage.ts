import { fields } from '../../model/fields.ts'
import { programs } from '../../model/programs.ts'
import type { Stage } from '../../model/types.ts'
import type { ServerRule } from '../language.ts'
import { always, before, birth, field, ofChild, ofMother, text, today } from '../terms.ts'

/** Answers without which a visit entered here is not finished (M in domain.md B5, B6). Partners may leave them out. */
const NEEDED: Readonly<Record<string, string>> = {
    M_ENROL: 'ENTRY_POINT HIV_STATUS_ENTRY CASE_MANAGER_ASSIGNED',
    M_ANC: 'ANC_CONTACT_NO CLINIC_ATTENDED NEXT_APPT_DATE',
    M_DELIVERY: 'DELIVERY_DATE DELIVERY_PLACE N_LIVE N_STILL BIRTH_OUTCOME MATERNAL_OUTCOME',
    M_PNC: 'BREASTFEEDING_NOW NEXT_APPT_DATE',
    M_VL: 'VL_REASON VL_SAMPLE_DATE',
    M_TEST: 'TEST_TYPE TEST_POINT CONSENT_TEST TEST_DATE',
    M_PSS: 'DISCLOSED_TO PRIVATE_SPACE',
    M_HOMEVISIT: 'VISIT_PURPOSE PERSON_SEEN',
    M_ECONTACT: 'ECONTACT_CHANNEL IDENTITY_CONFIRMED',
    M_TRACE: 'MISSED_APPT_DATE TRACE_ATTEMPT_NO TRACE_METHOD TRACE_RESULT FINAL_OUTCOME_REACHED',
    M_REFERRAL: 'REFERRAL_SERVICE REFERRAL_DIRECTION REFERRAL_DATE',
    M_PARTNER: 'CONTACT_RELATION IPV_SCREEN_BEFORE_NOTIFY',
    M_GROUP: 'GROUP_CODE SESSION_DATE ATTENDED',
    M_EXIT: 'MOTHER_EXIT EXIT_DATE',
    C_ENROL: 'EXPOSED MOTHER_LINKED MOTHER_ALIVE',
    C_FUP: 'VISIT_POINT FEEDING NEXT_APPT_DATE',
    C_TEST: 'CTEST_KIND CTEST_POINT SAMPLE_DATE',
    C_TRACE: 'MISSED_APPT_DATE TRACE_ATTEMPT_NO TRACE_METHOD TRACE_RESULT FINAL_OUTCOME_REACHED',
    C_REFERRAL: 'REFERRAL_SERVICE REFERRAL_DIRECTION REFERRAL_DATE',
    C_OUTCOME: 'FINAL_HIV HEI_OUTCOME OUTCOME_DATE',
}

const ofEither = (stage: string, rule: Parameters<typeof ofMother>[1]): ServerRule =>
    stage.startsWith('M_') ? ofMother(stage, rule) : ofChild(stage, rule)

const needed: readonly ServerRule[] = Object.entries(NEEDED).map(([stage, stems]) =>
    ofEither(stage, {
        code: `NEEDED_${stage}`,
        title: text('What a finished visit must say', 'Kinachohitajika kumaliza ziara'),
        when: always,
        then: [{ require: ['SERVICE_POINT', 'ATTENDING_MM', ...stems.split(' ')] }],
        reason: 'Without these answers the visit cannot be counted or followed up',
        source: 'domain.md B5, B6: mandatory; architecture.md 11.4',
    })
)

const days = new Set(fields.flatMap(({ code, valueType, future }) => (valueType === 'DATE' && !future ? [code] : [])))

/** Days that stages ask and that lie in the past, without `KMMP_`. */
const pastDays = ({ sections }: Stage): string[] =>
    sections.flatMap((section) => section.fields.flatMap((code) => (days.has(code) ? [code.slice('KMMP_'.length)] : [])))

const forEachDay = (make: (stem: string) => Parameters<typeof ofMother>[1]): readonly ServerRule[] =>
    programs.flatMap(({ code, stages }) => {
        const asked = new Map<string, string[]>()
        for (const stage of stages) {
            for (const stem of pastDays(stage)) {
                asked.set(stem, [...(asked.get(stem) ?? []), stage.code.slice('KMMP_'.length)])
            }
        }
        return [...asked].map(([stem, stems]) => {
            const rule = make(stem)
            return code === 'KMMP_MOTHER'
                ? ofMother(stems.join(' '), rule)
                : ofChild(stems.join(' '), { ...rule, code: `CHILD_${rule.code}` })
        })
    })

const notAhead = forEachDay((stem) => ({
    code: `FUTURE_${stem}`,
    title: text('What happened does not lie ahead', 'Kilichotokea hakiko mbele'),
    when: before(today, field(stem)),
    then: [{ error: text('This day lies ahead', 'Tarehe hii iko mbele'), at: stem }],
    reason: 'A day ahead is a slip of the pen, and moves every test that counts from it',
    source: 'domain.md B8 6',
}))

const notBeforeBirth = forEachDay((stem) => ({
    code: `BEFORE_BIRTH_${stem}`,
    title: text('Nothing happens before birth', 'Hakuna kinachotokea kabla ya kuzaliwa'),
    when: before(field(stem), birth),
    then: [{ error: text('Before the date of birth', 'Kabla ya tarehe ya kuzaliwa'), at: stem }],
    reason: 'Either this day or the birth is wrong, and age decides which test is due',
    source: 'domain.md B8 7',
}))

/** Rules that hold for all stages alike. */
export const everyStageRules: readonly ServerRule[] = [...needed, ...notAhead, ...notBeforeBirth]
