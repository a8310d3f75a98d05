import { fields } from '../../model/fields.ts'
import { programs } from '../../model/programs.ts'
import { staffFields, staffProgram } from '../../model/staff.ts'
import type { Stage } from '../../model/types.ts'
import type { ServerRule } from '../language.ts'
import { all, always, attribute, before, birth, field, not, ofChild, ofMother, ofSession, ofStaff, text, today } from '../terms.ts'

/** Answers without which a visit entered here is not finished. Partners may leave them out. */
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
    S_PROFILE: 'CADRE LINKED_FACILITY EMPLOYMENT_TYPE',
    S_TRAIN: 'TRAINING START_DATE DAYS',
    S_DEBRIEF: 'DEBRIEF_DATE DEBRIEF_TYPE',
    S_SUPERV: 'OBSERVED_SKILL_SCORE',
    S_EXIT: 'STAFF_EXIT EXIT_DATE',
    EV_GROUP: 'GROUP_CODE TOPIC FACILITATOR',
    EV_EDUC: 'TOPIC PLACE',
    EV_SUPERV: 'SUPERV_TYPE',
    EV_ESERV: 'CHANNEL TOPIC N_CONTACTS',
}

type Draft = Parameters<typeof ofMother>[1]

const OWNERS: Readonly<Record<string, (stage: string, rule: Draft) => ServerRule>> = {
    M: ofMother,
    C: ofChild,
    S: ofStaff,
    EV: ofSession,
}

/** A rule on a stage of whichever programme has it: stages begin with a mark of their programme. */
const ofOwner = (stage: string, rule: Draft): ServerRule => {
    const owner = OWNERS[stage.slice(0, stage.indexOf('_'))]
    if (!owner) {
        throw new Error(`Stage ${stage} begins with no mark of a programme`)
    }
    return owner(stage, rule)
}

const aboutClients = (stage: string): boolean => /^[MC]_/.test(stage)

const needed: readonly ServerRule[] = Object.entries(NEEDED).map(([stage, stems]) =>
    ofOwner(stage, {
        code: `NEEDED_${stage}`,
        title: text('What a finished visit must say', 'Kinachohitajika kumaliza ziara'),
        when: always,
        then: [{ require: [...(aboutClients(stage) ? ['SERVICE_POINT', 'ATTENDING_MM'] : []), ...stems.split(' ')] }],
        reason: 'Without these answers the visit cannot be counted or followed up',
        source: 'domain brief B5 to B7: mandatory; architecture 11.4',
    })
)

const days = new Set([...fields, ...staffFields].flatMap(({ code, valueType, future }) => (valueType === 'DATE' && !future ? [code] : [])))

/** Days that stages ask and that lie in the past, without `KMMP_`. */
const pastDays = ({ sections }: Stage): string[] =>
    sections.flatMap((section) => section.fields.flatMap((code) => (days.has(code) ? [code.slice('KMMP_'.length)] : [])))

const PROGRAMS: Readonly<Record<string, { of: typeof ofMother; mark: string }>> = {
    KMMP_MOTHER: { of: ofMother, mark: '' },
    KMMP_CHILD: { of: ofChild, mark: 'CHILD_' },
    KMMP_STAFF: { of: ofStaff, mark: 'STAFF_' },
}

/** A rule for each day that a programme asks, on all stages that ask it. */
const forEachDay = (asking: readonly { code: string; stages: readonly Stage[] }[], make: (stem: string) => Draft): readonly ServerRule[] =>
    asking.flatMap(({ code, stages }) => {
        const asked = new Map<string, string[]>()
        for (const stage of stages) {
            for (const stem of pastDays(stage)) {
                asked.set(stem, [...(asked.get(stem) ?? []), stage.code.slice('KMMP_'.length)])
            }
        }
        return [...asked].flatMap(([stem, stems]) => {
            const { of, mark } = PROGRAMS[code] ?? {}
            const rule = make(stem)
            return of ? [of(stems.join(' '), { ...rule, code: `${mark}${rule.code}` })] : []
        })
    })

const notAhead = forEachDay([...programs, staffProgram], (stem) => ({
    code: `FUTURE_${stem}`,
    title: text('What happened does not lie ahead', 'Kilichotokea hakiko mbele'),
    when: before(today, field(stem)),
    then: [{ error: text('This day lies ahead', 'Tarehe hii iko mbele'), at: stem }],
    reason: 'A day ahead is a slip of the pen, and moves every test that counts from it',
    source: 'domain brief B8 6',
}))

const notBeforeBirth = forEachDay(programs, (stem) => ({
    code: `BEFORE_BIRTH_${stem}`,
    title: text('Nothing happens before birth', 'Hakuna kinachotokea kabla ya kuzaliwa'),
    when: before(field(stem), birth),
    then: [{ error: text('Before the date of birth', 'Kabla ya tarehe ya kuzaliwa'), at: stem }],
    reason: 'Either this day or the birth is wrong, and age decides which test is due',
    source: 'domain brief B8 7',
}))

/** Words that name HIV, in any case; parts of other words, as in "hivyo" or "harvest", do not. Rules cannot fold case. */
const TELLING = ['HIV', 'VVU', 'AIDS', 'ARV', 'CCC', 'UKIMWI']
const anyCase = (word: string): string => [...word].map((letter) => `[${letter}${letter.toLowerCase()}]`).join('')

const remarks = Object.keys(NEEDED)
    .filter(aboutClients)
    .map((stage) =>
        ofOwner(stage, {
            code: `REMARKS_${stage}`,
            title: text('Remarks do not tell of HIV', 'Maelezo hayataji VVU'),
            when: { is: field('REMARKS'), matches: `(.*[^A-Za-z])?(${TELLING.map(anyCase).join('|')})s?([^A-Za-z].*)?` },
            then: [{ warn: text('No names and no words of HIV here', 'Usiandike majina wala maneno ya VVU hapa'), at: 'REMARKS' }],
            reason: 'Remarks are read aloud and printed; whoever sees them should learn nothing of her status',
            source: 'domain brief B4a, F',
        })
    )

/** How numbers are written by those who enter them here; partners' numbers are read more tolerantly. */
const FORMS: Readonly<Record<string, { pattern: string; en: string; sw: string }>> = {
    CCC_NUMBER: { pattern: '[0-9]{10}', en: 'Ten digits', sw: 'Tarakimu kumi' },
    NUPI: { pattern: 'MOH[0-9]{8,11}', en: 'MOH and 8 to 11 digits', sw: 'MOH na tarakimu 8 hadi 11' },
    HEI_NUMBER: { pattern: '[0-9]{5}-20[0-9]{2}-[0-9]{3,6}', en: 'Like 13077-2026-001', sw: 'Kama 13077-2026-001' },
    CWC_NUMBER: { pattern: 'CWC-[0-9]{5}-[0-9]{4}-[0-9]{5,6}', en: 'Like CWC-13077-2026-00001', sw: 'Kama CWC-13077-2026-00001' },
    PHONE_NUMBER: { pattern: '[+]254[17][0-9]{8}', en: 'Like +254712345678', sw: 'Kama +254712345678' },
    ALT_CONTACT_PHONE: { pattern: '[+]254[17][0-9]{8}', en: 'Like +254712345678', sw: 'Kama +254712345678' },
}

const numberForms = programs.flatMap(({ code: program, attributes: held, stages }) => {
    const { of = ofMother, mark = '' } = PROGRAMS[program] ?? {}
    const intake = stages[0]?.code.slice('KMMP_'.length) ?? ''
    return Object.entries(FORMS)
        .filter(([stem]) => held.some(({ code }) => code === `KMMP_${stem}`))
        .map(([stem, { pattern, en, sw }]) =>
            of(intake, {
                code: `${mark}FORM_${stem}`,
                title: text('Numbers are written in one way', 'Nambari huandikwa kwa njia moja'),
                when: all({ has: attribute(stem) }, not({ is: attribute(stem), matches: pattern })),
                then: [{ warn: text(en, sw), at: stem }],
                reason: 'A number written in another way does not find the person, and she is registered twice',
                source: 'domain brief B2',
            })
        )
})

/** Rules that hold for all stages alike. */
export const everyStageRules: readonly ServerRule[] = [...needed, ...notAhead, ...notBeforeBirth, ...remarks, ...numberForms]
