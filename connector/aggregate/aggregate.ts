import type { Dhis2Client } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import { readEpisodes } from './readEpisodes.ts'
import { type LiveDataSet, type LiveFigures, readFigures } from './readFigures.ts'
import { type LiveProgramme, readProgramme, readReach } from './readProgramme.ts'
import { readSites, readWorkforce } from './readWorkforce.ts'
import { type AggregateReport, FigureTally } from './report.ts'
import { settleMonths, settleYears } from './settle.ts'
import { OUT_OF_VIEW, whereShown } from './storedValues.ts'
import { Sums } from './sums.ts'
import type { Day } from '#dhis2/day.ts'
import { monthOf, monthsBetween } from '#dhis2/period.ts'
import type { Uid } from '#dhis2/uid.ts'
import { benchmarks, reportedHeadlines } from '#programme/indicators/benchmarks.ts'
import { contributionsOf } from '#programme/indicators/catalogue.ts'
import { countedHeadlineElements, countedHeadlines } from '#programme/indicators/headlines.ts'
import { ServiceLog } from '#programme/indicators/serviceLog.ts'
import { workforceValues } from '#programme/indicators/workforce.ts'

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
 * holds and sends only what differs, zero included where a client has gone. Records of staff become the figures of workforce, and both those
 * of the year. Nothing is sent before everything is read, so a run that breaks off leaves no half count. Late entries correct past months in
 * the same way.
 *
 * @throws Failure when a DHIS2 cannot be used or goes away
 */
export const aggregate = async (asked: Aggregate): Promise<AggregateReport> => {
    const { tracker, figures, asOf, standIns, progress } = asked
    const [programme, live] = await Promise.all([readProgramme(tracker, standIns), readFigures(figures)])
    const tally = new FigureTally(asOf)
    const log = new ServiceLog(asOf)
    const monthly = live.clients.map((dataSet) => ({ dataSet, counted: new Sums(dataSet) }))
    const sumsOf = new Map(monthly.flatMap(({ dataSet, counted }) => [...dataSet.elements.keys()].map((element) => [element, counted])))
    for await (const episodes of readEpisodes(tracker, programme)) {
        tally.read(episodes)
        for (const episode of episodes) {
            log.add(episode)
            for (const { month: period, ...contribution } of contributionsOf(episode, asOf)) {
                sumsOf.get(contribution.element)?.add({ ...contribution, period, value: 1 })
            }
        }
        progress?.(episodes.length, 0)
    }
    const workforce = await countWorkforce(asked, { programme, live, log, clients: monthly.map(({ counted }) => counted) }, tally)
    for (const set of [...monthly, ...workforce]) {
        await settleFacilities(asked, { set, places: placesOf(programme, set, tally) }, tally)
        tally.homeless(set.counted.homeless)
    }
    const counted = [...monthly, ...workforce].flatMap((set) => [...set.counted.figures()])
    await settleCountry(asked, { live, headlines: programme.everywhere ? countedHeadlines(counted) : [] }, tally)
    return tally.report()
}

interface CountedSet {
    dataSet: LiveDataSet
    counted: Sums
}

interface Place {
    /** UID on the server of client records */
    facility: Uid
    /** UID of the same facility on the server of figures */
    orgUnit: Uid
}

/** Facility by facility. One whose figures the account may not see is left out and told; the run ends when it may see none of them. */
const settleFacilities = async (
    { figures, asOf, progress }: Aggregate,
    { set, places }: { set: CountedSet; places: readonly Place[] },
    tally: FigureTally
): Promise<void> => {
    const unseen: Failure[] = []
    for (const { facility, orgUnit } of places) {
        const wanted = set.counted.of(facility)
        const failure = await whereShown(settleMonths(figures, { dataSet: set.dataSet, orgUnit, wanted, asOf, tally }))
        if (failure instanceof Failure) {
            unseen.push(failure)
            tally.refused(OUT_OF_VIEW, wanted.size)
        }
        progress?.(0, 1)
    }
    const [first] = unseen
    if (first !== undefined && unseen.length === places.length) {
        throw first
    }
}

/** Facilities are matched by code, for the two servers may be different ones; without a code by UID. */
const placesOf = (programme: LiveProgramme, { dataSet, counted }: CountedSet, tally: FigureTally): Place[] => {
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

interface Known {
    programme: LiveProgramme
    live: LiveFigures
    log: ServiceLog
    clients: readonly Sums[]
}

/** Figures of Mentor Mothers and sites, month by month from the first client event on; none where records of staff cannot be read. */
const countWorkforce = async ({ tracker, figures, asOf }: Aggregate, known: Known, tally: FigureTally): Promise<CountedSet[]> => {
    const { programme, live, log, clients } = known
    const records = await readWorkforce(tracker, programme, asOf)
    if (records === undefined) {
        tally.note('STAFF_NOT_READABLE')
        return []
    }
    const set = { dataSet: live.workforce, counted: new Sums(live.workforce) }
    const sites = await readSites(figures, live.service, placesOf(programme, { ...set, dataSet: live.service }, tally), asOf)
    const pairs = activePairs(clients)
    const [first] = log.events.map(({ on }) => monthOf(on)).toSorted()
    for (const month of first === undefined ? [] : monthsBetween(first, monthOf(asOf))) {
        const given = { ...records, sites, events: log.events, activePairs: pairs.get(month) ?? new Map<Uid, number>() }
        for (const { month: period, ...counted } of workforceValues(given, month, asOf)) {
            set.counted.add({ ...counted, period })
        }
    }
    return [set]
}

const ACTIVE_PAIRS = 'KMMP_IND_ACTIVE_PAIRS'

/** Pairs followed, by month and org unit, whoever the partner. */
const activePairs = (clients: readonly Sums[]): Map<string, Map<Uid, number>> => {
    const months = new Map<string, Map<Uid, number>>()
    for (const { element, month, orgUnit, value } of clients.flatMap((counted) => [...counted.figures()])) {
        if (element === ACTIVE_PAIRS) {
            const units = months.get(month) ?? new Map<Uid, number>()
            months.set(month, units.set(orgUnit, (units.get(orgUnit) ?? 0) + value))
        }
    }
    return months
}

interface Yearly {
    live: LiveFigures
    headlines: ReturnType<typeof countedHeadlines>
}

/**
 * Figures of the country and a year. Counted headlines are ours to replace; published values are only filled in where nothing stands. An
 * account that works at facilities alone leaves them to one that works at the country.
 */
const settleCountry = async ({ figures, asOf }: Aggregate, { live, headlines }: Yearly, tally: FigureTally): Promise<void> => {
    const reach = await readReach(figures)
    const counted = new Set(countedHeadlineElements.flatMap((code) => live.headline.elements.get(code)?.id ?? []))
    const sets = [
        { dataSet: live.headline, values: [...headlines, ...reportedHeadlines], ours: counted },
        { dataSet: live.benchmark, values: benchmarks, ours: new Set<Uid>() },
    ]
    for (const { dataSet, values, ours } of sets) {
        const [country] = dataSet.orgUnits.filter(({ id }) => reach.has(id))
        if (country === undefined) {
            tally.note('COUNTRY_OUT_OF_REACH')
            continue
        }
        const sums = new Sums(dataSet)
        for (const { element, year, value } of values) {
            sums.add({ element, period: String(year), orgUnit: country.id, categoryOptions: [], value })
        }
        await settleYears(figures, { dataSet, orgUnit: country.id, wanted: sums.of(country.id), ours, asOf, tally })
    }
}
