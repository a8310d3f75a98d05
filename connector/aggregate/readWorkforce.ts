import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import type { LiveDataSet } from './readFigures.ts'
import type { Facility, LiveProgramme } from './readProgramme.ts'
import { RecordReader } from './recordReader.ts'
import { readStoredValues, whereShown } from './storedValues.ts'
import { type Day, dayPart, isDay } from '#dhis2/day.ts'
import type { Event } from '#dhis2/tracker.ts'
import type { Uid } from '#dhis2/uid.ts'
import type { CodeBook } from '#programme/codeBook.ts'
import { staffMemberOf } from '#programme/indicators/staffMember.ts'
import type { AnonymousContact, Site, StaffMember } from '#programme/indicators/workforce.ts'
import { readMembers } from '#programme/readMember.ts'

/** Staff and contacts without a name, as recorded at all facilities; undefined where the account may not see records of staff. */
export const readWorkforce = async (
    client: Dhis2Client,
    { staff: program, contacts: contactProgram, book, facilities }: LiveProgramme,
    asOf: Day
): Promise<{ staff: StaffMember[]; contacts: AnonymousContact[] } | undefined> => {
    if (program === undefined) {
        return undefined
    }
    const reader = new RecordReader(client)
    const staff = new Map<Uid, StaffMember>()
    const contacts: AnonymousContact[] = []
    for (const { id } of facilities) {
        for await (const persons of reader.persons(program, id)) {
            for (const member of persons.flatMap((person) => readMembers(person, 'KMMP_STAFF', book))) {
                const known = staffMemberOf(member, asOf)
                if (known !== undefined) {
                    staff.set(member.enrollment, known)
                }
            }
        }
        for await (const events of contactProgram === undefined ? [] : reader.events(contactProgram, id)) {
            contacts.push(...events.flatMap((event) => contactOf(event, id, book)))
        }
    }
    return { staff: [...staff.values()], contacts }
}

const contactOf = ({ status, deleted, occurredAt, dataValues = [] }: Event, orgUnit: Uid, book: CodeBook): AnonymousContact[] => {
    const on = dayPart(occurredAt ?? '')
    const answers = new Map(dataValues.map(({ dataElement, value }) => [book.dataElements.get(dataElement), value]))
    const [channel, contacts] = [answers.get('CHANNEL'), Number(answers.get('N_CONTACTS') ?? 0)]
    const happened = !deleted && (status === 'ACTIVE' || status === 'COMPLETED') && isDay(on)
    return happened && channel !== undefined ? [{ orgUnit, on, channel, contacts }] : []
}

/** Which facilities people told to offer prevention of mother-to-child transmission, by their newest word; the others have said nothing. */
export const readSites = async (
    client: Dhis2Client,
    dataSet: LiveDataSet,
    places: readonly { facility: Facility['id']; orgUnit: Uid }[],
    asOf: Day
): Promise<Site[]> => {
    const element = dataSet.elements.get('KMMP_SITE_PMTCT')?.id
    const sites: Site[] = []
    for (const { facility, orgUnit } of places) {
        const told = await whereShown(readStoredValues(client, { dataSet: dataSet.id, orgUnit, until: asOf }))
        const [newest] = (told instanceof Failure ? [] : told)
            .filter(({ dataElement }) => dataElement === element)
            .toSorted((one, other) => (one.period < other.period ? 1 : -1))
        if (newest !== undefined) {
            sites.push({ orgUnit: facility, offersPmtct: Number(newest.value) > 0 })
        }
    }
    return sites
}
