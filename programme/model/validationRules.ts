import type { ValidationRule } from './figureTypes.ts'

type Words = readonly [en: string, sw: string]

const rule = (
    stem: string,
    [en, sw]: Words,
    sides: { left: string; operator?: ValidationRule['operator']; right: string }
): ValidationRule => ({
    code: `KMMP_VR_${stem}`,
    name: { en: `KMMP ${en}`, sw: `KMMP ${sw}` },
    instruction: { en, sw },
    left: sides.left.split(' ').map((code) => `KMMP_IND_${code}`),
    operator: sides.operator ?? 'less_than_or_equal_to',
    right: sides.right.split(' ').map((code) => `KMMP_IND_${code}`),
})

/** What must hold between figures. */
export const validationRules: readonly ValidationRule[] = [
    rule('ART_POSITIVE', ['Started on treatment is not more than HIV-positive', 'Walioanza dawa si zaidi ya wenye VVU'], {
        left: 'ART_INIT_N',
        right: 'ART_INIT_D',
    }),
    rule('PCR_POSITIVE', ['Positive PCR is not more than PCR done', 'PCR zenye VVU si zaidi ya PCR zilizofanyika'], {
        left: 'PCR_POSITIVE',
        right: 'PCR_DONE',
    }),
    rule('VL_SUPPRESSED', ['Suppressed is not more than viral load done', 'Waliopungua virusi si zaidi ya waliopimwa'], {
        left: 'VL_SUPP200_N',
        right: 'VL_SUPP200_D',
    }),
    rule('APPT_KEPT', ['Kept appointments are not more than those due', 'Miadi iliyotimizwa si zaidi ya iliyopangwa'], {
        left: 'APPT_KEPT_N',
        right: 'APPT_KEPT_D',
    }),
    rule(
        'FINAL_COHORT',
        [
            'Known final outcomes are those that the transmission rate divides by',
            'Matokeo yanayojulikana ni kigawanyo cha kiwango cha maambukizi',
        ],
        {
            left: 'FINAL_KNOWN_N',
            operator: 'equal_to',
            right: 'MTCT_FINAL_D',
        }
    ),
    rule('MTCT_BOUND', ['Infants positive are not more than the worst case', 'Watoto wenye VVU si zaidi ya hali mbaya zaidi'], {
        left: 'MTCT_FINAL_N',
        right: 'MTCT_WORST_N',
    }),
    rule(
        'INFANT_MEDICINE',
        [
            'Infant medicine is not more than infants protected and antenatal dispensing',
            'Dawa ya mtoto si zaidi ya watoto waliokingwa na iliyotolewa kabla ya kuzaliwa',
        ],
        {
            left: 'HV02_30 HV02_31',
            right: 'HEI_PROPH_LB_D HEI_PROPH_D HV02_29',
        }
    ),
]
