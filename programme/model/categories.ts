import { optionSets } from './optionSets.ts'
import type { Category, CategoryCombo, Option, OptionSet } from './types.ts'

const optionsOf = (code: string): readonly Option[] => {
    const found: OptionSet | undefined = optionSets.find((set) => set.code === code)
    if (!found) {
        throw new Error(`Option set ${code} is not in programme/model/optionSets.ts`)
    }
    return found.options
}

const option = (code: string, en: string, sw: string): Option => ({ code, name: { en, sw } })
const unknown = option('UNKNOWN', 'Unknown', 'Haijulikani')
const band = (code: string, text = code.replace('_', '–')): Option => option(code, text, text)
const yesNo = [option('YES', 'Yes', 'Ndiyo'), option('NO', 'No', 'Hapana')]

const category = (stem: string, [en, sw]: readonly [string, string], options: readonly Option[]): Category => ({
    code: `KMMP_CAT_${stem}`,
    name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
    dimension: 'DISAGGREGATION',
    stem: `KMMP_${stem}`,
    options,
})

/** How counts are split. Every split has a place for what was not recorded, so that no client drops out of a total. */
export const categories: readonly Category[] = [
    category('SEX', ['Sex', 'Jinsia'], [...optionsOf('KMMP_OS_SEX'), unknown]),
    category(
        'AGE',
        ['Age on enrolment, years', 'Umri wa kujiunga, miaka'],
        [band('0_2'), band('3_9'), band('10_19'), band('20_24'), band('25P', '25+'), unknown]
    ),
    category('CLIENT', ['Client type', 'Aina ya mteja'], [...optionsOf('KMMP_OS_CLIENT_TYPE'), option('CHILD', 'Child', 'Mtoto'), unknown]),
    category('RETURNED', ['Result given to caregiver', 'Mlezi amepewa matokeo'], yesNo),
    category(
        'WOMAN_AGE',
        ['Age of the woman, years', 'Umri wa mwanamke, miaka'],
        [band('10_14'), band('15_19'), band('20_24'), band('25P', '25+'), unknown]
    ),
    category(
        'KNOWN',
        ['Known before or new', 'Aliyejulikana au mpya'],
        [option('KNOWN', 'Known positive', 'Alijulikana'), option('NEW', 'New positive', 'Mpya'), unknown]
    ),
    category('ENTRY', ['Entry point', 'Mahali alipotokea'], [...optionsOf('KMMP_OS_ENTRY_POINT'), unknown]),
    category('BIRTH_PLACE', ['Place of birth', 'Mahali pa kuzaliwa'], [...optionsOf('KMMP_OS_DELIVERY_PLACE'), unknown]),
    category(
        'PROPH_TIME',
        ['Preventive medicine started', 'Dawa ya kinga ilianza'],
        [option('H72', 'Within 72 hours', 'Ndani ya saa 72'), option('LATER', 'Later', 'Baadaye'), unknown]
    ),
    category(
        'CHANNEL',
        ['Channel', 'Njia ya mawasiliano'],
        [
            option('PHONE', 'Phone', 'Simu'),
            option('CHAT', 'Chat', 'Gumzo'),
            option('SMS', 'Text message', 'Ujumbe mfupi'),
            option('VIDEO', 'Video', 'Video'),
        ]
    ),
    category('VL_REASON', ['Reason of viral load', 'Sababu ya kupima virusi'], optionsOf('KMMP_OS_VL_REASON')),
    category('SERVICE', ['Service referred to', 'Huduma ya rufaa'], [...optionsOf('KMMP_OS_REFERRAL_SERVICE'), unknown]),
    category('TRACE_METHOD', ['Way of tracing', 'Njia ya kumtafuta'], [...optionsOf('KMMP_OS_TRACE_METHOD'), unknown]),
    category(
        'ECD_POINT',
        ['Age of assessment', 'Umri wa kupimwa makuzi'],
        [option('M12', '12 months', 'Miezi 12'), option('M24', '24 months', 'Miezi 24'), option('M36', '36 months', 'Miezi 36')]
    ),
    category(
        'SAMPLE_AGE',
        ['Age at sample', 'Umri sampuli ilipochukuliwa'],
        [option('M0_2', '0–2 months', 'Miezi 0–2'), option('M2_12', '2–12 months', 'Miezi 2–12')]
    ),
    category('ART_STARTED', ['Treatment started', 'Dawa zimeanza'], yesNo),
    category(
        'MER_AGE',
        ['Age in five-year bands', 'Umri kwa miaka mitano'],
        [
            band('LT10', '<10'),
            ...['10_14', '15_19', '20_24', '25_29', '30_34', '35_39', '40_44', '45_49'].map((code) => band(code)),
            band('50P', '50+'),
            unknown,
        ]
    ),
    category(
        'MER_STATUS',
        ['Status at first antenatal visit', 'Hali ziara ya kwanza ya ujauzito'],
        [
            option('KNOWN_POSITIVE', 'Known positive', 'Alijulikana na VVU'),
            option('NEW_POSITIVE', 'New positive', 'Amegundulika na VVU'),
            option('NEW_NEGATIVE', 'New negative', 'Hana VVU'),
        ]
    ),
    category(
        'MER_ART',
        ['New on treatment or already', 'Mpya kwenye dawa au wa awali'],
        [option('NEW', 'New', 'Mpya'), option('ALREADY', 'Already', 'Wa awali')]
    ),
    category(
        'PBF',
        ['Pregnant or breastfeeding', 'Mjamzito au anayenyonyesha'],
        [option('PREGNANT', 'Pregnant', 'Mjamzito'), option('BREASTFEEDING', 'Breastfeeding', 'Anayenyonyesha')]
    ),
    category(
        'FINAL_OUTCOME',
        ['Final outcome', 'Matokeo ya mwisho'],
        [
            option('INFECTED', 'Infected', 'Ana VVU'),
            option('UNINFECTED', 'Uninfected, not breastfeeding', 'Hana VVU, hanyonyi'),
            option('DIED', 'Died without status', 'Amefariki bila hali kujulikana'),
            unknown,
        ]
    ),
    category('CADRE', ['Cadre', 'Kada'], optionsOf('KMMP_OS_CADRE')),
    category(
        'LOCATION',
        ['Kind of service location', 'Aina ya mahali pa huduma'],
        [option('FACILITY', 'Facility', 'Kituo'), option('COMMUNITY', 'Community', 'Jamii')]
    ),
    {
        ...category('PARTNER', ['Implementing partner', 'Mshirika mtekelezaji'], optionsOf('KMMP_OS_PARTNER')),
        dimension: 'ATTRIBUTE',
    },
]

/** A combo named after what it splits by; `stems` are those of its categories, in the order of a contribution's category options. */
const combo = (code: string, stem: string, [en, sw]: readonly [string, string], stems: string): CategoryCombo => ({
    code: `KMMP_${code}`,
    name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
    dimension: 'DISAGGREGATION',
    categories: stems.split(' ').map((part) => `KMMP_CAT_${part}`),
    stem: `KMMP_${stem}`,
})

export const categoryCombos: readonly CategoryCombo[] = [
    combo('SEX_AGE_CLIENT', 'SAC', ['Sex, age and client type', 'Jinsia, umri na aina ya mteja'], 'SEX AGE CLIENT'),
    combo('RESULT_RETURNED', 'RETURNED', ['Result given to caregiver', 'Mlezi amepewa matokeo'], 'RETURNED'),
    combo('AGE_PBFW', 'WA', ['Age of the woman', 'Umri wa mwanamke'], 'WOMAN_AGE'),
    combo('KP_NP', 'KN', ['Known before or new', 'Aliyejulikana au mpya'], 'KNOWN'),
    combo('KP_NP_AGE', 'KNA', ['Known or new, and age', 'Aliyejulikana au mpya, na umri'], 'KNOWN WOMAN_AGE'),
    combo('ENTRY', 'EP', ['Entry point', 'Mahali alipotokea'], 'ENTRY'),
    combo('BIRTH_PLACE', 'BP', ['Place of birth', 'Mahali pa kuzaliwa'], 'BIRTH_PLACE'),
    combo(
        'BIRTH_PLACE_TIME',
        'BPT',
        ['Place of birth and start of medicine', 'Mahali pa kuzaliwa na kuanza dawa'],
        'BIRTH_PLACE PROPH_TIME'
    ),
    combo('CHANNEL', 'CH', ['Channel', 'Njia ya mawasiliano'], 'CHANNEL'),
    combo('VL_REASON', 'VLR', ['Reason of viral load', 'Sababu ya kupima virusi'], 'VL_REASON'),
    combo('SERVICE', 'SVC', ['Service referred to', 'Huduma ya rufaa'], 'SERVICE'),
    combo('TRACE_METHOD', 'TM', ['Way of tracing', 'Njia ya kumtafuta'], 'TRACE_METHOD'),
    combo('ECD_POINT', 'ECDP', ['Age of assessment', 'Umri wa kupimwa makuzi'], 'ECD_POINT'),
    combo('SAMPLE_AGE', 'SA', ['Age at sample', 'Umri sampuli ilipochukuliwa'], 'SAMPLE_AGE'),
    combo('SAMPLE_AGE_ART', 'SAA', ['Age at sample and treatment', 'Umri wa sampuli na dawa'], 'SAMPLE_AGE ART_STARTED'),
    combo('MER_AGE', 'MA', ['Age in five-year bands', 'Umri kwa miaka mitano'], 'MER_AGE'),
    combo('MER_STATUS_AGE', 'MSA', ['Status and age', 'Hali na umri'], 'MER_STATUS MER_AGE'),
    combo('MER_ART_AGE', 'MAA', ['Treatment and age', 'Dawa na umri'], 'MER_ART MER_AGE'),
    combo('PBF', 'PBFS', ['Pregnant or breastfeeding', 'Mjamzito au anayenyonyesha'], 'PBF'),
    combo('FINAL_OUTCOME', 'FO', ['Final outcome', 'Matokeo ya mwisho'], 'FINAL_OUTCOME'),
    combo('CADRE', 'CADRES', ['Cadre', 'Kada'], 'CADRE'),
    combo('LOCATION', 'LOC', ['Kind of service location', 'Aina ya mahali pa huduma'], 'LOCATION'),
    { ...combo('PARTNER', 'PARTNER', ['Implementing partner', 'Mshirika mtekelezaji'], 'PARTNER'), dimension: 'ATTRIBUTE' },
]

/** DHIS2 code of an option of a category. */
export const categoryOptionCode = (category: Category, option: string): string => `${category.stem}_${option}`

/** DHIS2 code of a category option combo: the stem of its combo and one option of each category, in the combo's order. */
export const categoryOptionComboCode = (combo: CategoryCombo, options: readonly string[]): string => [combo.stem, ...options].join('_')
