import type { ServerRule } from './language.ts'
import { childRules } from './server/child.ts'
import { childTestRules } from './server/childTests.ts'
import { developmentRules } from './server/development.ts'
import { everyStageRules } from './server/everyStage.ts'
import { followingRules } from './server/following.ts'
import { intakeRules } from './server/intake.ts'
import { motherSupportRules } from './server/motherSupport.ts'
import { motherTestRules } from './server/motherTests.ts'
import { motherVisitRules } from './server/motherVisits.ts'
import { sessionRules } from './server/sessions.ts'
import { staffRules } from './server/staff.ts'

/** The rules that DHIS2 keeps, in the order of the stages. */
export const serverRules: readonly ServerRule[] = [
    ...intakeRules,
    ...motherVisitRules,
    ...motherTestRules,
    ...motherSupportRules,
    ...followingRules,
    ...childRules,
    ...childTestRules,
    ...developmentRules,
    ...staffRules,
    ...sessionRules,
    ...everyStageRules,
]
