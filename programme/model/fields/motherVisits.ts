import { field, neutral } from '../answer.ts'
import type { Field } from '../types.ts'

const medicineToday = neutral('On medicine today?', 'Anatumia dawa leo?')
const loss = { sensitive: 'loss' } as const

/** Antenatal and postnatal contacts and birth. */
export const motherVisitFields: readonly Field[] = [
    field('ANC_CONTACT_NO', 'INTEGER_POSITIVE', ['Contact number', 'Ziara ya ngapi'], { timeline: true }),
    field('GA_WEEKS', 'NUMBER', ['Weeks pregnant', 'Wiki za ujauzito'], { timeline: true }),
    field('CLINIC_ATTENDED', 'BOOLEAN', ['Attended the clinic today?', 'Amehudhuria kliniki leo?']),
    field('ON_ART_TODAY', 'BOOLEAN', ['On treatment today?', 'Anatumia dawa za VVU leo?'], medicineToday),
    field('PILLS_MISSED_7D', 'INTEGER_ZERO_OR_POSITIVE', ['Missed doses, 7 days', 'Dozi zilizokosa, siku 7'], { timeline: true }),
    field('ADHERENCE', 'OS_ADHERENCE', ['How well does she take it?', 'Anatumia vizuri kiasi gani?'], { timeline: true }),
    field(
        'CTX_OR_DAPSONE',
        'BOOLEAN',
        ['Cotrimoxazole or dapsone', 'Cotrimoxazole au dapsone'],
        neutral('Other medicine', 'Dawa nyingine')
    ),
    field('INFANT_PROPH_DISPENSED', 'BOOLEAN', ['Baby’s syrup given ahead', 'Dawa ya mtoto imetolewa mapema']),
    field('TB_STATUS', 'OS_TB_STATUS', ['TB check', 'Uchunguzi wa kifua kikuu'], { timeline: true }),
    field('TPT', 'OS_TPT', ['TB preventive therapy', 'Kinga ya kifua kikuu']),
    field('BIRTH_PLAN', 'TRUE_ONLY', ['Birth plan', 'Mpango wa kujifungua']),
    field('FEEDING_COUNSEL', 'TRUE_ONLY', ['Counselled on feeding', 'Ushauri wa kulisha mtoto']),
    field('PPFP_COUNSEL', 'TRUE_ONLY', ['Counselled on family planning after birth', 'Ushauri wa uzazi wa mpango baada ya kujifungua']),
    field('DANGER_SIGNS_TAUGHT', 'TRUE_ONLY', ['Taught danger signs', 'Amefundishwa dalili za hatari']),
    field('NET_GIVEN', 'TRUE_ONLY', ['Mosquito net given', 'Amepewa neti']),
    field('IFAS_GIVEN', 'TRUE_ONLY', ['Iron and folic acid given', 'Amepewa madini ya chuma na foliki']),
    field('NEXT_APPT_DATE', 'DATE', ['Next appointment', 'Ziara ijayo'], { timeline: true, future: true }),
    field('DELIVERY_DATE', 'DATE', ['Date of birth of the baby', 'Tarehe ya kujifungua mtoto'], { timeline: true }),
    field('DELIVERY_PLACE', 'OS_DELIVERY_PLACE', ['Where did she give birth?', 'Alijifungulia wapi?'], { timeline: true }),
    field('DELIVERY_MODE', 'OS_DELIVERY_MODE', ['How was the birth?', 'Alijifungua vipi?']),
    field('SKILLED_ATTENDANT', 'BOOLEAN', ['Helped by a trained person?', 'Alisaidiwa na mtaalamu?']),
    field('N_LIVE', 'INTEGER_ZERO_OR_POSITIVE', ['Babies born alive', 'Watoto waliozaliwa hai'], { timeline: true }),
    field('N_STILL', 'INTEGER_ZERO_OR_POSITIVE', ['Babies born dead', 'Watoto waliozaliwa wafu'], loss),
    field('BIRTH_OUTCOME', 'OS_BIRTH_OUTCOME', ['Outcome of birth', 'Matokeo ya uzazi'], loss),
    field('BIRTH_WEIGHT_G', 'INTEGER_POSITIVE', ['Birth weight, grams', 'Uzito wa kuzaliwa, gramu'], { timeline: true }),
    field(
        'ART_AT_DELIVERY',
        'BOOLEAN',
        ['On treatment at birth?', 'Alitumia dawa wakati wa kujifungua?'],
        neutral('Medicine at birth?', 'Dawa wakati wa kujifungua?')
    ),
    field(
        'VL_AT_DELIVERY_KNOWN',
        'BOOLEAN',
        ['Viral load known at birth?', 'Kiasi cha virusi kilijulikana?'],
        neutral('Blood test known?', 'Kipimo cha damu kilijulikana?')
    ),
    field('MATERNAL_OUTCOME', 'OS_MATERNAL_OUTCOME', ['Mother after birth', 'Mama baada ya kujifungua'], loss),
    field('INFANT_PROPH_STARTED', 'BOOLEAN', ['Baby’s preventive medicine started?', 'Dawa ya kinga ya mtoto imeanza?'], {
        timeline: true,
        ...neutral('Baby’s medicine started?', 'Dawa ya mtoto imeanza?'),
    }),
    field(
        'INFANT_PROPH_REGIMEN',
        'OS_INFANT_PROPH',
        ['Which preventive medicine for the baby?', 'Dawa gani ya kinga kwa mtoto?'],
        neutral('Baby’s medicine', 'Dawa ya mtoto')
    ),
    field(
        'INFANT_PROPH_DATE',
        'DATE',
        ['Baby’s preventive medicine since', 'Dawa ya kinga ya mtoto tangu'],
        neutral('Baby’s medicine since', 'Dawa ya mtoto tangu')
    ),
    field('BF_INITIATED_1H', 'BOOLEAN', ['Breastfed in the first hour?', 'Alinyonyeshwa saa ya kwanza?']),
    field('PNC_BAND', 'OS_PNC_BAND', ['Time since birth', 'Muda tangu kujifungua'], { derived: true }),
    field('BREASTFEEDING_NOW', 'BOOLEAN', ['Breastfeeding now?', 'Ananyonyesha sasa?'], { timeline: true }),
    field('BF_STOP_DATE', 'DATE', ['Date breastfeeding stopped', 'Tarehe ya kuacha kunyonyesha'], { timeline: true }),
    field('FP_METHOD', 'OS_FP', ['Family planning method', 'Njia ya uzazi wa mpango'], { timeline: true }),
    field('PREGNANT_AGAIN', 'OS_YNU', ['Pregnant again?', 'Ana ujauzito tena?']),
    field('CACX_SCREEN', 'OS_DONE', ['Cervical cancer check', 'Uchunguzi wa saratani ya mlango wa kizazi']),
    field('MENTAL_SCREEN', 'OS_DONE', ['Mental health check', 'Uchunguzi wa afya ya akili']),
]
