import { existsSync } from 'node:fs'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import { table } from '../table.ts'
import { withHistory, type Asking } from './openHistory.ts'

/** `kmmp audit verify`: whether the trail of runs, decisions and copies is whole. */
export const verifyAudit = (config: Config, { secret, head }: Asking & { head?: string }, out: Console): Promise<number> =>
    withHistory(config, secret, (history) => {
        const verdict = history.verifyAudit(head)
        if (verdict.broken !== undefined) {
            out.show('audit', { ...verdict }, [
                verdict.broken > verdict.entries && head !== undefined
                    ? `The trail does not hold the state that ${head} stands for: it was cut off, or belongs to another ledger.`
                    : `The audit trail is broken at entry ${verdict.broken}: it was changed, or entries before it were taken out.`,
                'Put back the newest copy of the ledger that is whole, and find out who could write to the file.',
            ])
            return EXIT.unexpected
        }
        out.show('audit', { ...verdict }, [
            `The audit trail is whole: ${verdict.entries} entries.`,
            `Its head is ${verdict.head}. Note it elsewhere: kmmp audit verify --head HASH proves later that nothing was cut off.`,
        ])
        return EXIT.done
    })

/** So many entries are shown to people unless they ask for more. */
const SHOWN = 30

/** `kmmp audit show`: who did what when, the newest first. */
export const showAudit = (config: Config, { secret, last = SHOWN }: Asking & { last?: number }, out: Console): Promise<number> =>
    withHistory(config, secret, (history) => {
        const entries = history.auditTrail(last)
        const lines = entries.map(({ id, at, what, run, detail: { by, ...more } }) => [
            String(id),
            at.slice(0, 19).replace('T', ' '),
            String(by ?? ''),
            what,
            run === undefined ? '' : String(run),
            Object.entries(more)
                .map(([name, value]) => `${name} ${String(value)}`)
                .join(', '),
        ])
        out.show('trail', { entries }, table([['no.', 'when (UTC)', 'who', 'what', 'run', 'more'], ...lines]))
        return EXIT.done
    })

/** `kmmp ledger backup`: a whole copy of the ledger, also while a run is at work. */
export const backUpLedger = (config: Config, { secret, file }: Asking & { file: string }, out: Console): Promise<number> =>
    withHistory(config, secret, async (history) => {
        if (existsSync(file)) {
            throw new Failure({ kind: 'configuration', what: 'The file is already there.', where: file, next: 'Name a new one.' })
        }
        await history.backup(file)
        out.show('backup', { file }, [`Copied to ${file}. Keep ${config.ledger}.key with it: without the key the copy is of no use.`])
        return EXIT.done
    })
