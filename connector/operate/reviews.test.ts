import type { Console } from '../console.ts'
import { FakeTracker } from '../testing/fakeTracker.ts'
import { SyncHarness, teOf, type Cells } from '../testing/syncHarness.ts'
import { review, type Reviewing } from './reviews.ts'

const names = ['A', 'B', 'C']
const client = (name: string, changes: Partial<Cells> = {}): Cells => ({ id: `c${name}`, client: name, name, number: name, ...changes })

let harness: SyncHarness
let shown: { data: Record<string, unknown>; text: readonly string[] }
const said: string[] = []
const out = {
    say: (text) => void said.push(text),
    show: (_, data, text) => (shown = { data, text }),
} as Partial<Console> as Console
const ask = (asked: Reviewing) => {
    const { config, secret } = harness.asking()
    return review(config, { secret, ...asked }, out)
}
const decided = () => harness.ask((history) => history.reviews()).map(({ kind, decision }) => [kind, decision])

beforeEach(async () => {
    harness = new SyncHarness()
    const tracker = new FakeTracker()
    await harness.run({ clients: names.map((name) => client(name)) }, tracker)
    for (const name of ['A', 'B']) {
        tracker.edit(teOf(name), (object) => (object.attributes = [{ attribute: 'name0000001', value: 'Of staff' }]))
    }
    await harness.run(
        {
            clients: [
                client('A', { name: 'A W' }),
                client('B', { name: 'B W', unit: 'unit0000002', unitOwner: 'facility' }),
                client('C', { barred: 'CONSENT_MISSING' }),
            ],
        },
        tracker
    )
})
afterEach(() => harness.remove())

it('answers all questions that a filter names: shows them first, and does nothing until it is told to', async () => {
    await ask({ kind: 'dispute', all: 'partner' })
    expect(shown.text.join('\n')).toContain('2 questions would be answered with partner. Nothing is noted yet: add --yes')
    expect(shown.data).toMatchObject({ noted: false, reviews: [{ uid: teOf('A') }, { uid: teOf('B') }], others: 0 })
    expect(decided().every(([, decision]) => decision === undefined)).toBe(true)
    await ask({ kind: 'dispute', all: 'partner', yes: true })
    expect(shown.text).toEqual(['2 questions answered with partner. The next kmmp sync acts on it.'])
    expect(decided()).toEqual([
        ['CONFLICT', 'partner'],
        ['CONFLICT', 'partner'],
        ['VOIDED', undefined],
    ])
    await ask({ kind: 'dispute', all: 'facility' })
    expect(shown.text).toEqual(['No open question that fits can be answered with facility.'])
})

it('counts those to which the answer does not fit, and leaves them', async () => {
    await ask({ all: 'withdraw', yes: true })
    expect(shown.text).toEqual(['1 question answered with withdraw. The next kmmp sync acts on it.', '2 more cannot be answered so.'])
})

it('lists the questions of a facility, or of one reason', async () => {
    const asked = async (filter: Reviewing) => {
        await ask(filter)
        return (shown.data.reviews as { rowNumber: number }[]).map(({ rowNumber }) => rowNumber)
    }
    expect(await asked({})).toEqual([1, 2, 3])
    expect(await asked({ orgUnit: 'unit0000002' })).toEqual([2])
    expect(await asked({ orgUnit: 'unit0000001' })).toEqual([1, 3])
    expect(await asked({ reason: 'CONSENT_MISSING' })).toEqual([3])
    expect(await asked({ kind: 'match' })).toEqual([])
    expect(shown.text).toEqual(['Nothing is to be decided.'])
    await expect(ask({ reason: 'CONSENT' })).rejects.toMatchObject({ next: expect.stringContaining('CONSENT_MISSING') })
    await expect(ask({ source: 'nobody' })).rejects.toMatchObject({ what: 'There is no source "nobody".' })
})

it('does not take a number and a filter at once', async () => {
    await expect(ask({ id: '1', decision: 'partner', all: 'partner' })).rejects.toMatchObject({ kind: 'configuration' })
    await expect(ask({ id: '1', decision: 'partner', kind: 'match' })).rejects.toMatchObject({ kind: 'configuration' })
    await expect(ask({ yes: true })).rejects.toMatchObject({ what: '--yes notes the answers of --all, which is missing.' })
})
