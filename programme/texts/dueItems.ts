import type { Text } from '../model/types.ts'
import type { DueItem, Reason, ReasonCode } from '../schedule/types.ts'

export type Language = keyof Text

/** How to say it: `neutral` is for privacy mode, where nothing may tell of HIV. */
export interface Manner {
    language: Language
    neutral: boolean
}

type Pair = readonly [en: string, sw: string]

/** A wording, and another for privacy mode where the first tells too much. */
interface Wording {
    plain: Pair
    neutral?: Pair
}

const test: Pair = ['Test', 'Kipimo']
const bloodTest: Pair = ['Blood test', 'Kipimo cha damu']
const babyCare: Pair = ['Care of the baby', 'Huduma ya mtoto']
const tracing: Pair = ['Call', 'Simu']

/** Names of items by schedule key; numbered rows by key and number. */
const NAMES: Readonly<Record<string, Wording>> = {
    ANC_CONTACT: {
        plain: ['Antenatal contact {{n}}', 'Ziara ya ujauzito ya {{n}}'],
        neutral: ['Visit before birth {{n}}', 'Ziara ya {{n}} kabla ya kujifungua'],
    },
    DELIVERY: { plain: ['Birth', 'Kujifungua'] },
    'PNC_CONTACT.1': { plain: ['Visit in the first 48 hours', 'Ziara ya saa 48 za kwanza'] },
    'PNC_CONTACT.2': { plain: ['6-week visit', 'Ziara ya wiki 6'] },
    'PNC_CONTACT.3': { plain: ['10-week visit', 'Ziara ya wiki 10'] },
    'PNC_CONTACT.4': { plain: ['14-week visit', 'Ziara ya wiki 14'] },
    'PNC_CONTACT.5': { plain: ['6-month visit', 'Ziara ya miezi 6'] },
    'PNC_CONTACT.6': { plain: ['9-month visit', 'Ziara ya miezi 9'] },
    'PNC_CONTACT.7': { plain: ['12-month visit', 'Ziara ya miezi 12'] },
    'PNC_CONTACT.8': { plain: ['15-month visit', 'Ziara ya miezi 15'] },
    'PNC_CONTACT.9': { plain: ['18-month visit', 'Ziara ya miezi 18'] },
    'PNC_CONTACT.10': { plain: ['24-month visit', 'Ziara ya miezi 24'] },
    PCR_W6: { plain: ['6-week PCR test', 'Kipimo cha PCR cha wiki 6'], neutral: test },
    PCR_M6: { plain: ['6-month PCR test', 'Kipimo cha PCR cha miezi 6'], neutral: test },
    VL_PBFW_KNOWN: { plain: ['Viral load at first contact', 'Kipimo cha virusi ziara ya kwanza'], neutral: bloodTest },
    VL_NEW_ART: { plain: ['First viral load on treatment', 'Kipimo cha kwanza cha virusi kwenye dawa'], neutral: bloodTest },
    PCR_M12: { plain: ['12-month PCR test', 'Kipimo cha PCR cha miezi 12'], neutral: test },
    AB_M18: { plain: ['18-month antibody test', 'Kipimo cha kingamwili cha miezi 18'], neutral: test },
    BF_END_TEST: { plain: ['Test after breastfeeding', 'Kipimo baada ya kuacha kunyonya'], neutral: test },
    PCR_CONFIRM: { plain: ['Confirmatory test', 'Kipimo cha kuthibitisha'], neutral: test },
    POS_ART: { plain: ['Start treatment of the child', 'Mtoto aanze matibabu'], neutral: babyCare },
    INFANT_PROPH: { plain: ['Preventive medicine after birth', 'Dawa ya kinga baada ya kuzaliwa'], neutral: babyCare },
    PROPH_SWITCH: { plain: ['Change of preventive medicine', 'Kubadilisha dawa ya kinga'], neutral: babyCare },
    NVP_END: { plain: ['End of preventive medicine', 'Mwisho wa dawa ya kinga'], neutral: babyCare },
    CTX_START: { plain: ['Start of cotrimoxazole', 'Kuanza cotrimoxazole'], neutral: babyCare },
    VL_ROUTINE: { plain: ['6-monthly viral load', 'Kipimo cha virusi cha miezi 6'], neutral: bloodTest },
    VL_REPEAT: { plain: ['Repeat viral load', 'Kurudia kipimo cha virusi'], neutral: bloodTest },
    'VL_PBFW_KNOWN.2': { plain: ['Viral load at birth', 'Kipimo cha virusi wakati wa kujifungua'], neutral: bloodTest },
    HIV_RETEST_NEG: { plain: ['HIV retest', 'Kurudia kipimo cha VVU'], neutral: test },
    PSS: { plain: ['Support talk', 'Mazungumzo ya msaada'] },
    HOME_VISIT: { plain: ['Home visit', 'Ziara ya nyumbani'] },
    ECD: { plain: ['Child development check', 'Kuangalia maendeleo ya mtoto'] },
    CFM: { plain: ['Disability check', 'Uchunguzi wa ulemavu'] },
    FINAL_OUTCOME: { plain: ['Final outcome', 'Matokeo ya mwisho'], neutral: ['Close follow-up', 'Kumaliza ufuatiliaji'] },
    TRACE_1: { plain: ['First call', 'Simu ya kwanza'], neutral: tracing },
    TRACE_2: { plain: ['Second call', 'Simu ya pili'], neutral: tracing },
    TRACE_HOME: { plain: ['Home visit to find her', 'Ziara ya nyumbani kumtafuta'], neutral: ['Home visit', 'Ziara ya nyumbani'] },
    APPOINTMENT: { plain: ['Appointment', 'Miadi'] },
}

interface ReasonWording extends Wording {
    /** said instead when `days` is 1, or 0 */
    one?: Pair
    zero?: Pair
}

/** The Kiswahili counts on no noun class: names of items are of several (`kipimo`, `ziara`, `mazungumzo`). */
const REASONS: Readonly<Record<ReasonCode, ReasonWording>> = {
    NOT_YET: { plain: ['Due in {{days}} days', 'Wakati wake ni baada ya siku {{days}}'], one: ['Due tomorrow', 'Wakati wake ni kesho'] },
    WINDOW_OPEN: {
        plain: ['Can be done now, due in {{days}} days', 'Unaweza kufanya sasa, wakati wake ni baada ya siku {{days}}'],
        one: ['Can be done now, due tomorrow', 'Unaweza kufanya sasa, wakati wake ni kesho'],
    },
    DUE_NOW: {
        plain: ['Due {{days}} days ago', 'Wakati wake ulifika siku {{days}} zilizopita'],
        one: ['Due yesterday', 'Wakati wake ulifika jana'],
        zero: ['Due today', 'Wakati wake ni leo'],
    },
    LATE: { plain: ['{{days}} days late', 'Kuchelewa kwa siku {{days}}'], one: ['1 day late', 'Kuchelewa kwa siku 1'] },
    FIRST_TEST: { plain: ['First test, not done yet', 'Kipimo cha kwanza, bado hakijafanyika'] },
    SAMPLE_UNUSABLE: { plain: ['Sample could not be used, take another', 'Sampuli haikufaa, chukua nyingine'] },
    WAITING_FOR_RESULT: {
        plain: ['Waiting for the result for {{days}} days', 'Matokeo yanasubiriwa kwa siku {{days}}'],
        one: ['Waiting for the result since yesterday', 'Matokeo yanasubiriwa tangu jana'],
        zero: ['Sample taken today', 'Sampuli imechukuliwa leo'],
    },
    DONE: { plain: ['Done', 'Imefanyika'] },
    AWAITING_CONFIRMATION: {
        plain: ['Rests until the positive result is confirmed', 'Inasubiri kuthibitishwa kwa matokeo'],
        neutral: ['Rests for another test', 'Inasubiri kipimo kingine'],
    },
    LATER_ONE_DONE: { plain: ['A later one was done', 'Ya baadaye imefanyika'] },
    LATER_ONE_OPEN: { plain: ['Replaced by the next one', 'Imechukuliwa na inayofuata'] },
    BEFORE_JOINING: { plain: ['Was over before joining', 'Ilipita kabla ya kujiunga'] },
    DELIVERED: { plain: ['No longer needed after the birth', 'Haihitajiki tena baada ya kujifungua'] },
    PREGNANCY_LOSS: { plain: ['The pregnancy ended', 'Ujauzito umekwisha'], neutral: ['No longer needed', 'Haihitajiki tena'] },
    EXITED: { plain: ['Follow-up has ended', 'Ufuatiliaji umekwisha'] },
    CONFIRMED_POSITIVE: {
        plain: ['Confirmed positive, no further test', 'Imethibitishwa ana VVU, hakuna kipimo zaidi'],
        neutral: ['No longer needed', 'Haihitajiki tena'],
    },
    OUTCOME_RECORDED: { plain: ['The final outcome is recorded', 'Matokeo ya mwisho yameandikwa'] },
    STILL_BREASTFEEDING: { plain: ['Rests while the child breastfeeds', 'Inasubiri mtoto aache kunyonya'] },
    WEANED: { plain: ['No longer needed after breastfeeding', 'Haihitajiki tena baada ya kuacha kunyonyesha'] },
    NO_LIVING_CHILD: {
        plain: ['Ended with the loss of the baby', 'Imeisha baada ya kupoteza mtoto'],
        neutral: ['No longer needed', 'Haihitajiki tena'],
    },
    CAME_BACK: { plain: ['She came back', 'Amerudi'] },
    TRUE_STATUS_KNOWN: { plain: ['It is known what became of her', 'Inajulikana alivyo'] },
}

/** The name of an item, e.g. `6-week PCR test`; a key without words of its own is named as an appointment. */
export const itemName = ({ key, n }: Pick<DueItem, 'key' | 'n'>, manner: Manner): string => {
    const shared = key === 'CHILD_CONTACT' ? 'PNC_CONTACT' : key
    const wording = NAMES[`${shared}.${n ?? ''}`] ?? NAMES[shared] ?? { plain: ['Appointment', 'Miadi'] }
    return say(worded(wording, manner), manner, { n: n ?? '' })
}

/** Why an item stands as it does, e.g. `28 days late`. */
export const reasonText = ({ code, params }: Reason, manner: Manner): string => {
    const wording = REASONS[code]
    const counted = { 0: wording.zero, 1: wording.one }[Number(params.days)]
    return say(counted ?? worded(wording, manner), manner, params)
}

const worded = ({ plain, neutral }: Wording, manner: Manner): Pair => (manner.neutral ? (neutral ?? plain) : plain)

const say = ([en, sw]: Pair, { language }: Manner, params: Reason['params']): string =>
    ({ en, sw })[language].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
