import { plansAtVisit } from './plans.ts'
import type { Day } from '#dhis2/day.ts'
import type { Event, TrackerPayload } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** What one visit writes into one enrollment. */
export interface VisitPart {
    enrollment: Uid
    program: Uid
    stage: Uid
    /** stages whose open plans the visit ends too */
    ends?: readonly Uid[]
    /** all events of the enrollment, as they were read */
    events: readonly Event[]
    dataValues: readonly { dataElement: Uid; value: string }[]
    /** a test stays open until its result was handed over; everything else is done */
    status?: 'ACTIVE' | 'COMPLETED'
    /** UID of the visit unless a plan turns into it; made once for a form, so that sending twice writes once */
    visit: Uid
}

/** An appointment: a scheduled event of the stage to be done, with its machine-made purpose note. */
export interface NewPlan {
    event: Uid
    enrollment: Uid
    program: Uid
    stage: Uid
    on: Day
    note: string
}

interface Visit {
    on: Day
    /** where it took place */
    orgUnit: Uid
    parts: readonly VisitPart[]
    plans: readonly NewPlan[]
}

/** The one request that a finished visit sends: visits, plans that became pointless, and new plans. */
export const visitBody = (visit: Visit): TrackerPayload => ({
    events: [...visit.parts.flatMap((part) => partEvents(part, visit)), ...visit.plans.map((plan) => planned(plan, visit))],
})

const partEvents = (part: VisitPart, visit: Visit): Partial<Event>[] => {
    const { kept, skipped } = plansAtVisit(part.events, part, visit.on)
    const recorded: Partial<Event> = {
        ...(kept ? whole(kept, part) : { event: part.visit, program: part.program, programStage: part.stage, enrollment: part.enrollment }),
        orgUnit: visit.orgUnit,
        status: part.status ?? 'COMPLETED',
        occurredAt: visit.on,
        dataValues: part.dataValues.map((row) => ({ ...row })),
    }
    return [recorded, ...skipped.map((plan): Partial<Event> => ({ ...whole(plan, part), status: 'SKIPPED' }))]
}

/**
 * A stored event with everything that an update would otherwise reset: DHIS2 clears what is left out of the dates, geometry, follow-up
 * flag, category combination and assigned user (dhis2-core 2.40-2.43). Data values and notes merge and stay away.
 */
const whole = (stored: Event, part: VisitPart): Partial<Event> => ({
    event: stored.event,
    program: part.program,
    programStage: stored.programStage,
    enrollment: part.enrollment,
    orgUnit: stored.orgUnit,
    scheduledAt: stored.scheduledAt,
    ...(stored.occurredAt !== undefined && { occurredAt: stored.occurredAt }),
    ...(stored.followUp !== undefined && { followUp: stored.followUp }),
    ...(stored.followup !== undefined && { followup: stored.followup }),
    ...(stored.geometry !== undefined && { geometry: stored.geometry }),
    ...(stored.attributeOptionCombo !== undefined && { attributeOptionCombo: stored.attributeOptionCombo }),
    ...(stored.assignedUser?.username !== undefined && { assignedUser: { username: stored.assignedUser.username } }),
})

const planned = (plan: NewPlan, visit: Visit): Partial<Event> => {
    const username = assignee(plan, visit)
    return {
        event: plan.event,
        program: plan.program,
        programStage: plan.stage,
        enrollment: plan.enrollment,
        orgUnit: visit.orgUnit,
        status: 'SCHEDULE',
        scheduledAt: plan.on,
        ...(username !== undefined && { assignedUser: { username } }),
        notes: [{ value: plan.note }],
    }
}

/** Whoever was to see them at the plan that this visit keeps or closes sees them next time too. */
const assignee = (plan: NewPlan, { parts, on }: Visit): string | undefined =>
    parts
        .filter(({ enrollment, stage }) => enrollment === plan.enrollment && stage === plan.stage)
        .map((part) => plansAtVisit(part.events, part, on))
        .flatMap(({ kept, skipped }) => [...(kept ? [kept] : []), ...skipped])
        .find(({ assignedUser }) => assignedUser?.username !== undefined)?.assignedUser?.username
