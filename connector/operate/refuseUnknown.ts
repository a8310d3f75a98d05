import { hasAdvice } from '../advice/advice.ts'
import type { Config } from '../config/readConfig.ts'
import { Failure } from '../failure.ts'
import type { History } from '../ledger/history.ts'
import { sameName } from '../mapping/orgUnits.ts'
import type { LiveOrgUnit } from '../metadata.ts'
import { metadataIfKept } from '../run/keptMetadata.ts'
import type { WaitingFilter } from './waitingRows.ts'

/**
 * Asked where a filter fits nothing: a slip of the pen would look like good news.
 *
 * @throws Failure when the filter names a file, reason, run or facility that nobody knows
 */
export const refuseUnknown = (config: Config, history: History, { file, reason, run, orgUnit }: WaitingFilter): void => {
    if (file !== undefined) {
        const files = history.rowCounts().map((count) => count.file)
        refuse(files.includes(file), { what: `The ledger knows no file "${file}".`, where: '--file', known: files })
    }
    if (reason !== undefined) {
        refuseUnknownReason(
            reason,
            history.waitingCounts().map((count) => count.reason)
        )
    }
    if (run !== undefined) {
        const isThere = history.runs().some(({ id }) => id === run)
        refuse(isThere, { what: `There is no run ${run}.`, where: '--run', next: 'kmmp status lists the last runs.' })
    }
    if (orgUnit !== undefined) {
        refuseUnknownPlace(config, orgUnit, ({ code, name, ancestors }) =>
            [code, name, ...ancestors].some((name) => name !== undefined && sameName(name, orgUnit))
        )
    }
}

/** @param met reasons that there are just now */
export const refuseUnknownReason = (reason: string, met: readonly string[]): void =>
    refuse(hasAdvice(reason), {
        what: `There is no reason "${reason}".`,
        where: '--reason',
        known: met,
        next: 'docs/connector.md lists all reasons.',
    })

/** Says nothing where no metadata of the DHIS2 is kept on this machine. */
export const refuseUnknownPlace = ({ ledger }: Config, place: string, isMeant: (unit: LiveOrgUnit) => boolean): void =>
    refuse(metadataIfKept(ledger)?.metadata.orgUnits.some(isMeant) ?? true, {
        what: `No row names a facility or county "${place}", nor does DHIS2.`,
        where: '--org-unit',
        next: 'Give it as the rows of the export name it, or as DHIS2 does.',
    })

interface Unknown {
    what: string
    where: string
    known?: readonly string[]
    next?: string
}

const refuse = (isKnown: boolean, { what, where, known = [], next }: Unknown): void => {
    if (!isKnown) {
        const there = [...new Set(known)].toSorted().join(', ')
        throw new Failure({
            kind: 'configuration',
            what,
            where,
            next: [there && `There are: ${there}.`, next].filter(Boolean).join(' '),
        })
    }
}
