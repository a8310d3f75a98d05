import type { OrgUnits } from './access/orgUnits.ts'
import type { HostedApp } from './apps.ts'
import type { Clock } from './clock.ts'
import type { DialectRules } from './dialect.ts'
import type { Faults } from './faults/faults.ts'
import type { Registry } from './metadata/registry.ts'
import type { LockOut } from './signIn/lockOut.ts'
import type { Sessions } from './signIn/sessions.ts'
import type { Store } from './store.ts'
import type { Jobs } from './tracker/jobs.ts'

/** All that a running sandbox holds. */
export interface Sandbox {
    rules: DialectRules
    store: Store
    clock: Clock
    registry: Registry
    orgUnits: OrgUnits
    sessions: Sessions
    lockOut: LockOut
    jobs: Jobs
    faults: Faults
    app?: HostedApp
    /** refuse query parameters that this DHIS2 version does not know */
    strict: boolean
    /** `http://127.0.0.1:8085` */
    url: string
}
