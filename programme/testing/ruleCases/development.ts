import type { Case } from '../ruleCases.ts'
import { fires, silent } from './tell.ts'
import { addDays } from '#dhis2/day.ts'

const BORN = '2026-01-01'
const person = { DATE_OF_BIRTH: BORN }
const aged = (days: number) => ({ person, on: addDays(BORN, days) })
const early = { earlier: { GESTATION_BIRTH: '32' } }

/** First and last day of each band. */
const BANDS: readonly [band: string, first: number, last: number][] = [
    ['M0_2', 0, 60],
    ['M2_4', 61, 121],
    ['M4_6', 122, 182],
    ['M6_9', 183, 273],
    ['M9_12', 274, 364],
    ['M12_18', 365, 547],
    ['M18_24', 548, 729],
    ['M24_30', 730, 912],
    ['M30_36', 913, 1125],
]

const bandCases = Object.fromEntries(
    BANDS.flatMap(([band, first, last]): [string, readonly Case[]][] => {
        const corrected = first > 0 && first < 730 ? [silent('preterm, not yet that far', { ...aged(first), ...early })] : []
        return [
            [
                `ECD_BAND_${band}`,
                [
                    fires('first day', { ...aged(first), assigns: [band] }),
                    fires('last day', { ...aged(last), assigns: [band] }),
                    silent('the day after', aged(last + 1)),
                    ...corrected,
                ],
            ],
            [`ECD_ASK_${band}`, [fires('first day', aged(first)), silent('the day after', aged(last + 1))]],
            [`ECD_HIDE_${band}`, [fires('the day after', aged(last + 1)), silent('first day', aged(first))]],
        ]
    })
)

const hard = { ...aged(800), values: { CFM_HEARING: 'A_LOT' } }

export const developmentCases: Readonly<Record<string, readonly Case[]>> = {
    ...bandCases,
    ECD_OVERALL_REGRESSED: [
        fires('one lost again', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED', ECD_ITEM_M2_4_2: 'REGRESSED' } }),
        silent('one not yet', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED', ECD_ITEM_M2_4_2: 'NOT_YET' } }),
    ],
    ECD_OVERALL_DELAYED: [
        fires('one not yet', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED', ECD_ITEM_M2_4_2: 'NOT_YET' } }),
        silent('one lost again', { values: { ECD_ITEM_M2_4_1: 'NOT_YET', ECD_ITEM_M2_4_2: 'REGRESSED' } }),
        silent('all reached', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED' } }),
    ],
    ECD_OVERALL_ON_TRACK: [
        fires('all reached', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED', ECD_ITEM_M2_4_2: 'ACHIEVED' }, assigns: ['ON_TRACK'] }),
        silent('one not yet', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED', ECD_ITEM_M2_4_2: 'NOT_YET' } }),
        silent('nothing asked', {}),
    ],
    ECD_ACTION_REQUIRED: [
        fires('one not yet', { values: { ECD_ITEM_M2_4_1: 'NOT_YET' } }),
        silent('all reached', { values: { ECD_ITEM_M2_4_1: 'ACHIEVED' } }),
    ],
    CFM_UNDER_2: [fires('729 days old', aged(729)), silent('730 days old', aged(730))],
    CFM_FROM_2: [fires('730 days old', aged(730)), silent('729 days old', aged(729))],
    CFM_POSITIVE_ASSIGN: [
        fires('hears very badly', { ...hard, assigns: ['true'] }),
        fires('some difficulty only', { ...aged(800), values: { CFM_HEARING: 'SOME' }, assigns: ['false'] }),
        fires('far more behaviour trouble', { ...aged(800), values: { CFM_BEHAVIOUR: 'A_LOT_MORE' }, assigns: ['true'] }),
        silent('nothing asked', aged(800)),
    ],
    DISABILITY_REFER: [
        fires('hears very badly', hard),
        fires('a red flag', { ...aged(200), values: { RF_FLOPPY_STIFF: 'true' } }),
        silent('some difficulty only', { ...aged(800), values: { CFM_HEARING: 'SOME' } }),
    ],
}
