import { existsSync } from 'node:fs'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
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
