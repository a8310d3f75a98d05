import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Dhis2Client } from '../dhis2/client.ts'
import { today } from '../dhis2/today.ts'
import { EXIT } from '../failure.ts'
import { aggregate } from './aggregate.ts'
import { reconcile } from './reconcile.ts'
import { reconcileText } from './reconcileText.ts'
import type { Day } from '#dhis2/day.ts'
import { addMonths, type Month, monthOf } from '#dhis2/period.ts'

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

/**
 * `kmmp reconcile`: our counts beside the national report of MOH 731, for a month; without one the last month that has ended. Writes nothing.
 *
 * @returns the exit code: rows that differ are left for a person
 */
export const runReconcile = async (config: Config, { month }: { month?: Month }, out: Console): Promise<number> => {
    const client = await Dhis2Client.connect(config.targets.aggregate)
    const compared = await reconcile(client, month ?? addMonths(monthOf(today(client)), -1), config.moh731)
    out.show('moh731', { ...compared }, [reconcileText(compared)])
    return compared.places.length > 0 ? EXIT.rowsLeft : EXIT.done
}
