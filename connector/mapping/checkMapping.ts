import type { LiveAttribute, LiveElement, Metadata } from '../metadata.ts'
import { fullCode } from './codes.ts'
import { codesOfColumn } from './compileValues.ts'
import type { Column, Stream, Value } from './language.ts'
import { columnsOf, type Mapping } from './loadMapping.ts'
import type { MappingMistake, Path } from './mistakes.ts'
import type { TransformName } from './transforms.ts'

/**
 * Compares a mapping with the live metadata of a DHIS2: codes that are not there, stages of other programs, fields that a stage does not
 * ask, values of the wrong type or without their options, mandatory attributes and data elements that nothing fills.
 */
export const checkMapping = (mapping: Mapping, metadata: Metadata): MappingMistake[] => {
    const { recorded, streams } = mapping.file
    const unknown = Object.keys(recorded).filter((name) => !name.includes('*') && !metadata.dataElements.has(fullCode(mapping.file, name)))
    const places = new Set(metadata.orgUnits.flatMap(({ id, code }) => [id, code]))
    const strangers = [...new Set(mapping.words.facilities.values())].filter((code) => !places.has(code))
    return [
        ...strangers.map((code) =>
            mapping.located.mistake(['lists'], `"facilities" names the org unit ${code}, which DHIS2 does not have.`, 'Correct the code.')
        ),
        ...unknown.map((name) =>
            mapping.located.mistake(['recorded', name], `DHIS2 has no data element ${fullCode(mapping.file, name)}.`, NOT_THERE)
        ),
        ...Object.entries(streams).flatMap(([name, stream]) => new StreamCheck(mapping, metadata, name, stream).mistakes()),
    ]
}

const NOT_THERE = 'Correct the code, install the metadata that has it, or share it with the account of the connector.'

/** Value types that a transform can fill, beside text, which takes anything. */
const FITS: Partial<Record<string, readonly TransformName[]>> = {
    DATE: ['date'],
    BOOLEAN: ['boolean'],
    TRUE_ONLY: ['boolean', 'split'],
    NUMBER: ['number', 'grams', 'kilograms', 'viral_load'],
    INTEGER_POSITIVE: ['number', 'grams', 'viral_load'],
    INTEGER_ZERO_OR_POSITIVE: ['number', 'grams', 'viral_load'],
    PERCENTAGE: ['number'],
    PHONE_NUMBER: ['phone_ke'],
}

interface Fault {
    what: string
    next: string
}

class StreamCheck {
    readonly #mapping: Mapping
    readonly #metadata: Metadata
    readonly #path: Path
    readonly #stream: Stream
    readonly #columns: ReadonlyMap<string, readonly Column[]>
    readonly #found: MappingMistake[] = []

    constructor(mapping: Mapping, metadata: Metadata, name: string, stream: Stream) {
        this.#mapping = mapping
        this.#metadata = metadata
        this.#path = ['streams', name]
        this.#stream = stream
        this.#columns = new Map(columnsOf(mapping.file, stream))
    }

    mistakes(): MappingMistake[] {
        const { columns, entity, enrol, events, plans, relationships } = this.#stream
        for (const [name, ways] of Object.entries(columns)) {
            ways.forEach(({ options }, index) => {
                if (options !== undefined) {
                    this.#exists(options, this.#metadata.optionSets, 'option set', ['columns', name, index, 'options'])
                }
            })
        }
        if (entity) {
            this.#exists(entity.type, this.#metadata.trackedEntityTypes, 'tracked entity type', ['entity', 'type'])
            this.#values(entity.attributes, this.#metadata.attributes, 'attribute', ['entity', 'attributes'])
        }
        if (enrol) {
            this.#enrol(enrol.program)
        }
        events.forEach((event, index) => this.#event(event, ['events', index]))
        plans.forEach(({ stage }, index) => this.#exists(stage, this.#metadata.programStages, 'stage', ['plans', index, 'stage']))
        relationships.forEach(({ type }, index) =>
            this.#exists(type, this.#metadata.relationshipTypes, 'relationship type', ['relationships', index, 'type'])
        )
        return this.#found
    }

    #enrol(program: string): void {
        const path = ['enrol', 'program']
        this.#exists(program, this.#metadata.programs, 'program', path)
        const given = new Set(Object.keys(this.#stream.entity?.attributes ?? {}).map((code) => this.#code(code)))
        for (const [code, mandatory] of this.#metadata.programs.get(this.#code(program))?.attributes ?? []) {
            if (mandatory && !given.has(code)) {
                this.#say(path, `${program} demands ${code}, which nothing fills.`, 'Add it to "attributes".')
            }
        }
    }

    #event(event: Stream['events'][number], path: Path): void {
        this.#exists(event.stage, this.#metadata.programStages, 'stage', [...path, 'stage'])
        const stage = this.#metadata.programStages.get(this.#code(event.stage))
        if (!stage) {
            return
        }
        const { enrol } = this.#stream
        if (event.of === 'self' && enrol && stage.program !== this.#code(enrol.program)) {
            this.#say(
                [...path, 'stage'],
                `${event.stage} is a stage of ${stage.program}, not of ${enrol.program}.`,
                'Name a stage of the program.'
            )
        }
        this.#values(event.values, this.#metadata.dataElements, 'data element', [...path, 'values'])
        const given = new Set(Object.keys({ ...this.#mapping.file.recorded, ...event.values }).map((code) => this.#code(code)))
        for (const code of Object.keys(event.values).flatMap((name) => this.#partsOf(name, event.values[name]))) {
            if (!stage.dataElements.has(code)) {
                this.#say([...path, 'values'], `${event.stage} does not ask ${code}.`, 'Take it out, or name another.')
            }
        }
        for (const [code, compulsory] of stage.dataElements) {
            if (compulsory && !given.has(code)) {
                this.#say([...path, 'values'], `${event.stage} demands ${code}.`, 'Add it to "values".')
            }
        }
    }

    #values(
        values: Readonly<Record<string, Value>>,
        live: ReadonlyMap<string, LiveElement | LiveAttribute>,
        what: string,
        path: Path
    ): void {
        for (const [name, value] of Object.entries(values)) {
            for (const code of this.#partsOf(name, value)) {
                const found = live.get(code)
                if (!found) {
                    this.#say([...path, name], `DHIS2 has no ${what} ${code}.`, NOT_THERE)
                } else {
                    this.#fits(found, value, [...path, name])
                }
            }
        }
    }

    /** The codes that a value stands for. Of those that `by` makes, some need not be there: a band with fewer milestones, for instance. */
    #partsOf(name: string, value: Value | undefined): string[] {
        const column = value?.each ?? value?.by
        if (column === undefined) {
            return [this.#code(name)]
        }
        const made = codesOfColumn(name, column, { mapping: this.#mapping, stream: this.#stream, metadata: this.#metadata })
        const codes = made.map(([, code]) => code)
        const there = codes.filter((code) => this.#metadata.dataElements.has(code) || this.#metadata.attributes.has(code))
        return value?.by === undefined || there.length === 0 ? codes : there
    }

    /** A column that is read in several ways must have one that fits: which one applies is known row by row only. */
    #fits(found: LiveElement, value: Value, path: Path): void {
        if (value.value !== undefined) {
            this.#constantFits(found, value.value, path)
        }
        const ways = (this.#columns.get(value.from ?? value.each ?? '') ?? []).filter(({ cel }) => cel === undefined)
        const faults = ways.map(
            (way) => this.#typeFault(found, way) ?? (value.each === undefined ? this.#optionFault(found, way) : undefined)
        )
        const fault = faults.every((each) => each !== undefined) ? faults[0] : undefined
        if (fault) {
            this.#say(path, fault.what, fault.next)
        }
    }

    #typeFault({ code, valueType }: LiveElement, { as }: Column): Fault | undefined {
        const fitting = FITS[valueType]
        return fitting && !fitting.includes(as)
            ? { what: `${code} is a ${valueType}; ${as} does not make one.`, next: `Read the column as ${fitting.join(' or ')}.` }
            : undefined
    }

    #constantFits(found: LiveElement, constant: string, path: Path): void {
        const options = this.#optionsOf(found)
        if (options && !options.includes(constant)) {
            this.#say(path, `${found.optionSet} has no option ${constant}.`, `It has ${options.join(', ')}.`)
        }
    }

    #optionFault(found: LiveElement, { list, options: set }: Column): Fault | undefined {
        const options = this.#optionsOf(found)
        if (!options) {
            return undefined
        }
        if (set === undefined && list === undefined) {
            return {
                what: `${found.code} takes the options of ${found.optionSet}; its column is not coded.`,
                next: `Read it as option with ${found.optionSet}.`,
            }
        }
        const words = list === undefined ? [] : [...(this.#mapping.words.lists.get(list)?.values() ?? [])]
        const own = set === undefined ? [] : (this.#metadata.optionSets.get(this.#code(set)) ?? [])
        const strange = [...new Set([...words, ...own])].filter((word) => word !== '' && !options.includes(word))
        return strange.length === 0
            ? undefined
            : { what: `${found.optionSet} has no option ${strange.join(', ')}.`, next: 'Read the column with the options of this field.' }
    }

    #optionsOf({ optionSet }: LiveElement): readonly string[] | undefined {
        return optionSet === undefined ? undefined : this.#metadata.optionSets.get(optionSet)
    }

    #exists(name: string, live: ReadonlyMap<string, unknown>, what: string, path: Path): void {
        const code = this.#code(name)
        if (!live.has(code)) {
            this.#say(path, `DHIS2 has no ${what} ${code}.`, NOT_THERE)
        }
    }

    #code(name: string): string {
        return fullCode(this.#mapping.file, name)
    }

    #say(path: Path, what: string, next: string): void {
        this.#found.push(this.#mapping.located.mistake([...this.#path, ...path], what, next))
    }
}
