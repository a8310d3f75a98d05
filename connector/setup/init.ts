import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Surroundings } from '../config/readConfig.ts'
import type { Console } from '../console.ts'
import { Dhis2Client, type Target } from '../dhis2/client.ts'
import { EXIT, Failure } from '../failure.ts'
import { columnsOf, loadMapping, type Mapping } from '../mapping/loadMapping.ts'
import { csv } from '../source/csv/csvSource.ts'
import { cellsByWay } from './cellsByWay.ts'
import { dateOrder } from './dateOrder.ts'
import { draftMapping, type DraftMapping } from './draftMapping.ts'
import { partnerWords, type ToSettle } from './partnerWords.ts'
import { profileTables } from './profile.ts'
import { wantedColumns } from './recognise.ts'
import { readLive, recognition, wordsToSettle, type Recognition } from './recognition.ts'
import type { ReadCells } from './settleAnswers.ts'
import { skeleton, type Parts } from './skeleton.ts'
import { tellDraft } from './tellDraft.ts'
import { readVocabulary } from './vocabulary.ts'

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
const PARTNER_WORDS = 'partner-words.yaml'

/**
 * `kmmp init`: looks at an export and writes a configuration and the beginning of a mapping, made of the mothers2mothers mapping by likeness
 * of names and by what the cells hold. With an account in the environment it asks the DHIS2 for answers and facilities. Nothing that is there
 * already is overwritten.
 */
export const init = async (options: InitOptions, { environment, packageRoot }: Surroundings, out: Console): Promise<number> => {
    const config = resolve(options.config)
    const folder = join(dirname(config), 'mappings', options.name)
    mustBeFree([config, join(folder, 'mapping.yaml')])
    const template = await loadMapping(join(packageRoot, TEMPLATE))
    const source = csv.open(csv.spec.parse({ type: 'csv', path: resolve(options.export) }))
    const target = targetOf(options.url, environment)
    const live = target && (await readLive(await Dhis2Client.connect(target)))
    const { asOf } = await source.discover()
    const known = recognition(template, readVocabulary(packageRoot), { live, asOf })
    const draft = draftMapping(await profileTables(source), known)
    if (draft.matched.length === 0) {
        throw new Failure({
            kind: 'source',
            what: 'No file of the export resembles one that is known.',
            where: resolve(options.export),
            next: nextWithout(draft),
        })
    }
    const settle = wordsToSettle(readCells(draft, known), known)
    mkdirSync(folder, { recursive: true })
    writeMapping(folder, { name: options.name, packageRoot, known, draft, settle })
    await loadMapping(folder)
    writeFileSync(config, configuration(options, config, target), { flag: 'wx' })
    tellDraft({ draft, settle, known, files: { config, mapping: join(folder, 'mapping.yaml'), words: join(folder, PARTNER_WORDS) } }, out)
    return EXIT.done
}

/** What to do where no table is known: first, those that nobody can read are saved otherwise. */
const nextWithout = ({ strange }: DraftMapping): string => {
    const closed = strange.flatMap((table) => (table.closed === undefined ? [] : `${table.file} is ${table.closed}.`))
    return closed.length > 0
        ? `${closed.join(' ')} Then run kmmp init again.`
        : 'Write the mapping by hand, beginning from mappings/example-register (docs/mapping.md).'
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

/** The account that the configuration will name, if the environment holds it already. */
const targetOf = (
    url: string,
    { KMMP_USER: user, KMMP_PASSWORD: password, KMMP_TOKEN: token }: Surroundings['environment']
): Target | undefined => {
    if (token !== undefined && token !== '') {
        return { url, token }
    }
    return user !== undefined && password !== undefined && user !== '' && password !== '' ? { url, user, password } : undefined
}

const readCells = ({ matched, sideBySide, results }: DraftMapping, { mapping, book }: Recognition): ReadCells[] => [
    ...matched.flatMap(({ stream, table, found, stated }) => {
        const known = { found, wanted: wantedColumns(mapping, stream), book }
        const same = Object.fromEntries(stated.map((one) => [one.column, one.value]))
        return found.flatMap(({ column, heading }) => cellsByWay({ heading, column, stream, stated: same }, table, known))
    }),
    ...results.flatMap(({ stream, found, stated }) =>
        found.map(({ column, cells }) => ({
            stream,
            column,
            cells,
            stated: Object.fromEntries(stated.map((one) => [one.column, one.value])),
        }))
    ),
    ...sideBySide.flatMap(({ stream, found }) => found.map(({ column, cells }) => ({ stream, column, cells }))),
]

interface Writing {
    name: string
    packageRoot: string
    known: Recognition
    draft: DraftMapping
    settle: ToSettle
}

const writeMapping = (folder: string, { name, packageRoot, known, draft, settle }: Writing): void => {
    const { mapping: template, vocabulary } = known
    const copied = template.file.lists.map((list) => ({
        from: join(packageRoot, TEMPLATE, list),
        to: list.startsWith('..') ? 'common-words.yaml' : list,
    }))
    for (const { from, to } of copied) {
        writeFileSync(join(folder, to), readFileSync(from))
    }
    writeFileSync(join(folder, PARTNER_WORDS), partnerWords(name, settle))
    const parts: Parts = {
        source: name,
        lists: [...copied.map(({ to }) => to), PARTNER_WORDS],
        draft,
        vocabulary,
        dates: dateOrder(
            readCells(draft, known)
                .filter(({ stream, column }) => isDate(template, stream, column))
                .flatMap(({ cells }) => cells)
        ),
        ownLists: settle.answers.filter(({ hasList }) => !hasList),
    }
    const text = readFileSync(join(packageRoot, TEMPLATE, 'mapping.yaml'), 'utf8')
    writeFileSync(join(folder, 'mapping.yaml'), skeleton(template, text, parts))
}

const isDate = ({ file }: Mapping, name: string, column: string): boolean => {
    const stream = file.streams[name]
    return stream !== undefined && columnsOf(file, stream).some(([one, ways]) => one === column && ways.some(({ as }) => as === 'date'))
}

const configuration = (
    { url, name, export: path }: InitOptions,
    config: string,
    target: Target | undefined
): string => `# docs/connector.md explains what may stand here.
targets:
    tracker: { url: ${JSON.stringify(url)}, ${target !== undefined && 'token' in target ? "token: '${KMMP_TOKEN}'" : "user: '${KMMP_USER}', password: '${KMMP_PASSWORD}'"} }
ledger: ./kmmp.db
sources:
    ${name}: { type: csv, path: ${JSON.stringify(relative(dirname(config), resolve(path)) || '.')}, mapping: mappings/${name} }
`
