import type { MappedRow } from '../records.ts'
import type { CompiledMapping } from './compileMapping.ts'
import { compiled, said, Trial } from './trying.ts'

let mapping: CompiledMapping
let trial: Trial

beforeAll(async () => {
    mapping = await compiled()
})
beforeEach(() => {
    trial = new Trial(mapping)
})

describe('a file without a column that the mapping reads', () => {
    const valueOf = ({ wanted }: MappedRow, id: string) =>
        wanted.flatMap((object) => ('values' in object ? object.values.filter((value) => value.id === id) : []))

    test('says nothing of its values, so none that was delivered is deleted', () => {
        const row = trial.fromFileWithout(['number'], 'patients')
        expect(valueOf(row, 'id_TRY_NUMBER')).toEqual([])
        expect(valueOf(trial.fromFileWithout(['phone'], 'patients', { id: 'P2', pid: 'KE-2', number: '' }), 'id_TRY_NUMBER')).toMatchObject(
            [{ value: '' }]
        )
        expect(row.partial).toBeUndefined()
    })

    test('says nothing of what is ticked in it', () => {
        trial.patient({})
        expect(valueOf(trial.fromFileWithout(['topics'], 'visits'), 'id_TRY_TOPIC_FOOD')).toEqual([])
    })

    test('puts its word for an unknown value over nothing', () => {
        trial.patient({})
        expect(valueOf(trial.fromFileWithout(['seen_by'], 'visits'), 'id_TRY_SEEN_BY')).toMatchObject([
            { value: 'UNKNOWN', owner: 'facility' },
        ])
    })

    test('changes no status that it cannot tell, and takes nothing back', () => {
        const row = trial.fromFileWithout(['left'], 'patients')
        expect(row.partial).toBe(true)
        expect(row.wanted[1]).toMatchObject({ status: 'ACTIVE', statusOwner: 'facility' })
        expect(trial.fromFileWithout(['next'], 'visits').partial).toBe(true)
    })

    test('still says what does not depend on it', () => {
        const row = trial.fromFileWithout(['kept_as', 'place'], 'patients', { left: '2026-05-01' })
        expect([row.partial, row.wanted[1]]).toMatchObject([undefined, { status: 'COMPLETED', statusOwner: 'partner' }])
        expect(trial.fromFileWithout(['next'], 'visits').wanted[0]).toMatchObject({ statusOwner: 'partner' })
    })

    test('is not sure of what it wants by such a column', () => {
        const { wanted, unsure } = trial.fromFileWithout(['kind'], 'patients')
        expect(wanted.map(({ uid, kind }) => [kind, unsure?.has(uid)])).toEqual([
            ['trackedEntity', false],
            ['enrollment', true],
            ['event', true],
        ])
    })

    test('takes nothing from what is known of a person: a visit after her death still waits', () => {
        trial.patient({ died: '2026-01-20' })
        trial.laterRun().fromFileWithout(['died'], 'patients')
        expect(said(trial.visit({ day: '2026-02-10' }))).toBe('park EVENT_AFTER_DEATH')
    })

    test('takes no mark of a person: she is found again by what earlier rows said', () => {
        trial.patient({})
        trial.laterRun().fromFileWithout(['phone', 'number'], 'patients')
        expect(said(trial.patient({ id: 'P9', pid: 'KE-9' }))).toMatch(/DUPLICATE_CLIENT|IDENTITY_AMBIGUOUS/)
    })
})
