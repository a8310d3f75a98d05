import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Dhis2Client } from '../dhis2/client.ts'
import { EXIT } from '../failure.ts'
import { aggregate } from './aggregate.ts'
import { type Day, dayPart } from '#dhis2/day.ts'

/**
 * `kmmp aggregate`: the monthly figures from the client records, as known at the end of a day; without `asOf` today by the server's clock.
 *
 * @returns the exit code
 */
export const runAggregate = async (config: Config, { asOf }: { asOf?: Day }, out: Console): Promise<number> => {
    const tracker = await Dhis2Client.connect(config.targets.tracker)
    const figures = config.targets.aggregate === config.targets.tracker ? tracker : await Dhis2Client.connect(config.targets.aggregate)
    const progress = out.progress()
    try {
        const report = await aggregate({
            tracker,
            figures,
            asOf: asOf ?? today(tracker),
            standIns: config.standIns,
            progress: (pairs, facilities) => progress.add('client records', pairs, facilities),
        })
        progress.stop()
        out.figures(report)
        return report.values.refused > 0 ? EXIT.rowsLeft : EXIT.done
    } finally {
        progress.stop()
    }
}

/** Servers tell their local date and time. */
const today = ({ info }: Dhis2Client): Day => dayPart(info.serverDate ?? new Date().toISOString())
