import { HV02_REVISION, hv02 } from './hv02.ts'

/** One row of MOH 731 in both worlds. */
export interface CrosswalkRow {
    /** as the form numbers it, e.g. `HV02-09` */
    row: string
    /** code of our mirror element */
    element: string
    /** code of the national data element, when it is known */
    national?: string
    revision: string
}

/**
 * Which national data element stands for which row. The national codes are not published: they come from configuration, by row, e.g.
 * `{ 'HV02-01': 'MOH 731_HV02-01' }`. Rows without one are kept, so that a screen can say that they cannot be compared.
 */
export const hv02Crosswalk = (nationalCodes: Readonly<Record<string, string>>): CrosswalkRow[] =>
    hv02.map(({ numerator }) => {
        const row = `HV02-${numerator.slice(-2)}`
        return { row, element: numerator, national: nationalCodes[row], revision: HV02_REVISION }
    })

export interface Compared {
    row: string
    ours?: number
    national?: number
    /** ours less national; undefined where either reported nothing, which is not zero */
    difference?: number
}

/** Puts our counts beside the national report of one place and month, by element code. Nothing is written into the national set. */
export const compareWithNational = (
    crosswalk: readonly CrosswalkRow[],
    ours: ReadonlyMap<string, number>,
    national: ReadonlyMap<string, number>
): Compared[] =>
    crosswalk.map(({ row, element, national: code }) => {
        const counted = ours.get(element)
        const reported = code === undefined ? undefined : national.get(code)
        return {
            row,
            ours: counted,
            national: reported,
            difference: counted === undefined || reported === undefined ? undefined : counted - reported,
        }
    })
