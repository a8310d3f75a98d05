import type { Text } from './types.ts'

/**
 * A count that DHIS2's analytics makes from client records by itself. It checks the figures of the connector, and serves dashboards between two
 * runs; the figures that are reported are those of programme/indicators.
 */
export interface ProgramIndicator {
    code: string
    name: Text
    description: Text
    program: string
    /** stage whose events are counted; absent: enrollments are counted */
    stage?: string
    /** field whose values are added up; absent: events are counted */
    sum?: string
    /** what must be so: field code, and the option code or `true` */
    where?: readonly (readonly [field: string, is: string])[]
}

type Pair = readonly [en: string, sw: string]

const counted = (stem: string, [en, sw]: Pair, [about, kuhusu]: Pair, of: Omit<ProgramIndicator, 'code' | 'name' | 'description'>) => ({
    code: `KMMP_PI_${stem}`,
    name: { en: `KMMP count: ${en}`, sw: `KMMP idadi: ${sw}` },
    description: { en: about, sw: kuhusu },
    ...of,
})

const mother = (stage: string) => ({ program: 'KMMP_MOTHER', stage })
const child = (stage: string) => ({ program: 'KMMP_CHILD', stage })

export const programIndicators: readonly ProgramIndicator[] = [
    counted('MOTHERS', ['mothers who joined', 'akina mama waliojiunga'], ['Enrollments by date joined', 'Usajili kwa tarehe ya kujiunga'], {
        program: 'KMMP_MOTHER',
    }),
    counted('CHILDREN', ['children registered', 'watoto waliosajiliwa'], ['Enrollments by date registered', 'Usajili kwa tarehe'], {
        program: 'KMMP_CHILD',
    }),
    counted(
        'ANC',
        ['antenatal contacts', 'ziara za ujauzito'],
        ['Contacts before birth', 'Ziara kabla ya kujifungua'],
        mother('KMMP_M_ANC')
    ),
    counted('BIRTHS', ['births', 'waliojifungua'], ['Births recorded', 'Waliojifungua walioandikwa'], mother('KMMP_M_DELIVERY')),
    counted('LIVE_BIRTHS', ['babies born alive', 'watoto waliozaliwa hai'], ['Babies born alive', 'Watoto waliozaliwa hai'], {
        ...mother('KMMP_M_DELIVERY'),
        sum: 'KMMP_N_LIVE',
    }),
    counted(
        'PROPH_STARTED',
        ['births with prophylaxis started', 'waliojifungua ambao mtoto ameanza dawa ya kinga'],
        ['Births after which the baby’s preventive medicine was started', 'Waliojifungua ambao dawa ya kinga ya mtoto ilianza'],
        { ...mother('KMMP_M_DELIVERY'), where: [['KMMP_INFANT_PROPH_STARTED', 'true']] }
    ),
    counted(
        'PNC',
        ['postnatal contacts', 'ziara baada ya kujifungua'],
        ['Contacts after birth', 'Ziara baada ya kujifungua'],
        mother('KMMP_M_PNC')
    ),
    counted('VL', ['viral load samples', 'sampuli za virusi'], ['Viral load samples', 'Sampuli za kiasi cha virusi'], mother('KMMP_M_VL')),
    counted(
        'VL_SUPPRESSED',
        ['viral loads suppressed', 'virusi vilivyopungua'],
        ['Viral load results below 200 copies per ml', 'Matokeo ya virusi chini ya nakala 200 kwa ml'],
        { ...mother('KMMP_M_VL'), where: [['KMMP_VL_SUPPRESSED_200', 'true']] }
    ),
    counted(
        'PSS',
        ['psychosocial talks', 'mazungumzo ya kisaikolojia'],
        ['Talks recorded', 'Mazungumzo yaliyoandikwa'],
        mother('KMMP_M_PSS')
    ),
    counted('HOME', ['home visits', 'ziara za nyumbani'], ['Home visits', 'Ziara za nyumbani'], mother('KMMP_M_HOMEVISIT')),
    counted(
        'ECONTACT',
        ['contacts at a distance', 'mawasiliano ya mbali'],
        ['Calls and messages', 'Simu na ujumbe'],
        mother('KMMP_M_ECONTACT')
    ),
    counted(
        'TRACE',
        ['tracing attempts', 'majaribio ya kutafuta'],
        ['Attempts to find a client', 'Majaribio ya kumtafuta mteja'],
        mother('KMMP_M_TRACE')
    ),
    counted(
        'TRACE_RETURNED',
        ['found and returned', 'waliorudi'],
        ['Attempts after which she came back', 'Majaribio ambayo mteja alirudi'],
        {
            ...mother('KMMP_M_TRACE'),
            where: [['KMMP_TRUE_STATUS', 'RETURNED_TO_CARE']],
        }
    ),
    counted('REFERRAL', ['referrals', 'rufaa'], ['Referrals of mothers', 'Rufaa za akina mama'], mother('KMMP_M_REFERRAL')),
    counted(
        'REFERRAL_DONE',
        ['referrals completed', 'rufaa zilizokamilika'],
        ['Referrals with the service received', 'Rufaa ambazo huduma imepatikana'],
        {
            ...mother('KMMP_M_REFERRAL'),
            where: [['KMMP_REFERRAL_OUTCOME', 'COMPLETED']],
        }
    ),
    counted(
        'PCR_W6',
        ['early infant tests', 'vipimo vya mapema vya watoto'],
        ['PCR samples of the 6 week point', 'Sampuli za PCR za wiki 6'],
        {
            ...child('KMMP_C_TEST'),
            where: [
                ['KMMP_CTEST_KIND', 'PCR'],
                ['KMMP_CTEST_POINT', 'W6'],
            ],
        }
    ),
    counted(
        'CTEST_POSITIVE',
        ['positive tests of children', 'vipimo chanya vya watoto'],
        ['Tests of children, positive', 'Vipimo chanya vya watoto'],
        {
            ...child('KMMP_C_TEST'),
            where: [['KMMP_CTEST_RESULT', 'POSITIVE']],
        }
    ),
    counted(
        'ECD',
        ['development checks', 'uchunguzi wa makuzi'],
        ['Development checks', 'Uchunguzi wa makuzi ya mtoto'],
        child('KMMP_C_ECD')
    ),
    counted(
        'CFM_POSITIVE',
        ['children who need a specialist', 'watoto wanaohitaji mtaalamu'],
        ['Looked for disability, found', 'Uchunguzi wa ulemavu, umepatikana'],
        {
            ...child('KMMP_C_CFM'),
            where: [['KMMP_CFM_POSITIVE', 'true']],
        }
    ),
]
