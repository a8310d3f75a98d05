import type { Clock } from '../clock.ts'
import { groupBy } from '../group.ts'
import { randomUid } from '#dhis2/uid.ts'

/** One message of a job, as notifications show it. */
export interface Notification {
    uid: string
    id: string
    level: 'DEBUG' | 'INFO' | 'ERROR'
    category: string
    time: string
    message: string
    completed: boolean
    dataType?: string
    data?: unknown
}

interface Job {
    type: string
    /** milliseconds since 1970 */
    created: number
    notifications: Notification[]
    report?: unknown
    /** what it will do; gone once it was begun */
    work?: () => void
}

/** Jobs of this run of the sandbox. Real servers forget them with a restart, too. */
export class Jobs {
    private readonly clock: Clock
    private jobs = new Map<string, Job>()

    constructor(clock: Clock) {
        this.clock = clock
    }

    /** Starts a job of a type, e.g. `TRACKER_IMPORT_JOB`, and returns its id. */
    start(type: string): string {
        const id = randomUid()
        this.jobs.set(id, { type, created: this.clock.now(), notifications: [] })
        return id
    }

    /** Lets a job wait for `begin`, as one waits for the scheduler. */
    queue(id: string, work: () => void): void {
        const job = this.jobs.get(id)
        if (job) {
            job.work = work
        }
    }

    /** Does what a waiting job is to do; nothing when it has begun, or was forgotten. */
    begin(id: string): void {
        const job = this.jobs.get(id)
        const work = job?.work
        delete job?.work
        work?.()
    }

    /** Adds a message; the newest stands first. */
    note(id: string, message: Pick<Notification, 'category' | 'time' | 'message'> & Partial<Notification>): void {
        const uid = randomUid()
        this.jobs.get(id)?.notifications.unshift({ level: 'INFO', completed: false, ...message, uid, id: uid })
    }

    setReport(id: string, report: unknown): void {
        const job = this.jobs.get(id)
        if (job) {
            job.report = report
        }
    }

    /** Messages of a job; none for an unknown one. */
    notifications(id: string): Notification[] {
        return this.jobs.get(id)?.notifications ?? []
    }

    /** First and newest message of every job, newest jobs first, by type. */
    overview(): Record<string, Record<string, Notification[]>> {
        const byType = groupBy([...this.jobs].toReversed(), ([, { type }]) => type)
        const ends = ({ notifications }: Job) => [...new Set([notifications[0], notifications.at(-1)])].filter((one) => one !== undefined)
        return Object.fromEntries([...byType].map(([type, jobs]) => [type, Object.fromEntries(jobs.map(([id, job]) => [id, ends(job)]))]))
    }

    report(id: string): unknown {
        return this.jobs.get(id)?.report
    }

    /** Every job of this run, the newest last; its name carries the time of its start. */
    list(): { id: string; type: string; name: string }[] {
        return [...this.jobs].map(([id, { type, created }]) => ({ id, type, name: `${type} (${created})` }))
    }

    /** Forgets all, those that wait too, as a restart does. */
    clear(): void {
        this.jobs = new Map()
    }
}
