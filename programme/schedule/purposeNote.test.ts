import fc from 'fast-check'
import { appointmentNote } from './appointmentPurpose.ts'
import { guidelines } from './guidelines.ts'
import { newestPurposeNote, readPurposeNote, writePurposeNote } from './purposeNote.ts'

const written = 'KMMP1 key=PCR_W6 a=2026-09-12 v=2026-1 pair=UQ5Xh5iwkLB src=APP'
const purpose = { key: 'PCR_W6', anchor: '2026-09-12', version: '2026-1', pair: 'UQ5Xh5iwkLB', source: 'APP' }

test('is written as app and connector agreed', () => {
    expect(writePurposeNote(purpose)).toBe(written)
    expect(readPurposeNote(written)).toEqual(purpose)
})

test.each([
    ['  KMMP1   src=APP key=PCR_W6  ', { key: 'PCR_W6', source: 'APP' }],
    ['KMMP1 key=PCR_W6 a=soon future=yes v=', { key: 'PCR_W6', anchor: undefined, version: undefined }],
    ['KMMP1 key=VL=9', { key: 'VL=9' }],
])('is read tolerantly: %p', (text, expected) => {
    expect(readPurposeNote(text)).toMatchObject(expected)
})

test.each(['', 'KMMP1', 'KMMP1 a=2026-09-12', 'KMMP2 key=PCR_W6', 'Call her again', 'key=PCR_W6'])('%p is no purpose note', (text) => {
    expect(readPurposeNote(text)).toBeUndefined()
})

test('no text that people write breaks the reader', () => {
    fc.assert(
        fc.property(
            fc.oneof(
                fc.string(),
                fc.string().map((text) => `KMMP1 ${text}`)
            ),
            (text) => readPurposeNote(text)?.key !== ''
        )
    )
})

test('the newest of our notes counts, whatever else was written', () => {
    const notes = [
        { value: 'KMMP1 key=PCR_M6', storedAt: '2026-11-02T08:00:00.000' },
        { value: written, storedAt: '2026-11-01T08:00:00.000' },
        { value: 'She moved house', storedAt: '2026-11-03T08:00:00.000' },
        { storedAt: '2026-11-04T08:00:00.000' },
    ]
    expect(newestPurposeNote(notes)).toBe('KMMP1 key=PCR_M6')
    expect(newestPurposeNote(notes.slice(2))).toBeUndefined()
})

describe('the note of an appointment that a partner made', () => {
    const plan = { stage: 'KMMP_M_ANC', anchors: { lmp: '2026-03-02' }, pair: 'UQ5Xh5iwkLB', source: 'CONNECTOR' as const }

    test('names the row of the schedule that is due nearest', () => {
        expect(appointmentNote({ ...plan, on: '2026-07-23' }, guidelines)).toBe(
            'KMMP1 key=ANC_CONTACT a=2026-03-02 v=2026-1 pair=UQ5Xh5iwkLB src=CONNECTOR'
        )
    })

    test.each([
        ['too far from any row', { ...plan, on: '2026-04-01' }],
        ['of a stage without rows', { ...plan, stage: 'KMMP_M_GROUP', on: '2026-07-23' }],
        ['whose anchor is not known', { ...plan, anchors: {}, on: '2026-07-23' }],
    ])('is a plain appointment for one %s', (_, given) => {
        expect(appointmentNote(given, guidelines)).toBe('KMMP1 key=APPOINTMENT v=2026-1 pair=UQ5Xh5iwkLB src=CONNECTOR')
    })
})
