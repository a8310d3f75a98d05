import { isMap, isNode, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import type * as z from 'zod'
import { Failure } from '../failure.ts'

/** A mistake in a mapping or one of its lists, for the person who writes it. */
export interface MappingMistake {
    file: string
    line: number
    column: number
    what: string
    next: string
}

/** Thrown with all mistakes found, not only the first. */
export class MappingMistakes extends Failure {
    readonly mistakes: readonly MappingMistake[]

    constructor(mistakes: readonly MappingMistake[]) {
        const first = mistakes[0]
        super({
            kind: 'configuration',
            what: mistakes.length === 1 ? 'The mapping has a mistake.' : `The mapping has ${mistakes.length} mistakes.`,
            where: first && `${first.file}:${first.line}:${first.column}`,
            why: mistakes.map((mistake) => textOf(mistake)).join('\n         '),
            next: first?.next,
        })
        this.mistakes = mistakes
    }
}

/** One line: where, what, and what to do. */
export const textOf = ({ file, line, column, what, next }: MappingMistake): string => `${file}:${line}:${column} ${what} ${next}`

export type Path = readonly PropertyKey[]

/** A YAML file that knows where each of its parts stands. */
export interface Located {
    value: unknown
    /** a mistake at a part of the file; where the part is not there, at the nearest part around it */
    mistake(path: Path, what: string, next: string): MappingMistake
}

/**
 * Reads YAML text.
 *
 * @throws MappingMistakes when it is not YAML
 */
export const locate = (file: string, text: string): Located => {
    const lines = new LineCounter()
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
    const at = (offset: number): { line: number; column: number } => {
        const { line, col } = lines.linePos(offset)
        return { line: Math.max(1, line), column: Math.max(1, col) }
    }
    if (document.errors.length > 0) {
        throw new MappingMistakes(document.errors.map((error) => notYaml(file, at(error.pos[0]), error.message)))
    }
    return {
        value: document.toJS() as unknown,
        mistake: (path, what, next) => ({ file, ...at(offsetOf(document, path)), what, next }),
    }
}

const notYaml = (file: string, place: { line: number; column: number }, message: string): MappingMistake => ({
    file,
    ...place,
    what: message.split('\n')[0] ?? message,
    next: 'Check indentation, colons and quotes of this line.',
})

/** Offset of the key of a part where it has one, so that a mistake points at what its writer typed. */
const offsetOf = (document: Document, path: Path): number => {
    let node: unknown = document.contents
    let offset = 0
    for (const key of path) {
        const pair = isMap(node) ? node.items.find((item) => String(item.key) === String(key)) : undefined
        // a single item may stand without its list: then its place in the list is no step
        const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(key)] : key === 0 ? node : undefined
        const place: unknown = pair ? pair.key : next
        if (isNode(place)) {
            offset = place.range?.[0] ?? offset
        }
        if (next === undefined || next === null) {
            break
        }
        node = next
    }
    return offset
}

/** What zod found, as mistakes with their places. */
export const mistakesOf = (located: Located, issues: readonly z.core.$ZodIssue[]): MappingMistake[] =>
    issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => located.mistake([...issue.path, key], `"${key}" is not known here.`, REFERENCE))
            : [located.mistake(issue.path, `${nameOf(issue.path)}: ${issue.message}.`, REFERENCE)]
    )

const REFERENCE = 'See docs/mapping.md for what may stand here.'

const nameOf = (path: Path): string => path.filter((step) => typeof step === 'string').join('.')
