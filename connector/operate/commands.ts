import { Option, type Command } from 'commander'
import type { Act, Common } from '../cli.ts'
import { day, whole } from '../options.ts'
import type { Reviewing } from './reviews.ts'
import type { WaitingFilter } from './waitingRows.ts'

type Filter = Common & WaitingFilter

interface Given {
    act: Act
    common: (command: Command) => Command
    /** key of the ledger, when the environment gives it */
    secret: string | undefined
}

const KINDS = ['match', 'transfer', 'dispute', 'deleted', 'withdrawn']
/** Whether somebody is the same person is decided one by one. */
const ANSWERS_TO_ALL = ['partner', 'facility', 'other', 'again', 'withdraw', 'leave']

/** Adds the commands that tell what became of rows and let people act on it. Each loads its program only when it runs. */
export const addOperatorCommands = (kmmp: Command, { act, common, secret }: Given): void => {
    common(kmmp.command('status'))
        .description('the last runs, what waits and why, what is to be decided')
        .option('--metrics <file>', 'write them as metrics for Prometheus instead')
        .action(
            act(async (config, { metrics }: Common & { metrics?: string }, out) =>
                (await import('./status.ts')).showStatus(config, { metrics, secret }, out)
            )
        )
    filtered(common(kmmp.command('rejects')))
        .description('parked and refused rows, with advice')
        .option('--csv <folder>', 'write them as files in the partner’s own columns, to be corrected and given back')
        .action(
            act(async (config, options: Filter & { csv?: string }, out) =>
                (await import('./rejects.ts')).showRejects(config, { ...options, secret }, out)
            )
        )
    filtered(common(kmmp.command('retry')))
        .description('work again on parked and refused rows, without a new export')
        .option('--outcomes <file>', 'write one JSON line for each source row')
        .action(
            act(async (config, options: Filter & { outcomes?: string }, out) =>
                (await import('./retry.ts')).retry(config, { ...options, secret }, out)
            )
        )
    common(kmmp.command('explain <key>'))
        .description('all about one row: the partner’s record id, the number of a person, FILE:ROW, or a UID of DHIS2')
        .action((key: string, options: Common) =>
            act(async (config, _, out) => (await import('./explain.ts')).explain(config, { key, secret }, out))(options)
        )
    common(kmmp.command('reviews [number] [answer]'))
        .description('what people must decide; with a number and an answer, decides it')
        .addOption(new Option('--kind <kind>', 'only questions of this kind').choices(KINDS))
        .option('--source <name>', 'only questions about rows of this source')
        .option('--org-unit <code>', 'only questions about rows of this facility, by its code or UID in DHIS2')
        .option('--reason <code>', 'only questions about rows that are not delivered for this reason')
        .addOption(new Option('--all <answer>', 'answer all of them so; shows which they are').choices(ANSWERS_TO_ALL))
        .option('--yes', 'note the answers of --all')
        .action((id: string | undefined, decision: string | undefined, options: Common & Reviewing) =>
            act(async (config, _, out) => (await import('./reviews.ts')).review(config, { ...options, id, decision, secret }, out))(options)
        )
    common(kmmp.command('xref'))
        .description('the partner’s numbers beside the UIDs of DHIS2')
        .requiredOption('--csv <file>', 'file to write')
        .action(
            act(async (config, { csv }: Common & { csv: string }, out) =>
                (await import('./crossReference.ts')).writeCrossReference(config, { csv, secret }, out)
            )
        )
    addLedgerCommands(kmmp, { act, common, secret })
}

const addLedgerCommands = (kmmp: Command, { act, common, secret }: Given): void => {
    common(kmmp.command('ledger').description('the file in which the connector remembers').command('backup <file>'))
        .description('write a whole copy, also while a run is at work')
        .action((file: string, options: Common) =>
            act(async (config, _, out) => (await import('./audit.ts')).backUpLedger(config, { file, secret }, out))(options)
        )
    const audit = kmmp.command('audit').description('who did what with the connector')
    common(audit.command('show'))
        .description('the runs, decisions and copies, the newest first')
        .option('--last <number>', 'so many of them; 30 when left out', whole)
        .action(
            act(async (config, { last }: Common & { last?: number }, out) =>
                (await import('./audit.ts')).showAudit(config, { last, secret }, out)
            )
        )
    common(audit.command('verify'))
        .description('prove that the audit trail is whole')
        .option('--head <hash>', 'head of an earlier answer, which must be part of it')
        .action(
            act(async (config, { head }: Common & { head?: string }, out) =>
                (await import('./audit.ts')).verifyAudit(config, { head, secret }, out)
            )
        )
}

const filtered = (command: Command): Command =>
    command
        .option('--source <name>', 'only rows of this source')
        .option('--file <name>', 'only rows of this file')
        .option('--reason <code>', 'only rows with this reason, or with this code of DHIS2')
        .option('--org-unit <code>', 'only rows of this facility, or of this county, as the rows name it')
        .option('--run <number>', 'only rows that this run was the last to work on', whole)
        .option('--since <day>', 'only rows that were worked on last on this day or later, yyyy-mm-dd', day)
        .option('--earlier-mapping', 'only rows that were worked on last under another mapping than the present one')
