import { copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { ledgerKeys } from '../connector/ledger/keys.ts'
import { connectorSetup, type ConnectorSetup } from './connectorSetup.ts'
import { kmmp, startSandboxProcess, type RunningSandbox } from './kmmp.ts'

/** A DHIS2 that holds the sample export, with the ledger of the run that brought it, for tests of what comes after. */
export interface Delivered {
    sandbox: RunningSandbox
    setup: ConnectorSetup
    /** what that run said of each row, as a file */
    outcomes: string
    /** stops the one and removes the other */
    end: () => Promise<void>
}

/** Finished, with the rows of the sample that are refused or parked on purpose. */
const SOME_ROWS_LEFT = 10
const [STORE, LEDGER, KEY, OUTCOMES] = ['dhis2.db', 'kmmp.db', 'kmmp.db.key', 'outcomes.jsonl']

/** Starts a DHIS2 and a ledger of their own as the first run of the sample leaves them; that run is made once in a run of Jest. */
export const startDelivered = async (): Promise<Delivered> => {
    const made = await delivery()
    const setup = connectorSetup()
    ;[STORE, LEDGER, KEY].forEach((file) => copyFileSync(join(made, file), join(setup.folder, file)))
    const sandbox = await startSandboxProcess(['--store', join(setup.folder, STORE)])
    moveTo(join(setup.folder, LEDGER), sandbox.url)
    return {
        sandbox,
        setup,
        outcomes: join(made, OUTCOMES),
        end: async () => {
            await sandbox.stop()
            setup.remove()
        },
    }
}

/** A ledger belongs to one DHIS2, which the sandbox tells by its address. */
const moveTo = (ledger: string, url: string): void => {
    const database = new DatabaseSync(ledger)
    const { changes } = database.prepare("UPDATE meta SET value = ? WHERE name = 'target'").run(ledgerKeys(ledger, undefined).mark(url))
    database.close()
    if (changes !== 1) {
        throw new Error('The ledger does not note its target as it did: see refuseOther().')
    }
}

/** The folder of the delivery. Whoever comes first makes it; the others wait. */
const delivery = async (): Promise<string> => {
    const folder = join(process.env['KMMP_TEST_RUN'] ?? '', 'delivered')
    const [done, failed] = ['done', 'failed'].map((name) => join(folder, name)) as [string, string]
    if (isFirst(folder)) {
        await deliver(folder).then(
            () => writeFileSync(done, ''),
            (error: Error) => {
                writeFileSync(failed, error.message)
                throw error
            }
        )
    }
    while (!existsSync(done)) {
        if (existsSync(failed)) {
            throw new Error('The sample could not be delivered: see the test file that came first.')
        }
        await sleep(100)
    }
    return folder
}

const isFirst = (folder: string): boolean => {
    try {
        mkdirSync(folder)
        return true
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
            return false
        }
        throw error
    }
}

const deliver = async (folder: string): Promise<void> => {
    const setup = connectorSetup()
    // an hour before the tests begin
    const sandbox = await startSandboxProcess(['--store', join(folder, STORE), '--clock', '2026-11-16T07:00'])
    const { code, stdout, stderr } = await kmmp(['sync', '--config', setup.config, '--outcomes', join(folder, OUTCOMES)], {
        env: setup.env(sandbox.url),
    })
    await sandbox.stop()
    if (code !== SOME_ROWS_LEFT) {
        throw new Error(`The sample could not be delivered, exit code ${code}:\n${stdout}${stderr}`)
    }
    ;[LEDGER, KEY].forEach((file) => renameSync(join(setup.folder, file), join(folder, file)))
    setup.remove()
}
