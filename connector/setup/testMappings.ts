import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { planNote } from '../config/programme.ts'
import type { Config } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { EXIT } from '../failure.ts'
import { compileMapping, type CompiledMapping } from '../mapping/compileMapping.ts'
import { loadMapping } from '../mapping/loadMapping.ts'
import { copyMarker, memoryIndex } from '../mapping/memoryIndex.ts'
import { locate, MappingMistakes, mistakesOf } from '../mapping/mistakes.ts'
import type { SubjectIndex } from '../records.ts'
import { readKeptMetadata } from '../run/keptMetadata.ts'
import { openTarget } from '../run/openRun.ts'
import { recordKey } from '../source/recordKey.ts'

const Cells = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))
const Expected = z.strictObject({
    outcome: z.string(),
    reason: z.string().optional(),
    /** cleaned cells, by column */
    cells: Cells.default({}),
})
/** A file in the `tests` folder of a mapping: rows in their order, and what must become of each. */
const Fixture = z.strictObject({
    asOf: z.iso.date(),
    rows: z.array(z.strictObject({ name: z.string(), stream: z.string(), cells: Cells, expect: Expected })).min(1),
})
type Fixture = z.infer<typeof Fixture>

/**
 * `kmmp mapping test`: tries the mapping of each source on the rows in its `tests` folder, against the metadata of DHIS2. Writes nothing.
 *
 * @returns the exit code: 2 when a row comes out otherwise than its test says
 */
export const testMappings = async (config: Config, { offline }: { offline?: boolean }, out: Console): Promise<number> => {
    const { metadata } = offline ? readKeptMetadata(config.ledger) : await openTarget(config)
    let failed = 0
    for (const { name, mapping: folder } of config.sources.values()) {
        const mapping = await loadMapping(folder)
        const files = testsIn(folder)
        if (files.length === 0) {
            out.say(`${name}: no tests. Put files into ${join(folder, 'tests')} (docs/mapping.md).`)
        }
        for (const file of files) {
            const fixture = readFixture(file)
            const faults = tryFixture(fixture, compileMapping(mapping, metadata, { asOf: fixture.asOf, planNote }))
            faults.forEach((fault) => out.say(`${file}: ${fault}`))
            out.say(`${file}: ${fixture.rows.length - faults.length} of ${fixture.rows.length} rows as expected.`)
            failed += faults.length
        }
    }
    return failed === 0 ? EXIT.done : EXIT.configuration
}

const testsIn = (folder: string): string[] => {
    const tests = join(folder, 'tests')
    return existsSync(tests)
        ? readdirSync(tests)
              .filter((name) => name.endsWith('.yaml'))
              .map((name) => join(tests, name))
        : []
}

/** @throws MappingMistakes with line and column */
export const readFixture = (file: string): Fixture => {
    const located = locate(file, readFileSync(file, 'utf8'))
    const read = Fixture.safeParse(located.value)
    if (!read.success) {
        throw new MappingMistakes(mistakesOf(located, read.error.issues))
    }
    return read.data
}

/** What came out otherwise than expected, one line a row. */
export const tryFixture = ({ rows }: Fixture, mapping: CompiledMapping): string[] => {
    const trial = { mapping, index: memoryIndex(), markCopy: copyMarker() }
    return rows.flatMap((row, place) => {
        const said = tryRow(row, { ...trial, place })
        return said === undefined ? [] : [`${row.name}: ${said}`]
    })
}

const tryRow = (
    { stream: name, cells, expect }: Fixture['rows'][number],
    {
        mapping,
        index,
        markCopy,
        place,
    }: { mapping: CompiledMapping; index: SubjectIndex; markCopy: ReturnType<typeof copyMarker>; place: number }
): string | undefined => {
    const stream = mapping.streams.find((one) => one.name === name)
    if (stream === undefined) {
        return `the mapping has no stream "${name}".`
    }
    const source = { file: stream.file, row: place + 1, sourceRecordId: recordKey(cells, stream.shape), cells }
    const { mapped, cells: cleaned } = stream.explain(markCopy(name, source), index)
    const reason = mapped.findings[0]?.reason
    if (mapped.outcome !== expect.outcome || (expect.reason !== undefined && reason !== expect.reason)) {
        const found = [mapped.outcome, reason, mapped.findings[0]?.column].filter(Boolean).join(' ')
        return `expected ${[expect.outcome, expect.reason].filter(Boolean).join(' ')}, found ${found}.`
    }
    const other = Object.entries(expect.cells).filter(([column, value]) => (cleaned[column] ?? '') !== value)
    return other.length === 0 ? undefined : `other values than expected in ${other.map(([column]) => column).join(', ')}.`
}
