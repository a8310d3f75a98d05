import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Console } from '../console.ts'
import { EXIT, Failure } from '../failure.ts'
import { loadMapping, type Mapping } from '../mapping/loadMapping.ts'
import { csv } from '../source/csv/csvSource.ts'
import { matchTables, skeleton, type Matched } from './skeleton.ts'

export interface InitOptions {
    /** folder or file of an export of the partner */
    export: string
    /** short name of the partner's system */
    name: string
    /** address of the DHIS2 */
    url: string
    /** configuration to write; the mapping goes beside it */
    config: string
}

const TEMPLATE = 'mappings/m2m-csv'

/**
 * `kmmp init`: looks at an export and writes a configuration and the beginning of a mapping, made of the mothers2mothers mapping by likeness
 * of names. Nothing that is there already is overwritten.
 *
 * @param packageRoot where the mappings shipped with the package are
 */
export const init = async (options: InitOptions, packageRoot: string, out: Console): Promise<number> => {
    const config = resolve(options.config)
    const folder = join(dirname(config), 'mappings', options.name)
    mustBeFree([config, join(folder, 'mapping.yaml')])
    const template = await loadMapping(join(packageRoot, TEMPLATE))
    const { streams: tables } = await csv.open(csv.spec.parse({ type: 'csv', path: resolve(options.export) })).discover()
    const matched = matchTables(tables, template.streams)
    if (matched.length === 0) {
        throw new Failure({
            kind: 'source',
            what: 'No file of the export resembles one that is known.',
            where: resolve(options.export),
            next: 'Write the mapping by hand, beginning from mappings/example-register (docs/mapping.md).',
        })
    }
    mkdirSync(folder, { recursive: true })
    writeMapping(folder, { ...options, packageRoot, matched, template })
    await loadMapping(folder)
    writeFileSync(config, configuration(options, config), { flag: 'wx' })
    tell(matched, tables, out)
    out.say(
        `Wrote ${config} and ${join(folder, 'mapping.yaml')}. Next: set KMMP_USER and KMMP_PASSWORD, look through the mapping, then kmmp check.`
    )
    return EXIT.done
}

const mustBeFree = (files: readonly string[]): void => {
    const there = files.find((file) => existsSync(file))
    if (there !== undefined) {
        throw new Failure({
            kind: 'configuration',
            what: 'This file is there already.',
            where: there,
            next: 'Choose another --config or --name, or move it away.',
        })
    }
}

interface Writing {
    name: string
    packageRoot: string
    matched: readonly Matched[]
    template: Mapping
}

const writeMapping = (folder: string, { name, packageRoot, matched, template }: Writing): void => {
    const own = template.file.lists.map((list) => ({
        from: join(packageRoot, TEMPLATE, list),
        to: list.startsWith('..') ? 'common-words.yaml' : list,
    }))
    for (const { from, to } of own) {
        writeFileSync(join(folder, to), readFileSync(from))
    }
    const text = readFileSync(join(packageRoot, TEMPLATE, 'mapping.yaml'), 'utf8')
    const lists = own.map(({ to }) => to)
    writeFileSync(join(folder, 'mapping.yaml'), skeleton(text, { source: name, lists, streams: template.streams, matched }))
}

const configuration = (
    { url, name, export: path }: InitOptions,
    config: string
): string => `# docs/connector.md explains what may stand here.
targets:
    tracker: { url: ${JSON.stringify(url)}, user: '\${KMMP_USER}', password: '\${KMMP_PASSWORD}' }
ledger: ./kmmp.db
sources:
    ${name}: { type: csv, path: ${JSON.stringify(relative(dirname(config), resolve(path)) || '.')}, mapping: mappings/${name} }
`

const tell = (matched: readonly Matched[], tables: readonly { file: string }[], out: Console): void => {
    for (const { table, stream, suggestions, left } of matched) {
        out.say(
            `${table.file}: read as ${stream.name}; ${suggestions.length} columns found${left.length > 0 ? `, not read: ${left.join(', ')}` : ''}.`
        )
        for (const { header, column } of suggestions.filter(({ score }) => score < 1)) {
            out.say(`    check: "${header}" is taken for ${column}`)
        }
        const absent = stream.columns.filter(({ name, needed }) => needed && !suggestions.some(({ column }) => column === name))
        absent.forEach(({ name }) => out.say(`    needed, not found: ${name}. Add its name in the export under aliases.`))
    }
    for (const { file } of tables.filter((table) => !matched.some((one) => one.table.file === table.file))) {
        out.say(`${file}: resembles no file that is known; it is not read.`)
    }
}
