import type { Clean, Parameters, Surroundings } from './transforms/cleaned.ts'
import { boolean, option, split } from './transforms/coded.ts'
import { date } from './transforms/date.ts'
import { ancNumber, cccNumber, grams, heiNumber, identifier, kilograms, number } from './transforms/numbers.ts'
import { phoneKe } from './transforms/phoneKe.ts'
import { lower, text } from './transforms/text.ts'
import { viralLoad } from './transforms/viralLoad.ts'

/** The transforms that a mapping may name, in `as`. A new one is a small function in `transforms/`, a table test, and a line here. */
export const transforms = {
    text,
    lower,
    date,
    number,
    grams,
    kilograms,
    boolean,
    option,
    split,
    phone_ke: phoneKe,
    ccc_number: cccNumber,
    hei_number: heiNumber,
    anc_number: ancNumber,
    identifier,
    viral_load: viralLoad,
} as const satisfies Record<string, (surroundings: Surroundings, parameters: Parameters) => Clean>

export type TransformName = keyof typeof transforms

export const TRANSFORM_NAMES = Object.keys(transforms) as [TransformName, ...TransformName[]]
