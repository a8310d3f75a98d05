import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LiveOrgUnit, Metadata } from '../metadata.ts'
import type { KnownIdentities, MappedRow, SubjectIndex } from '../records.ts'
import { compileMapping, type CompiledMapping } from './compileMapping.ts'
import { loadMapping, type Mapping } from './loadMapping.ts'
import { copyMarker, memoryIndex } from './memoryIndex.ts'

/** A small mapping of patients and their visits, of no particular programme. */
export const MAPPING = `mapping: 1
source: try
codes: { prefix: TRY_ }
lists: [words.yaml]
aliases: { dob: [birth_date] }
skip:
    - { columns: pid, matches: '^(?!ke)[a-z]{2}', reason: OTHER_COUNTRY }
    - { columns: [first, last], matches: '^test$', reason: TEST_RECORD }
    - { columns: gone, matches: '^1$', reason: DELETED_AT_SOURCE }
orgUnit: { code: mfl, name: place, within: county }
columns:
    id: { required: true }
    mfl:
    gone:
recorded: { SOURCE_ID: id }
streams:
    patients:
        file: patients.csv
        key: id
        subject: { kind: patient, id: pid }
        columns:
            pid: { required: true }
            place:
            county:
            first: { required: true }
            last:
            dob: { as: date, required: true }
            estimated: { as: boolean, list: yes-no }
            phone: phone_ke
            kept_as:
            case_id: lower
            number: { as: identifier, pattern: '^N' }
            kind: { as: option, options: KIND }
            joined: { as: date, required: true }
            left: date
            died: date
            consent: { as: boolean, list: yes-no }
        checks:
            - { must: "row.consent == 'true'", reason: CONSENT_MISSING, column: consent, always: true }
            - { must: 'row.dob <= row.joined', reason: DATE_IMPLAUSIBLE, column: dob }
        identity:
            numbers: { NUMBER: number }
            several: { CASE: case_id }
            person: { names: [first, last], birth: dob, estimated: estimated, phone: phone }
            merged: kept_as
            again: "known.left != '' && row.joined > known.left"
        entity:
            type: PATIENT
            attributes: { PID: pid, NAME: first, NUMBER: { from: number, owner: fill } }
        enrol:
            program: CARE
            when: "row.kind != 'GUEST'"
            on: joined
            completed: { when: "row.left != ''", on: left }
        events:
            - { stage: INTAKE, when: "row.kind != 'GUEST'", on: joined, values: { KIND: kind } }
        remember: { left: left, died: died, birth: dob }
    visits:
        file: visits.csv
        key: id
        parent: { kind: patient, id: pid }
        columns:
            pid: { required: true }
            day: { as: date, required: true }
            topics: { as: split, list: topic }
            next: { as: date, ahead: true }
            seen_by: { otherwise: { value: UNKNOWN, reason: MM_UNKNOWN } }
        checks:
            - { must: 'row.day <= parent.died', reason: EVENT_AFTER_DEATH, column: day }
        events:
            - { stage: VISIT, of: parent, on: day, values: { SEEN_BY: seen_by, TOPIC_*: { each: topics } } }
        plans:
            - { on: next, stage: VISIT, purpose: NEXT }
`

export const WORDS = `lists:
    yes-no: { 'true': [yes, ndiyo], 'false': [no, hapana], '': [sijui] }
    topic: { FOOD: [food], PLAY: [play] }
sentinels: [99, n/a]
placeholders: ['1900-01-01']
places: { Nairobi: [nairobi city] }
facilities: { Northern clinic: 13077, MN-7: '13077' }
`

const unit = (id: string, code: string, name: string, more: { county?: string; closedDate?: string } = {}): LiveOrgUnit => ({
    id,
    code,
    name,
    ancestors: ['Kenya', `${more.county ?? 'Nairobi'} County`],
    closedDate: more.closedDate,
})

const element = (code: string, optionSet?: string) => ({ id: `id_${code}`, code, valueType: 'TEXT', optionSet })

/** A DHIS2 that holds what the small mapping needs. */
export const METADATA: Metadata = {
    trackedEntityTypes: new Map([['TRY_PATIENT', { id: 'id_PATIENT' }]]),
    attributes: new Map(['PID', 'NAME', 'NUMBER'].map((code) => [`TRY_${code}`, { ...element(`TRY_${code}`), unique: code !== 'NAME' }])),
    dataElements: new Map([
        ['TRY_KIND', element('TRY_KIND', 'TRY_KIND')],
        ...['SOURCE_ID', 'SEEN_BY', 'TOPIC_FOOD', 'TOPIC_PLAY'].map((code) => [`TRY_${code}`, element(`TRY_${code}`)] as const),
    ]),
    programs: new Map([['TRY_CARE', { id: 'id_CARE', code: 'TRY_CARE', attributes: new Map([['TRY_NAME', true]]), orgUnits: new Set() }]]),
    programStages: new Map(
        [
            { id: 'id_INTAKE', code: 'TRY_INTAKE', repeatable: false, asks: ['KIND', 'SOURCE_ID'] },
            { id: 'id_VISIT', code: 'TRY_VISIT', repeatable: true, asks: ['SEEN_BY', 'TOPIC_FOOD', 'TOPIC_PLAY', 'SOURCE_ID'] },
        ].map(({ asks, ...stage }) => [
            stage.code,
            { ...stage, program: 'TRY_CARE', dataElements: new Map(asks.map((code) => [`TRY_${code}`, false])) },
        ])
    ),
    relationshipTypes: new Map(),
    optionSets: new Map([['TRY_KIND', ['MEMBER', 'GUEST', 'NONE']]]),
    orgUnits: [
        unit('ouNorth', '13077', "Ang'iya North"),
        unit('ouSouth', '13939', 'South', { county: 'Homa Bay' }),
        unit('ouShut', '16665', 'Shut', { closedDate: '2020-01-01' }),
        unit('ouTwin1', '20001', 'Twin'),
        unit('ouTwin2', '20002', 'Twin'),
    ],
}

/** Loads a mapping out of texts. */
export const loaded = async (mapping = MAPPING, words = WORDS): Promise<Mapping> => {
    const folder = await mkdtemp(join(tmpdir(), 'mapping-'))
    try {
        await writeFile(join(folder, 'mapping.yaml'), mapping)
        await writeFile(join(folder, 'words.yaml'), words)
        return await loadMapping(folder)
    } finally {
        await rm(folder, { recursive: true })
    }
}

export const compiled = async (mapping = MAPPING): Promise<CompiledMapping> =>
    compileMapping(await loaded(mapping), METADATA, { asOf: '2026-10-31', planNote: ({ purpose, on }) => `${purpose} ${on}` })

/** Gives rows to the small mapping one after the other, in one memory. */
export class Trial {
    readonly #mapping: CompiledMapping
    readonly index: SubjectIndex
    #markCopy = copyMarker()
    #row = 0

    constructor(mapping: CompiledMapping, index: SubjectIndex = memoryIndex()) {
        this.#mapping = mapping
        this.index = index
    }

    /** The rows to come are those of a later run: the same record may come again. */
    laterRun(): this {
        this.#markCopy = copyMarker()
        return this
    }

    patient(cells: Record<string, string>, decided?: KnownIdentities): MappedRow {
        return this.give('patients', { ...PATIENT, ...cells }, decided)
    }

    visit(cells: Record<string, string>): MappedRow {
        return this.give('visits', { ...VISIT, ...cells })
    }

    /** A row of a file that lacks some columns. */
    fromFileWithout(columns: readonly string[], stream: 'patients' | 'visits', cells: Record<string, string> = {}): MappedRow {
        const blank = Object.fromEntries(columns.map((column) => [column, '']))
        const all = { ...(stream === 'patients' ? PATIENT : VISIT), ...cells, ...blank }
        return this.give(stream, all, undefined, new Set(columns))
    }

    give(stream: string, cells: Record<string, string>, decided?: KnownIdentities, lacks?: ReadonlySet<string>): MappedRow {
        const source = { file: `${stream}.csv`, row: ++this.#row, sourceRecordId: cells['id'] ?? '', cells, lacks }
        const mapped = this.#mapping.streams.find(({ name }) => name === stream)?.map(this.#markCopy(stream, source), this.index, decided)
        if (!mapped) {
            throw new Error(`no stream ${stream}`)
        }
        return mapped
    }
}

const PATIENT = {
    id: 'P1',
    mfl: '13077',
    gone: '0',
    pid: 'KE-1',
    place: '',
    county: 'Nairobi',
    first: 'Wanjiru',
    last: 'Achieng',
    dob: '1999-05-04',
    estimated: 'no',
    phone: '0712345678',
    number: 'N1',
    kind: 'MEMBER',
    joined: '2026-01-10',
    left: '',
    died: '',
    consent: 'yes',
}
const VISIT = { id: 'V1', mfl: '13077', gone: '0', pid: 'KE-1', day: '2026-02-10', topics: 'food play', next: '', seen_by: 'MM1' }

/** Outcome and reasons of a row, in short: `load`, `park PARENT_MISSING`. */
export const said = ({ outcome, findings }: MappedRow): string => [outcome, ...findings.map(({ reason }) => reason)].join(' ')
