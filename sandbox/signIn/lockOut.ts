import type { Sandbox } from '../sandbox.ts'
import { systemSetting } from '../system/settings.ts'

/** Failures after which an account is locked, and for how long the last of them counts. */
const FREE_FAILURES = 3
const LOCKED_FOR = 15 * 60_000

/** Failed log-ins by username, as a server keeps them in memory. They count while `keyLockMultipleFailedLogins` is on. */
export class LockOut {
    private readonly failures = new Map<string, { count: number; until: number }>()

    note(username: string, succeeded: boolean): void {
        if (succeeded) {
            this.failures.delete(username)
            return
        }
        const count = this.failuresOf(username) + 1
        this.failures.set(username, { count, until: Date.now() + LOCKED_FOR })
    }

    failuresOf(username: string): number {
        const known = this.failures.get(username)
        return known && known.until > Date.now() ? known.count : 0
    }
}

export const isLocked = (sandbox: Sandbox, username: string): boolean =>
    String(systemSetting(sandbox, 'keyLockMultipleFailedLogins')) === 'true' && sandbox.lockOut.failuresOf(username) > FREE_FAILURES
