import type { LiveOrgUnit, Metadata } from '../../connector/metadata.ts'
import { derivedUid } from '#dhis2/derivedUid.ts'
import { allFields, trackerPrograms } from '#programme/model/allPrograms.ts'
import { attributes } from '#programme/model/attributes.ts'
import { commonFields } from '#programme/model/fields.ts'
import { optionSets } from '#programme/model/optionSets.ts'
import { relationshipTypes, trackedEntityTypes } from '#programme/model/programs.ts'

const uid = (kind: string, code: string): string => derivedUid(kind, 'metadata', code)

const byCode = <T extends { code: string }, R>(kind: string, list: readonly T[], make: (item: T, id: string) => R): Map<string, R> =>
    new Map(list.map((item) => [item.code, make(item, uid(kind, item.code))]))

/** The metadata of a DHIS2 that holds the programme and these org units. */
export const programmeMetadata = (orgUnits: readonly LiveOrgUnit[]): Metadata => {
    const stages = trackerPrograms.flatMap((program) => program.stages.map((stage) => ({ ...stage, program: program.code })))
    return {
        trackedEntityTypes: byCode('trackedEntityType', trackedEntityTypes, (_, id) => ({ id })),
        attributes: byCode('attribute', attributes, ({ code, valueType, optionSet, unique }, id) => ({
            id,
            code,
            valueType,
            optionSet,
            unique: unique ?? false,
        })),
        dataElements: byCode('dataElement', allFields, ({ code, valueType, optionSet }, id) => ({ id, code, valueType, optionSet })),
        programs: byCode('program', trackerPrograms, ({ code, attributes: asked }, id) => ({
            id,
            code,
            attributes: new Map(asked.map((attribute) => [attribute.code, attribute.mandatory ?? false])),
            orgUnits: new Set(orgUnits.map((unit) => unit.id)),
        })),
        programStages: byCode('stage', stages, ({ code, program, repeatable, sections, compulsory }, id) => ({
            id,
            code,
            program,
            repeatable,
            dataElements: new Map(
                [...sections.flatMap((section) => section.fields), ...commonFields.map((field) => field.code)].map((field) => [
                    field,
                    compulsory?.includes(field) ?? false,
                ])
            ),
        })),
        relationshipTypes: byCode('relationshipType', relationshipTypes, (_, id) => ({ id })),
        optionSets: new Map(optionSets.map(({ code, options }) => [code, options.map((option) => option.code)])),
        orgUnits,
    }
}
