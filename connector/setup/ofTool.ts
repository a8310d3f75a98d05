import { normalised } from '../source/csv/header.ts'
import type { Profile } from './profile.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Fewer rows show no counting. */
const ENOUGH = 3
/** A line may be missing, or stand there twice. */
const NEARLY = 0.9

/** True for a column that only counts the rows: 1, 2, 3. What it says of a record changes with the rows before it. */
export const countsRows = ({ cells }: Pick<Profile, 'cells'>): boolean => {
    const known = counting.get(cells) ?? areCounted(cells)
    counting.set(cells, known)
    return known
}

/** Every stream asks of every table. */
const counting = new WeakMap<readonly string[], boolean>()

const areCounted = (cells: readonly string[]): boolean => {
    const numbers = cells.filter((cell) => /^\d+(?:\.0)?$/.test(cell)).map(Number)
    const steps = numbers.filter((number, place) => place > 0 && number === (numbers[place - 1] ?? 0) + 1)
    return numbers.length >= ENOUGH && (numbers[0] ?? 2) <= 1 && steps.length >= (numbers.length - 1) * NEARLY
}

/**
 * True for a column that tells nothing of a person: the tool which made the export adds it by itself, or it counts the rows and is called so.
 */
export const isOfTool = (profile: Profile, { tools, row_numbers: numbers }: Vocabulary): boolean =>
    tools.includes(profile.heading.toLowerCase()) ||
    (numbers.some((name) => normalised(name) === normalised(profile.heading)) && countsRows(profile))
