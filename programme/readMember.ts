import type { CodeBook } from './codeBook.ts'
import { type EpisodeEvent, isCounted, type Member } from './episode.ts'
import { newestPurposeNote } from './schedule/purposeNote.ts'
import { type Day, dayPart, isDay } from '#dhis2/day.ts'
import type { Attribute, DataValue, Enrollment, Event, TrackedEntity } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'

/** The enrollments of a person in one programme, oldest first. What DHIS2 marks as deleted, or gives twice, is left out. */
export const readMembers = (person: TrackedEntity, program: string, book: CodeBook): Member[] => {
    const enrollments = onlyOnce(person.enrollments ?? [], ({ enrollment }) => enrollment)
        .filter((enrollment) => !enrollment.deleted && book.programs.get(enrollment.program ?? '') === program)
        .toSorted((one, other) => compare(one.enrolledAt, other.enrolledAt) || compare(one.enrollment, other.enrollment))
    const members = enrollments.flatMap((enrollment) => {
        const enrolledOn = dayOf(enrollment.enrolledAt)
        return enrolledOn === undefined ? [] : [memberOf(person, enrollment, enrolledOn, book)]
    })
    return members.map((member, place) => (members.slice(0, place).some(isCounted) ? { ...member, joinedBefore: true } : member))
}

const memberOf = (person: TrackedEntity, enrollment: Enrollment, enrolledOn: Day, book: CodeBook): Member => ({
    trackedEntity: person.trackedEntity,
    enrollment: enrollment.enrollment,
    orgUnit: enrollment.orgUnit ?? person.orgUnit ?? '',
    status: enrollment.status ?? 'ACTIVE',
    enrolledOn,
    incidentOn: dayOf(enrollment.occurredAt),
    attributes: attributesOf([...(person.attributes ?? []), ...(enrollment.attributes ?? [])], book),
    events: onlyOnce(enrollment.events ?? [], ({ event }) => event)
        .filter((event) => !event.deleted)
        .flatMap((event) => eventOf(event, enrollment, book))
        .toSorted(
            (one, other) => compare(one.occurredOn ?? one.scheduledOn, other.occurredOn ?? other.scheduledOn) || compare(one.uid, other.uid)
        ),
})

/** Events of stages that the code book does not know are another programme's business. */
const eventOf = (event: Event, enrollment: Enrollment, book: CodeBook): EpisodeEvent[] => {
    const stage = book.stages.get(event.programStage)
    if (stage === undefined) {
        return []
    }
    const values = valuesOf(event.dataValues ?? [], book)
    return [
        {
            uid: event.event,
            stage,
            enrollment: enrollment.enrollment,
            orgUnit: event.orgUnit ?? enrollment.orgUnit ?? '',
            status: statusOf(event),
            occurredOn: dayOf(event.occurredAt),
            scheduledOn: dayOf(event.scheduledAt),
            values,
            fromPartner: values.SOURCE_SYSTEM !== undefined && values.SOURCE_SYSTEM !== 'DHIS2_APP',
            purpose: newestPurposeNote(event.notes ?? []),
        },
    ]
}

/** Servers compute OVERDUE and VISITED when asked by status: they are planned and open events. */
const statusOf = ({ status }: Event): EpisodeEvent['status'] => {
    switch (status) {
        case 'OVERDUE':
            return 'SCHEDULE'
        case 'VISITED':
        case undefined:
            return 'ACTIVE'
        default:
            return status
    }
}

const attributesOf = (attributes: readonly Attribute[], book: CodeBook) =>
    valuesBy(attributes, ({ attribute }) => book.attributes.get(attribute))

const valuesOf = (values: readonly DataValue[], book: CodeBook) => valuesBy(values, ({ dataElement }) => book.dataElements.get(dataElement))

const valuesBy = <T extends { value?: string }>(parts: readonly T[], nameOf: (part: T) => string | undefined): Record<string, string> => {
    const values: Record<string, string> = {}
    for (const part of parts) {
        const name = nameOf(part)
        if (name !== undefined && part.value !== undefined && part.value !== '') {
            values[name] = part.value
        }
    }
    return values
}

/** The day of a DHIS2 date or date-time; undefined when it is missing or no day of the calendar. */
const dayOf = (dateTime: string | undefined): Day | undefined => {
    const day = dateTime === undefined ? '' : dayPart(dateTime)
    return isDay(day) ? day : undefined
}

const onlyOnce = <T>(parts: readonly T[], keyOf: (part: T) => Uid): T[] => [...new Map(parts.map((part) => [keyOf(part), part])).values()]

const compare = (one = '', other = ''): number => (one < other ? -1 : Number(one > other))
