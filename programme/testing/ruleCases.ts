import { childCases } from './ruleCases/child.ts'
import { developmentCases } from './ruleCases/development.ts'
import { everyStageCases } from './ruleCases/everyStage.ts'
import { intakeCases } from './ruleCases/intake.ts'
import { followingCases, motherSupportCases } from './ruleCases/motherSupport.ts'
import { motherTestCases } from './ruleCases/motherTests.ts'
import { motherVisitCases } from './ruleCases/motherVisits.ts'
import { sessionCases, staffCases } from './ruleCases/staff.ts'

/** A made-up event on which a rule is tried. */
export interface Case {
    story: string
    fires: boolean
    /** day of the event */
    on: string
    /** answers of the event */
    values?: Readonly<Record<string, string>>
    /** answers given at intake */
    earlier?: Readonly<Record<string, string>>
    /** attributes beside consent */
    person?: Readonly<Record<string, string>>
    /** stages to try; without, the first of the rule */
    stages?: readonly string[]
    /** values that are worked out */
    assigns?: readonly string[]
}

/** Cases by rule code, each tried where the rule holds and where it does not. */
export const ruleCases: Readonly<Record<string, readonly Case[]>> = {
    ...intakeCases,
    ...motherVisitCases,
    ...motherTestCases,
    ...motherSupportCases,
    ...followingCases,
    ...childCases,
    ...developmentCases,
    ...staffCases,
    ...sessionCases,
    ...everyStageCases,
}
