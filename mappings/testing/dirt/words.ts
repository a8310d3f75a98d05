import fc from 'fast-check'
import type { File } from './cleanExport.ts'
import { anyCase, dropped, load, stopped } from './oneDirt.ts'

export const SENTINELS = [
    '99',
    '999',
    '9999',
    '-999',
    '-1',
    '88',
    'N/A',
    'NA',
    'nil',
    'none',
    '---',
    'unknown',
    '-',
    '?',
    '#N/A',
    '99.0',
    'n.a.',
    'sijui',
    '-9',
    '-999.0',
    'Nil.',
    'N / A',
    '(blank)',
    'NULL',
    '\\N',
    'not recorded',
    'don\u2019t  know',
    '#VALUE!',
    '#DIV/0!',
    'haijulikani',
    'hakuna',
    '\u2014',
    '="99"',
    '\uff19\uff19',
    '99,0',
    '"N/A"',
    '<NA>',
    'n.k.',
    'no data',
    'hakuna taarifa',
    '\u0669\u0669',
]

/** Columns that may be empty; a word for nothing there is nothing. */
const OPTIONAL: readonly (readonly [File, string])[] = [
    ['clients.csv', 'nupi'],
    ['clients.csv', 'ccc_no'],
    ['clients.csv', 'phone'],
    ['clients.csv', 'village'],
    ['clients.csv', 'art_regimen'],
    ['clients.csv', 'contact_ok'],
    ['infants.csv', 'birth_weight'],
    ['infants.csv', 'feeding'],
    ['visits.csv', 'ga_weeks'],
    ['visits.csv', 'pills_missed'],
    ['visits.csv', 'tb_status'],
    ['visits.csv', 'topics'],
    ['tests.csv', 'sample_id'],
    ['tests.csv', 'value'],
    ['defaulter_tracing.csv', 'attempt'],
    ['support_groups.csv', 'attended'],
    ['ecd.csv', 'item_1'],
    ['trainings.csv', 'pre'],
    ['referrals.csv', 'to'],
]
/** Columns without which a row is none. */
const NEEDED: readonly (readonly [File, string])[] = [
    ['clients.csv', 'first_name'],
    ['clients.csv', 'sex'],
    ['infants.csv', 'sex'],
    ['visits.csv', 'visit_type'],
    ['tests.csv', 'test_type'],
    ['trainings.csv', 'staff_id'],
    ['appointments.csv', 'status'],
]

const sentinel = anyCase(fc.constantFrom(...SENTINELS))
export const nothingKnown = fc.oneof(
    fc
        .tuple(fc.constantFrom(...OPTIONAL), sentinel)
        .map(([[file, column], text]) => dropped(file, column, { text, reason: 'SENTINEL_TO_NULL' })),
    fc
        .tuple(fc.constantFrom(...NEEDED), sentinel)
        .map(([[file, column], text]) => stopped(file, { [column]: text }, ['reject', 'MANDATORY_MISSING'])),
    // where the option set has it, the word is an answer
    anyCase(fc.constant('NONE')).map((text) => load('visits.csv', 'fp_method', [text, 'NONE'])),
    anyCase(fc.constant('UNKNOWN')).map((text) => load('clients.csv', 'hiv_status_entry', [text, 'UNKNOWN']))
)

const ANSWERS: readonly (readonly [File, string, readonly string[], string])[] = [
    ['clients.csv', 'contact_ok', ['yes', 'y', '1', '1.0', 'true', 'ndiyo', 'ndio', 'ee', 'Yes.', '\u2713', 'yes\u200b', '"yes"'], 'true'],
    ['clients.csv', 'contact_ok', ['no', 'n', '0', '0.0', 'false', 'hapana', 'ooyo', 'La.'], 'false'],
    ['clients.csv', 'consent_data', ['ndiyo', 'ndio', 'ee', 'Y'], 'true'],
    ['clients.csv', 'sex', ['f', 'female', 'mke', 'ke', 'mwanamke'], 'FEMALE'],
    ['infants.csv', 'sex', ['m', 'male', 'me', 'mvulana'], 'MALE'],
    ['infants.csv', 'alive', ['yes', 'hai', 'alive', 'yuko hai', 'ngima'], 'true'],
    ['infants.csv', 'alive', ['amefariki', 'dead', 'died', 'no', 'Ameaga dunia', 'otho'], 'false'],
    ['defaulter_tracing.csv', 'contacted', ['ndiyo', 'ee', 'yes'], 'CONTACTED'],
    ['support_groups.csv', 'attended', ['ee', 'ndio'], 'true'],
    ['support_groups.csv', 'attended', ['ooyo', 'hapana'], 'false'],
    ['clients.csv', 'client_type', ['breastfeeding_hiv_pos'], 'BREASTFEEDING_HIV_POS'],
    ['visits.csv', 'adherence', ['poor'], 'POOR'],
    ['visits.csv', 'tb_status', ['no signs', 'No-Signs', 'no_signs'], 'NO_SIGNS'],
    ['visits.csv', 'topics', ['nutrition/hiv basics', 'NUTRITION | HIV_BASICS', '["NUTRITION", "HIV_BASICS"]'], 'NUTRITION HIV_BASICS'],
    ['clients.csv', 'art_regimen', ['TDF/3TC/DTG', 'tdf + 3tc + dtg', 'TDF 3TC DTG'], 'TDF_3TC_DTG'],
    ['tests.csv', 'test_type', ['vl', 'viral load'], 'vl'],
    ['tests.csv', 'subject_type', ['mother', 'mama', 'client'], 'mother'],
    ['visits.csv', 'visit_type', ['anc', 'antenatal'], 'anc'],
    ['clients.csv', 'phone_owner', ['mwenyewe', 'self'], 'SELF'],
    ['clients.csv', 'phone_owner', ['jirani', 'neighbor'], 'NEIGHBOUR'],
    ['clients.csv', 'contact_ok', ['ii', '\u0129\u0129', 'i\u0303i\u0303', 'haa', 'yee', '\u201cYes\u201d'], 'true'],
    ['clients.csv', 'contact_ok', ['aca', 'maya', 'tawe'], 'false'],
    ['infants.csv', 'place_birth', ['hospitali', 'kituo cha afya', 'health centre'], 'FACILITY'],
    ['infants.csv', 'mode', ['kawaida', 'normal delivery'], 'SVD'],
    ['infants.csv', 'feeding', ['exclusive breastfeeding', 'maziwa ya mama pekee'], 'EBF'],
    ['defaulter_tracing.csv', 'method', ['simu', 'phone'], 'PHONE_CALL'],
    ['appointments.csv', 'status', ['hakuja', 'did not come'], 'MISSED'],
    ['appointments.csv', 'status', ['cancelled', 'canceled'], 'CANCELLED'],
    ['trainings.csv', 'cadre', ['community_mm', 'Community Mentor Mother'], 'COMMUNITY_MM'],
    ['clients.csv', 'client_type', ['Pregnant, HIV positive', 'HIV+ pregnant', 'Mjamzito, ana VVU'], 'PREGNANT_HIV_POS'],
    ['clients.csv', 'hiv_status_entry', ['known pos', 'Known HIV positive'], 'KNOWN_POSITIVE'],
    ['clients.csv', 'art_regimen', ['TLD', 'TDF/3TC/DTG (TLD)'], 'TDF_3TC_DTG'],
    ['clients.csv', 'entry_point', ['antenatal clinic', 'wajawazito'], 'ANC'],
    ['visits.csv', 'fp_method', ['injection', 'Depo-Provera', 'sindano'], 'INJECTABLE'],
    ['visits.csv', 'tb_status', ['no TB signs', 'hana dalili'], 'NO_SIGNS'],
    ['visits.csv', 'service_point', ['ANC clinic', 'Facility, antenatal clinic'], 'FACILITY_ANC'],
    ['visits.csv', 'topics', ['Nutrition and disclosure', 'lishe na disclosure'], 'NUTRITION DISCLOSURE'],
    ['defaulter_tracing.csv', 'reason', ['alisahau', 'forgot the date'], 'FORGOT'],
    ['defaulter_tracing.csv', 'outcome', ['came back', 'amerudi', 'back in care'], 'RETURNED_TO_CARE'],
    ['referrals.csv', 'service', ['family planning', 'uzazi wa mpango'], 'FP'],
    ['referrals.csv', 'outcome', ['service received', 'amepata huduma'], 'COMPLETED'],
    ['ecd.csv', 'item_3', ['not yet', 'bado'], 'NOT_YET'],
    ['clients.csv', 'sex', ['F (Female)', 'Female/Mke', 'F - Female'], 'FEMALE'],
    ['clients.csv', 'contact_ok', ['1 = Yes', 'yes (ndiyo)', 'ndio/yes', '\u2714\ufe0f', '\u2705', 'yeah'], 'true'],
]
const CODED: readonly (readonly [File, string])[] = [
    ['clients.csv', 'client_type'],
    ['clients.csv', 'sex'],
    ['clients.csv', 'contact_ok'],
    ['infants.csv', 'place_birth'],
    ['visits.csv', 'tb_status'],
    ['visits.csv', 'topics'],
    ['tests.csv', 'test_type'],
    ['tests.csv', 'value'],
    ['defaulter_tracing.csv', 'method'],
    ['support_groups.csv', 'topic'],
    ['ecd.csv', 'overall'],
    ['trainings.csv', 'training'],
    ['referrals.csv', 'service'],
    ['appointments.csv', 'type'],
]

export const answer = fc.oneof(
    fc
        .constantFrom(...ANSWERS)
        .chain(([file, column, words, value]) => anyCase(fc.constantFrom(...words)).map((text) => load(file, column, [text, value]))),
    fc
        .tuple(
            fc.constantFrom(...CODED),
            anyCase(fc.constantFrom('perhaps', 'FINE', 'see file', 'xyz', 'pengine', 'yes/no', '+', 'good?', '2'))
        )
        .map(([[file, column], text]) => stopped(file, { [column]: text }, ['park', 'VALUE_UNKNOWN_CODE']))
)
