import { Failure } from '../failure.ts'
import type { SourceRow } from '../records.ts'
import type { RowProblem, Source, SourceState, StreamShape } from './source.ts'
import { isDay } from '#dhis2/day.ts'

/** A source with records, and what it must give. */
export interface SourceFixture {
    source: Source
    /** a stream of several pages */
    stream: StreamShape
    /** keys of all its records, in order, problems included */
    keys: readonly string[]
    /** a stream that the source does not hold */
    absent: StreamShape
}

interface Reading {
    rows: SourceRow[]
    problems: RowProblem[]
    states: SourceState[]
}

/** The promises that every source keeps, whatever it reads from. Call it in the test file of each kind of source. */
export const testSource = (name: string, factory: () => Promise<SourceFixture>): void => {
    describe(`${name} keeps the promises of a source`, () => {
        let fixture: SourceFixture
        beforeEach(async () => {
            fixture = await factory()
        })

        const read = async (state?: SourceState): Promise<Reading> => {
            const reading: Reading = { rows: [], problems: [], states: [] }
            for await (const page of fixture.source.read(fixture.stream, state)) {
                reading.rows.push(...page.rows)
                reading.problems.push(...page.problems)
                reading.states.push(page.state)
            }
            return reading
        }

        test('each record comes exactly once, as a row or as a problem, under its own number', async () => {
            const places = placesOf(await read())
            expect(places.map(({ sourceRecordId }) => sourceRecordId)).toEqual(fixture.keys)
            expect(new Set(places.map(({ row }) => row)).size).toBe(places.length)
        })

        test('a row has a cell for every column of its stream, and its key is the cell of the key column', async () => {
            const { rows } = await read()
            const names = fixture.stream.columns.map((column) => column.name)
            expect(rows.filter(({ cells }) => names.some((column) => typeof cells[column] !== 'string'))).toEqual([])
            expect(rows.filter((row) => row.cells[fixture.stream.key]?.trim() !== row.sourceRecordId)).toEqual([])
        })

        test('reading again gives the same', async () => {
            expect(await read()).toEqual(await read())
        })

        test('from the state of any page on, exactly the rest comes', async () => {
            const { states, ...whole } = await read()
            expect(states.length).toBeGreaterThan(1)
            const kept = [states[0], states[Math.floor(states.length / 2)], states.at(-1)]
            for (const state of kept) {
                const rest = placesOf(await read(JSON.parse(JSON.stringify(state))))
                const all = placesOf(whole)
                expect(rest).toEqual(all.slice(all.length - rest.length))
            }
            expect(placesOf(await read(states.at(-1)))).toEqual([])
            expect(placesOf(await read(states[0])).length).toBeLessThan(fixture.keys.length)
        })

        test('a reader may stop early', async () => {
            for await (const page of fixture.source.read(fixture.stream)) {
                expect(page.rows.length + page.problems.length).toBeGreaterThan(0)
                break
            }
        })

        test('it says which day it speaks of, and finds the streams that are there', async () => {
            const { asOf, streams } = await fixture.source.discover()
            expect(isDay(asOf)).toBe(true)
            expect(streams.map(({ file }) => file)).toContain(fixture.stream.file)
            expect((await fixture.source.check([fixture.stream])).absent).toEqual([])
        })

        test('a stream that is not there is told, an optional one without fault, and reading it says what to do', async () => {
            const { name, file } = fixture.absent
            const { absent } = await fixture.source.check([fixture.stream, fixture.absent, { ...fixture.absent, optional: true }])
            const fault = { what: expect.stringContaining(file), next: expect.any(String) }
            expect(absent).toEqual([
                { stream: name, file, fault },
                { stream: name, file },
            ])
            const reading = fixture.source.read(fixture.absent)[Symbol.asyncIterator]().next()
            await expect(reading).rejects.toBeInstanceOf(Failure)
            await expect(reading).rejects.toHaveProperty('next')
        })
    })
}

const placesOf = ({ rows, problems }: Pick<Reading, 'rows' | 'problems'>): { row: number; sourceRecordId: string }[] =>
    [...rows, ...problems.map(({ place }) => place)]
        .map(({ row, sourceRecordId }) => ({ row, sourceRecordId }))
        .sort((one, other) => one.row - other.row)
