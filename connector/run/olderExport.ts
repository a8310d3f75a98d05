import { Failure } from '../failure.ts'
import type { ExportDay } from '../ledger/ledger.ts'
import type { FileDay } from '../source/source.ts'
import type { Day } from '#dhis2/day.ts'

const BY: Record<FileDay['by'], string> = {
    manifest: 'by its manifest',
    name: 'by its name',
}

/** An export whose files are known by their day. */
interface Dated {
    name: string
    days: ReadonlyMap<string, FileDay>
    /** the day of the whole export by the word of an operator */
    said?: Day
}

/** What is to be kept of the days of an export that is delivered. */
export const exportDays = ({ days, said }: Dated): Map<string, ExportDay> =>
    new Map([...days].map(([file, { day }]) => [file, { day, asOf: said ?? day }]))

/**
 * What is to be said of an export of which a file is older than the one delivered last: it would set back what the partner changed since, and
 * nobody could tell that from a correction. Undefined when none is. What files say is compared with what they said, the word of an operator
 * with what counted then.
 */
export const olderThanDelivered = ({ name, days, said }: Dated, before: ReadonlyMap<string, ExportDay>): Failure | undefined => {
    const older = [...days].flatMap(([file, { day, by }]) => {
        const known = before.get(file)
        const [now, last] = said === undefined ? [day, known?.day] : [said, known?.asOf]
        return last !== undefined && now < last ? { file, now, last, by: said === undefined ? BY[by] : 'by --as-of' } : []
    })
    const [first] = older
    return (
        first &&
        new Failure({
            kind: 'limit',
            what: `The export of ${name} is older than the one that was delivered last.`,
            where: `source ${name}: ${older.map(({ file }) => file).join(', ')}`,
            why: `${first.file} is of ${first.now}, ${first.by}; the one delivered last is of ${first.last}. It would set back in DHIS2 what the partner changed since.`,
            next: 'Put the newest export there. If this is the newest, say of which day it is: --as-of DAY. If the older one is meant: --older-export.',
        })
    )
}

/** @throws Failure of kind `limit` when a file is older than the one delivered last */
export const refuseOlder = (dated: Dated, before: ReadonlyMap<string, ExportDay>): void => {
    const failure = olderThanDelivered(dated, before)
    if (failure !== undefined) {
        throw failure
    }
}
