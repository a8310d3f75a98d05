import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import { ledgerKeys } from '../ledger/keys.ts'
import { openSource, openTarget, prepareSync } from '../run/openRun.ts'
import { carryOut, chosen, worseOf, type SyncOptions } from '../run/runSync.ts'
import { checkPlan, madeFor, PlanReader, type Section } from './planFile.ts'

/**
 * `kmmp apply PLAN`: carries a plan out. Nothing is sent that does not stand in the plan as it stands there; where that is no longer
 * possible, the run stops and says why. The change budget does not count: a person has seen the plan.
 */
export const apply = async (config: Config, options: SyncOptions & { plan: string }, out: Console): Promise<number> => {
    await checkPlan(options.plan)
    const keys = ledgerKeys(config.ledger, options.secret)
    const reader = new PlanReader(options.plan, keys)
    const target = await openTarget(config)
    let exitCode: number = EXIT.done
    for (let section = await reader.section(); section !== undefined; section = await reader.section()) {
        if (section.madeFor !== madeFor(keys, target.client.identity)) {
            throw new Failure({
                kind: 'configuration',
                what: 'The plan was made with another ledger, or for another DHIS2.',
                where: options.plan,
                next: 'Name the configuration with which it was made (--config), or make a new plan.',
            })
        }
        refuseOffline(section)
        const [source] = chosen(config, section.source)
        if (source === undefined) {
            continue
        }
        const run = await prepareSync(await openSource(source), target, section.asOf)
        refuseOtherMapping(section, run.version)
        exitCode = worseOf(
            exitCode,
            await carryOut([{ ...run, said: section.said, approve: reader.approve }], { config, target, options, out })
        )
        if (exitCode === EXIT.safetyLimit) {
            return exitCode
        }
    }
    if (reader.leftOut > 0) {
        out.say(`${reader.leftOut} objects of the plan were not sent: what they hang on was refused, or they are there by now.`)
    }
    return exitCode
}

const refuseOffline = ({ source, offline }: Section): void => {
    if (offline === true) {
        throw new Failure({
            kind: 'limit',
            what: 'This plan was made without DHIS2 and cannot be applied.',
            where: `source ${source}`,
            next: 'Make one without --offline, and look at it.',
        })
    }
}

const refuseOtherMapping = ({ source, mapping }: Section, version: string): void => {
    if (mapping !== version) {
        throw new Failure({
            kind: 'limit',
            what: 'The plan no longer holds: the mapping changed.',
            where: `source ${source}`,
            next: 'Make a new plan.',
        })
    }
}
