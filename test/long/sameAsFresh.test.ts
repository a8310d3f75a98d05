import { expectAllThere, expectNothingOverwritten, expectSameAsFresh } from '../../connector/testing/nightProperties.ts'
import { SyncHarness } from '../../connector/testing/syncHarness.ts'

const RUNS = Number(process.env.RUNS ?? 1000)
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

let harness: SyncHarness
beforeEach(() => (harness = new SyncHarness()))
afterEach(() => harness.remove())

it(`DHIS2 holds what it would hold if only the last export had ever come: ${RUNS} histories, seed ${SEED}`, () =>
    expectSameAsFresh(harness, { numRuns: RUNS, seed: SEED }))

it(`all that the last export wants is there once, though the ledger was lost: ${RUNS} histories, seed ${SEED}`, () =>
    expectAllThere(harness, { numRuns: RUNS, seed: SEED }))

it(`nothing that staff changed is overwritten: ${RUNS} histories, seed ${SEED}`, () =>
    expectNothingOverwritten(harness, { numRuns: RUNS, seed: SEED }))
