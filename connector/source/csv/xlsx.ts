import { posix } from 'node:path'
import { FORMULA_ALONE } from '../../plainCell.ts'
import { local, parseAll, parserOf, Parts, unreadable } from './xlsxParts.ts'

/** A cell as its sheet stores it: a moment where its format says that the number is one, else text. */
export type Cell = string | Date

/** A workbook (ECMA-376, SpreadsheetML), opened at its directory: parts are found by name, and a sheet is read as a stream. */
export interface Workbook {
    /** names of the sheets, in their order */
    sheets: readonly string[]
    /** of those the ones that people see */
    visible: readonly string[]
    /** cells of each row of a sheet, in batches; empty rows that the file leaves out are left out */
    rows(sheet: string): AsyncIterable<Cell[][]>
    close(): void
}

/** @throws Failure when the file is no workbook */
export const openXlsx = async (path: string): Promise<Workbook> => {
    const parts = await Parts.open(path)
    try {
        const targets = await relationships(parts, '')
        const main = [...targets.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target
        if (main === undefined) {
            throw new Error('it names no workbook')
        }
        const { sheets, from1904 } = await readMain(parts, main)
        const related = await relationships(parts, main)
        const part = (kind: string) => [...related.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target
        const known = { texts: await sharedTexts(parts, part('sharedStrings')), kinds: await numberKinds(parts, part('styles')), from1904 }
        return {
            sheets: sheets.map(({ name }) => name),
            visible: sheets.filter(({ hidden }) => !hidden).map(({ name }) => name),
            rows: (wanted) => {
                const sheet = sheets.find(({ name }) => name === wanted)
                const target = related.get(sheet?.relationship ?? '')?.target
                return parts.explained(sheetRows(parts, target ?? '', known))
            },
            close: () => parts.close(),
        }
    } catch (error) {
        parts.close()
        throw unreadable(path, error)
    }
}

interface Relationship {
    type: string
    target: string
}

/** What a part refers to, by the id that it is referred to with (ECMA-376 part 2, 9.3). */
const relationships = async (parts: Parts, name: string): Promise<Map<string, Relationship>> => {
    const folder = posix.dirname(name)
    const file = posix.join(folder, '_rels', `${posix.basename(name)}.rels`)
    const found = new Map<string, Relationship>()
    if (parts.has(file)) {
        await parseAll(parts, file, {
            opens: ({ name: element, attributes: { Id = '', Type = '', Target = '' } }) => {
                if (element === 'Relationship') {
                    found.set(Id, { type: Type, target: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target) })
                }
            },
        })
    }
    return found
}

const readMain = async (parts: Parts, name: string) => {
    const sheets: { name: string; relationship: string; hidden: boolean }[] = []
    let from1904 = false
    await parseAll(parts, name, {
        opens: ({ name: element, attributes }) => {
            if (element === 'sheet') {
                const id = Object.keys(attributes).find((key) => key.includes(':') && local(key) === 'id') ?? ''
                sheets.push({
                    name: attributes.name ?? '',
                    relationship: attributes[id] ?? '',
                    hidden: (attributes.state ?? 'visible') !== 'visible',
                })
            }
            if (element === 'workbookPr') {
                from1904 = isTrue(attributes.date1904)
            }
        },
    })
    return { sheets, from1904 }
}

/** Characters that XML cannot hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
const unescaped = (text: string): string =>
    text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

const isTrue = (flag: string | undefined): boolean => flag === '1' || flag === 'true'

/** Texts that cells refer to by number. How a word is pronounced (`rPh`) is no part of it. */
const sharedTexts = async (parts: Parts, name: string | undefined): Promise<string[]> => {
    const texts: string[] = []
    if (name === undefined) {
        return texts
    }
    let [text, open, aside] = ['', false, false]
    await parseAll(parts, name, {
        opens: ({ name: element }) => {
            open = element === 't'
            aside = aside || element === 'rPh'
            text = element === 'si' ? '' : text
        },
        text: (found) => {
            text += open && !aside ? found : ''
        },
        closes: (element) => {
            open = false
            aside = aside && element !== 'rPh'
            if (element === 'si') {
                texts.push(unescaped(text))
            }
        },
    })
    return texts
}

/** Number formats of dates that every workbook knows (ECMA-376 part 1, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
    (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a format of one's own shows a date: what stands in quotes, brackets or behind a backslash is only shown. */
const isDateFormat = (code: string): boolean => /[dmyhs]/i.test(code.replace(SHOWN_ONLY, ''))
const SHOWN_ONLY = /"[^"]*"|\[[^\]]*\]|\\./g

/** What a number is shown as. */
type Kind = 'date' | 'percent' | 'number'

/** `0%` and `0.00%` are formats of every workbook, too. */
const builtInKind = (id: number): Kind => (isBuiltInDate(id) ? 'date' : id === 9 || id === 10 ? 'percent' : 'number')

const kindOf = (code: string): Kind => (isDateFormat(code) ? 'date' : code.replace(SHOWN_ONLY, '').includes('%') ? 'percent' : 'number')

/** For each style of a cell what it shows its number as. */
const numberKinds = async (parts: Parts, name: string | undefined): Promise<Kind[]> => {
    const styles: Kind[] = []
    if (name === undefined) {
        return styles
    }
    const own = new Map<number, Kind>()
    let within = false
    await parseAll(parts, name, {
        opens: ({ name: element, attributes }) => {
            const format = Number(attributes.numFmtId)
            if (element === 'numFmt') {
                own.set(format, kindOf(attributes.formatCode ?? ''))
            }
            within = within || element === 'cellXfs'
            if (within && element === 'xf') {
                styles.push(own.get(format) ?? builtInKind(format))
            }
        },
        closes: (element) => {
            within = within && element !== 'cellXfs'
        },
    })
    return styles
}

interface Known {
    texts: readonly string[]
    kinds: readonly Kind[]
    from1904: boolean
}

async function* sheetRows(parts: Parts, name: string, known: Known): AsyncIterable<Cell[][]> {
    let rows: Cell[][] = []
    let row: Cell[] = []
    let cell: Readonly<Record<string, string>> = {}
    let [value, open, aside, isFormula, column] = ['', false, false, false, 0]
    const parser = parserOf({
        opens: ({ name: element, attributes }) => {
            open = element === 'v' || element === 't'
            aside = aside || element === 'rPh'
            isFormula = isFormula || element === 'f'
            if (element === 'row') {
                row = []
                column = 0
            }
            if (element === 'c') {
                cell = attributes
                value = ''
                isFormula = false
                column = cell.r === undefined ? column : columnOf(cell.r)
            }
        },
        text: (found) => {
            value += open && !aside ? found : ''
        },
        closes: (element) => {
            open = false
            aside = aside && element !== 'rPh'
            if (element === 'c') {
                row[column] = isFormula && value === '' && cell.t !== 'str' ? FORMULA_ALONE : cellOf(cell, value, known)
                column++
            }
            if (element === 'row') {
                rows.push(Array.from(row, (one) => one ?? ''))
            }
        },
    })
    for await (const chunk of parts.text(name)) {
        parser.write(chunk)
        if (rows.length > 0) {
            yield rows
            rows = []
        }
    }
    parser.close()
    if (rows.length > 0) {
        yield rows
    }
}

/** Place of a cell in its row, from 0: `C5` is 2. */
const columnOf = (reference: string): number => {
    let place = 0
    for (const letter of reference.replace(/\d+$/, '')) {
        place = place * 26 + letter.charCodeAt(0) - 64
    }
    return place - 1
}

const cellOf = ({ t: type = 'n', s: style }: Readonly<Record<string, string>>, value: string, known: Known): Cell => {
    if (type === 's') {
        return known.texts[Number(value)] ?? ''
    }
    if (type === 'b') {
        return value === '1' ? 'true' : 'false'
    }
    if (type !== 'n' || value === '') {
        return unescaped(value)
    }
    const kind = known.kinds[Number(style ?? 0)]
    return kind === 'date' ? momentOf(Number(value), known.from1904) : kind === 'percent' ? percent(value) : String(Number(value))
}

/** 0.66 is 66% to whoever wrote it; and 0.07 times 100 is 7.000000000000001 to a machine. */
const percent = (share: string): string => `${Number((Number(share) * 100).toFixed(10))}%`

const DAY = 86_400_000
/** Days from Excel's day 0 to 1970; a workbook may count from 1904 instead. */
const [TO_1970, FROM_1900_TO_1904] = [25_569, 1462]

const momentOf = (serial: number, from1904: boolean): Date =>
    new Date(Math.round((serial - TO_1970 + (from1904 ? FROM_1900_TO_1904 : 0)) * DAY))
