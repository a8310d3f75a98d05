import type { Dhis2Client } from '../dhis2/client.ts'
import { type ChangeGroup, changesBetween } from './changes.ts'
import { completeMonths, registerComplete } from './completeness.ts'
import { readEpisodes } from './readEpisodes.ts'
import { type LiveDataSet, readFigures } from './readFigures.ts'
import { type LiveProgramme, readProgramme } from './readProgramme.ts'
import { type AggregateReport, FigureTally } from './report.ts'
import { sendValues } from './sendValues.ts'
import { readCompleteness, readStoredValues } from './storedValues.ts'
import { Sums } from './sums.ts'
import type { Day } from '#dhis2/day.ts'
import { monthEnd, monthOf } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { contributionsOf } from '#programme/indicators/catalogue.ts'

export interface Aggregate {
    /** holds the client records */
    tracker: Dhis2Client
    /** takes the figures; may be the same DHIS2 */
    figures: Dhis2Client
    /** counts what was so at the end of this day */
    asOf: Day
    /** national code by code of ours, for attributes that stand in place of ours */
    standIns?: Readonly<Record<string, string>>
    /** called after each page of pairs, and after each facility whose figures were settled */
    progress?: (pairs: number, facilities: number) => void
}

/**
 * Turns client records into monthly figures: reads every pair, counts each client once for each figure, compares with what the figures' DHIS2
 * holds and sends only what differs, zero included where a client has gone. Nothing is sent before everything is read, so a run that breaks
 * off leaves no half count. Late entries correct past months in the same way.
 *
 * @throws Failure when a DHIS2 cannot be used or goes away
 */
export const aggregate = async ({ tracker, figures, asOf, standIns, progress }: Aggregate): Promise<AggregateReport> => {
    const [programme, dataSets] = await Promise.all([readProgramme(tracker, standIns), readFigures(figures)])
    const tally = new FigureTally(asOf)
    const sums = dataSets.map((dataSet) => ({ dataSet, counted: new Sums(dataSet) }))
    for await (const episodes of readEpisodes(tracker, programme)) {
        tally.read(episodes)
        for (const { counted } of sums) {
            counted.add(episodes.flatMap((episode) => contributionsOf(episode, asOf)))
        }
        progress?.(episodes.length, 0)
    }
    for (const { dataSet, counted } of sums) {
        for (const { facility, orgUnit } of placesOf(programme, { dataSet, counted }, tally)) {
            await settleFacility(figures, { dataSet, orgUnit, wanted: counted.of(facility), asOf, tally })
            progress?.(0, 1)
        }
        tally.homeless(counted.homeless)
    }
    return tally.report()
}

interface Place {
    /** UID on the server of client records */
    facility: Uid
    /** UID of the same facility on the server of figures */
    orgUnit: Uid
}

/** Facilities are matched by code, for the two servers may be different ones; without a code by UID. */
const placesOf = (programme: LiveProgramme, { dataSet, counted }: { dataSet: LiveDataSet; counted: Sums }, tally: FigureTally): Place[] => {
    const byCode = new Map(dataSet.orgUnits.flatMap(({ id, code }) => (code === undefined ? [] : [[code, id] as const])))
    const known = new Set(dataSet.orgUnits.map(({ id }) => id))
    const codes = new Map(programme.facilities.map(({ id, code }) => [id, code]))
    return [...new Set([...codes.keys(), ...counted.orgUnits])].flatMap((facility) => {
        const orgUnit = byCode.get(codes.get(facility) ?? '') ?? (known.has(facility) ? facility : undefined)
        if (orgUnit === undefined) {
            tally.refused('ORG_UNIT_NOT_ASSIGNED', counted.of(facility).size)
            return []
        }
        return [{ facility, orgUnit }]
    })
}

interface Settling {
    dataSet: LiveDataSet
    orgUnit: Uid
    wanted: ReturnType<Sums['of']>
    asOf: Day
    tally: FigureTally
}

const settleFacility = async (client: Dhis2Client, { dataSet, orgUnit, wanted, asOf, tally }: Settling): Promise<void> => {
    // servers give only months that end by the last day asked for
    const where = { dataSet: dataSet.id, orgUnit, until: monthEnd(monthOf(asOf)) }
    const stored = await readStoredValues(client, where)
    const elements = new Set([...dataSet.elements.values()].map(({ id }) => id))
    const { groups, unchanged } = changesBetween(wanted, stored, elements)
    tally.unchanged(unchanged)
    const refused = new Set<string>()
    for (const group of groups) {
        const sent = await sendValues(client, group, where)
        tally.sent(sent)
        if (sent.refused > 0) {
            refused.add(groupKey(group))
        }
    }
    tally.months(
        orgUnit,
        [...wanted.values()].map(({ month }) => month)
    )
    const none = dataSet.partners.get('KMMP_PARTNER_NONE')
    if (none === undefined || wanted.size + stored.length === 0) {
        return
    }
    const registered = await readCompleteness(client, where)
    const complete = completeMonths([...wanted.values(), ...stored], none, asOf).filter(
        (month) => !registered.has(groupKey(month)) && !refused.has(groupKey(month))
    )
    tally.completed(await registerComplete(client, complete, { dataSet: dataSet.id, orgUnit, on: asOf }))
}

const groupKey = ({ month, attributeOptionCombo }: Pick<ChangeGroup, 'month' | 'attributeOptionCombo'>): string =>
    `${month}.${attributeOptionCombo}`
