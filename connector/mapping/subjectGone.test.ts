import { compiled, said, Trial } from './trying.ts'

let trial: Trial
beforeEach(async () => {
    trial = new Trial(await compiled())
})

describe('a patient who was delivered, once her own record may not be delivered any more', () => {
    test.each<[string, Record<string, string>]>([
        ['she does not agree', { consent: 'hapana' }],
        ['it was made for practice', { first: 'Test' }],
        ['the partner deleted it', { gone: '1' }],
    ])('has no visits delivered: %s', (_, cells) => {
        trial.patient({})
        trial.laterRun().patient(cells)
        expect(said(trial.visit({}))).toBe('park PARENT_MISSING')
        trial.laterRun().patient({})
        expect(said(trial.visit({}))).toBe('load')
    })

    test.each<[string, Record<string, string>]>([
        ['another record of her number, made for practice', { id: 'P9', first: 'Test' }],
        ['another record of her number, without consent', { id: 'P9', consent: '' }],
        ['another record of her number, deleted', { id: 'P9', gone: '1' }],
        ['her own, with a fault of another kind', { joined: '' }],
    ])('goes on with her visits: %s', (_, cells) => {
        trial.patient({})
        trial.laterRun().patient(cells)
        expect(said(trial.visit({}))).toBe('load')
    })
})
