import { matchPersons } from '../matching.ts'
import { buildMetadata } from '../metadata/build.ts'
import { appointmentsOf } from '../schedule/appointment.ts'
import { infant, mother } from '../testing/pair.ts'
import { rulesBeyondForms } from './beyondForms.ts'

const plan = { stage: 'KMMP_M_PNC', plannedFor: '2026-06-08' }
const stateAfter = (intake: Record<string, string>) =>
    appointmentsOf(mother({ joined: '2026-05-01', intake, events: [plan] }), '2026-06-20').map(({ state }) => state)

test.each([
    ['died', { MOTHER_EXIT: 'DIED' }, 'cancelled'],
    ['graduated', { MOTHER_EXIT: 'GRADUATED_24M' }, 'cancelled'],
    ['is still with us', { ENTRY_POINT: 'ANC' }, 'defaulter'],
])('EXIT_CLOSE_SCHEDULE: a mother who %s', (_, intake, state) => {
    expect(stateAfter(intake)).toEqual([state])
})

test('EXIT_CLOSE_SCHEDULE: an infant who moved away', () => {
    const gone = infant({
        born: '2026-04-10',
        intake: { HEI_OUTCOME: 'TRANSFER_OUT' },
        events: [{ stage: 'KMMP_C_FUP', plannedFor: '2026-06-08' }],
    })
    expect(appointmentsOf(gone, '2026-06-20').map(({ state }) => state)).toEqual(['cancelled'])
})

test.each(['CCC_NUMBER', 'HEI_NUMBER', 'CWC_NUMBER', 'NUPI'])('DUP_WARN: DHIS2 lets nobody else bear a %s', (stem) => {
    const attribute = buildMetadata({ dialect: '2.43' }).trackedEntityAttributes?.find(({ code }) => code === `KMMP_${stem}`)
    expect(attribute).toMatchObject({ unique: true, orgunitScope: false })
})

test.each([
    ['the same care number', { ccc: '1307700123' }, { ccc: '1307700123' }, 'strong'],
    ['the same care number on a man', { ccc: '1307700123', sex: 'FEMALE' }, { ccc: '1307700123', sex: 'MALE' }, 'possible'],
    ['the same infant number', { hei: '13077-2026-001' }, { hei: '13077-2026-001' }, 'possible'],
    ['another care number', { ccc: '1307700123' }, { ccc: '1307700124' }, 'none'],
])('DUP_WARN: %s', (_, one, other, band) => {
    expect(matchPersons(one, other).band).toBe(band)
})

test('each says why, where it is from, and who keeps it', () => {
    expect(rulesBeyondForms.filter(({ reason, source, keptBy }) => !reason || !source || !keptBy.en || !keptBy.sw)).toEqual([])
})
