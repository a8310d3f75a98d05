import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Most that each may weigh, in kB (1,000 bytes) of gzipped JavaScript (toolchain trial: repeat visits on a slow network). */
const FIRST_ROUTE = 40
const OTHER_ROUTE = 60
const FIRST_LOAD = 245

const assets = join(fileURLToPath(new URL('..', import.meta.url)), 'build', 'app', 'assets')

/** Files that a chunk needs before it runs; what it fetches later is not among them. */
const staticImports = (code: string): string[] => [...code.matchAll(/(?:from|import)\s*"\.\/([^"/]+\.js)"/g)].map((found) => found[1] ?? '')

const readChunks = (): Map<string, string> =>
    new Map(
        readdirSync(assets)
            .filter((name) => name.endsWith('.js'))
            .map((name) => [name, readFileSync(join(assets, name), 'utf8')])
    )

/** A chunk and all that it needs, except what is already loaded. */
const closure = (chunks: ReadonlyMap<string, string>, start: string, loaded: ReadonlySet<string>): Set<string> => {
    const needed = new Set<string>()
    const visit = (name: string): void => {
        if (needed.has(name) || loaded.has(name)) {
            return
        }
        needed.add(name)
        staticImports(chunks.get(name) ?? '').forEach(visit)
    }
    visit(start)
    return needed
}

interface Line {
    what: string
    kB: number
    most: number
}

const measure = (chunks: ReadonlyMap<string, string>): Line[] => {
    const named = (stem: string): string => {
        const found = [...chunks.keys()].find((name) => name.startsWith(`${stem}-`))
        if (!found) {
            throw new Error(`${assets} holds no chunk ${stem}: the build has changed its shape, and this check with it`)
        }
        return found
    }
    const weigh = (names: Iterable<string>): number =>
        [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name) ?? '', { level: 9 }).length / 1000, 0)
    const platform = closure(chunks, named('main'), new Set())
    const first = closure(chunks, named('App'), platform)
    const loaded = new Set([...platform, ...first])
    const routes = [...chunks.keys()].filter((name) => /Page-/.test(name))
    return [
        { what: 'first route, our own', kB: weigh(first), most: FIRST_ROUTE },
        { what: 'first load, with the platform', kB: weigh(loaded), most: FIRST_LOAD },
        ...routes.map((name) => ({ what: name.replace(/-.*/, ''), kB: weigh(closure(chunks, name, loaded)), most: OTHER_ROUTE })),
    ]
}

/** Checks what the built app makes a browser fetch; exit code 1 when something is too heavy. */
const main = (): void => {
    const lines = measure(readChunks())
    for (const { what, kB, most } of lines) {
        console.log(`${kB > most ? 'OVER' : 'ok  '}  ${what.padEnd(32)} ${kB.toFixed(1).padStart(6)} kB gzip, at most ${most}`)
    }
    const over = lines.filter(({ kB, most }) => kB > most)
    if (over.length > 0) {
        console.error(`Too heavy: ${over.map(({ what }) => what).join(', ')}. Fetch part of it later (React.lazy), or leave something out.`)
        process.exitCode = 1
    }
}

main()
