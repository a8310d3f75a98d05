import { optionSet } from '../optionSet.ts'

/** Mentor Mothers at work, supervision and contacts without a name. */
export const staffOptionSets = [
    optionSet('CADRE', 'cadre', 'kada', {
        FACILITY_MM: ['Facility Mentor Mother', 'Mama Mshauri wa kituo'],
        COMMUNITY_MM: ['Community Mentor Mother', 'Mama Mshauri wa jamii'],
        ADOLESCENT_MM: ['Young Mentor Mother', 'Mama Mshauri kijana'],
        SITE_COORDINATOR: ['Site coordinator', 'Mratibu wa kituo'],
        SUPERVISOR: ['Supervisor', 'Msimamizi'],
    }),
    optionSet('EMPLOYMENT_TYPE', 'employment', 'aina ya ajira', {
        COUNTY: ['Employed by the county', 'Ameajiriwa na kaunti'],
        PARTNER: ['Employed by a partner', 'Ameajiriwa na mshirika'],
        STIPEND: ['Stipend', 'Posho'],
        VOLUNTEER: ['Volunteer', 'Mtu wa kujitolea'],
    }),
    optionSet('TRAINING', 'training', 'mafunzo', {
        CURRICULUM_CORE: ['Core curriculum', 'Mtaala wa msingi'],
        REFRESHER: ['Refresher', 'Marudio'],
        ECD: ['Child development', 'Makuzi ya mtoto'],
        DISABILITY: ['Disability', 'Ulemavu'],
        IGA: ['Earning an income', 'Kujipatia kipato'],
        DATA_TOOLS: ['Registers and data', 'Rejista na takwimu'],
        SAFEGUARDING: ['Safeguarding', 'Ulinzi wa watoto na akina mama'],
        GBV: ['Violence', 'Ukatili'],
        MENTAL_HEALTH: ['Mental health', 'Afya ya akili'],
    }),
    optionSet('DEBRIEF_TYPE', 'kind of debrief', 'aina ya kikao cha faraja', {
        ONE_TO_ONE: ['One to one', 'Ana kwa ana'],
        GROUP: ['Group', 'Kikundi'],
    }),
    optionSet('STAFF_EXIT', 'reason of leaving work', 'sababu ya kuacha kazi', {
        GRADUATED: ['Graduated', 'Amehitimu'],
        RESIGNED: ['Resigned', 'Amejiuzulu'],
        REDEPLOYED: ['Redeployed', 'Amehamishwa kazi'],
        DISMISSED: ['Dismissed', 'Ameachishwa kazi'],
        DIED: ['Died', 'Amefariki'],
    }),
    optionSet('SUPERV_TYPE', 'kind of supervision', 'aina ya usimamizi', {
        ROUTINE: ['Routine', 'Ya kawaida'],
        TA: ['Technical assistance', 'Msaada wa kitaalamu'],
        DQA: ['Data quality audit', 'Ukaguzi wa takwimu'],
    }),
    optionSet('AGE_BAND', 'age band', 'kundi la umri', {
        '10_14': ['10–14', '10–14'],
        '15_19': ['15–19', '15–19'],
        '20_24': ['20–24', '20–24'],
        '25P': ['25 or older', '25 au zaidi'],
        UNKNOWN: ['Unknown', 'Haijulikani'],
    }),
]
