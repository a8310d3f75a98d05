import type { ServerRule } from './language.ts'
import { intakeRules } from './server/intake.ts'
import { motherVisitRules } from './server/motherVisits.ts'

/** The rules that DHIS2 keeps, in the order of the stages. */
export const serverRules: readonly ServerRule[] = [...intakeRules, ...motherVisitRules]
