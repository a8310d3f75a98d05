import type { Rule } from '../types.ts'
import { KEMR } from './evidence.ts'

/** Days of the longest list of infant medicine with an end of its own, 12 weeks: after it a start or a change is no task any more. */
const LONGEST_REGIMEN = 84

const infant = { subject: 'infant', needs: ['exposed'] } as const

/** Medicine of exposed infants. What is recorded of it, wherever that is, fulfils these rows. */
export const infantMedicineRows: readonly Rule[] = [
    {
        ...infant,
        key: 'INFANT_PROPH',
        stage: 'KMMP_C_ENROL',
        series: 'prophylaxis',
        anchor: 'birth',
        dueDay: 0,
        window: [0, 3],
        overdueAfter: 3,
        until: LONGEST_REGIMEN,
        doneBy: [{ PROPH_START_DATE: true }, { INFANT_PROPH_STARTED: 'true' }, { INFANT_PROPH_DATE: true }],
        anyDay: true,
        stops: ['positive', 'outcome', 'exit'],
        evidence: 'general knowledge; the exact hour is not verified',
        verified: false,
    },
    {
        ...infant,
        key: 'PROPH_SWITCH',
        stage: 'KMMP_C_FUP',
        series: 'switch',
        anchor: 'birth',
        dueDay: 42,
        window: [42, 49],
        overdueAfter: 49,
        until: LONGEST_REGIMEN,
        doneBy: [{ AZT_TODAY: 'false', NVP_TODAY: 'true' }],
        needs: ['exposed', 'switchesMedicine'],
        stops: ['positive', 'outcome', 'exit'],
        evidence: 'regimen names in Kenyan EMR lists',
        verified: true,
    },
    {
        ...infant,
        key: 'NVP_END',
        stage: 'KMMP_C_FUP',
        series: 'end of medicine',
        anchor: 'weaned',
        dueDay: 42,
        window: [42, 49],
        overdueAfter: 56,
        doneBy: [{ NVP_TODAY: 'false' }],
        needs: ['exposed', 'medicineUntilWeaned'],
        stops: ['positive', 'outcome', 'exit'],
        evidence: 'regimen names in Kenyan EMR lists; guideline text not verified',
        verified: false,
    },
    {
        ...infant,
        key: 'CTX_START',
        stage: 'KMMP_C_FUP',
        series: 'cotrimoxazole',
        anchor: 'birth',
        dueDay: 42,
        window: [42, 56],
        overdueAfter: 60,
        doneBy: [{ CTX_START_DATE: true }, { CTX_TODAY: 'true' }],
        anyDay: true,
        catchUp: true,
        stops: ['outcome', 'exit'],
        evidence: `${KEMR}: counted by two months`,
        verified: true,
    },
]
