import { addDays, type Day } from '#dhis2/day.ts'

/** One file of an export as a table: what it holds before anybody writes it down. */
export interface Table {
    file: string
    columns: readonly string[]
    rows: readonly Readonly<Record<string, string>>[]
}

export const EXPORTED_ON: Day = '2026-10-31'

/** Real facility codes, with their names and counties (public health facility list). */
const FACILITY = { facility_mfl: '13077', facility_name: 'Mathare North Health Centre' }
const SYLLABLES = ['bra', 'lru', 'kli', 'zin', 'tol', 'mue', 'gor', 'wan', 'sef', 'dau']

const invented = (number: number, from: number): string => {
    const at = (shift: number): string => SYLLABLES[Math.floor(number / shift + from) % SYLLABLES.length] ?? ''
    const name = at(1) + at(10) + at(3)
    return name[0]?.toUpperCase() + name.slice(1)
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0')

const common = (id: string, on: Day) => ({
    source_system: 'COMMCARE',
    source_record_id: id,
    source_modified_on: `${on}T10:00:00+03:00`,
    deleted_flag: '0',
    ...FACILITY,
    mm_id: 'MM-13077-01',
})

/** A family without any dirt: a mother who joined in pregnancy, her infant, and a row of every other file. All people are invented. */
const family = (number: number) => {
    const client = `KE-13077-${padded(number, 5)}`
    const infant = `${client}-B1`
    const joined = addDays('2026-01-14', number % 9)
    const born = addDays(joined, 120)
    const id = (letter: string, place = 1): string => `${letter}${padded(number, 6)}-${padded(place, 2)}`
    const mother = {
        ...common(`C${padded(number, 6)}`, joined),
        m2m_client_id: client,
        case_id: padded(number, 32),
        ccc_no: `13077${padded(number, 5)}`,
        nupi: `MOH1${padded(number, 8)}`,
        first_name: invented(number, 0),
        last_name: invented(number, 4),
        dob: addDays('1996-03-17', number * 3),
        dob_estimated: 'no',
        sex: 'FEMALE',
        phone: `+2547000${padded(number, 5)}`,
        phone_owner: 'SELF',
        contact_ok: 'yes',
        county: 'Nairobi',
        sub_county: 'Ruaraka',
        ward: 'Mathare North',
        village: 'Zinlo',
        client_type: 'PREGNANT_HIV_POS',
        hiv_status_entry: 'KNOWN_POSITIVE',
        hiv_dx_date: '2019-08-23',
        art_start_date: '2019-09-25',
        art_regimen: 'TDF_3TC_DTG',
        anc_no: `2026-01-${padded(number, 4)}`,
        lmp: addDays(born, -280),
        edd: born,
        enrol_date: joined,
        entry_point: 'ANC',
        consent_data: 'yes',
        consent_date: joined,
        exit_reason: '',
        exit_date: '',
        closed: 'no',
    }
    return {
        'clients.csv': mother,
        'infants.csv': {
            ...common(infant, born),
            infant_id: infant,
            m2m_client_id: client,
            hei_no: `13077-2026-${padded(number, 6)}`,
            dob: born,
            sex: 'MALE',
            birth_weight: '3120',
            birth_order: '1',
            place_birth: 'FACILITY',
            mode: 'SVD',
            proph_regimen: 'AZT_NVP_6W_THEN_NVP_TO_BF_END',
            proph_start: addDays(born, 1),
            ctx_start: addDays(born, 43),
            feeding: 'EBF',
            alive: 'yes',
            death_date: '',
            exit_reason: '',
            final_hiv: '',
            bf_stop_date: '',
        },
        'visits.csv': {
            ...common(id('V'), addDays(joined, 14)),
            visit_id: id('V'),
            m2m_client_id: client,
            visit_date: addDays(joined, 14),
            visit_type: 'anc',
            service_point: 'FACILITY_ANC',
            anc_contact: '2',
            ga_weeks: '24',
            adherence: 'GOOD',
            pills_missed: '0',
            fp_method: '',
            tb_status: 'NO_SIGNS',
            topics: 'NUTRITION DISCLOSURE',
            next_appt: addDays(joined, 44),
            gps_lat: '',
            gps_lon: '',
        },
        'tests.csv': {
            ...common(id('L'), addDays(joined, 30)),
            test_id: id('L'),
            subject_id: client,
            subject_type: 'mother',
            test_type: 'vl',
            point: 'BASELINE',
            sample_date: addDays(joined, 14),
            sample_id: `S${padded(number, 8)}`,
            result: '',
            value: '1250',
            result_date: addDays(joined, 24),
            result_returned: 'yes',
        },
        'defaulter_tracing.csv': {
            ...common(id('T'), addDays(joined, 50)),
            trace_id: id('T'),
            subject_id: client,
            missed_date: addDays(joined, 44),
            attempt: '1',
            method: 'PHONE_CALL',
            contacted: 'yes',
            reason: 'FORGOT',
            promised_date: addDays(joined, 47),
            outcome: 'RETURNED_TO_CARE',
            outcome_date: addDays(joined, 48),
        },
        'support_groups.csv': {
            ...common(id('G'), addDays(joined, 60)),
            session_id: `SG-${number}`,
            group_code: '13077-PSS1',
            date: addDays(joined, 59),
            topic: 'DISCLOSURE',
            m2m_client_id: client,
            attended: 'yes',
            partner_came: 'no',
        },
        'ecd.csv': {
            ...common(id('E'), addDays(born, 80)),
            ecd_id: id('E'),
            infant_id: infant,
            date: addDays(born, 76),
            band: 'M2_4',
            item_1: 'ACHIEVED',
            item_2: 'ACHIEVED',
            item_3: 'NOT_YET',
            item_4: '',
            overall: 'DELAYED',
            caregiver_topics: 'PLAY TALK',
            cfm_seeing: '',
            cfm_hearing: '',
            cfm_walking: '',
            cfm_dexterity: '',
            cfm_communication: '',
            cfm_learning: '',
            cfm_playing: '',
            cfm_behaviour: '',
            referral: '',
        },
        'trainings.csv': {
            ...common(`S${padded(number, 6)}`, joined),
            staff_id: `MM-13077-${padded(number, 2)}`,
            cadre: 'FACILITY_MM',
            training: 'CURRICULUM_CORE',
            start: addDays('2025-11-13', number),
            days: '5',
            pre: '40',
            post: '71',
            certified: 'yes',
            debrief_date: addDays('2026-02-17', number % 9),
        },
        'referrals.csv': {
            ...common(id('R'), addDays(joined, 20)),
            ref_id: id('R'),
            subject_id: client,
            service: 'FP',
            to: 'Kisumu County Hospital',
            date: addDays(joined, 15),
            outcome: 'COMPLETED',
            outcome_date: addDays(joined, 19),
        },
        'appointments.csv': {
            ...common(id('A'), addDays(joined, 44)),
            appt_id: id('A'),
            subject_id: client,
            date: addDays(joined, 44),
            type: 'ANC',
            status: 'MISSED',
        },
    }
}

export type File = keyof ReturnType<typeof family>

/** An export of so many families in which every row is as it should be. */
export const cleanExport = (families: number): Record<File, Table> => {
    const all = Array.from({ length: families }, (_, number) => family(number + 1))
    const table = (file: File): Table => ({ file, columns: Object.keys(all[0]?.[file] ?? {}), rows: all.map((one) => one[file]) })
    return Object.fromEntries(FILES.map((file) => [file, table(file)])) as Record<File, Table>
}

/** In the order in which a mapping reads them. */
export const FILES: readonly File[] = [
    'clients.csv',
    'infants.csv',
    'visits.csv',
    'tests.csv',
    'defaulter_tracing.csv',
    'support_groups.csv',
    'ecd.csv',
    'trainings.csv',
    'referrals.csv',
    'appointments.csv',
]
