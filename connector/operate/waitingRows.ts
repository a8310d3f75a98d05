import type { Config } from '../config/readConfig.ts'
import type { History, RowFilter, RowHistory } from '../ledger/history.ts'
import { loadMapping, type Mapping } from '../mapping/loadMapping.ts'
import { sameName } from '../mapping/orgUnits.ts'
import { chosen } from '../run/runSync.ts'
import { refuseUnknown } from './refuseUnknown.ts'
import type { Day } from '#dhis2/day.ts'

/** Which parked and refused rows are meant. What is left out counts for all. */
export interface WaitingFilter extends RowFilter {
    /** worked on last on this day or later, as kmmp status shows it */
    since?: Day
    /** code or name of the facility, or the name of its county, as the row has it */
    orgUnit?: string
    /** worked on last under another mapping than the one that is there now */
    earlierMapping?: boolean
}

/**
 * The parked and refused rows that a filter names, in the order of the partner's files.
 *
 * @throws Failure when it names a source that the configuration does not have, or fits nothing because what it names is not known
 */
export const waitingRows = async (config: Config, history: History, filter: WaitingFilter): Promise<RowHistory[]> => {
    const sources = chosen(config, filter.source)
    const mappings = new Map<string, Mapping>()
    for (const { name, mapping } of filter.orgUnit === undefined && !filter.earlierMapping ? [] : sources) {
        mappings.set(name, await loadMapping(mapping))
    }
    const tests = [sinceTest(history, filter), orgUnitTest(history, mappings, filter), mappingTest(history, mappings, filter)]
    const rows = [...history.waiting(filter)].filter((row) => tests.every((test) => test(row)))
    if (rows.length === 0) {
        refuseUnknown(config, history, filter)
    }
    return rows
}

type Test = (row: RowHistory) => boolean

const all: Test = () => true

const sinceTest = (history: History, { since }: WaitingFilter): Test => {
    if (since === undefined) {
        return all
    }
    const days = new Map(history.runs().map(({ id, started }) => [id, started.slice(0, since.length)]))
    return ({ run }) => (days.get(run) ?? '') >= since
}

const orgUnitTest = (history: History, mappings: ReadonlyMap<string, Mapping>, { orgUnit }: WaitingFilter): Test => {
    if (orgUnit === undefined) {
        return all
    }
    return ({ key, source }) => {
        const { code, name, within } = mappings.get(source)?.file.orgUnit ?? {}
        const cells = history.body(key)?.cells ?? {}
        return [code, name, within].some((column) => column !== undefined && sameName(cells[column] ?? '', orgUnit))
    }
}

const mappingTest = (history: History, mappings: ReadonlyMap<string, Mapping>, { earlierMapping }: WaitingFilter): Test => {
    if (!earlierMapping) {
        return all
    }
    const versions = new Map(history.runs().map(({ id, mapping }) => [id, mapping]))
    return ({ source, run }) => versions.get(run) !== mappings.get(source)?.version
}
