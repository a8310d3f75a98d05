import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../failure.ts'
import { stem, undated } from './fileName.ts'
import { normalised } from './header.ts'
import { isWorkbook, type TablePlace } from './table.ts'

/** The files of one export: all of a folder, or one file alone. */
export interface ExportFiles {
    folder: string
    /** names of the files that hold tables */
    names: readonly string[]
    /** names of the sheets of those that are workbooks */
    sheets: ReadonlyMap<string, readonly string[]>
    /** the export is one file: streams are read from it, whatever name the mapping gives it */
    single: boolean
}

const TABLES = /\.(csv|tsv|txt|xlsx|xlsm|xls)$/i

/**
 * Lists the tables of an export.
 *
 * @throws Failure when the path cannot be read
 */
export const exportFiles = async (path: string): Promise<ExportFiles> => {
    const kind = await stat(path).catch((cause: unknown) => {
        throw notReadable(path, cause)
    })
    if (kind.isFile()) {
        return withSheets({ folder: dirname(path), names: [basename(path)], single: true })
    }
    const names = await readdir(path).catch((cause: unknown) => {
        throw notReadable(path, cause)
    })
    // Excel puts ~$name.xlsx beside a workbook that somebody has open
    return withSheets({ folder: path, names: names.filter((name) => TABLES.test(name) && !name.startsWith('~$')).sort(), single: false })
}

const withSheets = async (files: Omit<ExportFiles, 'sheets'>): Promise<ExportFiles> => {
    const sheets = new Map<string, readonly string[]>()
    for (const name of files.names) {
        const path = join(files.folder, name)
        if (await isWorkbook(path)) {
            sheets.set(name, await (await import('./workbook.ts')).sheetsOf(path))
        }
    }
    return { ...files, sheets }
}

const notReadable = (where: string, cause: unknown): Failure =>
    new Failure(
        {
            kind: 'source',
            what: 'The folder or file of the export cannot be read.',
            where,
            next: 'Check the path of this source in kmmp.yaml; it is relative to that file.',
        },
        { cause }
    )

/**
 * Where a stream stands in an export. The mapping says `clients.csv`, or `register.xlsx#Mothers` for a sheet; a partner who sends
 * `Clients.CSV`, `clients.tsv`, `clients_2026-10-31.csv`, `clients.xlsx` or one workbook with a sheet `Clients` instead sends the same.
 */
export const placeOf = (files: ExportFiles, wanted: string): TablePlace | undefined => {
    const { folder, names, sheets, single } = files
    const [file = '', named] = wanted.split('#')
    const alike = filesLike(files, file)
    const name = single ? names[0] : alike.length === 1 ? alike[0] : undefined
    if (name === undefined) {
        return named === undefined ? onlySheet(files, stem(file)) : undefined
    }
    const sheet = named ?? sheets.get(name)?.find((one) => normalised(one) === normalised(stem(file)))
    return { path: join(folder, name), ...(sheet !== undefined && { sheet }) }
}

/**
 * Files of which each may be the one that a mapping names: another kind of file, other capitals, the day of the export in its name. One with a day lies
 * beside one without, and nobody can say which is the newest; of others, the name as it is written is meant.
 */
export const filesLike = ({ names }: ExportFiles, wanted: string): string[] => {
    const [file = ''] = wanted.split('#')
    const alike = names.filter((name) => stem(undated(name)) === stem(undated(file)))
    const isExact = names.includes(file) && alike.every((name) => name === file || stem(name) === stem(file))
    return isExact ? [file] : alike
}

/** The sheet of a name, when only one of the workbooks has it. */
const onlySheet = ({ folder, sheets }: ExportFiles, wanted: string): TablePlace | undefined => {
    const found = [...sheets].flatMap(([name, own]) =>
        own.filter((sheet) => normalised(sheet) === normalised(wanted)).map((sheet) => ({ path: join(folder, name), sheet }))
    )
    return found.length === 1 ? found[0] : undefined
}

/** All tables of an export, named as a mapping would: a workbook gives one for each sheet, and the day of the export is no part of a name. */
export const tablesOf = (files: ExportFiles): { file: string; place: TablePlace }[] =>
    files.names.flatMap((name): { file: string; place: TablePlace }[] => {
        const path = join(files.folder, name)
        const plain = undated(name)
        const file = filesLike(files, plain).length === 1 ? plain : name
        return files.sheets.get(name)?.map((sheet) => ({ file: `${file}#${sheet}`, place: { path, sheet } })) ?? [{ file, place: { path } }]
    })
