import { adapt, limitsOf, type BatchLimits } from './batches.ts'

const after = (took: number, answered: boolean, trackedEntities: number): number => {
    const limits: BatchLimits = { ...limitsOf(42), trackedEntities }
    adapt(limits, { took, answered })
    return limits.trackedEntities
}

test.each([
    ['a slow answer halves them', 30_000, true, 250, 125],
    ['an answer that never came, too', 120_000, false, 125, 62],
    ['but never to nothing', 60_000, true, 1, 1],
    ['a fast answer lets them grow', 500, true, 62, 67],
    ['never beyond what brings anything', 500, true, 248, 250],
    ['an answer in between leaves them', 20_000, true, 125, 125],
    ['a cut connection says nothing of the size', 500, false, 125, 125],
])('requests fit the server: %s', (_, took, answered, before, expected) => {
    expect(after(took, answered, before)).toBe(expected)
})
