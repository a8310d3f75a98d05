import type { FigureExample } from '../figureExamples.ts'
import { at, baby, example, KNOWN, sample, viralLoad, woman } from './pairs.ts'

const TREATED = { ...KNOWN, ART_START_DATE: '2020-01-01', LMP_DATE: '2024-09-01' }
const outcome = (FINAL_HIV: string) => baby([at('C_OUTCOME', '2025-10-01', { FINAL_HIV })])
const first = sample('2024-04-24', 'PCR', 'NEGATIVE')

/** Worked examples of the PEPFAR figures. */
export const merExamples: Readonly<Record<string, FigureExample>> = {
    PMTCT_STAT: example(
        [woman(), 'D 202506 25_29', 'N 202506 KNOWN_POSITIVE 25_29'],
        [woman({ HIV_STATUS_ENTRY: 'DECLINED' }), 'D 202506 25_29']
    ),
    PMTCT_ART: example([woman(TREATED), 'D 202506 25_29', 'N 202506 ALREADY 25_29'], [woman(), 'D 202506 25_29']),
    PMTCT_EID: example([baby([first]), 'D 202311', 'N 202404 M0_2'], [baby(), 'D 202311']),
    PMTCT_EID_2: example([baby([first, sample('2024-09-10', 'PCR', 'NEGATIVE')]), '202409 M2_12'], [baby([first])]),
    PMTCT_HEI_POS: example(
        [baby([sample('2025-03-10', 'PCR', 'POSITIVE')]), '202503 M2_12 NO'],
        [baby([sample('2025-03-11', 'PCR', 'POSITIVE')])]
    ),
    PMTCT_FO: example([outcome('POSITIVE'), 'D 202603 INFECTED', 'N 202603 INFECTED'], [outcome('UNKNOWN'), 'D 202603 UNKNOWN']),
    TX_PVLS_PBFW: example(
        [woman(TREATED, [viralLoad('2025-06-12', { VL_VALUE: '999' })]), 'D 202506 PREGNANT', 'N 202506 PREGNANT'],
        [woman(TREATED, [viralLoad('2025-06-12', { VL_VALUE: '1000' })]), 'D 202506 PREGNANT']
    ),
}
