import type { Console } from '../console.ts'
import { MortalTracker } from '../testing/mortalTracker.ts'
import { SyncHarness, type Cells } from '../testing/syncHarness.ts'
import { showStatus } from './status.ts'

const harness = new SyncHarness()
afterAll(() => harness.remove())

test('a run that was stopped or killed broke off; it is at work only while its process lives', async () => {
    const clients: Cells[] = [{ id: 'c1', client: 'A', name: 'A', number: '1' }]
    const tracker = new MortalTracker()
    await harness.runKilled({ clients }, tracker, { left: 0, after: false })
    await harness.run({ clients }, tracker)
    const states: unknown[] = []
    const { config, secret } = harness.asking()
    const show: Console['show'] = (_, data) => void states.push(...(data.runs as { state: string }[]).map(({ state }) => state))
    await showStatus(config, { secret }, { show } as Partial<Console> as Console)
    expect(states).toEqual(['ended', 'broke off'])
})
