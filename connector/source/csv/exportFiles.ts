import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { Failure } from '../../failure.ts'
import { isWorkbook, type TablePlace } from './table.ts'

/** The files of one export: all of a folder, or one file alone. */
export interface ExportFiles {
    folder: string
    /** names of the files that hold tables */
    names: readonly string[]
    /** the export is one file: streams are read from it, whatever name the mapping gives it */
    single: boolean
}

const TABLES = /\.(csv|tsv|txt|xlsx)$/i

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
        return { folder: dirname(path), names: [basename(path)], single: true }
    }
    const names = await readdir(path).catch((cause: unknown) => {
        throw notReadable(path, cause)
    })
    // Excel puts ~$name.xlsx beside a workbook that somebody has open
    return { folder: path, names: names.filter((name) => TABLES.test(name) && !name.startsWith('~$')).sort(), single: false }
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
 * `Clients.CSV`, `clients.tsv` or `clients.xlsx` instead sends the same.
 */
export const placeOf = ({ folder, names, single }: ExportFiles, wanted: string): TablePlace | undefined => {
    const [file = '', sheet] = wanted.split('#')
    const alike = names.filter((name) => stem(name) === stem(file))
    const name = single ? names[0] : names.includes(file) ? file : alike.length === 1 ? alike[0] : undefined
    return name === undefined ? undefined : { path: join(folder, name), ...(sheet !== undefined && { sheet }) }
}

const stem = (name: string): string => basename(name, extname(name)).toLowerCase()

/** All tables of an export, named as a mapping would: a workbook gives one for each sheet. */
export const tablesOf = async (files: ExportFiles): Promise<{ file: string; place: TablePlace }[]> => {
    const tables = await Promise.all(
        files.names.map(async (name) => {
            const path = join(files.folder, name)
            const sheets = isWorkbook(path) ? await (await import('./workbook.ts')).sheetsOf(path) : undefined
            return sheets
                ? sheets.map((sheet) => ({ file: `${name}#${sheet}`, place: { path, sheet } }))
                : [{ file: name, place: { path } }]
        })
    )
    return tables.flat()
}
