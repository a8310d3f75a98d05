import { Command, Option } from 'commander'
import { attempt } from './attempt.ts'
import type { Config, Surroundings } from './config/readConfig.ts'
import type { Console, Spoken } from './console.ts'
import { addOperatorCommands } from './operate/commands.ts'
import { day, month, systemName, webAddress } from './options.ts'
import type { InitOptions } from './setup/init.ts'
import { ledgerFailure } from './systemFailure.ts'
import { DIALECTS, type Dialect } from '#dhis2/version.ts'

export interface Common extends Spoken {
    config: string
}

/** Adds the connector's commands to `kmmp`. Each loads its program only when it runs: together they would double the memory of a run. */
export const addConnectorCommands = (kmmp: Command, surroundings: Surroundings): void => {
    const secret = surroundings.environment.KMMP_LEDGER_KEY
    const act: Act = (action) => perform(action, surroundings)
    common(kmmp.command('check'))
        .description('check configuration, source, DHIS2, rights and mapping; writes nothing')
        .action(act(async (config, _, out) => (await import('./check/check.ts')).check(config, { secret }, out)))
    common(kmmp.command('sync'))
        .description('carry new and changed partner records into DHIS2')
        .option('--source <name>', 'only this source of the configuration')
        .option('--outcomes <file>', 'write one JSON line for each source row')
        .option('--as-of <day>', 'the day that the export speaks of, yyyy-mm-dd', day)
        .option('--older-export', 'an export that is older than the one delivered last is meant')
        .option('--corrections <folder>', 'read rows that were corrected by hand in place of the export')
        .action(
            act(async (config, options: Common & SyncOptions, out) => {
                const { runSync } = await import('./run/runSync.ts')
                return runSync(config, { ...options, secret }, out)
            })
        )
    addPlanCommands(kmmp, act, secret)
    common(kmmp.command('aggregate'))
        .description('turn the client records into monthly figures')
        .option('--as-of <day>', 'count what was so at the end of this day, yyyy-mm-dd; today when left out', day)
        .action(
            act(async (config, options: Common & { asOf?: string }, out) =>
                (await import('./aggregate/runAggregate.ts')).runAggregate(config, options, out)
            )
        )
    common(kmmp.command('reconcile'))
        .description('compare the mirror of MOH 731 with the national report, or records with DHIS2; writes nothing')
        .option('--month <month>', 'yyyymm; the last month that has ended when left out', month)
        .addOption(new Option('--records', 'instead: compare export, ledger and DHIS2 by count and fingerprint').conflicts('month'))
        .action(
            act(async (config, options: Common & { month?: string; records?: boolean }, out) =>
                options.records
                    ? (await import('./operate/reconcileRecords.ts')).reconcileRecords(config, { secret }, out)
                    : (await import('./aggregate/runAggregate.ts')).runReconcile(config, options, out)
            )
        )
    addSetupCommands(kmmp, { act, surroundings })
    addOperatorCommands(kmmp, { act, common, secret })
    addMetadataCommands(kmmp, act)
}

const addPlanCommands = (kmmp: Command, act: Act, secret: string | undefined): void => {
    common(kmmp.command('plan'))
        .description('show what sync would do, object by object and field by field, without doing it')
        .option('--out <file>', 'file to write', 'kmmp.plan')
        .option('--source <name>', 'only this source of the configuration')
        .option('--as-of <day>', 'the day that the export speaks of, yyyy-mm-dd', day)
        .option('--older-export', 'an export that is older than the one delivered last is meant')
        .option('--values', 'write old and new values into the plan as well')
        .option('--outcomes <file>', 'write one JSON line for each source row')
        .option('--server-dry-run', 'let DHIS2 judge what would be sent')
        .addOption(new Option('--offline', 'without DHIS2: what ledger and metadata on this machine can tell').conflicts('serverDryRun'))
        .action(
            act(async (config, options: Common & SyncOptions & PlanFlags, out) =>
                (await import('./rehearse/plan.ts')).plan(config, { ...options, secret }, out)
            )
        )
    common(kmmp.command('apply <plan>'))
        .description('carry out a plan, exactly')
        .option('--outcomes <file>', 'write one JSON line for each source row')
        .action((plan: string, options: Common & SyncOptions) =>
            act(async (config, given: Common & SyncOptions, out) =>
                (await import('./rehearse/apply.ts')).apply(config, { ...given, plan, secret }, out)
            )(options)
        )
}

interface PlanFlags {
    out: string
    values?: boolean
    serverDryRun?: boolean
    offline?: boolean
}

interface SyncOptions {
    source?: string
    outcomes?: string
    asOf?: string
    corrections?: string
}

const common = (command: Command): Command => spoken(command.option('--config <file>', 'configuration', 'kmmp.yaml'))

const spoken = (command: Command): Command =>
    command
        .option('--json', 'JSON lines for machines instead of text for people')
        .option('--debug', 'show where in the program an unforeseen error arose')

const perform =
    <O extends Common>(action: (config: Config, options: O, console: Console) => Promise<number>, surroundings: Surroundings) =>
    (options: O): Promise<void> =>
        attempt(options, async (out) => {
            const { readConfig } = await import('./config/readConfig.ts')
            const config = readConfig(options.config, surroundings)
            const { refuseOverwriting } = await import('./config/refuseOverwriting.ts')
            refuseOverwriting(config, options)
            try {
                return await action(config, options, out)
            } catch (error) {
                throw ledgerFailure(error, config.ledger) ?? error
            }
        })

export type Act = <O extends Common>(
    action: (config: Config, options: O, console: Console) => Promise<number>
) => (options: O) => Promise<void>

interface Setup {
    act: Act
    surroundings: Surroundings
}

/** Commands that bring a new partner on. */
const addSetupCommands = (kmmp: Command, { act, surroundings }: Setup): void => {
    spoken(kmmp.command('init'))
        .description('write a configuration and the beginning of a mapping for an export')
        .requiredOption('--export <path>', 'folder or file of an export of the partner')
        .requiredOption('--name <name>', 'short name of the partner’s system, small letters, digits and -', systemName)
        .requiredOption('--url <url>', 'address of the DHIS2, without /api', webAddress)
        .option('--config <file>', 'configuration to write', 'kmmp.yaml')
        .action((options: InitOptions & Spoken) =>
            attempt(options, async (out) => (await import('./setup/init.ts')).init(options, surroundings, out))
        )
    const mapping = kmmp.command('mapping').description('work on mappings')
    common(mapping.command('check'))
        .description('compare the mappings with the metadata of the DHIS2')
        .action(act(async (...given) => (await import('./run/checkMappings.ts')).checkMappings(...given)))
    common(mapping.command('suggest'))
        .description('what columns that no mapping knows may be; writes nothing')
        .action(act(async (config, _, out) => (await import('./setup/suggestMappings.ts')).suggestMappings(config, surroundings, out)))
    common(mapping.command('test'))
        .description('try the mappings on the rows in their tests folders; writes nothing')
        .option('--offline', 'with the metadata that was read from DHIS2 last')
        .action(act(async (...given) => (await import('./setup/testMappings.ts')).testMappings(...given)))
    spoken(mapping.command('schema'))
        .description('write the JSON schema of mappings, for editors')
        .requiredOption('--out <file>', 'file to write')
        .action(({ out: file, ...options }: Spoken & { out: string }) =>
            attempt(options, async (out) => (await import('./setup/mappingSchema.ts')).writeMappingSchema(file, out))
        )
}

const addMetadataCommands = (kmmp: Command, act: Act): void => {
    const metadata = kmmp.command('metadata').description('the KMMP metadata package')
    spoken(metadata.command('build'))
        .description('write the package for a DHIS2 version')
        .addOption(new Option('--dialect <version>', 'minor version of the DHIS2').choices(DIALECTS).default('2.42'))
        .requiredOption('--out <file>', 'file to write')
        .option('--identifiers <codes...>', 'numbers of clients that are kept only where they are named (docs/metadata.md)', [])
        .action((options: Spoken & { dialect: Dialect; out: string; identifiers: string[] }) =>
            attempt(options, async (out) => (await import('./metadataPackage/build.ts')).writePackage(options, out))
        )
    common(metadata.command('diff'))
        .description('compare a DHIS2 with the package, by name; writes nothing')
        .action(act(async (...given) => (await import('./metadataPackage/install.ts')).diffMetadata(...given)))
    common(metadata.command('install'))
        .description('bring the package into a DHIS2, or up to date there')
        .option('--dry-run', 'only show what would be done')
        .action(
            act(async (config, options: Common & { dryRun?: boolean }, out) =>
                (await import('./metadataPackage/install.ts')).installMetadata(config, options, out)
            )
        )
    common(metadata.command('assign'))
        .description('let programmes and data sets be used at facilities')
        .requiredOption('--facilities <file>', 'facility codes, one a line')
        .action(
            act(async (config, options: Common & { facilities: string }, out) =>
                (await import('./metadataPackage/assign.ts')).assignMetadata(config, options, out)
            )
        )
}
