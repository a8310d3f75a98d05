import { allFields } from '../model/allPrograms.ts'
import { type ProgramIndicator, programIndicators } from '../model/programIndicators.ts'
import { type MetadataObject, ref, shortName, swahili } from './object.ts'
import type { Sharing } from './sharing.ts'
import { metadataUid } from './uid.ts'

/** Counts that DHIS2's analytics makes, each over the events or enrollments of a reporting period. */
export const buildProgramIndicators = (sharing: Sharing): MetadataObject[] =>
    programIndicators.map((indicator) => ({
        id: metadataUid('programIndicator', indicator.code),
        code: indicator.code,
        name: indicator.name.en,
        shortName: shortName(indicator.name.en, indicator.code),
        description: indicator.description.en,
        program: ref('program', indicator.program),
        analyticsType: indicator.stage ? 'EVENT' : 'ENROLLMENT',
        aggregationType: indicator.sum ? 'SUM' : 'COUNT',
        expression: expressionOf(indicator),
        ...(indicator.stage && { filter: filterOf(indicator, indicator.stage) }),
        decimals: 0,
        displayInForm: false,
        analyticsPeriodBoundaries: boundaries(indicator),
        sharing,
        translations: swahili({ NAME: indicator.name, DESCRIPTION: indicator.description }),
    }))

const expressionOf = ({ stage, sum }: ProgramIndicator): string => {
    if (!stage) {
        return 'V{enrollment_count}'
    }
    return sum ? valueOf(stage, sum) : 'V{event_count}'
}

const filterOf = ({ where = [] }: ProgramIndicator, stage: string): string =>
    [
        `V{program_stage_id} == "${metadataUid('programStage', stage)}"`,
        ...where.map(([code, is]) => `${valueOf(stage, code)} == ${isYesNo(code) ? is : `"${is}"`}`),
    ].join(' && ')

const valueOf = (stage: string, field: string): string => `#{${metadataUid('programStage', stage)}.${metadataUid('dataElement', field)}}`

const isYesNo = (code: string): boolean => {
    const type = allFields.find((field) => field.code === code)?.valueType
    return type === 'BOOLEAN' || type === 'TRUE_ONLY'
}

/** Without boundaries analytics would count all time (dhis2-core, ProgramIndicator). */
const boundaries = ({ code, stage }: ProgramIndicator) =>
    (['AFTER_START_OF_REPORTING_PERIOD', 'BEFORE_END_OF_REPORTING_PERIOD'] as const).map((type) => ({
        id: metadataUid('analyticsPeriodBoundary', `${code}.${type}`),
        boundaryTarget: stage ? 'EVENT_DATE' : 'ENROLLMENT_DATE',
        analyticsPeriodBoundaryType: type,
    }))
