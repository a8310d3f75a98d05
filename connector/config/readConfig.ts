import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Target } from '../dhis2/client.ts'
import { Failure } from '../failure.ts'
import { locate, MappingMistakes, type Located } from '../mapping/mistakes.ts'
import { LIMITS, type Limits } from '../run/budget.ts'
import { isWebAddress } from '#dhis2/address.ts'
import { optionalNumbers } from '#programme/model/attributes.ts'

/** What `kmmp.yaml` says (docs/connector.md). Paths are absolute. */
export interface Config {
    file: string
    /** Addresses and secrets are resolved when a target is first asked for: who only asks the ledger needs none, and asking throws a Failure. */
    targets: { readonly tracker: Target; readonly aggregate: Target }
    ledger: string
    /** how much one run may change, in percent */
    limits: Limits
    sources: ReadonlyMap<string, SourceConfig>
    /** national code by code of ours, for objects of the server that stand in place of ours */
    standIns: Readonly<Record<string, string>>
    /** codes of the optional numbers of clients that the package keeps */
    identifiers: readonly string[]
    /** code of the national data element by row of MOH 731, e.g. `HV02-01`; for comparison only */
    moh731: Readonly<Record<string, string>>
}

export interface SourceConfig {
    name: string
    /** folder of the mapping */
    mapping: string
    /** what the kind of source understands; a `path` in it is absolute */
    spec: Readonly<Record<string, unknown>> & { type: string }
}

const Secret = z.union([z.string(), z.strictObject({ file: z.string() })])
const TargetShape = z
    .strictObject({ url: z.string(), user: z.string().optional(), password: Secret.optional(), token: Secret.optional() })
    .refine(({ user, password, token }) => (token === undefined ? user !== undefined && password !== undefined : password === undefined), {
        message: 'needs user and password, or a token alone',
    })
type TargetSpec = z.infer<typeof TargetShape>

/** Numbers of clients that are kept only where they are named. */
const OPTIONAL = optionalNumbers.map(({ code }) => code)

const Percent = z.number().min(0).max(100)
const Shape = z.strictObject({
    targets: z.strictObject({ tracker: TargetShape, aggregate: TargetShape.optional() }),
    ledger: z.string().default('./kmmp.db'),
    limits: z.strictObject({ updates: Percent.default(LIMITS.updates), voids: Percent.default(LIMITS.voids) }).default(LIMITS),
    sources: z.record(
        z.string().regex(/^[a-z0-9-]+$/),
        z.looseObject({ type: z.string(), mapping: z.string(), path: z.string().optional() }),
        { error: ({ input }) => (input === undefined ? 'names no export; "sources: {}" is enough to install metadata' : undefined) }
    ),
    standIns: z.record(z.string(), z.string()).default({}),
    identifiers: z.array(z.enum(OPTIONAL)).default([]),
    moh731: z.record(z.string().regex(/^HV02-\d{2}$/, 'is no row such as HV02-01'), z.string()).default({}),
})

/** What a configuration is read with: the environment, and where mappings shipped with the package are. */
export interface Surroundings {
    environment: Readonly<Record<string, string | undefined>>
    packageRoot: string
}

/**
 * Reads and checks a configuration.
 *
 * @throws Failure with file, line and column of the first mistake
 */
export const readConfig = (path: string, surroundings: Surroundings): Config => {
    const file = resolve(path)
    const reading = new Reading(file, located(file, textOf(file)), surroundings)
    return reading.config()
}

const textOf = (file: string): string => {
    try {
        return readFileSync(file, 'utf8')
    } catch (cause) {
        throw new Failure(
            {
                kind: 'configuration',
                what: 'The configuration cannot be read.',
                where: file,
                next: 'Name it with --config FILE; deploy/demo/kmmp.yaml is an example.',
            },
            { cause }
        )
    }
}

const located = (file: string, text: string): Located => {
    try {
        return locate(file, text)
    } catch (error) {
        const [first] = error instanceof MappingMistakes ? error.mistakes : []
        throw first === undefined
            ? error
            : mistake(`${first.file}:${first.line}:${first.column}`, `This is not YAML: ${first.what}`, first.next)
    }
}

/** What is wrong with a value, in words. */
const faultText = (issue: z.core.$ZodIssue | undefined): string => {
    if (issue?.code === 'invalid_key') {
        return 'is no name; use small letters, digits and -'
    }
    if (issue?.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) {
        return issue?.message ?? 'is empty'
    }
    return /received (undefined|null)$/.test(issue.message) ? 'is missing or empty' : (EXPECTED[issue.expected] ?? issue.message)
}

const EXPECTED: Readonly<Record<string, string>> = {
    string: 'should be a text',
    number: 'should be a number',
    object: 'should have names and values below it',
    record: 'should have names and values below it',
    array: 'should be a list',
    boolean: 'should be true or false',
}

const mistake = (where: string, what: string, next: string): Failure => new Failure({ kind: 'configuration', what, where, next })

class Reading {
    readonly #file: string
    readonly #located: Located
    readonly #surroundings: Surroundings

    constructor(file: string, from: Located, surroundings: Surroundings) {
        this.#file = file
        this.#located = from
        this.#surroundings = surroundings
    }

    config(): Config {
        const read = Shape.safeParse(this.#located.value)
        if (!read.success) {
            const [issue] = read.error.issues
            const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])
            throw this.#mistake(
                path,
                `${path.length === 0 ? 'The configuration' : `${path.join('.')}:`} ${faultText(issue)}.`,
                'See docs/connector.md for what may stand here.'
            )
        }
        const { targets, ledger, limits, sources, standIns, identifiers, moh731 } = read.data
        return {
            file: this.#file,
            targets: this.#targets(targets),
            ledger: this.#ledger(ledger),
            limits,
            sources: new Map(Object.entries(sources).map(([name, source]) => [name, this.#source(name, source)])),
            standIns,
            identifiers,
            moh731,
        }
    }

    #targets({ tracker, aggregate }: { tracker: TargetSpec; aggregate?: TargetSpec }): Config['targets'] {
        const toTracker = this.#lazy(tracker, ['targets', 'tracker'])
        const toAggregate = aggregate === undefined ? toTracker : this.#lazy(aggregate, ['targets', 'aggregate'])
        return {
            get tracker() {
                return toTracker()
            },
            get aggregate() {
                return toAggregate()
            },
        }
    }

    /** A secret in clear is refused at once, everything else when the target is asked for. */
    #lazy(spec: TargetSpec, path: string[]): () => Target {
        this.#refuseClear(spec.password, [...path, 'password'])
        this.#refuseClear(spec.token, [...path, 'token'])
        let target: Target | undefined
        return () => (target ??= this.#target(spec, path))
    }

    #ledger(text: string): string {
        const path = this.#path(text, ['ledger'])
        if (existsSync(path) && statSync(path).isDirectory()) {
            throw this.#mistake(['ledger'], `The ledger ${path} is a folder.`, 'Name a file in it, such as kmmp.db.')
        }
        return path
    }

    #target({ url, user, password, token }: TargetSpec, path: string[]): Target {
        const address = this.#filled(url, [...path, 'url'])
        if (!isWebAddress(address)) {
            throw this.#mistake([...path, 'url'], 'The address of a DHIS2 is not a web address.', 'Write it as https://host, without /api.')
        }
        if (token !== undefined) {
            return { url: address, token: this.#secret(token, [...path, 'token']) }
        }
        return {
            url: address,
            user: this.#filled(user ?? '', [...path, 'user']),
            password: this.#secret(password ?? '', [...path, 'password']),
        }
    }

    #source(name: string, source: z.infer<typeof Shape>['sources'][string]): SourceConfig {
        const { mapping, ...spec } = source
        const at = ['sources', name]
        const own = this.#path(mapping, [...at, 'mapping'])
        const shipped = join(this.#surroundings.packageRoot, mapping)
        const isShipped = !existsSync(own) && existsSync(shipped)
        return {
            name,
            mapping: isShipped ? shipped : own,
            spec: spec.path === undefined ? spec : { ...spec, path: this.#path(spec.path, [...at, 'path']) },
        }
    }

    /** Paths are relative to the configuration. */
    #path(text: string, at: string[]): string {
        return resolve(dirname(this.#file), this.#filled(text, at))
    }

    /** Puts environment variables in the place of `${NAME}`. */
    #filled(text: string, at: string[]): string {
        return text.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
            const value = this.#surroundings.environment[name]
            if (value === undefined || value === '') {
                throw this.#mistake(at, `The environment variable ${name} is not set.`, `Set it before the command: ${name}=… kmmp …`)
            }
            return value
        })
    }

    /** A secret comes from the environment, or from a file that only its owner can read. */
    #secret(secret: z.infer<typeof Secret>, at: string[]): string {
        if (typeof secret !== 'string') {
            return this.#secretFile(this.#path(secret.file, at), at)
        }
        return this.#filled(secret, at)
    }

    #refuseClear(secret: z.infer<typeof Secret> | undefined, at: string[]): void {
        if (typeof secret === 'string' && !/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(secret)) {
            throw this.#mistake(
                at,
                'A secret stands in the file.',
                'Write "${NAME}" for an environment variable, or { file: PATH }. Change the secret: it was seen.'
            )
        }
    }

    #secretFile(path: string, at: string[]): string {
        if (!existsSync(path)) {
            throw this.#mistake(at, `The file ${path} is not there.`, 'Make it, readable by its owner only.')
        }
        const others = 0o077
        if (process.platform !== 'win32' && (statSync(path).mode & others) !== 0) {
            throw this.#mistake(at, `Other users of this machine can read ${path}.`, `chmod 600 ${path}`)
        }
        return readFileSync(path, 'utf8').trim()
    }

    #mistake(at: readonly PropertyKey[], what: string, next: string): Failure {
        const { file, line, column } = this.#located.mistake(at, what, next)
        return mistake(`${file}:${line}:${column}`, what, next)
    }
}
