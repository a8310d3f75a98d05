import { expectAllThere, expectNothingOverwritten, expectSameAsFresh } from '../testing/nightProperties.ts'
import { SyncHarness } from '../testing/syncHarness.ts'

let harness: SyncHarness
beforeEach(() => (harness = new SyncHarness()))
afterEach(() => harness.remove())

// test/long has many more
const few = { numRuns: 6, seed: 1 }

it('DHIS2 holds what it would hold if only the last export had ever come', () => expectSameAsFresh(harness, few))

it('all that the last export wants is there once, though the ledger was lost', () => expectAllThere(harness, few))

it('nothing that staff changed is overwritten', () => expectNothingOverwritten(harness, few))
