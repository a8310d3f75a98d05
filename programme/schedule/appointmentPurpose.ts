import { type Purpose, writePurposeNote } from './purposeNote.ts'
import type { Anchor, Guideline } from './types.ts'
import { addDays, type Day, daysBetween } from '#dhis2/day.ts'
import type { Uid } from '#dhis2/uid.ts'

/** An appointment this far from every due day is for none of them. */
const NEAR_DAYS = 45

/** An appointment that serves no row of the schedule. */
const PLAIN_APPOINTMENT = 'APPOINTMENT'

export interface AppointmentPlan {
    /** code of the stage to be done */
    stage: string
    on: Day
    /** days that rules count from, as far as known */
    anchors: Readonly<Partial<Record<Anchor, Day>>>
    /** tracked entity that the pair is known by */
    pair: Uid
    source: 'APP' | 'CONNECTOR'
}

/**
 * The text of the purpose note of an appointment that somebody else fixed: the row of the schedule for that stage whose due day is nearest,
 * at most 45 days off, else a plain appointment. The connector calls it for each appointment that a partner sends.
 */
export const appointmentNote = (plan: AppointmentPlan, guidelines: readonly Guideline[]): string =>
    writePurposeNote({ ...nearestRow(plan, guidelines), pair: plan.pair, source: plan.source })

const nearestRow = ({ stage, on, anchors }: AppointmentPlan, guidelines: readonly Guideline[]): Purpose => {
    const guideline = guidelines.findLast(({ from }) => from <= on) ?? guidelines[0]
    const rows = (guideline?.rules ?? []).flatMap((rule) => {
        const anchor = anchors[rule.anchor]
        const off = anchor === undefined ? NEAR_DAYS + 1 : Math.abs(daysBetween(addDays(anchor, rule.dueDay), on))
        return rule.stage === stage && off <= NEAR_DAYS ? [{ key: rule.key, anchor, off }] : []
    })
    const nearest = rows.toSorted((one, other) => one.off - other.off)[0]
    return { key: nearest?.key ?? PLAIN_APPOINTMENT, anchor: nearest?.anchor, version: guideline?.version }
}
