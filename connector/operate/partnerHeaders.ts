import type { SourceConfig } from '../config/readConfig.ts'
import { Failure } from '../failure.ts'
import { sourceOf } from '../run/openRun.ts'
import type { StreamShape } from '../source/source.ts'

/** The header that the partner writes over a stream; empty when the export is not there now. */
export const headersOf = async (source: SourceConfig, stream: StreamShape): Promise<readonly string[]> => {
    try {
        const { streams } = await sourceOf(source).discover()
        return streams.find(({ file }) => file === stream.file)?.headers ?? []
    } catch (error) {
        if (error instanceof Failure && error.kind === 'source') {
            return []
        }
        throw error
    }
}
