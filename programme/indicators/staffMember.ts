import { isRecorded, latestValue, type Member } from '../episode.ts'
import type { Deed } from './knownPair.ts'
import type { StaffMember } from './workforce.ts'
import type { Day } from '#dhis2/day.ts'

/** One employment as the staff programme records it, as known on a day; undefined where no profile or no staff number is recorded. */
export const staffMemberOf = (member: Member, asOf: Day): StaffMember | undefined => {
    const deeds = member.events.filter((event): event is Deed => isRecorded(event) && event.occurredOn <= asOf)
    const newest = (field: string) => latestValue({ ...member, events: deeds }, field)
    const ofStage = (stage: string) => deeds.filter((deed) => deed.stage === stage)
    const [profile] = ofStage('KMMP_S_PROFILE')
    const [exit] = ofStage('KMMP_S_EXIT')
    const staffId = member.attributes.STAFF_ID
    if (profile === undefined || staffId === undefined || member.status === 'CANCELLED') {
        return undefined
    }
    const paid = newest('STIPEND_PAID_UP_TO_DATE')
    return {
        staffId,
        orgUnit: newest('LINKED_FACILITY') ?? member.orgUnit,
        cadre: newest('CADRE') ?? member.attributes.CADRE ?? '',
        profileOn: profile.occurredOn,
        exitOn: exit && (exit.values.EXIT_DATE ?? exit.occurredOn),
        debriefedOn: ofStage('KMMP_S_DEBRIEF').map(({ values, occurredOn }) => values.DEBRIEF_DATE ?? occurredOn),
        trainings: ofStage('KMMP_S_TRAIN').flatMap(({ values, occurredOn }) =>
            values.TRAINING === undefined ? [] : [{ kind: values.TRAINING, on: values.START_DATE ?? occurredOn }]
        ),
        paidUpToDate: paid === undefined ? undefined : paid === 'true',
    }
}
