import { dirname, resolve } from 'node:path'
import { Failure } from '../failure.ts'
import type { Config } from './readConfig.ts'

/** Options that name a file or folder to write. */
const OUTPUTS = ['outcomes', 'out', 'csv', 'metrics']
/** A plan may lie beside an export, where it is not read. */
const OF_EXPORTS = /\.(csv|tsv|txt|xlsx|json)$/i
const BESIDE_LEDGER = ['', '-wal', '-shm', '.key', '.inflight', '.metadata']

/**
 * Files given out for correction have the names of the partner's own: written into the export, they would take its place.
 *
 * @throws Failure when an option would write over the configuration, the ledger or an export
 */
export const refuseOverwriting = ({ file, ledger, sources }: Config, options: object): void => {
    const needed = [resolve(file), ...BESIDE_LEDGER.map((end) => `${ledger}${end}`)]
    const exports = [...sources.values()].flatMap(({ spec: { path } }) => (typeof path === 'string' ? [path] : []))
    for (const name of OUTPUTS) {
        const given: unknown = Reflect.get(options, name)
        const path = typeof given === 'string' ? resolve(given) : ''
        if (needed.includes(path) || exports.some((place) => path === place || (dirname(path) === place && OF_EXPORTS.test(path)))) {
            throw new Failure({
                kind: 'configuration',
                what: 'That would be written over the configuration, the ledger or an export.',
                where: `--${name} ${path}`,
                next: 'Name another place.',
            })
        }
    }
}
