import { categoryChecks } from './checkCategories.ts'
import { chartChecks } from './checkCharts.ts'
import { figureChecks } from './checkFigures.ts'
import { programChecks } from './checkPrograms.ts'
import { referenceChecks } from './checkReferences.ts'
import { ruleChecks } from './checkRules.ts'
import { shapeChecks } from './checkShape.ts'
import type { Finding, Given } from './finding.ts'

const checks = [...shapeChecks, ...referenceChecks, ...categoryChecks, ...programChecks, ...ruleChecks, ...figureChecks, ...chartChecks]

/**
 * What the importers of dhis2-core 2.40.9.1, 2.41.9.1, 2.42.5.2 and 2.43.1 check of a metadata package on an empty server, read from their source: the checks and
 * hooks of `dxf2.metadata.objectbundle`, and beyond them what would be dropped or would fail only when it is used.
 */
export const refusals = (given: Given): Finding[] => checks.flatMap((check) => check(given))
