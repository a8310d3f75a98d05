import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import { writePrivateFile } from '../privateFile.ts'
import { csvLine } from './csvLine.ts'
import { withHistory, type Asking } from './openHistory.ts'

/** `kmmp xref`: the partner's numbers beside the UIDs of DHIS2, as a CSV that only its owner can read. */
export const writeCrossReference = (config: Config, { secret, csv }: Asking & { csv: string }, out: Console): Promise<number> =>
    withHistory(config, secret, (history) => {
        const lines = [...history.crossReferences()]
            .sort((a, b) => (`${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1))
            .map(({ kind, key, standing, trackedEntity = '', enrollment = '' }) =>
                csvLine([kind, key, standing, trackedEntity, enrollment])
            )
        writePrivateFile(csv, [csvLine(['kind', 'partner_key', 'standing', 'tracked_entity', 'enrollment']), ...lines].join(''))
        out.show('xref', { file: csv, lines: lines.length }, [
            `${lines.length} lines in ${csv}. It holds the partner's numbers: keep it as safe as the export.`,
        ])
        return EXIT.done
    })
