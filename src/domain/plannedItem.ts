import { addDays, daysBetween } from '#dhis2/day.ts'
import type { Day } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import { appointmentNote } from '#programme/schedule/appointmentPurpose.ts'
import { guidelines } from '#programme/schedule/guidelines.ts'
import { newestPurposeNote, readPurposeNote } from '#programme/schedule/purposeNote.ts'
import type { Purpose } from '#programme/schedule/purposeNote.ts'
import type { ItemState, Reason, Rule } from '#programme/schedule/types.ts'

/** A planned event and what its note tells of the item that it is planned for, without reading any history. */
export interface PlannedItem {
    event: Uid
    enrollment: Uid
    trackedEntity: Uid
    /** code of the stage to be done */
    stage: string
    plannedOn: Day
    assignedTo?: string
    purpose?: Purpose
    /** absent when the note is missing or names no rule */
    task?: Task
}

/** Something of the schedule to be done for one person of the pair. */
export interface Task {
    key: string
    n?: number
    /** tracked entity of the person */
    subject: Uid
    state: Extract<ItemState, 'future' | 'open' | 'due' | 'late' | 'overdue'>
    due: Day
    overdueFrom: Day
    /** days since the due day; negative before it */
    days: number
    reason: Reason
}

/** Reads a planned event as of today. `stages` gives the codes of stages by UID. */
export const plannedItem = (event: Event, today: Day, stages: ReadonlyMap<Uid, string>): PlannedItem => {
    const note = newestPurposeNote(event.notes ?? [])
    const purpose = note === undefined ? undefined : readPurposeNote(note)
    const plannedOn = (event.scheduledAt ?? '').slice(0, 10)
    return {
        event: event.event,
        enrollment: event.enrollment ?? '',
        trackedEntity: event.trackedEntity ?? '',
        stage: stages.get(event.programStage) ?? '',
        plannedOn,
        assignedTo: event.assignedUser?.username,
        purpose,
        task: purpose && taskOf(purpose, { subject: event.trackedEntity ?? '', plannedOn }, today),
    }
}

/**
 * A plan whose note knows no day to count from, as partners send it, or that has no note: once a birth is known, it belongs to the row of
 * the schedule that is due nearest, if any is near.
 */
export const withBirth = (item: PlannedItem, birth: Day | undefined, today: Day): PlannedItem => {
    if (item.task || birth === undefined) {
        return item
    }
    const anchors = { delivery: birth, birth }
    const note = appointmentNote({ stage: item.stage, on: item.plannedOn, anchors, pair: item.trackedEntity, source: 'APP' }, guidelines)
    const purpose = readPurposeNote(note)
    return { ...item, task: purpose && taskOf(purpose, { subject: item.trackedEntity, plannedOn: item.plannedOn }, today) }
}

const taskOf = (
    { key, anchor, version }: Purpose,
    { subject, plannedOn }: { subject: Uid; plannedOn: Day },
    today: Day
): Task | undefined => {
    const edition = guidelines.find((guideline) => guideline.version === version) ?? guidelines.at(-1)
    if (anchor === undefined || !edition) {
        return undefined
    }
    const distance = (rule: Rule): number => Math.abs(daysBetween(addDays(anchor, rule.dueDay), plannedOn))
    const [rule] = edition.rules.filter((candidate) => candidate.key === key).toSorted((a, b) => distance(a) - distance(b))
    if (!rule) {
        return undefined
    }
    const due = addDays(anchor, rule.dueDay)
    const overdueFrom = addDays(anchor, rule.overdueAfter + 1)
    const days = daysBetween(due, today)
    const state = stateOn(today, { rule, anchor, due, overdueFrom })
    return { key, n: rule.n, subject, due, overdueFrom, days, state, reason: { code: REASONS[state], params: { days: Math.abs(days) } } }
}

const REASONS: Record<Task['state'], Reason['code']> = {
    future: 'NOT_YET',
    open: 'WINDOW_OPEN',
    due: 'DUE_NOW',
    late: 'LATE',
    overdue: 'LATE',
}

const stateOn = (
    today: Day,
    { rule, anchor, due, overdueFrom }: { rule: Rule; anchor: Day; due: Day; overdueFrom: Day }
): Task['state'] => {
    if (today < addDays(anchor, Math.max(0, rule.window[0]))) {
        return 'future'
    }
    if (today < due) {
        return 'open'
    }
    if (today <= addDays(anchor, rule.window[1])) {
        return 'due'
    }
    return today < overdueFrom ? 'late' : 'overdue'
}
