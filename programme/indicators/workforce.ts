import { type Day, daysBetween } from '#dhis2/day.ts'
import type { Month } from '#dhis2/period.ts'
import { monthEnd, monthOf, monthStart } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'

/** Figures about staff, sites and anonymous contacts: they are counted from other records than pairs. */

/** A member of staff with one employment, as the staff programme records it. Nothing about her health is kept. */
export interface StaffMember {
    /** STAFF_ID, as events name her in ATTENDING_MM */
    staffId: string
    /** the facility that she is linked to */
    orgUnit: Uid
    /** option of KMMP_OS_CADRE */
    cadre: string
    profileOn: Day
    exitOn?: Day
    debriefedOn: readonly Day[]
    /** kinds of training, options of KMMP_OS_TRAINING, with their days */
    trainings: readonly { kind: string; on: Day }[]
    /** STIPEND_PAID_UP_TO_DATE, where it is recorded */
    paidUpToDate?: boolean
}

/** A client event, without the client. */
export interface ServiceEvent {
    orgUnit: Uid
    on: Day
    /** ATTENDING_MM */
    staffId?: string
    /** option of KMMP_OS_SERVICE_POINT */
    servicePoint?: string
}

/** An event of KMMP_EV_ESERV: a contact of people who gave no name. */
export interface AnonymousContact {
    orgUnit: Uid
    on: Day
    channel: string
    /** how many people it reached */
    contacts: number
}

/** A facility of the country. */
export interface Site {
    orgUnit: Uid
    offersPmtct: boolean
}

/** A value to store: it replaces what stands under the same element, org unit, month and options. */
export interface Value {
    element: string
    month: Month
    orgUnit: Uid
    categoryOptions: readonly string[]
    value: number
}

export interface WorkforceRecords {
    staff: readonly StaffMember[]
    events: readonly ServiceEvent[]
    contacts: readonly AnonymousContact[]
    sites: readonly Site[]
    /** pairs followed at the end of the month, by org unit: the figure KMMP_IND_ACTIVE_PAIRS */
    activePairs: ReadonlyMap<Uid, number>
}

const ACTIVE_DAYS = 60
const COMMUNITY: readonly string[] = ['HOME', 'COMMUNITY_OUTREACH']
/** Those who follow clients; coordinators and supervisors do not. */
const MENTORS: readonly string[] = ['FACILITY_MM', 'COMMUNITY_MM', 'ADOLESCENT_MM']
const CHANNELS: Readonly<Record<string, string>> = { PHONE: 'PHONE', WHATSAPP: 'CHAT', CHAT: 'CHAT', SMS: 'SMS', VIDEO: 'VIDEO' }

/** Mentor Mothers with a profile and no exit who attended a client in the 60 days before a day. */
export const activeMentors = (staff: readonly StaffMember[], events: readonly ServiceEvent[], on: Day): StaffMember[] => {
    const seen = new Set(
        events.filter((event) => event.on <= on && daysBetween(event.on, on) <= ACTIVE_DAYS).flatMap(({ staffId }) => staffId ?? [])
    )
    return staff.filter(
        ({ staffId, cadre, profileOn, exitOn }) =>
            MENTORS.includes(cadre) && profileOn <= on && (exitOn === undefined || exitOn > on) && seen.has(staffId)
    )
}

/** All figures of a month that is over, or of the running one as known on the day of counting. */
export const workforceValues = (records: WorkforceRecords, month: Month, asOf: Day): Value[] => {
    const end = monthEnd(month) < asOf ? monthEnd(month) : asOf
    const mentors = activeMentors(records.staff, records.events, end)
    const tally = new Tally(month)
    mentors.forEach(({ orgUnit, cadre }) => tally.add('KMMP_IND_MM_ACTIVE', orgUnit, [cadre]))
    for (const [orgUnit, kinds] of locations(records.events, quarterStart(month), end)) {
        kinds.forEach((kind) => tally.add('KMMP_IND_SITE_ACTIVE', orgUnit, [kind]))
    }
    for (const { orgUnit, on, channel, contacts } of records.contacts) {
        const told = CHANNELS[channel]
        if (told !== undefined && monthOf(on) === month && on <= asOf) {
            tally.add('KMMP_IND_ESERV_ANON', orgUnit, [told], contacts)
        }
    }
    records.activePairs.forEach((pairs, orgUnit) => tally.add('KMMP_IND_CASELOAD_N', orgUnit, [], pairs))
    mentors.forEach(({ orgUnit }) => tally.add('KMMP_IND_CASELOAD_D', orgUnit, []))
    addShares(tally, mentors, { from: quarterStart(month), to: end })
    const staffed = new Set(mentors.map(({ orgUnit }) => orgUnit))
    for (const { orgUnit } of records.sites.filter(({ offersPmtct }) => offersPmtct)) {
        tally.add('KMMP_IND_SITE_MM_D', orgUnit, [])
        tally.add('KMMP_IND_SITE_MM_N', orgUnit, [], staffed.has(orgUnit) ? 1 : 0)
    }
    return tally.values
}

/** Shares of the active Mentor Mothers. Whoever's pay is not recorded is not counted among the paid, nor among all of that figure. */
const addShares = (tally: Tally, mentors: readonly StaffMember[], { from, to }: { from: Day; to: Day }): void => {
    for (const { orgUnit, debriefedOn, trainings, paidUpToDate } of mentors) {
        const share = (stem: string, fits: boolean) => {
            tally.add(`KMMP_IND_${stem}_D`, orgUnit, [])
            tally.add(`KMMP_IND_${stem}_N`, orgUnit, [], fits ? 1 : 0)
        }
        share(
            'DEBRIEF',
            debriefedOn.some((day) => day >= from && day <= to)
        )
        share(
            'MM_DISABILITY',
            trainings.some(({ kind, on }) => kind === 'DISABILITY' && on <= to)
        )
        if (paidUpToDate !== undefined) {
            share('MM_PAID', paidUpToDate)
        }
    }
}

/** Kinds of service location with a client event in a time, by org unit. */
const locations = (events: readonly ServiceEvent[], from: Day, to: Day): Map<Uid, Set<string>> => {
    const found = new Map<Uid, Set<string>>()
    for (const { orgUnit, servicePoint } of events.filter(({ on }) => on >= from && on <= to)) {
        const kind = COMMUNITY.includes(servicePoint ?? '') ? 'COMMUNITY' : 'FACILITY'
        found.set(orgUnit, (found.get(orgUnit) ?? new Set()).add(kind))
    }
    return found
}

const quarterStart = (month: Month): Day => {
    const first = Math.floor((Number(month.slice(4)) - 1) / 3) * 3 + 1
    return monthStart(`${month.slice(0, 4)}${String(first).padStart(2, '0')}`)
}

class Tally {
    readonly #month: Month
    readonly #values = new Map<string, Value>()

    constructor(month: Month) {
        this.#month = month
    }

    add(element: string, orgUnit: Uid, categoryOptions: readonly string[], value = 1): void {
        const key = [element, orgUnit, ...categoryOptions].join('.')
        const known = this.#values.get(key)?.value ?? 0
        this.#values.set(key, { element, month: this.#month, orgUnit, categoryOptions, value: known + value })
    }

    get values(): Value[] {
        return [...this.#values.values()]
    }
}
