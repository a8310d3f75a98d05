import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { runAggregate } from './aggregate/runAggregate.ts'
import { check } from './check.ts'
import { readConfig, type Config, type Surroundings } from './config/readConfig.ts'
import { openConsole, type Console } from './console.ts'
import { EXIT } from './failure.ts'
import { checkMappings } from './run/checkMappings.ts'
import { runSync } from './run/runSync.ts'
import { isDay } from '#dhis2/day.ts'
import { DIALECTS, type Dialect } from '#dhis2/version.ts'
import { buildMetadata } from '#programme/metadata/build.ts'

interface Common {
    config: string
    json?: boolean
    debug?: boolean
}

/** Adds the connector's commands to `kmmp`. */
export const addConnectorCommands = (kmmp: Command, surroundings: Surroundings): void => {
    const act = <O extends Common>(action: (config: Config, options: O, console: Console) => Promise<number>) =>
        perform(action, surroundings)
    common(kmmp.command('check')).description('check configuration, source, DHIS2, rights and mapping; writes nothing').action(act(check))
    common(kmmp.command('sync'))
        .description('carry new and changed partner records into DHIS2')
        .option('--source <name>', 'only this source of the configuration')
        .option('--outcomes <file>', 'write one JSON line for each source row')
        .option('--as-of <day>', 'the day that the export speaks of, yyyy-mm-dd', day)
        .action(act((config, options: Common & SyncOptions, out) => runSync(config, { ...options, secret: secretOf(surroundings) }, out)))
    common(kmmp.command('aggregate'))
        .description('turn the client records into monthly figures')
        .option('--as-of <day>', 'count what was so at the end of this day, yyyy-mm-dd; today when left out', day)
        .action(act((config, options: Common & { asOf?: string }, out) => runAggregate(config, options, out)))
    common(kmmp.command('mapping').description('work on mappings').command('check'))
        .description('compare the mappings with the metadata of the DHIS2')
        .action(act(checkMappings))
    addMetadataCommand(kmmp)
}

interface SyncOptions {
    source?: string
    outcomes?: string
    asOf?: string
}

const secretOf = ({ environment }: Surroundings): string | undefined => environment.KMMP_LEDGER_KEY

const common = (command: Command): Command =>
    command
        .option('--config <file>', 'configuration', 'kmmp.yaml')
        .option('--json', 'JSON lines for machines instead of text for people')
        .option('--debug', 'show where in the program an unforeseen error arose')

const perform =
    <O extends Common>(action: (config: Config, options: O, console: Console) => Promise<number>, surroundings: Surroundings) =>
    async (options: O): Promise<void> => {
        const out = openConsole(options)
        try {
            process.exitCode = await action(readConfig(options.config, surroundings), options, out)
        } catch (error) {
            process.exitCode = out.fail(error)
        }
    }

const day = (text: string): string => {
    if (!isDay(text)) {
        throw new InvalidArgumentError('Write it as yyyy-mm-dd.')
    }
    return text
}

const addMetadataCommand = (kmmp: Command): void => {
    kmmp.command('metadata')
        .description('the KMMP metadata package')
        .command('build')
        .description('write the package for a DHIS2 version')
        .addOption(new Option('--dialect <version>', 'minor version of the DHIS2').choices(DIALECTS).default('2.42'))
        .requiredOption('--out <file>', 'file to write')
        .action(({ dialect, out }: { dialect: Dialect; out: string }) => {
            try {
                writeFileSync(out, `${JSON.stringify(buildMetadata({ dialect }), null, 2)}\n`)
                console.log(`Wrote the package for DHIS2 ${dialect} to ${out}.`)
            } catch (error) {
                const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
                console.error(`The package cannot be written.\n  where: ${out}\n  why:   ${reason}\n  next:  Check that its folder exists.`)
                process.exitCode = EXIT.configuration
            }
        })
}
