import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Folder of the built app, ready to be served. */
export const appFolder = join(root, 'build', 'app')
const stamp = join(root, 'build', '.inputs')
const texts = join(root, 'i18n', 'en.pot')

const INPUTS = [
    'src/**',
    'programme/**',
    'dhis2/**',
    'i18n/**',
    'public/**',
    'd2.config.js',
    'vite.extend.mts',
    'package.json',
    'package-lock.json',
]

/** Hash of all that goes into the app. Tests and what the build itself makes do not. */
const inputHash = (): string => {
    const files = globSync(INPUTS, { cwd: root, exclude: (name) => name === 'locales' })
        .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(join(root, file)).isFile())
        .sort()
    const sum = createHash('sha256')
    for (const file of files) {
        sum.update(file).update(readFileSync(join(root, file)))
    }
    return sum.digest('hex')
}

const isFresh = (): boolean => existsSync(join(appFolder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputHash()

const build = (): Promise<void> =>
    new Promise((resolve, reject) => {
        const child = spawn(join(root, 'node_modules', '.bin', 'd2-app-scripts'), ['build'], {
            cwd: root,
            shell: process.platform === 'win32',
        })
        let output = ''
        const keep = (chunk: Buffer) => (output += chunk.toString())
        child.stdout.on('data', keep)
        child.stderr.on('data', keep)
        child.on('error', reject)
        child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The app could not be built:\n${output}`))))
    })

/** The build dates the list of texts anew each time; where nothing but the dates changed, the list stays as it was. */
const keepingTexts = async (work: () => Promise<void>): Promise<void> => {
    const before = readFileSync(texts, 'utf8')
    await work()
    if (undated(before) === undated(readFileSync(texts, 'utf8'))) {
        writeFileSync(texts, before)
    }
}

const undated = (list: string): string => list.replace(/^"(POT-Creation|PO-Revision)-Date: .*$/gm, '')

/** Builds the app unless nothing it is made of has changed since the last build. */
export const buildApp = async (): Promise<'built' | 'fresh'> => {
    if (isFresh()) {
        return 'fresh'
    }
    await keepingTexts(build)
    // the build itself may bring en.pot up to date, so the hash is taken after it
    writeFileSync(stamp, inputHash())
    return 'built'
}
