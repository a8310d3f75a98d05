import { randomUid } from '#dhis2/uid.ts'

/** One message of a job, as notifications show it. */
export interface Notification {
    uid: string
    id: string
    level: 'INFO' | 'ERROR'
    category: string
    time: string
    message: string
    completed: boolean
}

interface Job {
    notifications: Notification[]
    report?: unknown
}

/** Finished jobs of this run of the sandbox. Real servers forget them with a restart, too. */
export class Jobs {
    private readonly jobs = new Map<string, Job>()

    /** Starts a job and returns its id. */
    start(): string {
        const id = randomUid()
        this.jobs.set(id, { notifications: [] })
        return id
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

    report(id: string): unknown {
        return this.jobs.get(id)?.report
    }
}
