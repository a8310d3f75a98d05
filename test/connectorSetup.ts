import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '..')

/** The bundled sample export of a partner. */
export const sampleFolder = join(root, 'mappings', 'm2m-csv', 'sample')

/** The partner's next export, two weeks later. */
export const secondExport = join(root, 'mappings', 'm2m-csv', 'sample-second')

/** A folder with a configuration, a ledger of its own and what a command writes. */
export interface ConnectorSetup {
    folder: string
    config: string
    /** environment that the configuration refers to */
    env: (url: string) => NodeJS.ProcessEnv
    remove: () => void
}

/**
 * Makes a configuration that carries an export into the DHIS2 that the environment names.
 *
 * @param ledgerFolder folder of another set-up, to use its ledger
 */
export const connectorSetup = (exportFolder = sampleFolder, ledgerFolder?: string): ConnectorSetup => {
    const folder = mkdtempSync(join(tmpdir(), 'kmmp-'))
    const config = join(folder, 'kmmp.yaml')
    writeFileSync(
        config,
        [
            'targets:',
            '  tracker: { url: "${KMMP_URL}", user: "${KMMP_USER}", password: "${KMMP_PASSWORD}" }',
            `ledger: ${JSON.stringify(join(ledgerFolder ?? folder, 'kmmp.db'))}`,
            'sources:',
            `  m2m: { type: csv, path: ${JSON.stringify(exportFolder)}, mapping: mappings/m2m-csv }`,
            '',
        ].join('\n')
    )
    return {
        folder,
        config,
        env: (url) => ({ KMMP_URL: url, KMMP_USER: 'connector', KMMP_PASSWORD: 'Demo-1234' }),
        remove: () => rmSync(folder, { recursive: true, force: true }),
    }
}
