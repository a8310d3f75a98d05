import { field, neutral } from '../answer.ts'
import type { Field } from '../types.ts'

const status = neutral('Status', 'Hali')
const medicine = neutral('Medicine', 'Dawa')

/** Intake of the mother and her leaving. */
export const enrolmentFields: readonly Field[] = [
    field('ENTRY_POINT', 'OS_ENTRY_POINT', ['Where did she come from?', 'Ametoka wapi?'], { timeline: true }),
    field('REFERRED_BY', 'OS_REFERRED_BY', ['Who sent her?', 'Nani alimwelekeza?']),
    field('TI_FACILITY', 'TEXT', ['Facility she came from', 'Kituo alichotoka']),
    field('TI_DATE', 'DATE', ['Date of transfer in', 'Tarehe ya kuhamia hapa']),
    field('SOURCE_PARTNER', 'OS_PARTNER', ['Partner that enrolled the client', 'Mshirika aliyemsajili mteja'], { hidden: true }),
    field('HIV_STATUS_ENTRY', 'OS_HIV_STATUS_ENTRY', ['HIV status at entry', 'Hali ya VVU alipoingia'], { timeline: true, ...status }),
    field(
        'HIV_DX_DATE',
        'DATE',
        ['Date of HIV diagnosis', 'Tarehe ya kugundulika na VVU'],
        neutral('Date of diagnosis', 'Tarehe ya kugundulika')
    ),
    field('ART_STATUS', 'OS_ART_STATUS', ['Treatment status', 'Hali ya matibabu'], { timeline: true, ...medicine }),
    field('ART_START_DATE', 'DATE', ['Date treatment started', 'Tarehe ya kuanza dawa'], neutral('Medicine since', 'Dawa tangu')),
    field('ART_REGIMEN', 'OS_REGIMEN_MOTHER', ['Regimen', 'Aina ya dawa'], medicine),
    field('GRAVIDA', 'INTEGER_ZERO_OR_POSITIVE', ['Number of pregnancies', 'Idadi ya ujauzito']),
    field('PARITY', 'INTEGER_ZERO_OR_POSITIVE', ['Number of births', 'Idadi ya uzazi']),
    field('LMP_DATE', 'DATE', ['First day of last period', 'Siku ya kwanza ya hedhi ya mwisho']),
    field('EDD_DATE', 'DATE', ['Expected date of delivery', 'Tarehe ya kujifungua'], { derived: true, timeline: true, future: true }),
    field('GA_AT_FIRST_ANC', 'NUMBER', ['Weeks pregnant at first clinic visit', 'Wiki za ujauzito ziara ya kwanza']),
    field('FIRST_ANC_DATE', 'DATE', ['Date of first clinic visit', 'Tarehe ya ziara ya kwanza']),
    field('ANC_NUMBER', 'TEXT', ['Antenatal clinic number', 'Nambari ya kliniki ya wajawazito']),
    field('MARITAL', 'OS_MARITAL', ['Marital status', 'Hali ya ndoa']),
    field('EDUCATION', 'OS_EDUCATION', ['Education', 'Elimu']),
    field('INCOME_SOURCE', 'OS_INCOME', ['Source of income', 'Chanzo cha kipato']),
    field('FOOD_SECURITY', 'OS_FOOD_SECURITY', ['Food at home', 'Chakula nyumbani']),
    field('RISK_UNSUPPRESSED', 'TRUE_ONLY', ['Viral load not suppressed', 'Virusi havijapungua'], neutral('Reason 1', 'Sababu 1')),
    field('RISK_LATE_ART', 'TRUE_ONLY', ['Started treatment late', 'Alianza dawa kwa kuchelewa'], neutral('Reason 2', 'Sababu 2')),
    field('RISK_ADOLESCENT', 'TRUE_ONLY', ['Adolescent', 'Kijana']),
    field('RISK_DEFAULTED_BEFORE', 'TRUE_ONLY', ['Missed visits before', 'Alikosa kliniki awali']),
    field('HIGH_RISK_PAIR', 'BOOLEAN', ['Needs close follow-up', 'Anahitaji ufuatiliaji wa karibu'], { derived: true, timeline: true }),
    field('AGE_BAND_AT_ENTRY', 'OS_AGE_BAND', ['Age band on joining', 'Kundi la umri alipojiunga'], { derived: true }),
    field('CASE_MANAGER_ASSIGNED', 'TEXT', ['Mentor Mother assigned', 'Mama Mshauri aliyepangiwa']),
    field('MOTHER_EXIT', 'OS_MOTHER_EXIT', ['Reason for leaving', 'Sababu ya kutoka'], { timeline: true }),
    field('EXIT_DATE', 'DATE', ['Date of leaving', 'Tarehe ya kutoka'], { timeline: true }),
    field('DEATH_DATE', 'DATE', ['Date of death', 'Tarehe ya kifo']),
    field('TO_FACILITY', 'TEXT', ['Facility transferred to', 'Kituo alichohamia']),
    field('TO_VERIFIED', 'BOOLEAN', ['Transfer confirmed', 'Uhamisho umethibitishwa']),
    field(
        'EXIT_VL_SUPPRESSED',
        'BOOLEAN',
        ['Viral load suppressed at exit', 'Virusi vimepungua alipotoka'],
        neutral('Blood test at exit', 'Kipimo cha damu alipotoka')
    ),
]
